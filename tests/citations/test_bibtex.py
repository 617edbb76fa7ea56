from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citations.cited import cited
from citations.csl import csl_item
from citations.dates import known_parts
from citations.isbn import is_isbn
from citations.notes import marked_notes
from citations.tex.latex import latex, safe_url
from citations.words import names_words
from tests.citations.tex_readers import (
    NO_ADDRESS,
    NO_AUTHOR,
    NO_DATE,
    as_bibtexparser_reads,
    as_pandoc_reads,
    complaints,
)
from tests.citations.tex_works import WEB, found_in, of_every_kind, with_odd_texts
from tests.citations.works_of_every_type import every_type
from tests.citations.writing import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from models.records import StatementRecord
    from tests.citations.conftest import Run

NASTY = (
    "{",
    "}",
    "}{",
    "a\\",
    "\\} \\{",
    "100 % of $5 & #1 _x_ ~ ^",
    "\"quoted\" ``and'' --- so",
    "line\none\r\n\r\n@article{x,\n}",
    "مرحبا \u202bعربي\u202c",
    "😀 \u0301 日本 Łódź ‘’“”„«»…–—",
    "<b>,,>>?`!`",
    "a and b, c and others",
    "a\x01\x7f\u2028\u0085b",
)


def _entry(**source: Any) -> str:  # noqa: ANN401 -- any field
    return text_of("bibtex", [found_in(**source)])


def test_biber_has_nothing_against_any_entry(
    at_tanf: tuple[StatementRecord, ...], run: Run, tmp_path: Path
) -> None:
    """One run reads the case, every hard case, every type with much and little, and odd texts."""
    csl = {"volume": 1, "issue": 2, "page": "3-4", "edition": 2, "ISBN": "9783161484100"}
    csl |= {"publisher-place": "Paris", "DOI": "10.1000/a_b", "number": 7}
    works = [*of_every_kind(csl), *with_odd_texts(NASTY)]
    written = text_of("bibtex", [*at_tanf, *every_type(), *works])
    assert complaints(run, tmp_path, written, NO_AUTHOR, NO_DATE, NO_ADDRESS) == []
    again = (tmp_path / "x_bibertool.bib").read_text(encoding="utf-8")
    assert len(re.findall(r"(?m)^@ARTICLE\{n\d+,$", again)) == len(NASTY)
    for survivor in ("مرحبا", "😀", "日本", "Łódź"):
        assert survivor in again.replace("{", "").replace("}", "")


@given(st.text())
def test_escaping_balances_braces_and_leaves_nothing_for_tex_to_obey(text: str) -> None:
    written = latex(text)
    depth = 0
    for sign in written:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0
    assert "\n" not in written
    assert not re.search(r"(?<!\\)[%$&#_]", written)


def test_plain_text_is_left_as_it_is() -> None:
    assert latex("We have not ceded any of the ground") == "We have not ceded any of the ground"


def test_a_url_is_not_escaped() -> None:
    assert f"  url = {{{WEB}}},\n" in _entry(url=WEB)
    assert "  doi = {10.1000/a_b},\n" in _entry(csl={"DOI": "10.1000/a_b"})
    assert safe_url("https://a.b/{c} d\\") == "https://a.b/%7Bc%7D%20d%5C"


def test_the_month_is_unbraced_and_the_day_is_told_in_the_note() -> None:
    entry = _entry(published="2017-09-19")
    assert "  year = {2017},\n  month = sep,\n" in entry
    assert "Published on 19 September 2017." in entry


def test_an_unsure_date_has_its_year_and_month() -> None:
    entry = _entry(published="2023-01-15?")
    assert "  year = {2023},\n  month = jan,\n" in entry
    assert "Published on 15 January 2023 (uncertain)." in entry


@pytest.mark.parametrize(
    ("published", "year", "told"),
    [
        ("2017", "2017", None),
        ("2017-09", "2017", None),
        ("2020~", "2020", "Published about 2020."),
        ("2020?", "2020", "Published in 2020 (uncertain)."),
        ("2017/2018", None, "Published between 2017 and 2018."),
        ("2017-21", "2017", "Published in spring 2017."),
        (None, None, None),
    ],
)
def test_a_date_says_no_more_than_is_known(
    published: str | None, year: str | None, told: str | None
) -> None:
    entry = _entry(published=published)
    assert re.findall(r"year = \{(.*)\}", entry) == ([year] if year else [])
    assert re.findall(r"Published [^.]*\.", entry) == ([told] if told else [])


