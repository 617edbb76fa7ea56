from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citations.dates import csl_date, known_parts, precision, unsaid, when, words
from models.csl import csl_faults
from models.dates import read_edtf

ENGLISH = {
    "2017-09-18": "18 September 2017",
    "2017-09-18~": "about 18 September 2017",
    "2017-09": "September 2017",
    "2017-09-XX": "September 2017",
    "2018": "2018",
    "2018-XX": "2018",
    "2020~": "about 2020",
    "2017-21": "spring 2017",
    "199X": "the 1990s",
    "19XX": "the years 1900 to 1999",
    "2017?": "2017 (uncertain)",
    "2017-09%": "about September 2017 (uncertain)",
    "../2017": "2017 or earlier",
    "2017-09~/..": "about September 2017 or later",
    "2017-09-16/2017-09-17~": "between 16 and about 17 September 2017",
    "2017-09-30/2017-10-02": "between 30 September and 2 October 2017",
    "2017-12/2018-01": "between December 2017 and January 2018",
    "2017-09-17?/2017-09-18": "between 17 September 2017 (uncertain) and 18 September 2017",
    "2017-21/2018-22": "between spring 2017 and summer 2018",
    "2017/2017-03": "between 2017 and March 2017",
}
WHEN = {
    "2017-09-18": "on 18 September 2017",
    "2017-09": "in September 2017",
    "2018": "in 2018",
    "2017-21": "in spring 2017",
    "199X": "in the 1990s",
    "2017-09-18~": "about 18 September 2017",
    "../2017": "2017 or earlier",
    "2017/2018": "between 2017 and 2018",
}
CSL: dict[str, dict[str, Any]] = {
    "2017-09-18": {"date-parts": [[2017, 9, 18]]},
    "2017-09": {"date-parts": [[2017, 9]]},
    "2020~": {"date-parts": [[2020]], "circa": True},
    "2017-21": {"date-parts": [[2017]], "season": 1},
    "2017-24": {"date-parts": [[2017]], "season": 4},
    "2017-09/2018": {"date-parts": [[2017, 9], [2018]]},
    "2017-09-16/2017-09-17~": {"date-parts": [[2017, 9, 16], [2017, 9, 17]], "circa": True},
    "199X": {"literal": "the 1990s"},
    "2017?": {"literal": "2017 (uncertain)"},
    "2017/..": {"literal": "2017 or later"},
    "2017-21/2017-22": {"literal": "between spring 2017 and summer 2017"},
}
PRECISION = {
    "2017-09-18~": "day, approximate",
    "2017-09": "month",
    "2017-22": "season",
    "2017?": "year, uncertain",
    "2017%": "year, approximate, uncertain",
    "199X": "span",
    "2017/2018~": "interval, approximate",
    "../2017": "interval",
}
KNOWN = {
    "2017-09-18~": ((2017, 9, 18), "about"),
    "2017-09": ((2017, 9), ""),
    "2017-22": ((2017,), "summer"),
    "2017-09-16/2017-09-17": ((2017, 9), "between 16 and 17 September 2017"),
    "2016/2017": ((), "between 2016 and 2017"),
    "2017?": ((), "2017 (uncertain)"),
    "2017/..": ((), "2017 or later"),
    "199X": ((), "the 1990s"),
}


@pytest.mark.parametrize(("edtf", "english"), ENGLISH.items())
def test_a_date_in_english_is_as_exact_as_it_is_known(edtf: str, english: str) -> None:
    assert words(edtf) == english


@pytest.mark.parametrize(("edtf", "english"), WHEN.items())
def test_a_date_in_a_sentence_has_its_preposition(edtf: str, english: str) -> None:
    assert when(edtf) == english


@pytest.mark.parametrize(("edtf", "date"), CSL.items())
def test_a_csl_date_is_never_padded(edtf: str, date: dict[str, Any]) -> None:
    assert csl_date(edtf) == date


@pytest.mark.parametrize(("edtf", "named"), PRECISION.items())
def test_precision_is_named(edtf: str, named: str) -> None:
    assert precision(edtf) == named


@pytest.mark.parametrize(("edtf", "known"), KNOWN.items())
def test_what_a_single_date_cannot_say_is_told_apart(
    edtf: str, known: tuple[tuple[int, ...], str]
) -> None:
    assert (known_parts(edtf), unsaid(edtf)) == known


def test_an_unknown_date_is_absent_everywhere() -> None:
    assert (words(None), when(None), precision(None), unsaid(None)) == ("", "", "", "")
    assert (csl_date(None), known_parts(None)) == (None, ())


_POINTS = st.one_of(
    st.dates().map(lambda day: day.isoformat()),
    st.dates().map(lambda day: f"{day.year:04}-{day.month:02}"),
    st.dates().map(lambda day: f"{day.year:04}-{day.month:02}-XX"),
    st.dates().map(lambda day: f"{day.year:04}~"),
    st.dates().map(lambda day: day.isoformat() + "%"),
    st.sampled_from(["199X", "20XX", "2017-21", "2017-24", "0001?"]),
)
_DATES = st.one_of(
    _POINTS,
    st.tuples(_POINTS, _POINTS).map("/".join),
    _POINTS.map(lambda point: f"../{point}"),
    _POINTS.map(lambda point: f"{point}/.."),
)


@given(_DATES)
def test_every_date_has_words_and_a_sound_csl_date(edtf: str) -> None:
    assert words(edtf).strip()
    assert precision(edtf)
    assert csl_faults({"event-date": csl_date(edtf)}) == []


@given(_POINTS)
def test_known_parts_lie_within_the_bounds_of_the_date(edtf: str) -> None:
    known, parts = read_edtf(edtf), known_parts(edtf)
    first, last = (
        (bound.year, bound.month, bound.day)[: len(parts)]
        for bound in (known.earliest, known.latest)
    )
    assert first <= parts <= last
