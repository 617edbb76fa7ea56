"""The traps of reference files that others write, each with what comes of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from desk.readers.bibtex import read_bibtex
from desk.readers.csl_json import read_csl_json
from desk.readers.faults import ImportRefusedError
from desk.readers.ris import read_ris

if TYPE_CHECKING:
    from desk.readers.reading import FileRead


def _draft(read: FileRead, number: int = 0) -> dict[str, Any]:
    assert [str(fault) for fault in read.faults] == []
    return read.works[number].draft.model_dump(exclude_defaults=True)


def _bib(fields: str, kind: str = "article") -> dict[str, Any]:
    return _draft(read_bibtex(f"@{kind}{{a, title={{T}}, {fields}}}".encode()))


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        (
            r"author={Barnes, A. and {Barnes and Noble Inc.} and {\'E}mile Zola}",
            {
                "authors": (
                    {"family": "Barnes", "given": "A."},
                    {"literal": "Barnes and Noble Inc."},
                    {"family": "Zola", "given": "Émile"},
                )
            },
        ),
        (r"url={https://x.y/a_b%20c\%7B\&d#e}", {"url": "https://x.y/a_b%20c%7B&d#e"}),
        ("year=2017, month=0", {"published": "2017"}),
        ("year=2017, month={September}, day=3", {"published": "2017-09-03"}),
        ("year=2017, month=sep", {"published": "2017-09"}),
        ("date={2017-09-16/2017-09-18~}", {"published": "2017-09-16/2017-09-18~"}),
        (r"journal={R\&D &amp; Co & Sons}", {"container_title": "R&D & Co & Sons"}),
        (r"journal={a < b \textless{} c \textgreater}", {"container_title": "a < b < c >"}),
        ("note={One}, note={Two}", {"csl": {"note": "One\n\nTwo"}}),
    ],
)
def test_what_others_write_in_bibtex(fields: str, told: dict[str, Any]) -> None:
    draft = _bib(fields)
    assert {name: draft[name] for name in told} == told


@pytest.mark.parametrize(
    ("kind", "fields", "told"),
    [
        (
            "online",
            "organization={World Bank}, url={https://a.org}, langid={ngerman}",
            {"type": "webpage", "container_title": "World Bank", "language": "de"},
        ),
        (
            "article",
            "entrysubtype={magazine}, journaltitle={Time}, language={brazilian}",
            {"type": "article-magazine", "container_title": "Time", "language": "pt-BR"},
        ),
        (
            "unpublished",
            "type={Speech}, eventtitle={Assembly}, venue={New York}, eventdate={2017-09-18}",
            {
                "type": "speech",
                "csl": {
                    "event-title": "Assembly",
                    "event-place": "New York",
                    "event-date": {"date-parts": [[2017, 9, 18]]},
                },
            },
        ),
        (
            "report",
            "institution={WHO}, type={Press release}, number={7}, location={Geneva}",
            {
                "type": "report",
                "publisher": "WHO",
                "genre": "Press release",
                "csl": {"number": "7", "publisher-place": "Geneva"},
            },
        ),
        (
            "misc",
            r"addendum={Archived at \url{https://web.archive.org/a\%20b}}, annotation={Good.}",
            {"archived_url": "https://web.archive.org/a%20b", "csl": {"annote": "Good."}},
        ),
    ],
)
def test_biblatex_that_others_wrote(kind: str, fields: str, told: dict[str, Any]) -> None:
    draft = _bib(fields, kind)
    assert {name: draft[name] for name in told} == told


def test_a_part_takes_from_the_larger_work_what_it_does_not_say() -> None:
    read = read_bibtex(
        b"@inbook{b, title={Part}, pages={3}, crossref={C}, year={1999}}\n"
        b"@book{C, title={Whole}, year={2018}, publisher={P}, url={https://a.org}}\n"
        b"@misc{d, title={Lost}, crossref={none}}"
    )
    part = _draft(read)
    assert (part["container_title"], part["publisher"]) == ("Whole", "P")
    assert (part["published"], "url" in part) == ("1999", False)
    assert [work.dropped for work in read.works] == [(), (), ("crossref",)]


def test_what_very_many_parts_take_from_a_larger_work_is_read_once() -> None:
    whole = b"@book{p, title={" + b"{a}" * 1300 + b"}, "
    whole += b", ".join(b"x%d={x}" % number for number in range(4000)) + b"}\n"
    parts = b"".join(b"@inbook{c%d, title={t}, crossref={p}}\n" % place for place in range(3000))
    read = read_bibtex(whole + parts)
    assert read.faults == []
    assert {work.draft.container_title for work in read.works[1:]} == {"a" * 1300}
    assert (len(read.works[0].dropped), read.works[1].dropped) == (4000, ())


def test_a_value_too_long_to_be_taken_over_is_left_with_its_work() -> None:
    whole = b"@book{p, publisher={P}, title={" + b"{a}" * 1400 + b"}}\n"
    read = read_bibtex(whole + b"@inbook{c, title={t}, crossref={p}}")
    told = read.works[1].draft
    assert (told.container_title, told.publisher) == (None, "P")
    assert [work.dropped for work in read.works] == [(), ("crossref",)]


def test_entries_that_take_over_more_than_a_file_may_hold_are_refused() -> None:
    whole = b"@book{p, title={" + b"a" * 4000 + b"}}\n"
    parts = b"".join(b"@inbook{c%d,crossref={p}}\n" % place for place in range(5001))
    told = "its entries take over more than 20,000,000 characters by “crossref”. Split it."
    assert [str(fault) for fault in read_bibtex(whole + parts).faults] == [told]


def test_nothing_more_is_read_of_a_file_with_too_many_entries() -> None:
    read = read_bibtex(b"".join(b"@misc{c%d,title={t}}\n" % place for place in range(50_001)))
    assert (len(read.faults), len(read.works)) == (1, 0)


def test_an_entry_without_a_key_gets_one_of_its_own() -> None:
    assert "key" not in _draft(read_bibtex(b"@misc{, title={T}}"))


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"TY  - NEWS\rTI  - A\rER  - \r", {"title": "A"}),
        (b"ty  - NEWS\nti  - A\ner  - \n", {"title": "A"}),
        (b"\xef\xbb\xbfTY - NEWS\nTI - A\nER -\n", {"title": "A"}),
        (b"TY  - NEWS\nTI  - A\nDA  - 2017-09-18\nER  - \n", {"published": "2017-09-18"}),
        (b"TY  - NEWS\nTI  - A\nY1  - 2017/9/8\nER  - \n", {"published": "2017-09-08"}),
        (b"TY  - NEWS\nTI  - A\nPY  - 2017\nDA  - May 2\nER  - \n", {"published": "2017"}),
        (b"TY  - NEWS\nTI  - A\nY2  - 2018/01//\nER  - \n", {"accessed": "2018-01"}),
        (
            b"TY  - PCOMM\nTI  - A\nM3  - Interview\nA2  - Roe, Jo\nER  - \n",
            {
                "type": "interview",
                "csl": {"interviewer": [{"family": "Roe", "given": "Jo"}]},
            },
        ),
    ],
)
def test_what_others_write_in_ris(content: bytes, told: dict[str, Any]) -> None:
    draft = _draft(read_ris(content))
    assert {name: draft[name] for name in told} == told


def test_ris_in_utf_16_is_refused_with_the_remedy() -> None:
    with pytest.raises(ImportRefusedError, match="save the file as UTF-8"):
        read_ris("TY  - NEWS\nTI  - A\nER  - \n".encode("utf-16"))


@pytest.mark.parametrize(
    ("item", "told"),
    [
        ({"issued": {"date-parts": [["2017", "09", 18]]}}, {"published": "2017-09-18"}),
        ({"issued": {"raw": "2017-09"}}, {"published": "2017-09"}),
        ({"issued": {"literal": "2017"}}, {"published": "2017"}),
        ({"issued": "2017"}, {"published": "2017"}),
        ({"issued": {"year": 2017, "month": 9}}, {"published": "2017-09"}),
        ({"title": "A <i>b</i><sub>2</sub> &amp; <c>"}, {"title": "A b2 & <c>"}),
        ({"title": ["One", "Two"]}, {"title": "One"}),
        (
            {"author": [{"first_name": "Ann", "last_name": "Bee"}, "Cee", {"name": "WHO"}]},
            {
                "authors": (
                    {"given": "Ann", "family": "Bee"},
                    {"literal": "Cee"},
                    {"literal": "WHO"},
                )
            },
        ),
        (
            {
                "id": "http://zotero.org/users/1/items/AB",
                "note": "Mine\nCitation Key: bee2017\nOriginal Date: 1999\nPMID: 12\nmood: glad",
            },
            {
                "key": "bee2017",
                "csl": {
                    "citation-key": "bee2017",
                    "note": "Mine\nmood: glad",
                    "original-date": {"raw": "1999"},
                    "PMID": "12",
                },
            },
        ),
    ],
)
def test_csl_json_of_managers(item: dict[str, Any], told: dict[str, Any]) -> None:
    content = json.dumps([{"type": "book", "title": "T"} | item]).encode()
    draft = _draft(read_csl_json(content))
    assert {name: draft[name] for name in told} == told


@pytest.mark.parametrize("date", [{"date-parts": [None]}, {"date-parts": 7}, ["2017"], True, {}])
def test_a_date_that_says_nothing_is_left_out(date: object) -> None:
    content = json.dumps([{"type": "book", "title": "T", "issued": date, "author": 7}]).encode()
    assert "published" not in _draft(read_csl_json(content))
