from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from desk.written_dates import UnclearDateError, read_written
from models.dates import read_edtf

RELATIVE = re.split(
    r"\|",
    "Monday|last Friday|yesterday|last night|last week|this week|over the weekend|last month|"
    "this month|last year|two days earlier|3 weeks ago|a month ago|18 September|29 February|May|"
    "last May|since Sunday|between Monday and Wednesday|about Tuesday|Monday last week|today",
)
PUBLISHED = st.dates(min_value=date(5, 1, 1)).map(date.isoformat)


@pytest.mark.parametrize("edtf", ["2017-09-18", "2017-09", "2017-22", "201X", "../2017", "2017~"])
def test_edtf_goes_through_unchanged(edtf: str) -> None:
    found = read_written(f" {edtf} ")
    assert (found.edtf, found.in_words, found.asks) == (edtf, False, False)


def test_words_are_known_as_words_and_figures_are_not() -> None:
    assert read_written("18 Sep 2017").in_words
    assert not read_written("18.9.2017").in_words


@pytest.mark.parametrize("published", [None, "../2017", "2015/2017", "nonsense"])
def test_monday_means_nothing_without_a_day_of_publication(published: str | None) -> None:
    with pytest.raises(UnclearDateError, match="Say when it was published"):
        read_written("Monday", published)


@pytest.mark.parametrize(
    ("published", "edtf"),
    [
        ("2017-09-19", "2017-09-18"),
        ("2017-09-19~", "2017-09-18~"),
        ("2017-09-19%", "2017-09-18%"),
        ("2017-09-19/2017-09-20", "2017-09-18~"),
        ("2017-09", "2017-08-28~/2017-09-25~"),
    ],
)
def test_monday_is_as_sure_as_the_day_of_publication(published: str, edtf: str) -> None:
    found = read_written("Monday", published)
    assert (found.edtf, found.relative, found.asks) == (edtf, True, True)


def test_of_two_readings_a_person_chooses() -> None:
    found = read_written("04/05/2024")
    assert (found.edtf, found.asks) == (None, True)
    assert found.choices == ("2024-04-05", "2024-05-04")


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("29 February 2023", "not a date of the calendar"),
        ("18 Sep 17", "four figures"),
        ("between 2019 and 2017", "cannot be kept"),
        ("between 2019 and 2017", "Write 18 September 2017"),
        ("whenever", "not a date that we can read"),
        ("{x} {0}", "“{x} {0}” is not a date"),
        ("w" * 5000, "“" + "w" * 40 + "…”"),
    ],
)
def test_a_refusal_says_what_can_be_written(written: str, reason: str) -> None:
    with pytest.raises(UnclearDateError) as refused:
        read_written(written)
    assert reason.replace("cannot be kept", "that can be kept") in refused.value.reason


@given(st.sampled_from(RELATIVE), PUBLISHED)
def test_a_relative_date_never_lies_after_the_publication(words: str, published: str) -> None:
    said = read_written(words, published).edtf
    assert said
    assert not read_edtf(published).before(read_edtf(said))


@given(st.sampled_from(["yesterday", "Monday", "last week"]), PUBLISHED, st.integers(1, 300))
def test_a_vague_publication_makes_a_vague_date(words: str, published: str, days: int) -> None:
    first = date.fromisoformat(published)
    last = min(first, date.max - timedelta(days=days)) + timedelta(days=days)
    said = read_written(words, f"{min(first, last)}/{last}").edtf
    assert said
    assert read_edtf(said).approximate


@given(st.text(max_size=80), st.text(max_size=12))
def test_no_text_raises_anything_but_the_refusal(text: str, published: str) -> None:
    with suppress(UnclearDateError):
        found = read_written(text, published)
        assert [read_edtf(choice).text for choice in found.choices] == list(found.choices)
