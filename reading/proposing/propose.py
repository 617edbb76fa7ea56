"""From the text of an article to proposed statements: the way through this room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reading.language import language
from reading.proposing.attributed import attributed
from reading.proposing.language_model import english
from reading.proposing.layout import laid_out
from reading.proposing.marks import folded
from reading.proposing.parsing import parsed
from reading.proposing.patterns import patterns
from reading.proposing.proposals import Proposed
from reading.proposing.quotations import quotations
from reading.proposing.repeated import without_repeated
from reading.proposing.resolved import Article, resolve, undated
from reading.proposing.scare import foreign, spoken

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reading.proposing.attributions import Attribution
    from reading.proposing.layout import Layout
    from reading.proposing.parsing import Parsed
    from reading.proposing.proposals import Span

    Progress = Callable[[int, int], None]

#: Characters that are read of a text: two books' worth. More would hold a worker for hours.
MOST_CHARACTERS = 1_000_000
#: Finding who is meant takes about a third as long as parsing.
_PARSING, _ALL = 3, 4


def propose(
    text: str,
    published: str | None = None,
    outlet: str | None = None,
    progress: Progress | None = None,
) -> Proposed:
    """Propose the statements that a text attributes to somebody.

    `published` is the EDTF date of the article, from which "Monday" is counted; `outlet` who
    published it, so that what was told to others is known for a relay. `progress` is told after
    each paragraph and each proposal how much is done, of how much; what it raises ends the work.
    Of a text above `MOST_CHARACTERS` the rest is not read, which a note tells.
    """
    marked = folded(_beginning(text))
    layout, spoken_in = laid_out(marked, quotations(marked)), language(marked)
    parses = (
        _parses(marked, layout.read, _share(progress, 0, _PARSING))
        if spoken_in.is_english
        else None
    )
    found = [*layout.attributions, *_found(marked, layout, parses, is_english=spoken_in.is_english)]
    article = Article(text, marked, layout.marked, parses or (), published, outlet)
    resolved = resolve(article, found, _share(progress, _PARSING, _ALL))
    proposals = tuple(without_repeated(marked, resolved))
    notes = (spoken_in.note, undated(proposals, published), _cut_off(text))
    return Proposed(
        proposals,
        spoken_in.code,
        by_model=parses is not None,
        notes=tuple(note for note in notes if note),
    )


def _beginning(text: str) -> str:
    """Return what of a text is read: all, or whole lines, or words, up to `MOST_CHARACTERS`."""
    if len(text) <= MOST_CHARACTERS:
        return text
    ends = (text.rfind(end, MOST_CHARACTERS // 2, MOST_CHARACTERS) for end in "\n ")
    return text[: next((end for end in ends if end > 0), MOST_CHARACTERS)]


def _cut_off(text: str) -> str | None:
    read = len(_beginning(text))
    if read == len(text):
        return None
    return f"The text is very long: only its first {read:,} of {len(text):,} characters were read."


def _share(progress: Progress | None, first: int, last: int) -> Progress:
    """Return what tells the progress of a part of the work, from one share of all to another."""

    def tell(done: int, total: int) -> None:
        if progress is not None:
            progress(first * total + (last - first) * done, _ALL * total)

    return tell


def _found(
    marked: str, layout: Layout, parses: Sequence[Parsed] | None, *, is_english: bool
) -> list[Attribution]:
    """Return what the sentences attribute: by their parses, else by patterns, else by marks alone."""
    if not is_english:
        return foreign(marked, layout.quoted)
    if parses is None:
        return spoken(marked, patterns(marked, layout.read, layout.quoted))
    return spoken(marked, attributed(parses, layout.quoted))


def _parses(marked: str, places: Sequence[Span], progress: Progress) -> list[Parsed] | None:
    model = english()
    if model is None:
        return None
    parses = []
    for one in parsed(model, marked, places):
        parses.append(one)
        progress(one.place.end, len(marked))
    return parses
