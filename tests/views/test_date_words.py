"""Dates and spans in words: as precise as the record and no more."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.views.english import english
from views import date_words

if TYPE_CHECKING:
    from collections.abc import Iterator


NOON = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _speaking_english() -> Iterator[None]:
    with english():
        yield


@pytest.mark.parametrize(
    ("edtf", "expected"),
    [
        (None, "date unknown"),
        ("2017-09-18", "18 September 2017"),
        ("2017-09-18~", "about 18 September 2017"),
        ("2017-09-18?", "18 September 2017 (uncertain)"),
        ("2017-09%", "about September 2017 (uncertain)"),
        ("2017-09", "September 2017"),
        ("2018", "2018"),
        ("0987", "987"),
        ("2020~", "about 2020"),
        ("2017-21", "spring 2017"),
        ("2017-24~", "about winter 2017"),
        ("199X", "1990s"),
        ("19XX", "between 1900 and 1999"),
        ("2017-09-XX", "some day in September 2017"),
        ("2017-XX", "some day in 2017"),
        ("2017-09-16/2017-09-17~", "between 16 and about 17 September 2017"),
        ("2017-09-16~/2017-10-02", "between about 16 September and 2 October 2017"),
        ("2017-03/2017-05", "between March and May 2017"),
        ("2017-09-16/2018", "between 16 September 2017 and 2018"),
        ("2017-09-16/2017-10", "between 16 September and October 2017"),
        ("199X/2003", "between 1990s and 2003"),
        ("../2017", "2017 or earlier"),
        ("2017-09-18/..", "18 September 2017 or later"),
        ("no date", "no date"),
    ],
)
def test_a_date_is_said_as_precisely_as_it_is_known(edtf: str | None, expected: str) -> None:
    assert date_words.when(edtf) == expected


def test_the_weekday_stands_only_with_a_whole_day() -> None:
    assert date_words.when("2017-09-18~", weekday=True) == "about Monday 18 September 2017"
    assert date_words.when("2017-09", weekday=True) == "September 2017"


def test_a_moment_is_said_in_utc() -> None:
    assert date_words.moment(NOON) == "21 November 2026, 14:05 UTC"


@dataclass(frozen=True)
class Between:
    min: int
    max: int


@dataclass(frozen=True)
class Apart:
    order_known: bool
    gap_days: int | None = None
    gap: Between | None = None


@pytest.mark.parametrize(
    ("apart", "expected"),
    [
        (Apart(order_known=False), "order not known"),
        (Apart(order_known=True), ""),
        (Apart(order_known=True, gap_days=1), "1 day apart"),
        (Apart(order_known=True, gap_days=3), "3 days apart"),
        (Apart(order_known=True, gap=Between(1, 1)), "about 1 day apart"),
        (Apart(order_known=True, gap=Between(1, 30)), "1 to 30 days apart"),
        (Apart(order_known=True, gap=Between(104, 468)), "3 to 15 months apart"),
        (Apart(order_known=True, gap=Between(95, 110)), "about 3 months apart"),
        (Apart(order_known=True, gap=Between(400, 1500)), "1 to 4 years apart"),
        (Apart(order_known=True, gap=Between(1100, 1200)), "about 3 years apart"),
    ],
)
def test_a_gap_is_said_in_fitting_units(apart: Apart, expected: str) -> None:
    assert date_words.gap_words(apart) == expected
