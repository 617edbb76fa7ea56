"""What is typed, read as a search."""

from __future__ import annotations

import pytest

from models.asked import Asked, asked


@pytest.mark.parametrize("words", ["", "!?", '"', "🙂", "-", '-""', "\x00", "\ud800", "%" * 40_000])
def test_what_holds_no_word_asks_for_nothing(words: str) -> None:
    assert asked(words) == Asked(cut=len(words) > 400)


def test_what_is_too_long_is_cut_and_says_so() -> None:
    assert not asked("word " * 50).cut
    assert asked("word " * 51).cut
    assert asked(f'"{"word " * 51}"').cut
    assert sum(len(term.words) for term in asked("a-b-c " * 20).wanted) == 50
