from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.dates import Edtf, UnreadableDateError, bounds, read_edtf

days = st.dates()
years = st.integers(1, 9999)
months = st.integers(1, 12)
marks = st.sampled_from(["", "~", "?", "%"])


@pytest.mark.parametrize(
    "text",
    [
        "2017-13-40",
        "2017-13",
        "2017-02-29",
        "2017-00-01",
        "2017-09-00",
        "0000",
        "0000-01-01",
        "-0044-03-15",
        "10000",
        "Y12017",
        "17",
        "2017-9-8",
        "18.9.2017",
        "September 2017",
        "20170918",
        "2017-09-18T10:00:00Z",
        "2017-09-20/2017-09-18",
        "2017/2016",
        "[2016,2017]",
        "{2016..2017}",
        "2017/",
        "/2017",
        "../..",
        "../",
        "..",
        "2017-09-18/2017-09-20/2017-09-21",
        "٢٠١٧",
        " 2017",
        "2017\n",
        "",
        "~",
    ],
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDateError):
        read_edtf(text)


@given(st.text())
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        known = read_edtf(text)
    except UnreadableDateError:
        return
    assert known.earliest <= known.latest


@given(st.text(alphabet="0123456789-/.~?%XYT:", max_size=24))
def test_anything_that_looks_like_a_date_is_read_or_refused(text: str) -> None:
    test_any_text_is_read_or_refused.hypothesis.inner_test(text)  # type: ignore[attr-defined]


@given(days, marks)
def test_a_day_is_its_own_bounds(day: date, mark: str) -> None:
    known = read_edtf(f"{day.isoformat()}{mark}")
    assert (known.earliest, known.latest) == (day, day)


@given(years, months, marks)
def test_a_month_is_never_one_of_its_days(year: int, month: int, mark: str) -> None:
    known = read_edtf(f"{year:04}-{month:02}{mark}")
    last = monthrange(year, month)[1]
    assert (known.earliest, known.latest) == (date(year, month, 1), date(year, month, last))


@given(years, marks)
def test_a_year_reaches_from_its_first_day_to_its_last(year: int, mark: str) -> None:
    known = read_edtf(f"{year:04}{mark}")
    assert (known.earliest, known.latest) == (date(year, 1, 1), date(year, 12, 31))


@given(days, days)
def test_a_span_reaches_from_one_day_to_another(one: date, other: date) -> None:
    first, last = sorted((one, other))
    known = read_edtf(f"{first.isoformat()}/{last.isoformat()}")
    assert (known.earliest, known.latest) == (first, last)


@given(days)
def test_an_open_span_reaches_as_far_as_dates_go(day: date) -> None:
    assert bounds(f"../{day.isoformat()}") == (date.min, day)
    assert bounds(f"{day.isoformat()}/..") == (day, date.max)


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("201X", date(2010, 1, 1), date(2019, 12, 31)),
        ("20XX", date(2000, 1, 1), date(2099, 12, 31)),
        ("2017-XX", date(2017, 1, 1), date(2017, 12, 31)),
        ("2017-02-XX", date(2017, 2, 1), date(2017, 2, 28)),
        ("2016-02-29", date(2016, 2, 29), date(2016, 2, 29)),
        ("2017-21", date(2017, 1, 1), date(2017, 12, 31)),
        ("2017-09~/2017-10", date(2017, 9, 1), date(2017, 10, 31)),
    ],
)
def test_dates_known_in_part_have_bounds(text: str, earliest: date, latest: date) -> None:
    assert bounds(text) == (earliest, latest)


def test_an_unknown_date_has_no_bounds() -> None:
    assert bounds(None) == (None, None)


@pytest.mark.parametrize("day", ["2017-09-18", "0001-01-01", "9999-12-31"])
def test_a_day_is_exact(day: str) -> None:
    assert read_edtf(day).exact


@pytest.mark.parametrize(
    "text",
    ["2017", "2017-09", "2017-09-18~", "2017-09-18?", "2017-09-18%", "2017-09-18/2017-09-20"],
)
def test_all_else_is_not_exact(text: str) -> None:
    assert not read_edtf(text).exact


@given(st.sampled_from(["2017", "2017-09", "2017-09-18", "2017-09-18/2017-09-20"]), marks)
def test_a_date_is_approximate_where_it_says_so(text: str, mark: str) -> None:
    assert read_edtf(text + mark).approximate is (mark in {"~", "%"})


@pytest.mark.parametrize(
    ("earlier", "later", "known"),
    [
        ("2017-09-18", "2017-09-19", True),
        ("2017-08", "2017-09", True),
        ("2017-09-18~", "2017-09-19~", True),
        ("2017-09-18", "2017-09-18", False),
        ("2017-09", "2017-09-18", False),
        ("2017-09-19", "2017-09-18", False),
        ("2017-09-01/2017-09-18", "2017-09-18/2017-09-20", False),
    ],
)
def test_one_date_is_before_another_where_their_bounds_do_not_overlap(
    earlier: str, later: str, *, known: bool
) -> None:
    assert read_edtf(earlier).before(read_edtf(later)) is known


@given(days, days)
def test_two_dates_are_not_each_before_the_other(one: date, other: date) -> None:
    first, second = (read_edtf(day.isoformat()) for day in (one, other))
    assert not (first.before(second) and second.before(first))
    assert first.before(second) is (one < other)


def test_a_date_is_a_value() -> None:
    day = date(2017, 9, 18)
    assert read_edtf("2017-09-18") == Edtf("2017-09-18", day, day, approximate=False)
