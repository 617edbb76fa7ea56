from __future__ import annotations

import csv
import hashlib
import io
import json
from typing import TYPE_CHECKING, Any

import pytest
import rispy
from sqlalchemy import select

from models import exported_statement
from models.terms import Face
from tests.views.pages import Page
from tests.views.stored import last, nothing_stored, rows

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine
    from werkzeug.test import TestResponse

pytestmark = pytest.mark.usefixtures("desk_with_case")
FORMATS = {
    "jsonl": ("application/jsonl; charset=utf-8", ".jsonl"),
    "csl-json": ("application/vnd.citationstyles.csl+json; charset=utf-8", ".json"),
    "bibtex": ("application/x-bibtex; charset=utf-8", ".bib"),
    "biblatex": ("application/x-biblatex; charset=utf-8", ".bib"),
    "ris": ("application/x-research-info-systems; charset=utf-8", ".ris"),
    "csv": ("text/csv; charset=utf-8", ".csv"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx"),
    "claimreview": ("application/ld+json; charset=utf-8", ".jsonld"),
    "webannotation": (
        'application/ld+json;profile="http://www.w3.org/ns/anno.jsonld"; charset=utf-8',
        ".jsonld",
    ),
    "text": ("text/plain; charset=utf-8", ".txt"),
    "html": ("text/html; charset=utf-8", ".html"),
    "markdown": ("text/markdown; charset=utf-8", ".md"),
    "rtf": ("application/rtf", ".rtf"),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx"),
    "wikipedia": ("text/plain; charset=utf-8", ".txt"),
}
SCOPES = {
    "statement=10": 1,
    "statement=10&statement=12&statement=10": 2,
    "link=1": 2,
    "report=1": 8,
    "report=1&speaker=James+Mattis": 2,
    "topic=1": 28,
    "": 28,
}


def _download(visitor: FlaskClient, query: str, name: str) -> TestResponse:
    answer = visitor.get(f"/citations/download?{query}&format={name}")
    assert answer.status_code == 200
    # What is long is in the ledger once all of it is read.
    answer.get_data()
    return answer


def _lines(answer: TestResponse) -> list[dict[str, Any]]:
    return [json.loads(line) for line in answer.text.splitlines()]


@pytest.mark.parametrize("name", FORMATS)
def test_a_download_has_its_media_type_its_name_and_its_row_in_the_ledger(
    name: str, checker: FlaskClient, engine: Engine
) -> None:
    for query in SCOPES:
        answer = _download(checker, query, name)
        media_type, suffix = FORMATS[name]
        assert answer.headers["Content-Type"] == media_type
        disposition = f'attachment; filename="gainsay{suffix}"'
        assert answer.headers["Content-Disposition"] == disposition
        left = last(engine, "export")
        assert (left["format"], left["face"]) == (name, Face.PAGE)
        assert left["sha256"] == hashlib.sha256(answer.data).hexdigest()
    assert len(rows(engine, "export")) == len(SCOPES)
    told = [event["tag"] for event in rows(engine, "event")]
    assert told[1:] == ["export:record"] * len(SCOPES)


@pytest.mark.parametrize(("query", "count"), SCOPES.items())
def test_a_selection_holds_what_was_chosen(
    query: str, count: int, checker: FlaskClient, engine: Engine
) -> None:
    assert len(_lines(_download(checker, query, "jsonl"))) == count
    with engine.connect() as connection:
        left = connection.execute(select(exported_statement)).all()
    assert len(left) == count


def test_the_formats_can_be_read_by_their_readers(checker: FlaskClient) -> None:
    query = "report=1"
    assert len(list(csv.DictReader(io.StringIO(_download(checker, query, "csv").text)))) >= 8
    assert len(rispy.loads(_download(checker, query, "ris").text)) >= 2
    assert all("type" in item for item in json.loads(_download(checker, query, "csl-json").text))
    assert "@" in _download(checker, query, "bibtex").text
    assert "“We have not ceded any of the ground" in _download(checker, query, "text").text


def test_the_report_is_downloaded_in_the_scope_that_is_shown(checker: FlaskClient) -> None:
    page = Page.of(checker.get("/reports/contradictions?speaker=James+Mattis"))
    downloads = [link for link in page.links if link.startswith("/citations/download")]
    assert len(downloads) == len(FORMATS)
    [jsonl] = [link for link in downloads if link.endswith("format=jsonl")]
    assert {line["key"] for line in _lines(checker.get(jsonl))} == {"o1", "o2"}


def test_a_preview_shows_what_will_be_downloaded(checker: FlaskClient) -> None:
    query = "statement=10&statement=12"
    for name in FORMATS.keys() - {"xlsx", "html", "rtf", "docx"}:
        page = Page.of(checker.get(f"/citations/?{query}&format={name}"))
        sent = _download(checker, query, name).text
        # A browser folds line ends as it reads a page.
        assert page.with_id("preview").raw.splitlines() == sent.splitlines()


@pytest.mark.parametrize(("name", "told"), [("wikipedia", False), ("ris", True), ("jsonl", True)])
def test_the_page_says_where_a_link_is_not_told(
    name: str, *, told: bool, checker: FlaskClient
) -> None:
    page = Page.of(checker.get(f"/citations/?link=1&format={name}"))
    assert ("This format lists the statements." in page.main.text) is not told


def test_a_preview_leaves_no_trace(checker: FlaskClient, engine: Engine) -> None:
    with nothing_stored(engine):
        for query in SCOPES:
            assert checker.get(f"/citations/?{query}").status_code == 200


def test_the_page_offers_every_format_and_keeps_what_was_chosen(checker: FlaskClient) -> None:
    page = Page.of(checker.get("/citations/?statement=10&statement=12&format=ris"))
    [form] = [one for one in page.main.every("form") if one.attributes["method"] == "get"]
    [choice] = form.called("format")
    assert {one.attributes["value"] for one in choice.every("option")} == FORMATS.keys()
    assert [one.attributes["value"] for one in form.called("statement")] == ["10", "12"]
    assert "2 statements" in page.text


@pytest.mark.parametrize("name", ["odt", "", "BibTeX", "../jsonl", "<script>"])
def test_an_unknown_format_is_refused_and_names_the_known_ones(
    name: str, checker: FlaskClient, engine: Engine
) -> None:
    with nothing_stored(engine):
        answer = checker.get("/citations/download", query_string={"statement": 10, "format": name})
        shown = checker.get("/citations/", query_string={"statement": 10, "format": name or "x"})
    assert (answer.status_code, shown.status_code) == (400, 400)
    assert "bibtex" in Page.of(answer).text


def test_withdrawn_statements_stay_on_the_desk(checker: FlaskClient) -> None:
    token = Page.of(checker.get("/statements/10/withdraw")).form().values["csrf_token"]
    data = {"csrf_token": token, "version": "1", "reason": "He was misheard."}
    assert checker.post("/statements/10/withdraw", data=data).status_code == 303
    assert len(_lines(_download(checker, "topic=1", "jsonl"))) == 27
