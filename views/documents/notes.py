"""The sources of a report as numbered notes: each once, in order of its first use."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from citations.words import title_words
from views import words
from views.catalogue import gettext as _
from views.catalogue import here
from views.date_words import when
from views.documents.tree import Address, NoteMark, Words, plain
from views.scripts import isolated

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from models.records import SourceRecord, StatementRecord
    from views.catalogue import Catalogue
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
    authors = author_words(source) if source.authors else ""
    names = (authors, title_words(source), words.outlet_words(source))
    places = (source.url, source.archived_url)
    return _runs(here(), *names, source.published, source.accessed, *places, source.seen)


def author_words(source: SourceRecord) -> str:
    """Name the authors of a source."""
    return ", ".join(filter(None, map(_name, source.authors)))


@lru_cache(maxsize=4096)
def _runs(  # noqa: PLR0913, PLR0917 -- all that is told of a source: what was said is kept by it
    _catalogue: Catalogue,
    authors: str,
    titled: str,
    outlet: str,
    published: str | None,
    accessed: str | None,
    url: str | None,
    archived_url: str | None,
    seen: bool,  # noqa: FBT001
) -> Runs:
    """Say it in the language of the catalogue, which is that of the page."""
    unseen = "" if seen else _("original not consulted")
    named = "" if outlet == titled else isolated(outlet)
    parts = (authors, isolated(titled), named, when(published), unseen)
    runs: list[Run] = [Words(f"{', '.join(plain(part) for part in parts if part)}.")]
    if url:
        runs += (Words(" "), Address(url))
    if archived_url:
        runs += (Words(f" {_('Archived at')} "), Address(archived_url))
    if accessed:
        runs.append(Words(f" {_('Accessed: %(date)s.', date=when(accessed))}"))
    return tuple(runs)


def _name(name: Mapping[str, Any]) -> str:
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    whole = name.get("literal") or " ".join(str(name[part]) for part in parts if name.get(part))
    return isolated(str(whole))
