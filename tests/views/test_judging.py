"""The pair page of a speaker against himself: a question, and what a reviewer answers."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from models import Role
from tests.views.pages import Element, Page, submit
from tests.views.stored import last, nothing_stored
from tests.views.typed import log
from views.context import EXTENSION

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from flask import Flask
    from flask.testing import FlaskClient, FlaskCliRunner
    from sqlalchemy import Engine

    from tests.views.conftest import SigningIn

PAIR = "/links/1"
JUDGE = f"{PAIR}/judge"
WHY = "He had seen the maps by then. <script>alert(1)</script>"


def _conflict(checker: FlaskClient, reviewer: FlaskClient, later: str) -> None:
    log(checker)
    log(checker, quote="The post was handed over", said=later, source_published="2018-04-01")
    conflict = {"relation": "contradicts", "rationale": "One of the two cannot hold."}
    asked = submit(checker, "/statements/1/link?to=2", **conflict)
    if asked.status_code != 303:
        form = Page.of(asked).form()
        assert checker.post("/statements/1/link?to=2", data=form.filled(confirm="y")).location
    assert submit(reviewer, PAIR, f"{PAIR}/confirm").status_code == 303


@pytest.fixture
def reviewer(as_: SigningIn) -> FlaskClient:
    return as_(Role.REVIEWER)


@pytest.fixture
def conflict(checker: FlaskClient, reviewer: FlaskClient) -> None:
    """What one speaker said in September 2017 against what he said in March 2018."""
    _conflict(checker, reviewer, "2018-03-01")


@pytest.mark.usefixtures("conflict")
@pytest.mark.parametrize(
    ("outcome", "told"), [("changed", "position changed"), ("explained", "explained")]
)
def test_a_reviewer_says_what_became_of_the_position(
    outcome: str, told: str, reviewer: FlaskClient, engine: Engine
) -> None:
    assert "Changed position?" in Page.of(reviewer.get(PAIR)).text
    assert "changed position?" in Page.of(reviewer.get("/reports/contradictions")).text
    assert submit(reviewer, PAIR, JUDGE, outcome=outcome, outcome_why=WHY).status_code == 303
    stored = last(engine, "link")
    assert (stored["outcome"], stored["outcome_why"]) == (outcome, WHY)
    page = Page.of(reviewer.get(PAIR))
    assert WHY in page.main.of_class("info")[0].text
    assert "hanged position?" not in page.main.of_class("info")[0].text
    assert told in Page.of(reviewer.get("/reports/contradictions")).text
    shown = page.form(JUDGE).values
    assert (shown["outcome"], shown["outcome_why"]) == (outcome, WHY)
    history = Page.of(reviewer.get(f"{PAIR}/history")).text
    assert "said what became of the position" in history
    assert "What a reviewer found" in history
    cited = reviewer.get("/citations/download?link=1&format=csl-json").get_json()[0]["note"]
    found = {"changed": "The position changed", "explained": "Explained"}
    assert f"{found[outcome]}: {WHY}" in cited


@pytest.mark.usefixtures("conflict")
@pytest.mark.parametrize("asked", [["--json"], ["--format", "json"]])
def test_the_report_as_json_tells_what_was_found_and_who_was_asked(
    asked: list[str], reviewer: FlaskClient, run: FlaskCliRunner
) -> None:
    submit(reviewer, PAIR, JUDGE, outcome="changed", outcome_why=WHY)
    sent = {"whom": "The Pentagon", "asked": "2018-04-02", "route": "e-mail"}
    assert submit(reviewer, f"{PAIR}/comment", **sent).status_code == 303
    done = run.invoke(args=["report", "contradictions", *asked])
    [pair] = json.loads(done.stdout)["pairs"]
    assert (pair["outcome"], pair["outcome_why"]) == ("changed", WHY)
    assert pair["reply_requests"] == [sent]


@pytest.mark.usefixtures("conflict")
def test_a_decision_reads_nothing_of_what_its_page_shows(
    app: Flask,
    reviewer: FlaskClient,
    count_queries: Callable[[Engine], AbstractContextManager[list[str]]],
) -> None:
    page = Page.of(reviewer.get(PAIR))
    sent = page.form(JUDGE).filled(outcome="changed", outcome_why=WHY)
    with count_queries(app.extensions[EXTENSION].engine) as queries:
        assert reviewer.post(JUDGE, data=sent).status_code == 303
    # Who visits; the history's head, the link, its sides; what is written, and the head moved.
    assert len(queries) == 7, queries


@pytest.mark.usefixtures("conflict")
def test_it_can_be_left_open_again(reviewer: FlaskClient, engine: Engine) -> None:
    submit(reviewer, PAIR, JUDGE, outcome="changed", outcome_why=WHY)
    assert submit(reviewer, PAIR, JUDGE, outcome="open").status_code == 303
    assert last(engine, "link")["outcome"] is None
    assert "Changed position?" in Page.of(reviewer.get(PAIR)).text


@pytest.mark.usefixtures("conflict")
@pytest.mark.parametrize(
    ("typed", "field", "fault"),
    [
        ({"outcome": "changed", "outcome_why": "  "}, "outcome_why", "Say why"),
        ({"outcome": "lied", "outcome_why": WHY}, "outcome", "Choose one of the list."),
        ({"outcome_why": WHY}, "outcome", "This is needed."),
    ],
)
def test_what_is_wrong_stands_at_its_field(
    typed: dict[str, str], field: str, fault: str, reviewer: FlaskClient, engine: Engine
) -> None:
    form = Page.of(reviewer.get(PAIR)).form(JUDGE).values
    form.pop("outcome")
    with nothing_stored(engine):
        answer = reviewer.post(JUDGE, data=form | typed)
    assert answer.status_code == 422
    assert fault in Page.of(answer).fault(field)
    assert Page.of(answer).form(JUDGE).values["outcome_why"] == typed["outcome_why"].strip()


def test_without_a_known_order_no_change_is_asked_about_or_told(
    checker: FlaskClient, reviewer: FlaskClient, engine: Engine
) -> None:
    _conflict(checker, reviewer, "2017-09")
    page = Page.of(reviewer.get(PAIR))
    assert "hanged position?" not in page.text
    assert "Which of the two came first is not known." in page.text
    report = Page.of(reviewer.get("/reports/contradictions"))
    assert "hanged position?" not in report.text
    with nothing_stored(engine):
        answer = submit(reviewer, PAIR, JUDGE, outcome="changed", outcome_why=WHY)
    assert answer.status_code == 422
    assert "nobody can tell a change" in Page.of(answer).fault("outcome")


@pytest.mark.usefixtures("conflict")
def test_two_who_judge_at_once_see_each_other(
    reviewer: FlaskClient, as_: SigningIn, engine: Engine
) -> None:
    mine = Page.of(reviewer.get(PAIR)).form(JUDGE).filled(outcome="changed", outcome_why="Mine.")
    submit(as_(Role.REVIEWER), PAIR, JUDGE, outcome="explained", outcome_why="Theirs.")
    with nothing_stored(engine):
        answer = reviewer.post(JUDGE, data=mine)
    page = Page.of(answer)
    assert answer.status_code == 409
    assert "Somebody else changed this link" in page.alerts
    assert "Theirs." in page.main.of_class("info")[0].text
    assert page.form(JUDGE).values["outcome_why"] == "Mine."
    assert reviewer.post(JUDGE, data=page.form(JUDGE).filled()).status_code == 303


@pytest.mark.usefixtures("conflict")
def test_a_checker_is_not_asked(checker: FlaskClient) -> None:
    assert JUDGE not in [one.attributes.get("action") for one in _forms(checker)]


@pytest.mark.usefixtures("desk_with_case")
def test_of_two_speakers_nothing_is_asked(admin: FlaskClient, engine: Engine) -> None:
    assert JUDGE not in [one.attributes.get("action") for one in _forms(admin)]
    token = Page.of(admin.get("/account")).form().values["csrf_token"]
    data = {"csrf_token": token, "version": "1", "outcome": "explained", "outcome_why": WHY}
    with nothing_stored(engine):
        answer = admin.post(JUDGE, data=data)
    assert answer.status_code == 422


def _forms(visitor: FlaskClient) -> list[Element]:
    return list(Page.of(visitor.get(PAIR)).tree.every("form"))
