"""What a styled citation of a selection is: an entry a source, and what was found in it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from citations import words
from citations.formatted.formatter import PANDOC
from citations.formatted.inlines import SPACE, address
from citations.formatted.inlines import words as runs_of
from citations.formatted.items import place_of, style_item
from citations.formatted.locales import OWN, USUAL, locale_named
from citations.formatted.rules import rules_of
from citations.formatted.styles import style_named
from citations.notes import note_of, said_since
from citations.omissions import Noun, Omission, not_consulted
from citations.programs import NotWrittenError
from models.notes.escapes import as_written
from models.notes.sentences import sentence_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citations.cited import Cited, Finding
    from citations.exported import Exported
    from citations.formatted.formatter import Formatter
    from citations.formatted.inlines import Inlines
    from citations.styling import Styling

MOST = 5_000
"""How many sources a formatted bibliography holds."""


@dataclass(frozen=True)
class Entry:
    """A source in a style, and what is told below: what was found in it, and what corrects it."""

    found: Cited
    runs: Inlines
    below: tuple[Inlines, ...] = ()


def entries(exported: Exported, styling: Styling, formatter: Formatter = PANDOC) -> list[Entry]:
    """Return the entries of the sources consulted, in the style's order.

    Raises UnknownStyleError, UnknownLocaleError and NotWrittenError.
    """
    works = _works(exported)
    runs = _runs(works, styling, formatter)
    told = ((works[place_of(name)], runs) for name, runs in runs.items())
    return [Entry(found, _archived(found, runs), _below(found, styling)) for found, runs in told]


def dropped(
    exported: Exported, styling: Styling, formatter: Formatter = PANDOC
) -> Iterator[Omission]:
    """Yield the statements of sources not consulted, and the sources a style has no entry for.

    Raises as `entries` does.
    """
    yield from not_consulted(exported)
    works = _works(exported)
    told = {place_of(name) for name in _runs(works, styling, formatter)}
    lists = rules_of(style_named(styling.style).rules or b"").lists
    why = "the style has no entry for it" if lists else "the style has no bibliography"
    for place, found in enumerate(works):
        if place not in told:
            source = found.source
            yield Omission(Noun.SOURCE, source.id, source.key, words.title_words(source), why)


def _works(exported: Exported) -> list[Cited]:
    works = list(islice(exported.works(), MOST + 1))
    if len(works) > MOST:
        message = f"A style formats at most {MOST} sources. Narrow it, or choose another format."
        raise NotWrittenError(message)
    return works


def _runs(works: list[Cited], styling: Styling, formatter: Formatter) -> dict[str, Inlines]:
    style, locale = style_named(styling.style), locale_named(styling.locale)
    rules = rules_of(style.rules or b"")
    items = [
        style_item(found, place, approximates=rules.approximates)
        for place, found in enumerate(works)
    ]
    return formatter.entries(
        items, rules, (style.default_locale or USUAL) if locale == OWN else locale
    )


def _archived(found: Cited, runs: Inlines) -> Inlines:
    """Return an entry with its archived copy, which CSL has no variable for."""
    copy = found.source.archived_url
    return [*runs, SPACE, *runs_of("Archived at"), SPACE, address(copy)] if copy else runs


def _below(found: Cited, styling: Styling) -> tuple[Inlines, ...]:
    """Return a paragraph a finding, if these are wanted; and one a correction or retraction."""
    told = map(_finding, found.findings) if styling.quotes else ()
    return tuple(runs_of(words.one_line(each)) for each in (*told, *said_since(found)))


def _finding(finding: Finding) -> str:
    """Return who said what, when, through whom, and where in the source it stands; for readers."""
    # The sentence has signs of its own for what a note in a reference file would lose.
    return as_written(sentence_of(note_of(finding)))
