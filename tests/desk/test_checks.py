"""Whole words are found as a pattern would find them, and in a time that grows with the text."""

from __future__ import annotations

import re
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.checks import compare
from models.terms import QuoteCheck

SMALL = st.text("ab -.é", max_size=12)
LONG = 200_000
SLOW = [
    ("ab " * LONG + "a", "ab " * 2 * LONG + "b"),
    ("a" * LONG, "a" * 2 * LONG),
    ("- " * LONG + "x", "- " * 2 * LONG),
    ("word" + " " * LONG + "word", "word" + " " * LONG + "ward"),
    ("a […] " * (LONG // 10) + "b", "a " * LONG),
]


def _folded(text: str) -> str:
    return re.sub(" ?-[- ]*", "-", " ".join(text.split())).strip()


@given(SMALL, SMALL)
def test_whole_words_are_those_that_a_pattern_finds(words: str, text: str) -> None:
    wanted = _folded(words)
    before = r"(?<!\w)" if re.match(r"\w", wanted) else ""
    after = r"(?!\w)" if re.search(r"\w$", wanted) else ""
    pattern = before + (re.escape(wanted) or "(?!)") + after
    found = compare(words, text) is QuoteCheck.FOUND
    assert found is (re.search(pattern, _folded(text)) is not None)


@pytest.mark.parametrize(("words", "text"), SLOW)
def test_no_words_take_long_to_look_for(words: str, text: str) -> None:
    begun = process_time()
    assert compare(words, text) in {QuoteCheck.NOT_FOUND, QuoteCheck.DIFFERS}
    assert process_time() - begun < 20
