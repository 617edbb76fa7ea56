"""What pages say of a date, typed into a form, is that date again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from desk.written_dates import read_written
from models.dates import UnreadableDateError, read_edtf
from tests.views.english import english
from views.date_words import when

if TYPE_CHECKING:
    from collections.abc import Iterator

# Words of years before 1000 are those of short years.
_DAYS = st.dates(min_value=read_edtf("1000").earliest).map(lambda day: day.isoformat())
_MONTHS = _DAYS.map(lambda day: day[:7])
_YEARS = _DAYS.map(lambda day: day[:4])
_SEASONS = st.builds("{}-{}".format, _YEARS, st.sampled_from(["21", "22", "23", "24"]))
_PLAIN = st.one_of(_DAYS, _MONTHS, _YEARS, _SEASONS)
_MARKED = st.builds("{}{}".format, _PLAIN, st.sampled_from(["", "", "~", "?", "%"]))
_UNSPECIFIED = st.one_of(
    _DAYS.map(lambda day: day[:3] + "X"),
    _DAYS.map(lambda day: day[:2] + "XX"),
    _MONTHS.map(lambda month: month + "-XX"),
    _YEARS.map(lambda year: year + "-XX"),
)
_OPEN = st.one_of(_MARKED.map("../{}".format), _MARKED.map("{}/..".format))
_RANGES = st.builds("{}/{}".format, _MARKED, _MARKED)


@pytest.fixture(autouse=True)
def _in_english() -> Iterator[None]:
    with english():
        yield


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(_MARKED, _UNSPECIFIED, _OPEN, _RANGES))
@example("2000-01-01/2000-21")
@example("2000-21/2000-12-01")
@example("2000-01-13/2000-01")
def test_what_is_said_of_a_date_reads_back_to_the_same_days(edtf: str) -> None:
    try:
        known = read_edtf(edtf)
    except UnreadableDateError:
        return
    said = read_written(when(edtf))
    assert said.edtf, when(edtf)
    again = read_edtf(said.edtf)
    assert (again.earliest, again.latest) == (known.earliest, known.latest)
    assert again.approximate == known.approximate


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_DAYS)
def test_a_day_with_its_weekday_reads_back(day: str) -> None:
    assert read_written(when(day, weekday=True)).edtf == day
