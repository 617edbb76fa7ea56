"""The sentences of a text as spaCy parses them, paragraph by paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from reading.proposing.proposals import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words

_PARAGRAPH = re.compile(r"[^\n]+")
#: The model takes no text above a million characters, and memory with the longest: cut before.
LONGEST = 5_000
#: Where a longer paragraph may be cut: after a sentence, or else a word.
_ENDS = (re.compile(r".*[.?!]”?\s", re.DOTALL), re.compile(r".*\s", re.DOTALL))
#: Where and when a report was filed, before its first sentence: "HARROW BAY, May 3 (Agency) — ", "(Agency) -- ".
_DATELINE = re.compile(
    r"\s*[A-Z][A-Z.’' -]{2,30}(?:, ?[A-Z][\w.]+(?: [A-Z][\w.]+)?)?(?:,? [A-Z][a-z]{2,8}\.? \d{1,2})?"
    r"(?: ?\([^()\n]{1,30}\))?(?: ?[—–] ?| --? )(?=[A-Z“])"
    r"|\s*\([A-Z][^()\n]{1,30}\)(?: ?[—–] ?| --? )(?=[A-Z“])"
)
#: What is parsed at a time: its cost in memory grows with the words, whatever paragraphs they stand in.
MOST_PIECES, MOST_AT_ONCE = 32, 12_000


@dataclass(frozen=True)
class Parsed:
    """A paragraph, or a piece of a very long one, where it begins in the text, and its parse."""

    start: int
    doc: Doc

    @cached_property
    def place(self) -> Span:
        """Where it stands in the text."""
        # Kept: spaCy puts the text of a parse together word by word each time it is asked for.
        return Span(self.start, self.start + len(self.doc.text))

    def span(self, words: Words | Token) -> Span:
        """Return where words of the parse stand in the text."""
        if hasattr(words, "idx"):
            return Span(self.start + words.idx, self.start + words.idx + len(words))
        return Span(self.start + words.start_char, self.start + words.end_char)

    def words(self, span: Span) -> Words | None:
        """Return the words of the parse that a place in the text touches, None where there are none."""
        start, end = max(span.start, self.start), min(span.end, self.place.end)
        return self.doc.char_span(start - self.start, end - self.start, alignment_mode="expand")


def paragraphs(folded: str) -> list[Span]:
    """Return where the lines of a text stand that hold anything."""
    return [Span(*found.span()) for found in _PARAGRAPH.finditer(folded) if found[0].strip()]


def parsed(model: Language, folded: str, places: Sequence[Span]) -> Iterator[Parsed]:
    """Yield the places of a text with their parses, in order, none longer than `LONGEST`."""
    pieces = [
        (piece.of(folded), piece.start)
        for place in places
        for piece in pieces_of(folded, _told(folded, place))
    ]
    for batch in batches(pieces):
        for doc, start in model.pipe(batch, as_tuples=True, batch_size=len(batch)):
            doc.tensor = doc.tensor[:0]  # four fifths of its memory, of use to the pipes alone
            yield Parsed(start, doc)


def batches(pieces: Sequence[tuple[str, int]]) -> Iterator[list[tuple[str, int]]]:
    """Yield the pieces in batches of at most `MOST_PIECES` and, but for one alone, `MOST_AT_ONCE` characters."""
    batch: list[tuple[str, int]] = []
    letters = 0
    for piece in pieces:
        letters += len(piece[0])
        if batch and (len(batch) == MOST_PIECES or letters > MOST_AT_ONCE):
            yield batch
            batch, letters = [], len(piece[0])
        batch.append(piece)
    if batch:
        yield batch


def _told(folded: str, place: Span) -> Span:
    """Return a paragraph without its dateline."""
    found = _DATELINE.match(folded, place.start, place.end)
    return Span(found.end() if found else place.start, place.end)


def pieces_of(folded: str, place: Span) -> Iterator[Span]:
    """Yield a paragraph, cut where it is longer than `LONGEST`."""
    start = place.start
    while place.end - start > LONGEST:
        window = folded[start : start + LONGEST]
        ends = [found.end() for end in _ENDS if (found := end.match(window))]
        start, begun = start + (ends[0] if ends else LONGEST), start
        yield Span(begun, start)
    yield Span(start, place.end)
