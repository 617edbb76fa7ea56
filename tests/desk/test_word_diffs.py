"""What became of a text, word by word."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.history.word_diffs import MOST_COMPARED, Change, Run, folded, word_diff

TEXTS = st.text(st.sampled_from("ab \nא"), max_size=60)


def _side(runs: tuple[Run, ...], change: Change) -> str:
    return "".join(run.text for run in runs if run.change in {Change.KEPT, change})


@given(TEXTS, TEXTS)
def test_both_texts_stand_in_their_difference(before: str, after: str) -> None:
    runs = word_diff(before, after)
    assert _side(runs, Change.LOST) == before
    assert _side(runs, Change.ADDED) == after


@given(TEXTS)
def test_an_unchanged_text_is_kept_whole(text: str) -> None:
    assert {run.change for run in word_diff(text, text)} <= {Change.KEPT}


@pytest.mark.parametrize(
    ("before", "after", "lost", "added"),
    [
        ("We have not ceded it.", "We have ceded it.", [" not"], []),
        ("We have ceded it.", "We have not ceded it.", [], [" not"]),
        ("on Monday he", "on Tuesday he", [" Monday"], [" Tuesday"]),
        ("", "new words", [], ["new words"]),
        ("old words", "", ["old words"], []),
    ],
)
def test_lost_and_added_words_are_told(
    before: str, after: str, lost: list[str], added: list[str]
) -> None:
    runs = word_diff(before, after)
    assert [run.text for run in runs if run.change is Change.LOST] == lost
    assert [run.text for run in runs if run.change is Change.ADDED] == added


def test_long_unchanged_runs_are_folded_and_say_how_long_they_were() -> None:
    before = " ".join(["first", *(f"same{at}" for at in range(200)), "last"])
    after = before.replace("first", "foremost").replace("last", "end")
    runs = folded(word_diff(before, after))
    [hidden] = [run for run in runs if run.change is Change.FOLDED]
    kept = sum(run.words for run in runs if run.change is Change.KEPT)
    assert hidden.words + kept == 200
    assert hidden.words > 150


def test_the_unchanged_head_of_a_text_is_folded_away_from_the_change() -> None:
    runs = folded(word_diff("same " * 100 + "old", "same " * 100 + "new"))
    assert [run.change for run in runs] == [
        Change.FOLDED,
        Change.KEPT,
        Change.LOST,
        Change.ADDED,
    ]


def test_texts_of_any_length_are_compared_in_bounded_time() -> None:
    before = " ".join(f"word{number}" for number in range(60_000))
    after = " ".join(f"word{number * 7 % 60_000}" for number in range(60_000))
    begun = time.monotonic()
    runs = word_diff(before, after)
    assert time.monotonic() - begun < 5
    assert max(run.words for run in runs) > MOST_COMPARED


def test_texts_that_repeat_their_words_are_told_as_a_whole() -> None:
    before, after = (" ".join(f"the {sign}{at}" for at in range(200)) for sign in "xy")
    assert [run.change for run in word_diff(before, after)] == [
        Change.KEPT,
        Change.LOST,
        Change.ADDED,
    ]
