"""The At Tanf report in every format."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import replace
from typing import TYPE_CHECKING

import pypdf
import pytest

from models.records import ReplyRecord
from models.terms import Outcome, Relation
from tests.citations.records import a_link, a_source, a_speaker, a_statement, an_appearance
from tests.views.documents.editions import (
    WRITTEN,
    edition_of,
    edition_of_the_case,
    golden_path,
    paired,
)
from tests.views.documents.reading_back import parts_of, parts_read, plain_text
from views.documents.formats import DOCUMENTS
from views.documents.telling import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from desk.pairs import Pair


@pytest.fixture(autouse=True)
def _in_the_app(app: Flask) -> Iterator[None]:
    with app.app_context():
        yield


@pytest.mark.parametrize("name", WRITTEN)
def test_it_is_written_as_the_golden_file_has_it(name: str) -> None:
    written = DOCUMENTS[name].write(edition_of_the_case())
    assert written.decode() == golden_path(DOCUMENTS[name]).read_bytes().decode(), (
        "if this change is meant: python -m tests.views.documents.editions"
    )


def test_a_note_for_the_desk_stands_in_no_report() -> None:
    told = replace(_changed().first, note="Ask her lawyer first.")
    edition = edition_of([replace(_changed(), first=told)])
    for name in WRITTEN:
        assert b"Ask her lawyer" not in DOCUMENTS[name].write(edition), name


@pytest.mark.parametrize(
    ("name", "kind"), [("markdown", "commonmark"), ("html", "html"), ("docx", "docx")]
)
def test_a_reader_of_the_format_reads_all_of_it(name: str, kind: str) -> None:
    edition = edition_of_the_case()
    read, whole = parts_read(DOCUMENTS[name].write(edition), kind), parts_of(told(edition))
    # In Word the title is no heading.
    assert read == (whole[1:] if kind == "docx" else whole)


@pytest.mark.parametrize("name", ["docx", "pdf"])
def test_the_same_report_gives_the_same_bytes(name: str) -> None:
    first, second = (DOCUMENTS[name].write(edition_of_the_case()) for _time in range(2))
    assert first == second


def test_word_gets_a_title_and_real_headings() -> None:
    edition = edition_of_the_case()
    with zipfile.ZipFile(io.BytesIO(DOCUMENTS["docx"].write(edition))) as packed:
        assert packed.testzip() is None
        body = packed.read("word/document.xml").decode()
    assert body.count('w:val="Title"') == body.count(">Contradictions<") == 1
    assert body.count('w:val="Heading2"') == len(edition.report.pairs)


def test_pdf_has_the_text_and_numbered_sources() -> None:
    pages = pypdf.PdfReader(io.BytesIO(DOCUMENTS["pdf"].write(edition_of_the_case()))).pages
    text = plain_text(" ".join(page.extract_text() for page in pages))
    assert "We have not ceded any of the ground" in text
    assert "[Iranian-led militia breaches" in text


def test_csv_has_a_row_a_pair() -> None:
    edition = edition_of_the_case()
    rows = list(csv.DictReader(io.StringIO(DOCUMENTS["csv"].write(edition).decode())))
    assert [row["key"] for row in rows] == [pair.key for pair in edition.report.pairs]
    assert {row["first_speaker"] for row in rows} == {
        pair.first.speaker.name for pair in edition.report.pairs
    }


def test_json_leaves_out_what_is_only_proposed() -> None:
    edition = edition_of_the_case()
    found = json.loads(DOCUMENTS["json"].write(edition))
    assert len(found["pairs"]) == len(edition.report.pairs)
    assert "proposed" not in found["counts"]
    sides = [pair[side] for pair in found["pairs"] for side in ("first", "second")]
    links = {link["status"] for side in sides for link in side.get("links", [])}
    assert links == {"confirmed"}


def _changed() -> Pair:
    speaker = a_speaker()
    said = {"speaker": speaker, "appearances": (an_appearance(a_source(url="https://x.org/1")),)}
    first = a_statement(key="s1", quote="=We left.\nAll of us.", said="2017-09-18", **said)
    asked = ReplyRecord(whom="Ann", asked="2017-09-20", route="e-mail", answer="s9", answer_id=9)
    second = a_statement(key="s2", quote="We stay.", said="2017-09-19", **said)
    link = a_link(
        "s1",
        "s2",
        Relation.CONTRADICTS,
        rationale="-1",
        outcome=Outcome.CHANGED,
        outcome_why="He said so.",
        recheck=False,
        words="left",
    )
    return paired(link, first, replace(second, reply_requests=(asked,)))


def test_it_tells_of_a_changed_position_and_of_who_was_asked() -> None:
    pair = _changed()
    refused = ReplyRecord(not_sought_because="it was the day itself")
    edition = edition_of(
        [pair],
        title="# One <b>",
        introduction="Read\nthis.",
        replies={pair.id: (refused,)},
        root="https://desk.example",
    )
    text = DOCUMENTS["markdown"].write(edition).decode()
    assert text.startswith("# \\# One \\<b\\>\n\n")
    assert "Read\n\nthis." in text
    assert "> “=We **left**.\n>\n> All of us.”" in text
    assert "position changed" in text
    assert "The position changed: He said so." in text
    assert "1 day apart" in text
    assert "- Comment was not sought. it was the day itself" in text
    answered = "Ann was asked (20 September 2017), e-mail. An answer is logged."
    assert f"{answered} <https://desk.example/statements/9>" in text
    assert f"<https://desk.example/links/{pair.id}>" in text
    assert text.count("1. An outpost closes") == 1
    [row] = csv.DictReader(io.StringIO(DOCUMENTS["csv"].write(edition).decode()))
    assert (row["rationale"], row["first_quote"]) == ("'-1", "'=We left.\nAll of us.")


def test_a_long_report_says_what_it_leaves_out_but_csv_has_all() -> None:
    pair = _changed()
    edition = edition_of([pair] * 501)
    text = DOCUMENTS["markdown"].write(edition).decode()
    assert text.count("\n### ") == 500
    assert "Told here are the first 500 pairs; 1 more is left out." in text
    assert len(list(csv.reader(io.StringIO(DOCUMENTS["csv"].write(edition).decode())))) == 502
