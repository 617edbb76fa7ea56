"""The way from a text to its proposals: places, what is quoted, and texts of any size."""

from __future__ import annotations

from reading.proposing import propose
from reading.proposing.language_model import english
from reading.proposing.parsing import LONGEST, paragraphs, parsed


def test_a_passage_is_what_stands_at_its_place() -> None:
    text = "The bridge is closed.\n\n“It will open in May,” said Ada Munro, the mayor.\n"
    (found,) = propose(text).proposals
    assert text[found.start : found.end] == found.passage
    assert found.quote is not None
    assert found.quote.startswith("It will open in May")


def test_no_paragraph_is_too_long_for_the_model() -> None:
    model = english()
    assert model is not None
    text = "x" * (LONGEST + 5) + " The mayor left. " * (LONGEST // 16)
    pieces = list(parsed(model, text, paragraphs(text)))
    assert "".join(piece.doc.text for piece in pieces) == text
    assert max(len(piece.doc.text) for piece in pieces) <= LONGEST


def test_a_text_without_words_has_no_proposals() -> None:
    for text in ("", "\n \n", "“", "”“”", "\x00\u200f\u202e"):
        assert propose(text).proposals == ()
