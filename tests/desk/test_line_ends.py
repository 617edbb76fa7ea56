"""A word parted at the end of a line is found whole and with its hyphen."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.checks import compare
from desk.checks.folding import BLOCK, Folded, plain
from desk.checks.line_ends import whole_lines
from desk.checks.outcomes import find
from desk.history.word_diffs import Change
from models.terms import QuoteCheck

FOUND, ELLIPSIS, DIFFERS = QuoteCheck.FOUND, QuoteCheck.ELLIPSIS, QuoteCheck.DIFFERS
TEXT = (
    "The govern-\nment gave up a well-\nknown out\u00ad\nposts of its own, the coun-\r\n   try’s "
    "most re-\nmote ones - and\nthe no-\none’s-land of 1999-\n2000."
)
WORD = st.text("abcdé", min_size=2, max_size=8)


@pytest.mark.parametrize(
    ("words", "outcome"),
    [
        ("The government gave up", FOUND),
        ("The govern-ment gave up", FOUND),
        ("gave up a well-known", FOUND),
        ("gave up a wellknown", FOUND),
        ("The government gave up a well-known outposts of its own", FOUND),
        ("the country’s most remote ones", FOUND),
        ("remote ones - and the no-one's-land", FOUND),
        ("of 1999-2000", FOUND),
        ("of 19992000", QuoteCheck.NOT_FOUND),
        ("of its own country’s", DIFFERS),
        ("The government […] a well-known", ELLIPSIS),
        ("The gov ernment gave up", DIFFERS),
    ],
)
def test_a_hyphen_at_a_line_end_is_there_and_absent(words: str, outcome: QuoteCheck) -> None:
    assert compare(words, TEXT) is outcome


def test_a_hyphen_within_a_line_stays() -> None:
    assert compare("the government", "the govern-ment") is not FOUND
    assert compare("a wellknown word", "a well-known word") is not FOUND


def test_what_differs_beside_it_is_told_without_the_line_end() -> None:
    found = find("The government did give up a well-known outposts", Folded(TEXT))
    assert found.outcome is DIFFERS
    kept = " ".join("".join(one.text for one in found.runs if one.change is Change.KEPT).split())
    assert kept.startswith("The government")
    assert "well- known" in kept


def test_a_text_without_such_line_ends_is_made_whole_for_nothing() -> None:
    for text in ("It was - he said -\nnot so.", "well-known\n", "a-\n1", ""):
        folded = Folded(text)
        assert folded.joined("a") is folded
    parted = Folded("govern-\nment " * 3)
    assert parted.joined("a government") is parted.joined("a country")
    assert parted.joined("govern-ment") is parted


@given(
    st.lists(st.tuples(WORD, WORD), min_size=1, max_size=8, unique=True),
    st.lists(st.booleans(), min_size=8, max_size=8),
    st.sampled_from(["-\n", "‐\n", "\u00ad\n", "-\r\n", "-\n  "]),
    st.integers(0, 2),
)
def test_either_way_is_found_and_leads_back_to_the_original(
    pairs: list[tuple[str, str]], hyphened: list[bool], end: str, blocks: int
) -> None:
    parted = " ".join(f"{one}{end}{other}" for one, other in pairs)
    ways = zip(pairs, hyphened, strict=False)
    words = " ".join(f"{one}{'-' if with_it else ''}{other}" for (one, other), with_it in ways)
    filling = "zzz yyy-\nxxx " * (blocks * BLOCK // 12)
    before, behind = f"{filling}Begin. ", " End."
    text = Folded(f"{before}{parted}{behind}")
    assert find(words, text).outcome is FOUND
    joined = text.joined(plain(words))
    at = joined.text.index(plain(words))
    assert joined.around(at, at + len(plain(words))) == (len(before), len(before) + len(parted))
    again = text.joined("Begin").text
    assert again.replace("-", "") == text.text.replace("-", "")


def test_a_word_of_very_many_letters_comes_through() -> None:
    long = "a" * 200_000
    assert whole_lines("well-\nknown", f"{long} well-known {long}") == "well-\nknown"
    assert whole_lines("well-\nknown", long) == "wellknown"
