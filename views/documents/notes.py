"""The sources of a report as numbered notes: each once, in order of its first use."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask_babel import gettext as _

from views import words
from views.date_words import when
from views.documents.tree import Address, NoteMark, Words, plain
from views.scripts import isolated

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from models.records import SourceRecord, StatementRecord
    from views.documents.tree import Run, Runs


class Notes:
    """The numbers of sources; a source is numbered when it is first asked for."""

    def __init__(self) -> None:
        """Begin without any."""
        self._sources: dict[str, SourceRecord] = {}
        self._numbers: dict[str, int] = {}

    def number(self, source: SourceRecord) -> int:
        """Return the number of a source."""
        self._sources.setdefault(source.key, source)
        return self._numbers.setdefault(source.key, len(self._numbers) + 1)

    def mark(self, source: SourceRecord) -> NoteMark:
        """Return what leads to the note of a source."""
        return NoteMark(self.number(source))

    def numbers(self, statement: StatementRecord) -> list[int]:
        """Return the numbers of the sources of a statement, each once, the first appearance first."""
        return list(dict.fromkeys(self.number(found.source) for found in statement.in_order))

    @property
    def sources(self) -> tuple[SourceRecord, ...]:
        """The numbered sources in order."""
        return tuple(self._sources.values())


def source_runs(source: SourceRecord) -> Runs:
    """Say which work it is, where it stands on the web, where it is archived, and when it was read."""
    return tuple(_source_runs(source))


def author_words(source: SourceRecord) -> str:
    """Name the authors of a source."""
    return ", ".join(filter(None, map(_name, source.authors)))


def _source_runs(source: SourceRecord) -> Iterator[Run]:
    unseen = "" if source.seen else str(_("original not consulted"))
    titled = words.title_words(source)
    outlet = "" if words.outlet_words(source) == titled else isolated(words.outlet_words(source))
    parts = (author_words(source), isolated(titled), outlet, when(source.published), unseen)
    yield Words(f"{', '.join(plain(part) for part in parts if part)}.")
    if source.url:
        yield from (Words(" "), Address(source.url))
    if source.archived_url:
        yield from (Words(f" {_('Archived at')} "), Address(source.archived_url))
    if source.accessed:
        yield Words(f" {_('Accessed: %(date)s.', date=when(source.accessed))}")


def _name(name: Mapping[str, Any]) -> str:
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    whole = name.get("literal") or " ".join(str(name[part]) for part in parts if name.get(part))
    return isolated(str(whole))
