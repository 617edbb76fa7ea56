"""Frozen reports on pages and at the terminal."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from models import Export, SavedReport, Statement, frozen_statement
from models.terms import Face
from tests.views.pages import Page, submit

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask.testing import FlaskClient, FlaskCliRunner
    from sqlalchemy.orm import Session

HOSTILE = "<script>alert(1)</script>"
pytestmark = pytest.mark.usefixtures("desk_with_case")


@pytest.fixture
def report(session: Session) -> str:
    """A saved report of everything; its page."""
    saved = SavedReport(title=HOSTILE, introduction=HOSTILE, scope={"topic_id": 1}, topic_id=1)
    session.add(saved)
    session.flush()
    address = f"/reports/{saved.id}"
    session.commit()
    return address


def _freeze(visitor: FlaskClient, report: str) -> str:
    asked = Page.of(submit(visitor, f"{report}/freeze"))
    answer = visitor.post(f"{report}/freeze", data=asked.form().filled(confirm="y"))
    assert answer.status_code == 303
    return str(answer.location)


def test_it_is_asked_first_and_then_frozen_under_an_address(
    reviewer: FlaskClient, report: str
) -> None:
    asked = submit(reviewer, f"{report}/freeze")
    assert asked.status_code == 422
    assert "no request for comment is noted" in Page.of(asked).alerts
    address = _freeze(reviewer, report)
    assert address == f"{report}/frozen/1"
    assert address in Page.of(reviewer.get(report)).links
    page = reviewer.get(address)
    assert HOSTILE not in page.text
    assert "Asked for comment: not yet" in Page.of(page).text
    assert reviewer.get(f"{report}/frozen/2").status_code == 404


def test_its_page_shows_what_was_stored_and_says_what_has_changed(
    reviewer: FlaskClient, report: str, session: Session
) -> None:
    address = _freeze(reviewer, report)
    before = reviewer.get(address).text
    held = session.execute(select(frozen_statement.c.statement_id)).scalars().first()
    words = session.scalars(select(Statement.quote).where(Statement.quote.is_not(None))).all()
    session.rollback()
    assert "has changed since" not in before
    answer = submit(reviewer, f"/statements/{held}/withdraw", reason="Logged twice.")
    assert answer.status_code == 303
    after = Page.of(reviewer.get(address)).text
    assert "was withdrawn since" in after
    assert any(one and one in after for one in words)


def test_its_page_asks_at_most_twelve_questions(
    reviewer: FlaskClient, report: str, asked: Callable[[str], int]
) -> None:
    assert asked(_freeze(reviewer, report)) <= 12


def test_its_file_has_the_hash_that_is_printed_and_stands_in_the_ledger(
    reviewer: FlaskClient, report: str, session: Session
) -> None:
    address = _freeze(reviewer, report)
    sent = reviewer.get(f"{address}.json")
    assert hashlib.sha256(sent.data).hexdigest() in Page.of(reviewer.get(address)).text
    assert sent.headers["Content-Disposition"].endswith('-frozen-1.json"')
    left = session.scalars(select(Export)).one()
    assert (left.format, left.face) == ("frozen report", Face.PAGE)
    assert left.sha256 == hashlib.sha256(sent.data).hexdigest()
    session.rollback()
    assert reviewer.get("/exports/1").status_code == 200
    assert "Frozen version" in Page.of(reviewer.get(f"{report}/history")).text


def test_freezing_at_the_terminal(
    run: FlaskCliRunner, report: str, session: Session, tmp_path: Path
) -> None:
    number = report.rpartition("/")[2]
    refused = run.invoke(args=["report", "freeze", number])
    assert refused.exit_code == 1
    assert refused.stderr.splitlines()[-1].endswith("to freeze it all the same: --yes")
    done = run.invoke(args=["report", "freeze", number, "--yes"])
    digest = done.output.split()[0]
    file = tmp_path / "frozen.json"
    key = session.scalars(select(SavedReport.key)).one()
    session.rollback()
    assert run.invoke(args=["report", "frozen", key, "1", "-o", str(file)]).exit_code == 0
    assert hashlib.sha256(file.read_bytes()).hexdigest() == digest
    assert run.invoke(args=["report", "frozen", number, "1"]).stdout_bytes == file.read_bytes()
    assert run.invoke(args=["report", "frozen", number, "2"]).exit_code == 1
    assert "fit their SHA-256: 1" in run.invoke(args=["verify", "--chain"]).output
