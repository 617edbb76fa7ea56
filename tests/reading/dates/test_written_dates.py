from __future__ import annotations

import re
from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reading.dates import foreign_dates, written_dates
from reading.dates.numeric_dates import AmbiguousFiguresError
from reading.dates.written_dates import Published, UnreadDateError, read_date

TUESDAY = date(2017, 9, 19)
ON_TUESDAY = Published(TUESDAY, TUESDAY)
WORDS = re.split(
    r"\|",
    "about|around|early|late|mid|between|and|from|to|until|before|after|since|or|later|earlier|"
    "the|of|in|on|last|this|next|day|days|week|month|year|ago|two|a|some|Monday|Tue|yesterday|"
    "weekend|September|Sept.|May|spring|winter|1990s|3|5th|18|31|2017|2020|0000|9999|2017-09|"
    "2017-09-18|04/05/2024|18.9.2017|~|?|(uncertain)|-|–|/|,|'90s|17|17:00|märz|octobre",
)


def _read(text: str, published: Published | None = ON_TUESDAY) -> str:
    return " or ".join(read_date(text, published).choices)


def test_figures_of_more_than_two_days_are_not_gone_through(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun: list[str] = []

    def never_sure(text: str, _base: date | None) -> str:
        begun.append(text)
        figures = "-"
        raise AmbiguousFiguresError(figures, ("-a-", "-b-"))

    monkeypatch.setattr(written_dates, "english_date", never_sure)
    with pytest.raises(UnreadDateError):
        read_date("1-2")
    assert len(begun) <= 7


def test_what_is_long_is_not_handed_to_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(foreign_dates, "_parser", None)
    assert foreign_dates.foreign_date("a" + "a.-' " * 35 + "2017") is None
    assert foreign_dates.foreign_date("a" + "-a" * 20 + " 2017") is None
    with pytest.raises(TypeError):
        foreign_dates.foreign_date("18 septembre 2017")


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("18 Sep 2017", "2017-09-18"),
        ("18th of September, 2017", "2017-09-18"),
        ("September 18, 2017", "2017-09-18"),
        ("Monday, 18 September 2017, 17:30 GMT", "2017-09-18"),
        ("18 Sept. 2017, 5 p.m.", "2017-09-18"),
        ("2017-09-18T17:00:00Z", "2017-09-18"),
        ("2017/9/8", "2017-09-08"),
        ("18-Sep-2017", "2017-09-18"),
        ("13/05/2024", "2024-05-13"),
        ("05/13/2024", "2024-05-13"),
        ("04/04/2024", "2024-04-04"),
        ("9/2017", "2017-09"),
        ("September 2017", "2017-09"),
        ("Sept. 2017", "2017-09"),
        ("spring 2017", "2017-21"),
        ("the 1990s", "199X"),
        ("some day in September 2017", "2017-09-XX"),
        ("about 2020", "2020~"),
        ("c. 1990", "1990~"),
        ("18 September 2017?", "2017-09-18?"),
        ("about 2017 (uncertain)", "2017%"),
        ("between 3 and 5 May 2023", "2023-05-03/2023-05-05"),
        ("3–5 May 2023", "2023-05-03/2023-05-05"),
        ("May 3 to 5, 2023", "2023-05-03/2023-05-05"),
        ("between 28 December and 2 January 2018", "2017-12-28/2018-01-02"),
        ("May to July 2020", "2020-05/2020-07"),
        ("1990-1995", "1990/1995"),
        ("between about 16 and 17 September 2017", "2017-09-16~/2017-09-17"),
        ("before 2019", "../2018"),
        ("before 1 January 2018", "../2017-12-31"),
        ("after September 2017", "2017-10/.."),
        ("since 2016", "2016/.."),
        ("by 2018", "../2018"),
        ("2017 or earlier", "../2017"),
        ("29 February 2024", "2024-02-29"),
        ("18 septembre 2017", "2017-09-18"),
        ("März 2019", "2019-03"),
        ("١٨/٩/٢٠١٧", "2017-09-18"),
    ],
)
def test_what_was_written_is_read_and_nothing_more(written: str, edtf: str) -> None:
    found = read_date(written)
    assert found.choices == (edtf,)
    assert (found.relative, found.wider) == (False, False)


