"""The article in which mentions are resolved: its text, its parses, who published it and when."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

from reading.proposing.proposals import Span
from reading.proposing.resolved.quoted import Quoted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from spacy.tokens import Token

    from reading.proposing.parsing import Parsed

_PARAGRAPH = re.compile(r"[^\n]+")
#: How far a sentence is looked at, to either side of a place.
_LONGEST = 1_000
#: Where a sentence ends, as far as that can be told without a parse.
_ENDS = re.compile(r"(?<![A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})[.?!][”’)]*\s+(?=[“‘(]?[A-Z])")


@dataclass(frozen=True)
class Article:
    """A text and all that is known of it.

    `quotations` are the places in quotation marks; `parsed` is empty where no model read it;
    `published` is an EDTF date, `outlet` the name of whoever published it: what it was told itself
    has come through nobody else.
    """

    text: str
    folded: str
    quotations: Sequence[Span] = ()
    parsed: Sequence[Parsed] = ()
    published: str | None = None
    outlet: str | None = None

    @cached_property
    def quoted(self) -> Quoted:
        """What of it stands in quotation marks."""
        return Quoted(self.folded, self.quotations)

    @cached_property
    def paragraphs(self) -> list[Span]:
        """The lines of the text that hold anything, in order."""
        return [
            Span(*found.span()) for found in _PARAGRAPH.finditer(self.folded) if found[0].strip()
        ]

    @cached_property
    def sentences(self) -> list[Span]:
        """The sentences of the text, in order: by the parses, else by full stops."""
        if self.parsed:
            return [piece.span(one) for piece in self.parsed for one in piece.doc.sents]
        return [sentence for one in self.paragraphs for sentence in _sentences(self.folded, one)]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [one.start for one in self.sentences]

    @cached_property
    def _paragraph_starts(self) -> list[int]:
        return [one.start for one in self.paragraphs]

    @cached_property
    def _parse_starts(self) -> list[int]:
        return [one.start for one in self.parsed]

    def paragraph_at(self, at: int) -> int:
        """Return the number of the paragraph in which a place lies, -1 before the first."""
        return bisect_right(self._paragraph_starts, at) - 1

    def sentence_at(self, at: int) -> int:
        """Return the number of the sentence in which a place lies, -1 before the first."""
        return bisect_right(self._sentence_starts, at) - 1

    def sentence_of(self, at: int) -> Span:
        """Return the sentence in which a place lies, its paragraph where no model read it.

        Of a very long one it is what lies around the place.
        """
        number = self.sentence_at(at)
        if number >= 0 and at < self.sentences[number].end:
            whole = self.sentences[number]
        else:
            whole = (
                self.paragraphs[max(self.paragraph_at(at), 0)] if self.paragraphs else Span(0, 0)
            )
        return Span(max(whole.start, at - _LONGEST), min(whole.end, at + _LONGEST))

    def parse_at(self, at: int) -> Parsed | None:
        """Return the parse in which a place lies, None where no model read it."""
        number = bisect_right(self._parse_starts, at) - 1
        return self.parsed[number] if number >= 0 else None

    def token_at(self, at: int) -> Token | None:
        """Return the word of the parse at a place, None where no model read it."""
        piece = self.parse_at(at)
        words = piece.words(Span(at, at + 1)) if piece and at < piece.place.end else None
        return words[0] if words else None


def _sentences(folded: str, paragraph: Span) -> list[Span]:
    ends = [found.end() for found in _ENDS.finditer(folded, paragraph.start, paragraph.end)]
    edges = [paragraph.start, *ends, paragraph.end]
    return [Span(start, end) for start, end in pairwise(edges) if start < end]
