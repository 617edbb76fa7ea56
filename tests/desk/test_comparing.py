"""What differs between two statements, against the words that each has."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desk.comparing import Comparison, WhyNot, compare
from desk.history.word_diffs import MOST_COMPARED

WORD = st.sampled_from(["We", "we", "have", "not", "ceded", "any", "ground,", "«ground»", "—", "é"])
GAP = st.sampled_from([" ", "  ", "\n"])
TEXT = st.builds(
    lambda lead, words: lead + "".join(word + gap for word, gap in words),
    st.sampled_from(["", " "]),
    st.lists(st.tuples(WORD, GAP), max_size=12),
)
ALTERNATING = " ".join(f"the {{0}}{at}" for at in range(200))


def _marked(found: Comparison, place: int) -> list[str]:
    side = (found.first, found.second)[place]
    return [part for part, differs in side.parts if differs]


@settings(max_examples=60)
@given(TEXT, TEXT)
def test_both_texts_stay_as_they_are_and_what_is_not_marked_stands_in_both(
    one: str, other: str
) -> None:
    found = compare(one, other)
    kept = []
    for text, side in ((one, found.first), (other, found.second)):
        assert side.text == "".join(part for part, _differs in side.parts) == text
        words = "".join(part for part, differs in side.parts if not differs).casefold().split()
        kept.append(["".join(filter(str.isalpha, word)) or word for word in words])
    assert all(part == part.strip() for place in (0, 1) for part in _marked(found, place))
    assert found.why_not or kept[0] == kept[1]


def test_words_of_one_alone_are_marked_whatever_capitals_and_punctuation() -> None:
    found = compare("We have not ceded any ground.", "we have ceded any ground, he said")
    assert _marked(found, 0) == ["not"]
    assert _marked(found, 1) == ["he said"]
    assert compare("Not ceded.", "not CEDED").same


@pytest.mark.parametrize(
    ("one", "other", "languages", "why"),
    [
        ("We gave up no ground.", "לא ויתרנו על שום שטח", ("en", "he"), WhyNot.LANGUAGES),
        (
            "We gave up no ground.",
            "It was closed by arrangement.",
            ("en", None),
            WhyNot.TOO_DIFFERENT,
        ),
        ("a " * (MOST_COMPARED + 1), "a", (None, None), WhyNot.TOO_LONG),
        # Short enough, but each of the same words would be held against each.
        (ALTERNATING.format("x"), ALTERNATING.format("y"), (None, None), WhyNot.TOO_LONG),
    ],
)
def test_what_cannot_be_compared_is_told(
    one: str, other: str, languages: tuple[str | None, str | None], why: WhyNot
) -> None:
    found = compare(one, other, languages)
    assert found.why_not is why
    assert not found.same
    assert _marked(found, 0) == _marked(found, 1) == []
    assert compare("We gave up.", "We gave up.", ("en-GB", "en")).why_not is None
