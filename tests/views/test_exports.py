from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models import Role
from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored, rows
from tests.views.typed import log

if TYPE_CHECKING:
    from flask.testing import FlaskClient, FlaskCliRunner
    from sqlalchemy import Engine

    from tests.views.conftest import SigningIn

DOWNLOAD = "/citations/download?statement=1&format=csv"


@pytest.fixture
def left(checker: FlaskClient) -> None:
    """Two statements, of which the first left the desk twice."""
    log(checker)
    log(checker, quote="Another one", source_title="Another")
    checker.get(DOWNLOAD)
    checker.get(f"{DOWNLOAD}&to=the+print+desk")


@pytest.mark.usefixtures("left")
def test_what_left_is_listed_and_shown(checker: FlaskClient) -> None:
    text = Page.of(checker.get("/statements/1")).main.text
    assert "Left the desk 2 times, last" in text
    assert "to the print desk" in text
    assert "Left the desk" not in Page.of(checker.get("/statements/2")).main.text
    page = Page.of(checker.get("/exports/?statement=1"))
    assert {"/exports/1", "/exports/2"} <= set(page.links)
    assert "/exports/1" not in Page.of(checker.get("/exports/?statement=2")).links
    assert "the print desk" in Page.of(checker.get("/exports/2")).main.text


@pytest.mark.usefixtures("left")
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("source=1", 2),
        ("source=2", 0),
        ("since=2999", 0),
        ("since=2020", 2),
        ("by=1", 0),
        ("by=2", 2),
        ("changed=y", 0),
    ],
)
def test_the_ledger_is_narrowed_by_the_address(
    checker: FlaskClient, query: str, count: int
) -> None:
    links = Page.of(checker.get(f"/exports/?{query}")).links
    assert len({link for link in links if link in {"/exports/1", "/exports/2"}}) == count


@pytest.mark.usefixtures("left")
@pytest.mark.parametrize(
    ("query", "field"),
    [("statement=nowhere", "statement"), ("since=soon", "since"), ("by=x", "by")],
)
def test_what_cannot_be_read_shows_nothing(checker: FlaskClient, query: str, field: str) -> None:
    answer = checker.get(f"/exports/?{query}")
    assert answer.status_code == 200
    assert Page.of(answer).fault(field)
    assert "/exports/1" not in Page.of(answer).links


@pytest.mark.usefixtures("left")
def test_a_withdrawal_and_a_notice_ask_to_follow_up(
    checker: FlaskClient, reviewer: FlaskClient
) -> None:
    submit(reviewer, "/sources/1/notices/new", kind="retracted", note="Withdrawn by the paper.")
    submit(checker, "/statements/1/withdraw", reason="Logged twice.")
    page = Page.of(checker.get("/exports/?changed=y"))
    assert {"/exports/1", "/exports/2"} <= set(page.links)
    text = Page.of(checker.get("/exports/1")).main.text
    assert "1 statement has changed since it left." in text
    assert "withdrawn since" in text
    assert "corrected since" in text
    checker.get("/citations/download?statement=1&format=jsonl")
    assert "changed since" not in Page.of(checker.get("/exports/3")).main.text


@pytest.mark.usefixtures("left")
def test_to_whom_it_went_can_be_noted_later(checker: FlaskClient, engine: Engine) -> None:
    answer = submit(checker, "/exports/1", to_whom="Ada of the Gazette")
    assert (answer.status_code, answer.location) == (303, "/exports/1")
    assert rows(engine, "export")[0]["to_whom"] == "Ada of the Gazette"
    assert last(engine, "event")["tag"] == "export:address"
    with nothing_stored(engine):
        submit(checker, "/exports/1", to_whom="Ada of the Gazette")
        assert submit(checker, "/exports/1", to_whom="x" * 5000).status_code == 413


@pytest.mark.usefixtures("left")
def test_somebody_elses_export_is_for_reviewers(as_: SigningIn, engine: Engine) -> None:
    other, reviewer = as_(Role.CHECKER), as_(Role.REVIEWER)
    token = Page.of(other.get("/account")).tree.called("csrf_token")[0].attributes["value"]
    with nothing_stored(engine):
        answer = other.post("/exports/1", data={"csrf_token": token, "to_whom": "me"})
    assert answer.status_code == 403
    assert submit(reviewer, "/exports/1", to_whom="B").status_code == 303


def test_what_is_not_there_is_not_found(checker: FlaskClient) -> None:
    assert checker.get("/exports/9").status_code == 404


@pytest.mark.usefixtures("left")
def test_looking_at_the_head_of_a_download_is_no_export(
    checker: FlaskClient, engine: Engine
) -> None:
    with nothing_stored(engine):
        assert checker.head(DOWNLOAD).status_code == 200


@pytest.mark.usefixtures("left")
def test_the_ledger_on_the_command_line(run: FlaskCliRunner) -> None:
    told = run.invoke(args=["exports", "--statement", "1"])
    assert told.exit_code == 0, told.output
    assert len(told.output.splitlines()) == 2
    assert "the print desk" in told.output
    as_json = run.invoke(args=["exports", "--json"]).output
    assert '"sha256"' in as_json
    assert run.invoke(args=["exports", "--statement", "9"]).exit_code == 1


@pytest.mark.usefixtures("left")
def test_a_withdrawal_says_that_exports_have_to_be_followed_up(checker: FlaskClient) -> None:
    assert "Left the desk 2 times" in Page.of(checker.get("/statements/1/withdraw")).main.text
    submit(checker, "/statements/1/withdraw", reason="Logged twice.")
    assert "2 exports left the desk with what it touches" in Page.of(checker.get("/")).text
