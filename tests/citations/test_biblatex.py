from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from citations.cited import cited
from citations.csl import csl_item
from citations.dates import edtf_of
from citations.isbn import is_issn
from citations.notes import marked_notes
from citations.tex.languages import language_fields
from citations.tex.latex import safe_url
from citations.tex.signs import tex_text
from citations.words import names_words
from tests.citations.tex_readers import (
    NO_DATE,
    as_bibtexparser_reads,
    as_pandoc_reads,
    complaints,
)
from tests.citations.tex_works import MUCH, WEB, found_in, of_every_kind, with_odd_texts
from tests.citations.works import MARKUP, SEPARATORS, TEX
from tests.citations.works_of_every_type import every_type
from tests.citations.writing import text_of

if TYPE_CHECKING:
    from pathlib import Path

    from models.records import StatementRecord
    from tests.citations.conftest import Run

DATES = [
    "2017-09-18",
    "2017-09-18~",
    "2017-09",
    "2017",
    "2017?",
    "2017%",
    "0867",
    "199X",
    "19XX",
    "2017-XX",
    "2017-09-XX",
    "2017-21",
    "2017-24~",
    "2017-21/2017-23",
    "2017-09-16/2017-09-18~",
    "2017-09~/2017-10?",
    "../2017",
    "2017-09-20/..",
    "2016/2017-09-XX",
]
NASTY = (
    "{", "}", "}{", "a\\", "\\} \\{", TEX, MARKUP, SEPARATORS, "\"quoted\" ``and'' --- so",
    "مرحبا \u202bعربي\u202c", "😀 \u0301 日本 Łódź ‘’“”„«»…–—", "<b>,,>>?`!`",
    "a and b, c and others", "a\x01\x7f\u2028\u0085b", "x = 1, y # z @misc{a, b}",
)  # fmt: skip
FURTHER = {
    "volume": 1, "issue": 2, "page": "3-4", "edition": 2, "ISBN": "9783161484100",
    "ISSN": "1234-5679", "publisher-place": "Paris", "DOI": "10.1000/a_b", "number": 7,
    "editor": [{"family": "Roe"}], "event-title": "E", "event-place": "F", "version": "3",
    "event-date": {"date-parts": [[2017, 9], [2018]], "circa": True}, "authority": "H",
    "collection-title": "I", "medium": "Radio", "interviewer": [{"literal": "J"}],
}  # fmt: skip


def _entry(**source: Any) -> str:  # noqa: ANN401 -- any field
    return text_of("biblatex", [found_in(**source)])


def test_biber_has_nothing_against_any_entry(
    at_tanf: tuple[StatementRecord, ...], run: Run, tmp_path: Path
) -> None:
    """One run reads the case, every hard case, every type with much and little, every date."""
    authors = tuple({"literal": text} for text in NASTY)
    given = [
        *at_tanf,
        *every_type(),
        *of_every_kind(FURTHER, published="2017"),
        *(found_in(key=f"d{place}", published=date) for place, date in enumerate(DATES)),
        *with_odd_texts(NASTY, published="2017"),
        found_in(key="many", title="t", authors=authors, published="2017"),
    ]
    written = text_of("biblatex", given)
    found = complaints(run, tmp_path, written, NO_DATE)
    assert found == []
    undated = complaints(run, tmp_path, written)
    assert {line.split("'")[1] for line in undated} == {"news-undated", "page"}


def test_pandoc_reads_what_was_written() -> None:
    read = as_pandoc_reads(text_of("biblatex", every_type()), "biblatex")
    for work in cited(every_type()):
        item, got = csl_item(work), read[work.source.key]
        assert _plain(got["title"]) == _plain(item["title"])
        assert got.get("URL", "") == safe_url(item.get("URL", ""))
        names = [names_words(each.get("author", [])) for each in (got, item)]
        assert names[0].replace("’", "'") == names[1].replace("’", "'")
        assert _plain(got["annote"]).startswith(_plain("\n".join(marked_notes(work))))
        if "date-parts" in item.get("issued", {}) and "season" not in item["issued"]:
            assert got["issued"]["date-parts"] == item["issued"]["date-parts"]
            assert got["issued"].get("circa") == item["issued"].get("circa")


def _plain(text: str) -> str:
    """Return a text as typesetting leaves it: straight marks, braces without partner lost."""
    straight = re.sub("[‘’`]", "'", text).replace("\\}", "\\")
    return " ".join(re.sub("[\u2028\u2029\x85]", " ", straight).split())


