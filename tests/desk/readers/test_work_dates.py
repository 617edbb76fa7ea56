from __future__ import annotations

import pytest

from citations.dates import csl_date
from desk.readers.bibtex import read_bibtex
from desk.readers.ris import read_ris
from desk.readers.work_dates import csl_of_edtf, edtf_of_csl, edtf_of_words
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
        "201X",
        "20XX",
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


@pytest.mark.parametrize(
    ("tags", "published", "unread"),
    [
        ("DA  - 04/05/24", None, ("DA",)),
        ("PY  - 2024\r\nDA  - 5/4", "2024", ("DA",)),
        ("PY  - 2024/05/03\r\nDA  - 2024/13/40", "2024-05-03", ("DA",)),
        ("PY  - 24", None, ("PY",)),
        ("DA  - 2024/13/40", "2024", ("DA",)),
        ("DA  - 04/05/2024", None, ("DA",)),
        ("DA  - /05/04", None, ("DA",)),
        ("DA  - sometime", None, ("DA",)),
        ("DA  - May 24", None, ("DA",)),
        ("DA  - May 2024", "2024-05", ()),
        ("Y1  - 2024/00/00", "2024", ()),
        ("DA  - 0476/09/04/", "0476-09-04", ()),
        ("DA  - 2024/2025", "2024/2025", ()),
        ("Y2  - 11/20/2026", None, ("Y2",)),
    ],
)
def test_a_date_of_ris_is_read_as_far_as_it_can_be(
    tags: str, published: str | None, unread: tuple[str, ...]
) -> None:
    [work] = read_ris(f"TY  - BOOK\r\nTI  - X\r\n{tags}\r\nER  - \r\n".encode()).works
    named = tuple(date.split()[0] for date in work.unread)
    assert (work.draft.published, named) == (published, unread)


@pytest.mark.parametrize(
    ("fields", "published", "unread"),
    [
        ("year={24}", None, ("year",)),
        ("year={0476}", "0476", ()),
        ("year=2024, month={foo}, day=3", "2024", ("month", "day")),
        ("year=2024, day=45", "2024", ("day",)),
        ("year=2024, month=may, day=45", "2024-05", ("day",)),
        ("year=2024, date={May}", "2024", ("date",)),
    ],
)
def test_a_date_of_bibtex_is_read_as_far_as_it_can_be(
    fields: str, published: str | None, unread: tuple[str, ...]
) -> None:
    [work] = read_bibtex(f"@misc{{a, title={{X}}, {fields}}}".encode()).works
    named = tuple(date.split()[0] for date in work.unread)
    assert (work.draft.published, named) == (published, unread)


@pytest.mark.parametrize(
    ("points", "date"),
    [([[24]], None), ([["24"]], None), ([[2024, 13]], "2024"), ([["2024", "5"]], "2024-05")],
)
def test_a_year_of_csl_has_four_figures(points: list[list[int | str]], date: str | None) -> None:
    assert edtf_of_csl({"date-parts": points}) == date


@pytest.mark.parametrize("date", ["0024", "0476-09-04", "0999~", "0999/1001"])
def test_an_early_year_comes_back_from_csl(date: str) -> None:
    assert edtf_of_csl(csl_date(date)) == edtf_of_csl(csl_of_edtf(date)) == date