def test_corporate_names_are_braced_and_others_are_split() -> None:
    names = (
        {"literal": "Barnes and Noble, Inc."},
        {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"},
        {"family": "King", "given": "Martin Luther", "suffix": "Jr."},
        {"family": "Agence France-Presse"},
        {"family": "Smith, and Sons", "given": "X"},
        {"family": "Sons", "given": "X and Y"},
        {"given": "Cher"},
    )
    assert (
        "  author = {{Barnes and Noble, Inc.} and van Beethoven, Ludwig and King, Jr., Martin Luther"
        " and {Agence France-Presse} and {X Smith, and Sons} and Sons, {X and Y} and {Cher}},\n"
    ) in _entry(authors=names)


def test_the_archived_copy_and_the_day_of_access_are_told() -> None:
    entry = _entry(archived_url=WEB, accessed="2026-11-21")
    copy = WEB.replace("%", r"\%").replace("#", r"\#")
    assert rf"Archived at \url{{{copy}}}" in entry
    assert "  urldate = {2026-11-21},\n" in entry
    assert "Accessed" not in entry
    month = _entry(accessed="2026-11")
    assert "urldate" not in month
    assert "  note = {Accessed in November 2026.},\n" in month


def test_an_entry_that_would_lack_what_it_needs_becomes_misc() -> None:
    assert _entry(type="article-newspaper").startswith("@misc{outpost,")
    assert _entry(type="article-newspaper", publisher="CNN").startswith("@article{outpost,")
    assert _entry(type="report", publisher="CNN").startswith("@techreport{outpost,")
    assert "  type = {Report},\n" in _entry(type="report", publisher="CNN")


def test_what_a_field_does_not_take_stands_in_the_note() -> None:
    roman = _entry(type="book", csl={"volume": "XII", "ISBN": "123"})
    assert "volume =" not in roman
    assert "ISBN: 123. \\newline Volume: XII." in roman
    assert "Page: on {“}A1”." in _entry(csl={"page": "on “A1”"})
    paged = _entry(publisher="CNN", csl={"page": "12–14, A3 - A5"})
    assert "  pages = {12--14, A3--A5},\n" in paged
    plain = _entry(type="book", csl={"volume": 12, "ISBN": "978-3-16-148410-0"})
    assert "  volume = {12},\n  isbn = {978-3-16-148410-0},\n" in plain


def test_dates_without_a_field_are_told_in_words() -> None:
    dates = {
        "original-date": {"date-parts": [[1999, 9]]},
        "submitted": {"date-parts": [[2001, 1, 2], [2001, 1, 4]]},
        "available-date": {"literal": "in due course"},
        "event-date": {"date-parts": [[1998]], "circa": True},
    }
    entry = _entry(csl=dates)
    assert "Original date: September 1999." in entry
    assert "Submitted: between 2 and 4 January 2001." in entry
    assert "Event date: about 1998." in entry
    assert "Available date: in due course." in entry


def test_further_notes_of_the_source_are_kept() -> None:
    entry = _entry(csl={"note": "theirs", "annote": "100 % read"})
    assert "annote = {100 \\% read \\newline James Mattis:" in entry
    assert "note = {theirs}" in entry


@pytest.mark.parametrize(
    ("text", "sound"),
    [
        ("978-3-16-148410-0", True),
        ("0-306-40615-2", True),
        ("080442957X", True),
        ("978-3-16-148410-1", False),
        ("0-306-40615-3", False),
        ("123", False),
        ("", False),
    ],
)
def test_an_isbn_has_the_right_check_digit(text: str, sound: bool) -> None:  # noqa: FBT001
    assert is_isbn(text) is sound


def test_readers_give_back_every_work_and_every_note() -> None:
    """Whole letters, names, dates and addresses; pandoc parts the notes, bibtexparser the fields."""
    written = text_of("bibtex", every_type())
    parsed, read = as_bibtexparser_reads(written), as_pandoc_reads(written, "bibtex")
    works = {work.source.key: work for work in cited(every_type())}
    assert parsed.keys() == read.keys() == works.keys()
    for key, work in works.items():
        item, got = csl_item(work), read[key]
        entry = {field.key: field.value for field in parsed[key].fields}
        assert _words(got["title"]) == _words(item["title"])
        notes = _words("\n".join(marked_notes(work)))
        assert _words(got["annote"])[: len(notes)] == notes
        names = [names_words(each.get("author", [])) for each in (got, item)]
        assert names[0].replace("’", "'") == names[1].replace("’", "'")
        assert entry.get("url", "") == safe_url(item.get("URL", ""))
        assert entry.get("urldate") in {work.source.accessed, None}
        told = (work.source.published or "").rstrip("?%")
        known = [str(part) for part in known_parts(told)[:1]]
        assert ([entry["year"]] if "year" in entry else []) == known


def test_accents_are_commands_that_every_reader_knows() -> None:
    letters = [chr(code) for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))]
    told = [each for each in letters if each.isalpha()]
    works = [found_in(key=f"l{ord(each)}", title=f"a{each}b") for each in told]
    read = as_pandoc_reads(text_of("bibtex", works), "bibtex")
    for each in told:
        assert unicodedata.normalize("NFC", read[f"l{ord(each)}"]["title"]) == f"a{each}b"
    assert latex("Łódź í đ – “x”") == r"{\L}{\'o}d{\'z} {\'i} đ – {“}x”"


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
