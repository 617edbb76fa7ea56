"""What a styled citation of a selection is: an entry a source, and what was found in it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from citations import words
from citations.formatted.formatter import PANDOC
from citations.formatted.inlines import SPACE, address
from citations.formatted.inlines import words as runs_of
from citations.formatted.items import name_of, place_of, style_item
from citations.formatted.locales import OWN, USUAL, locale_named
from citations.formatted.locators import Cite, by_locator
from citations.formatted.rules import rules_of
from citations.formatted.styles import style_named
from citations.notes import note_of, said_since
from citations.omissions import Noun, Omission, not_consulted
from citations.programs import NotWrittenError
from citations.styling import Part
from models.notes.escapes import as_written
from models.notes.sentences import sentence_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citations.cited import Cited, Finding
    from citations.exported import Exported
    from citations.formatted.formatter import Formatter
    from citations.formatted.inlines import Inlines
    from citations.formatted.rules import Rules
    from citations.styling import Styling

MOST = 5_000
"""How many sources a formatted bibliography holds."""
MOST_CITED = 150
"""Of how many sources citations are written: all stand in one run, which compares all with all."""


_TOO_MANY = {
    Part.BIBLIOGRAPHY: "A style formats at most {} sources. Narrow it, or choose another format.",
    Part.CITATION: (
        "Footnotes and citations in the text are written of at most {} sources."
        " Narrow it, or choose the bibliography."
    ),
}


@dataclass(frozen=True)
class _Line:
    """What is cited, and what of the source belongs to it."""

    cite: Cite
    found: Cited


@dataclass(frozen=True)
class Entry:
    """A source in a style, and what is told below: what was found in it, and what corrects it."""

    found: Cited
    runs: Inlines
    below: tuple[Inlines, ...] = ()


def entries(exported: Exported, styling: Styling, formatter: Formatter = PANDOC) -> list[Entry]:
    """Return the entries of the sources consulted, in the style's order; or else their citations.

    Of citations there is one for each place in a source, with what was found there. Raises
    UnknownStyleError, UnknownLocaleError and NotWrittenError.
    """
    lines = _lines(exported, styling)
    runs = _runs(lines, styling, formatter)
    told = [(lines[place_of(name)].found, runs) for name, runs in runs.items()]
    # A citation in the text tells no address.
    if styling.part is Part.BIBLIOGRAPHY or _rules(styling).notes:
        told = [(found, _archived(found, runs)) for found, runs in told]
    return [Entry(found, runs, _below(found, styling)) for found, runs in told]


def dropped(
    exported: Exported, styling: Styling, formatter: Formatter = PANDOC
) -> Iterator[Omission]:
    """Yield the statements of sources not consulted, and the sources a style has no entry for.

    Raises as `entries` does.
    """
    yield from not_consulted(exported)
    lines = _lines(exported, styling)
    told = {lines[place_of(name)].cite.item for name in _runs(lines, styling, formatter)}
    why = _why(styling)
    for source in (line.found.source for line in lines if line.cite.item not in told):
        yield Omission(Noun.SOURCE, source.id, source.key, words.title_words(source), why)


def _lines(exported: Exported, styling: Styling) -> list[_Line]:
    """Return what is written: a line a source; of citations a line a place in it."""
    named = ((name_of(place), found) for place, found in enumerate(_works(exported, styling.part)))
    if styling.part is Part.BIBLIOGRAPHY:
        return [_Line(Cite(name), found) for name, found in named]
    return [_Line(*each) for name, found in named for each in by_locator(found, name)]


def _works(exported: Exported, part: Part) -> list[Cited]:
    most = MOST if part is Part.BIBLIOGRAPHY else MOST_CITED
    works = list(islice(exported.works(whole=False), most + 1))
    if len(works) > most:
        raise NotWrittenError(_TOO_MANY[part].format(most))
    return works


def _runs(lines: list[_Line], styling: Styling, formatter: Formatter) -> dict[str, Inlines]:
    style, locale = style_named(styling.style), locale_named(styling.locale)
    rules = _rules(styling)
    spoken = (style.default_locale or USUAL) if locale == OWN else locale
    cited = {line.cite.item: line.found for line in lines}
    items = [
        style_item(found, place, approximates=rules.approximates, events=rules.events)
        for place, found in enumerate(cited.values())
    ]
    if styling.part is Part.BIBLIOGRAPHY:
        return formatter.entries(items, rules, spoken)
    return formatter.citations(items, [line.cite for line in lines], rules, spoken)


def _rules(styling: Styling) -> Rules:
    return rules_of(style_named(styling.style).rules or b"")


def _why(styling: Styling) -> str:
    if styling.part is Part.CITATION:
        return "the style has no citation for it"
    listed = _rules(styling).lists
    return "the style has no entry for it" if listed else "the style has no bibliography"


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