def test_bibtexparser_reads_every_entry() -> None:
    read = as_bibtexparser_reads(text_of("biblatex", every_type()))
    works = {work.source.key: work for work in cited(every_type())}
    assert set(read) == set(works)
    for key, entry in read.items():
        assert entry.fields_dict["title"].value == f"{{{tex_text(csl_item(works[key])['title'])}}}"
        assert entry.get("url") is None or entry["url"] == safe_url(works[key].source.url or "")


@given(st.text())
def test_escaping_balances_braces_and_leaves_nothing_for_tex_to_obey(text: str) -> None:
    written, depth = tex_text(text), 0
    for sign in written:
        depth += {"{": 1, "}": -1}.get(sign, 0)
        assert depth >= 0
    assert depth == 0
    assert "\n" not in written
    assert not re.search(r"(?<!\\)[%$&#_]|~|\^(?!\{)", written)


def test_letters_are_left_as_they_are() -> None:
    text = "Łódź, Ødegård: don’t – 日本 مرحبا"
    assert tex_text(text) == text


@pytest.mark.parametrize(
    ("source", "start"),
    [
        ({"type": "article-newspaper", **MUCH}, "@article{"),
        ({"type": "article-newspaper", "publisher": "CNN", "url": WEB}, "@online{"),
        ({"type": "article-newspaper", "publisher": "CNN"}, "@misc{"),
        ({"type": "report", "publisher": "CNN"}, "@misc{"),
        ({"type": "webpage"}, "@misc{"),
        ({"type": "webpage", "csl": {"DOI": "10.1000/x"}}, "@online{"),
        ({"type": "speech", **MUCH}, "@unpublished{"),
        ({"type": "legislation", **MUCH}, "@misc{"),
        ({"type": "legal_case", **MUCH}, "@misc{"),
    ],
)
def test_a_type_is_taken_only_with_what_it_cannot_lack(source: dict[str, Any], start: str) -> None:
    assert _entry(**source).startswith(start)


def test_a_work_of_misc_says_what_it_is() -> None:
    assert "  type = {Act},\n" in _entry(type="legislation")
    assert "  type = {Musical score},\n" in _entry(type="musical_score")
    assert "  type = {Blog post},\n" in _entry(type="post-weblog")
    assert "  type = {Radio broadcast},\n" in _entry(type="broadcast", csl={"medium": "Radio"})
    assert "  type = {Rally},\n" in _entry(type="speech", genre="Rally")


def test_website_and_publisher_are_both_its_organization() -> None:
    entry = _entry(type="webpage", url=WEB, container_title="C and D", publisher="Q")
    assert "  organization = {{C and D} and {Q}},\n" in entry


def test_what_has_no_field_stands_in_the_note() -> None:
    entry = _entry(type="bill", csl={"number": "H.R. 1", "authority": "The House"})
    assert r"{Authority: The House. \newline Number: H.R. 1.}" in entry
    assert "ISSN: 1234-5678." in _entry(csl={"ISSN": "1234-5678"})


def test_the_event_has_its_own_date_and_the_copy_its_own_field() -> None:
    entry = _entry(type="speech", **MUCH, csl=FURTHER)
    assert "  date = {2017-09-16/2017-09-17~},\n  eventdate = {2017-09~/2018~},\n" in entry
    copy = "https://web.archive.org/web/2017/" + WEB.replace("%", r"\%").replace("#", r"\#")
    assert rf"  addendum = {{Archived at \url{{{copy}}}}}" in entry
    told = as_pandoc_reads(entry, "biblatex")["outpost"]["note"]
    assert f"Archived at https://web.archive.org/web/2017/{WEB}" in told


@pytest.mark.parametrize(
    ("date", "edtf"),
    [
        (None, ""),
        ({"literal": "long ago"}, ""),
        ({"date-parts": [["x"]]}, ""),
        ({"date-parts": [["2017", "9"]]}, "2017-09"),
        ({"date-parts": [[2017]], "season": 2}, "2017-22"),
    ],
)
def test_a_csl_date_is_edtf_where_it_is_one(date: dict[str, Any] | None, edtf: str) -> None:
    assert edtf_of(date) == edtf


def test_a_language_has_the_name_that_styles_know_it_by() -> None:
    assert language_fields("de-AT") == {"langid": "ngerman"}
    assert language_fields("en-GB") == {"langid": "british"}
    assert language_fields("ka") == {"language": "Georgian"}
    assert language_fields(None) == {}


@pytest.mark.parametrize(("text", "sound"), [("2434-561X", True), ("12345679", True), ("1", False)])
def test_an_issn_has_the_right_check_digit(text: str, sound: bool) -> None:  # noqa: FBT001
    assert is_issn(text) is sound
    assert not is_issn("1234-5678")
