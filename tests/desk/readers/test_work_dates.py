from __future__ import annotations

import pytest

from desk.readers.ris import read_ris
from desk.readers.work_dates import csl_of_edtf, edtf_of_words
from models.date_words import words


@pytest.mark.parametrize(
    "date",
    [
        "1999",
        "1999-09",
        "1999-09-05",
        "0999-09",
        "2020~",
        "2020?",
        "2020-03%",
        "2017-21",
        "2017-22~",
        "2017/2018",
        "2017-09-16/2017-09-17",
        "2017-09/2017-10",
        "2017-07-01/2017-09-30~",
        "2017/2018?",
        "2017-09/..",
        "../2017-10-03",
    ],
)
def test_a_date_in_our_words_is_read_again(date: str) -> None:
    assert edtf_of_words(words(date)) == date


@pytest.mark.parametrize(
    "text", ["", "May", "5 1999", "in May 1999", "1 2 May 1999", "31 June 1999", "later", "99 AD"]
)
def test_other_words_are_no_date(text: str) -> None:
    assert edtf_of_words(text) is None


def test_a_season_stays_one() -> None:
    assert csl_of_edtf("2017-21") == {"date-parts": [[2017]], "season": 1}


def test_an_unsure_date_of_ris_stays_unsure() -> None:
    record = "TY  - BOOK\r\nTI  - X\r\nPY  - 2020\r\nDA  - ///2020 (uncertain)\r\nER  - \r\n"
    [work] = read_ris(record.encode()).works
    assert work.draft.published == "2020?"
