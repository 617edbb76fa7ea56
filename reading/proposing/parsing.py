"""The sentences of a text as spaCy parses them, paragraph by paragraph."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reading.proposing.proposals import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as Words

_PARAGRAPH = re.compile(r"[^\n]+")


@dataclass(frozen=True)
class Parsed:
    """A paragraph, where it begins in the text, and its parse."""

    start: int
    doc: Doc

    def span(self, words: Words | Token) -> Span:
        """Return where words of the parse stand in the text."""
        if hasattr(words, "idx"):
            return Span(self.start + words.idx, self.start + words.idx + len(words))
        return Span(self.start + words.start_char, self.start + words.end_char)

    def words(self, span: Span) -> Words | None:
        """Return the words of the parse that a place in the text touches, None where there are none."""
        return self.doc.char_span(
            span.start - self.start, span.end - self.start, alignment_mode="expand"
        )


def parsed(model: Language, folded: str) -> Iterator[Parsed]:
    """Yield the paragraphs of a text with their parses, in order."""
    paragraphs = [(found[0], found.start()) for found in _PARAGRAPH.finditer(folded)]
    for doc, start in model.pipe(paragraphs, as_tuples=True):
        yield Parsed(start, doc)