@pytest.mark.parametrize(
    ("written", "edtf"),
    [
        ("Monday", "2017-09-18"),
        ("on Tuesday", "2017-09-19"),
        ("last Tuesday", "2017-09-12"),
        ("Wednesday", "2017-09-13"),
        ("Monday night", "2017-09-18"),
        ("Monday last week", "2017-09-11"),
        ("yesterday", "2017-09-18"),
        ("the day before yesterday", "2017-09-17"),
        ("last night", "2017-09-18"),
        ("two days earlier", "2017-09-17"),
        ("3 weeks ago", "2017-08-29~"),
        ("a month ago", "2017-08~"),
        ("last week", "2017-09-11/2017-09-17"),
        ("this week", "2017-09-18/2017-09-19"),
        ("over the weekend", "2017-09-16/2017-09-17"),
        ("last month", "2017-08"),
        ("last year", "2016"),
        ("18 September", "2017-09-18"),
        ("25 December", "2016-12-25"),
        ("October", "2016-10"),
        ("last September", "2016-09"),
        ("29 February", "2016-02-29"),
        ("from 3 to 5 May", "2017-05-03/2017-05-05"),
        ("between Monday and Wednesday", "2017-09-11/2017-09-13"),
        ("about Monday", "2017-09-18~"),
        ("since Monday", "2017-09-18/.."),
    ],
)
def test_what_is_relative_is_counted_back_from_the_publication(written: str, edtf: str) -> None:
    found = read_date(written, ON_TUESDAY)
    assert found.choices == (edtf,)
    assert found.relative
    with pytest.raises(UnreadDateError) as refused:
        read_date(written)
    assert refused.value.kind == UnreadDateError.UNDATED


@pytest.mark.parametrize(
    ("published", "edtf"),
    [
        (Published(TUESDAY, TUESDAY, "~"), "2017-09-18~"),
        (Published(TUESDAY, TUESDAY, "?"), "2017-09-18?"),
        (Published(date(2017, 9, 1), date(2017, 9, 30)), "2017-08-28~/2017-09-25~"),
    ],
)
def test_counted_from_what_is_not_sure_it_is_not_sure(published: Published, edtf: str) -> None:
    assert _read("Monday", published) == edtf


def test_figures_that_can_be_read_two_ways_are_asked_about() -> None:
    assert read_date("04/05/2024").choices == ("2024-04-05", "2024-05-04")
    assert read_date("about 4.5.2024").choices == ("2024-04-05~", "2024-05-04~")
    # 4 May 2024 was a Saturday.
    assert read_date("Saturday 04/05/2024").choices == ("2024-05-04",)


@pytest.mark.parametrize("written", ["early 2020", "mid-2020", "the end of 2020"])
def test_a_part_of_a_year_is_kept_as_the_year_and_says_so(written: str) -> None:
    found = read_date(written)
    assert (found.choices, found.wider) == (("2020",), True)


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("29 February 2023", UnreadDateError.NO_SUCH_DAY),
        ("Monday 19 September 2017", UnreadDateError.NO_SUCH_DAY),
        ("0000", UnreadDateError.NO_SUCH_DAY),
        ("2017-13-40", UnreadDateError.NO_SUCH_DAY),
        ("18 Sep 17", UnreadDateError.SHORT_YEAR),
        ("18/9/17", UnreadDateError.SHORT_YEAR),
        ("the '90s", UnreadDateError.SHORT_YEAR),
        ("before some day in May 2017", UnreadDateError.COMBINED),
        ("31 septembre 2017", UnreadDateError.NOT_A_DATE),
        ("early on Monday", UnreadDateError.NOT_A_DATE),
        ("next Monday", UnreadDateError.NOT_A_DATE),
        ("tomorrow", UnreadDateError.NOT_A_DATE),
        ("12", UnreadDateError.NOT_A_DATE),
        ("nonsense", UnreadDateError.NOT_A_DATE),
        ("May the force", UnreadDateError.NOT_A_DATE),
        ("", UnreadDateError.NOT_A_DATE),
        ("18 September 2017 " * 20, UnreadDateError.NOT_A_DATE),
        ("1/2/2024 to 1/3/2024 to 1/4/2024", UnreadDateError.COMBINED),
        (" to ".join(f"1/{n}/2024" for n in range(2, 12)), UnreadDateError.COMBINED),
        ("between 3 and 5 May 2017 to 7 May 2017", UnreadDateError.COMBINED),
        ("a" + "a.-' " * 35 + "2017", UnreadDateError.COMBINED),
    ],
)
def test_what_is_no_date_is_refused_with_its_kind(written: str, kind: str) -> None:
    with pytest.raises(UnreadDateError) as refused:
        read_date(written, ON_TUESDAY)
    assert refused.value.kind == kind


@given(st.one_of(st.text(max_size=60), st.lists(st.sampled_from(WORDS), max_size=7).map(" ".join)))
def test_no_input_raises_anything_but_the_refusal(text: str) -> None:
    for published in (None, ON_TUESDAY, Published(date.min, date.min), Published(*(date.max,) * 2)):
        with suppress(UnreadDateError):
            assert read_date(text, published).choices


@given(st.dates(min_value=date(1000, 1, 1)), st.sampled_from(["%B %Y", "%b %Y", "%m/%Y"]))
def test_a_month_is_never_padded_to_a_day(day: date, pattern: str) -> None:
    assert _read(day.strftime(pattern), None) == day.isoformat()[:7]
