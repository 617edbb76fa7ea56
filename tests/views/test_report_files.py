"""The report as a file: from its page and from the terminal, with a row in the ledger."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from citations import programs
from models import Role
from tests.views.documents.reading_back import parts_read
from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored, rows
from views.documents import programs as of_reports
from views.documents.formats import DOCUMENTS

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient, FlaskCliRunner
    from sqlalchemy import Engine

    from tests.views.conftest import SigningIn

pytestmark = pytest.mark.usefixtures("desk_with_case")
FILE = "/reports/contradictions/download"


def _heading(content: bytes) -> list[str]:
    return [text for kind, text in parts_read(content, "html") if kind == "heading"]


@pytest.mark.parametrize("name", list(DOCUMENTS))
def test_a_reader_takes_each_format_and_the_ledger_notes_it(
    name: str, as_: SigningIn, engine: Engine
) -> None:
    answer = as_(Role.READER).get(f"{FILE}?format={name}")
    assert answer.status_code == 200
    assert answer.content_type == DOCUMENTS[name].content_type
    suffix = DOCUMENTS[name].suffix
    wanted = f'attachment; filename="gainsay-report{suffix}"'
    assert answer.headers["Content-Disposition"] == wanted
    left = last(engine, "export")
    assert left["format"] == f"report{suffix}"
    assert left["sha256"] == hashlib.sha256(answer.data).hexdigest()
    held = {row["statement_id"] for row in rows(engine, "exported_statement")}
    assert len(held) == 8


def test_only_what_is_sent_is_noted(checker: FlaskClient, engine: Engine) -> None:
    with nothing_stored(engine):
        assert checker.head(f"{FILE}?format=csv").status_code == 200
        assert checker.get(f"{FILE}?format=papyrus").status_code == 400
        faulty = checker.get(f"{FILE}?format=html&since=soon")
    assert faulty.status_code == 400
    assert "docx, pdf" in checker.get(f"{FILE}?format=papyrus").text


def test_the_page_offers_each_in_the_scope_that_is_shown(checker: FlaskClient) -> None:
    page = Page.of(checker.get("/reports/contradictions?kind=others&view=pairs"))
    offered = [link for link in page.links if link.startswith(FILE)]
    assert len(offered) == len(DOCUMENTS)
    [address] = [link for link in offered if "format=html" in link]
    content = checker.get(address).data
    assert _heading(content) == [
        "Contradictions",
        "Different speakers",
        "Ryan Dillon and Walid Muallem",
        "Sources",
    ]
    assert "Who against whom: Different speakers" in content.decode()


def test_what_it_is_about_is_said_by_name(checker: FlaskClient) -> None:
    asked = "speaker=James+Mattis&topic=1&source=1&since=2017&until=2017-12&format=markdown"
    text = checker.get(f"{FILE}?{asked}").text
    told = "Speaker: James Mattis · Topic: Coalition garrison at At Tanf, Syria · Source: "
    assert told in text
    assert " · Since: 2017 · Until: December 2017\n" in text
    one = checker.get(f"{FILE}?speaker=James+Mattis&format=markdown").text
    assert "### James Mattis and local rebel groups" in one
    assert "<http://localhost/links/" in one


def test_without_its_extra_pdf_is_not_offered(
    checker: FlaskClient, run: FlaskCliRunner, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    page = Page.of(checker.get("/reports/contradictions"))
    assert [link for link in page.links if "format=pdf" in link] == []
    answer = checker.get(f"{FILE}?format=pdf")
    assert answer.status_code == 501
    assert "the optional extra “pdf”" in Page.of(answer).text
    done = run.invoke(args=["report", "contradictions", "--format", "pdf"])
    assert done.exit_code == 1
    assert "the optional extra “pdf”" in done.stderr


def test_all_else_works_where_the_extra_cannot_be_imported() -> None:
    script = (
        "import sys; sys.modules['weasyprint'] = None; import app\n"
        "from views.documents.formats import DOCUMENTS as all\n"
        "print([one.name for one in all.values() if not one.available])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)  # noqa: S603
    assert done.stdout.decode().strip() == "['pdf']"


def test_a_program_that_takes_too_long_leaves_nothing(
    checker: FlaskClient, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programs, "SECONDS", 0.001)
    with nothing_stored(engine):
        answer = checker.get(f"{FILE}?format=docx")
    assert answer.status_code == 503
    assert "Narrow what you ask for" in Page.of(answer).text


def test_no_more_than_two_documents_are_written_at_once(
    checker: FlaskClient, engine: Engine
) -> None:
    with programs.AT_ONCE, programs.AT_ONCE, nothing_stored(engine):
        answer = checker.get(f"{FILE}?format=docx")
    assert answer.status_code == 503
    assert "Try again in a minute" in Page.of(answer).text
    assert checker.get(f"{FILE}?format=docx").status_code == 200


@pytest.mark.parametrize("name", ["docx", "pdf"])
def test_a_report_of_too_many_characters_starts_no_program(
    name: str, checker: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(of_reports, "MOST_CHARACTERS", 1_000)
    monkeypatch.setattr(programs, "_run", None)
    answer = checker.get(f"{FILE}?format={name}")
    assert answer.status_code == 503
    assert "too long for this format" in Page.of(answer).text


def test_the_terminal_writes_the_same(run: FlaskCliRunner, tmp_path: Path, engine: Engine) -> None:
    place = tmp_path / "report.json"
    done = run.invoke(
        args=["report", "contradictions", "--format", "json", "--to", "Ann", "-o", str(place)]
    )
    assert (done.exit_code, done.stdout) == (0, "")
    assert len(json.loads(place.read_bytes())["pairs"]) == 5
    assert last(engine, "export")["to_whom"] == "Ann"
    done = run.invoke(args=["report", "contradictions", "--format", "markdown", "--kind", "self"])
    assert "No confirmed conflict lies within these limits." in done.stdout
    nowhere = str(tmp_path / "no" / "where")
    done = run.invoke(args=["report", "contradictions", "--format", "csv", "-o", nowhere])
    assert done.exit_code == 1
    assert "cannot be written" in done.stderr


def test_a_saved_report_leaves_under_its_title(checker: FlaskClient) -> None:
    title = "<script>alert(1)</script>"
    saved = submit(checker, "/reports/save?kind=others", title=title, introduction="Look\nhere.")
    page = Page.of(checker.get(saved.location))
    [address] = [link for link in page.links if "format=html" in link]
    content = checker.get(address).data
    assert b"<script" not in content
    assert _heading(content)[:2] == [title, "Different speakers"]
    assert checker.get("/reports/99/download?format=html").status_code == 404


def test_on_paper_each_source_is_numbered_where_it_is_first_named(checker: FlaskClient) -> None:
    for address, sides in (("/reports/contradictions?view=pairs", 10), ("/links/1", 2)):
        page = Page.of(checker.get(address))
        cited = [int(number) for mark in page.main.of_class("cited") for number in [mark.text]]
        [notes] = page.main.of_class("notes")
        first_named = list(dict.fromkeys(cited))
        assert len(cited) == sides
        assert first_named == list(range(1, len(list(notes.every("li"))) + 1))
