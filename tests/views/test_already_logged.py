"""Already logged? What the form asks before the same words are logged twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models.terms import LinkStatus, Relation
from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored, rows
from tests.views.typed import QUOTE, SAID, SOURCE, log

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine
    from werkzeug.test import TestResponse

ELSEWHERE = {"source_title": "The day at the Pentagon", "source_container_title": "AP"}
AGAIN = SAID | SOURCE | ELSEWHERE


def _again(visitor: FlaskClient, **typed: str) -> TestResponse:
    return submit(visitor, "/statements/new", **AGAIN | typed)


def test_the_same_words_are_asked_about_once(checker: FlaskClient, engine: Engine) -> None:
    log(checker)
    with nothing_stored(engine):
        answer = _again(checker)
    page = Page.of(answer)
    assert answer.status_code == 422
    assert "This may be logged already" in page.alerts
    assert "The same words" in page.with_id("likely").text
    assert checker.post("/statements/new", data=page.form().values).status_code == 303
    assert len(rows(engine, "statement")) == 2
    assert rows(engine, "link") == []


def test_other_words_of_the_same_day_are_not_asked_about(
    checker: FlaskClient, engine: Engine
) -> None:
    log(checker)
    assert _again(checker, quote="Nobody gave up an outpost").status_code == 303
    assert len(rows(engine, "statement")) == 2


def test_one_click_logs_it_and_links_it_as_a_repeat(checker: FlaskClient, engine: Engine) -> None:
    log(checker)
    page = Page.of(_again(checker, said="2017-09-17"))
    data = page.form().filled(as_repeat="1")
    assert checker.post("/statements/new", data=data).location == "/statements/2"
    link = last(engine, "link")
    assert (link["from_id"], link["to_id"], link["relation"]) == (2, 1, Relation.REPEATS)
    assert link["status"] == LinkStatus.PROPOSED


def test_one_click_adds_an_appearance_and_nothing_else(
    checker: FlaskClient, engine: Engine
) -> None:
    log(checker)
    page = Page.of(
        _again(checker, passage="“We have not ceded any of the ground we have taken to anybody.”")
    )
    data = page.form().filled(as_appearance="1")
    assert checker.post("/statements/new", data=data).location == "/statements/1"
    assert len(rows(engine, "statement")) == len(rows(engine, "speaker")) == 1
    found = last(engine, "appearance")
    assert (found["statement_id"], found["source_id"]) == (1, 2)
    assert found["exact"] == "“We have not ceded any of the ground we have taken to anybody.”"
    assert last(engine, "event")["tag"] == "statement:appear"
    assert "AP" in Page.of(checker.get("/statements/1")).text


def test_an_appearance_in_a_source_that_is_too_old_is_asked_about(
    checker: FlaskClient, engine: Engine
) -> None:
    log(checker)
    page = Page.of(_again(checker, said="2017-09-01", source_published="2017-09-02"))
    with nothing_stored(engine):
        answer = checker.post("/statements/new", data=page.form().filled(as_appearance="1"))
    odd = Page.of(answer)
    assert (answer.status_code, "2 September 2017" in odd.alerts) == (422, True)
    data = odd.form().filled(as_appearance="1", confirm="y")
    assert checker.post("/statements/new", data=data).status_code == 303


@pytest.mark.parametrize("button", ["as_repeat", "as_appearance"])
def test_what_is_missing_is_said_first(button: str, checker: FlaskClient, engine: Engine) -> None:
    log(checker)
    blank = Page.of(checker.get("/statements/new")).form().filled(quote=QUOTE)
    with nothing_stored(engine):
        answer = checker.post("/statements/new", data={**blank, button: "1"})
    assert answer.status_code == 422
    assert "Choose the source" in Page.of(answer).fault("source_id")


@pytest.mark.parametrize(("known", "status"), [("99", 404), ("x", 422), ("9" * 5000, 422)])
def test_another_appearance_of_nothing_is_refused(
    known: str, status: int, checker: FlaskClient, engine: Engine
) -> None:
    log(checker)
    data = Page.of(checker.get("/statements/new")).form().filled(**AGAIN)
    with nothing_stored(engine):
        answer = checker.post("/statements/new", data={**data, "as_appearance": known})
    assert answer.status_code == status


def test_a_repeat_of_nothing_is_refused_and_stays_typed(
    checker: FlaskClient, engine: Engine
) -> None:
    log(checker)
    data = Page.of(checker.get("/statements/new")).form().filled(**AGAIN)
    with nothing_stored(engine):
        answer = checker.post("/statements/new", data={**data, "as_repeat": "99"})
    assert answer.status_code == 422
    assert "There is no statement 99" in answer.text
    assert Page.of(answer).form().values["quote"] == QUOTE


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"quote": QUOTE}, "The same words"),
        ({"claim": QUOTE.upper()}, "The same words"),
        ({"passage": f"{QUOTE}, he said"}, "Nearly the same words"),
        ({"quote": "x", "speaker_name": "James Mattis", "said": "18 Sep 2017"}, "same day"),
        ({"quote": "x", "speaker_id": "1", "said": "Monday", "source_id": "1"}, "same day"),
        ({"quote": "x", "speaker_name": "James Mattis", "said": "Monday"}, ""),
        ({"quote": "x", "speaker_name": "James Mattis", "said": "whenever"}, ""),
        ({"quote": "🙂 \u202e " * 900}, ""),
        ({"speaker_id": "9" * 5000}, ""),
        ({}, ""),
    ],
)
def test_the_page_can_ask_while_somebody_types(
    asked: dict[str, str], words: str, checker: FlaskClient
) -> None:
    log(checker)
    answer = checker.get("/statements/likely", query_string=asked)
    assert answer.status_code == 200
    assert (words in answer.text) == ("likely_seen" in answer.text or not words)
    assert ("likely_seen" in answer.text) == bool(words)


def test_the_enter_key_logs_and_never_links(checker: FlaskClient) -> None:
    log(checker)
    form = Page.of(_again(checker)).form().element
    first = next(one for one in form.every("button"))
    assert (first.attributes["name"], first.attributes["value"]) == ("next", "show")
