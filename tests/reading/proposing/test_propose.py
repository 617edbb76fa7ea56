"""The way from a text to its proposals: places, what is quoted, and texts of any size."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from reading.proposing import propose
from reading.proposing.language_model import english
from reading.proposing.parsing import LONGEST, paragraphs, parsed

if TYPE_CHECKING:
    import pytest


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


def test_without_the_model_an_article_is_read_by_patterns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(import_module("reading.proposing.propose"), "english", lambda: None)
    found = propose(
        "Mara Oduya runs the harbour of New Bay. “We closed it,” Oduya told reporters on Monday. "
        "She stressed that the pier is safe.\n\nAccording to the board, nobody has paid for it.",
        "2031-03-05",
    )
    assert not found.by_model
    assert [(one.passage, one.form, one.speaker, one.said) for one in found.proposals] == [
        ("We closed it", "direct", "Mara Oduya", "2031-03-03"),
        ("that the pier is safe", "indirect", "Mara Oduya", "2031-03-03"),
        ("nobody has paid for it", "indirect", "the board", None),
    ]


def test_a_text_without_words_has_no_proposals() -> None:
    for text in ("", "\n \n", "“", "”“”", "\x00\u200f\u202e"):
        assert propose(text).proposals == ()
