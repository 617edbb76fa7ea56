"""Asking for comment: on a statement and on a pair, changed when the answer comes, taken away."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored, rows
from tests.views.test_linking import _propose, two

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

__all__ = ["two"]
WHOM = {
    "whom": "The Pentagon",
    "asked": "1 October 2017",
    "route": "e-mail",
    "deadline": "2017-10-03",
}
ON_STATEMENT = "/statements/1/comment"
pytestmark = pytest.mark.usefixtures("two")


def _ask(visitor: FlaskClient, address: str = ON_STATEMENT, **typed: str) -> str:
    answer = submit(visitor, address, **{**WHOM, **typed})
    assert answer.status_code == 303, answer.text
    return answer.location


def test_who_was_asked_stands_on_the_page_of_the_statement(
    checker: FlaskClient, engine: Engine
) -> None:
    page = Page.of(checker.get(_ask(checker)))
    for told in ("The Pentagon", "asked: 1 October 2017", "· e-mail", "No answer is logged."):
        assert told in page.main.text
    assert last(engine, "event")["tag"] == "reply:request"
    assert last(engine, "reply_request")["statement_id"] == 1
    assert "asked for comment" in Page.of(checker.get("/statements/1/history")).main.text


def test_a_pair_says_in_one_line_who_was_asked(checker: FlaskClient) -> None:
    pair = _propose(checker)
    assert "Asked for comment not yet" in Page.of(checker.get(pair)).main.text
    _ask(checker, f"{pair}/comment")
    submit(checker, f"{pair}/comment", sought="not_sought", not_sought_because="He is dead.")
    told = Page.of(checker.get(pair)).main.text
    assert "Asked for comment The Pentagon was asked (1 October 2017), e-mail" in told
    assert "No answer is logged. Comment was not sought." in told
    assert "Comment was not sought. He is dead." in told


def test_the_answer_is_a_statement_that_is_led_to(checker: FlaskClient, engine: Engine) -> None:
    _ask(checker)
    answer = submit(checker, "/comment/1", answer="2")
    assert answer.status_code == 303
    assert "The answer" in Page.of(checker.get(answer.location)).main.text
    assert last(engine, "reply_request")["answer_id"] == 2
    assert last(engine, "event")["tag"] == "reply:revise"


def test_a_request_is_taken_away_and_the_history_keeps_it(
    checker: FlaskClient, engine: Engine
) -> None:
    _ask(checker)
    form = "/comment/1/remove"
    assert submit(checker, "/comment/1", form).status_code == 303
    assert rows(engine, "reply_request") == []
    assert "The Pentagon" in Page.of(checker.get("/statements/1/history")).main.text
    assert checker.get("/comment/1").status_code == 404


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"whom": ""}, "This is needed."),
        ({"whom": " "}, "This is needed."),
        ({"sought": "not_sought"}, "This is needed."),
        ({"deadline": "2017-09-30"}, "The deadline lies before the day of asking."),
        ({"asked": "someday"}, "someday"),
        ({"answer": "99"}, "Log the answer first"),
        ({"answer": "nowhere"}, "Log the answer first"),
        ({"answer": "1"}, "A statement is no answer to itself"),
        ({"whom": "a\x00b"}, "NUL"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_stays_typed(
    checker: FlaskClient, engine: Engine, typed: dict[str, str], words: str
) -> None:
    with nothing_stored(engine):
        answer = submit(checker, ON_STATEMENT, **{**WHOM, **typed})
        assert answer.status_code == 422
        assert words in Page.of(answer).main.text
        assert 'value="e-mail"' in answer.text


def test_who_changes_last_sees_that_somebody_was_first(
    checker: FlaskClient, engine: Engine
) -> None:
    _ask(checker)
    form = Page.of(checker.get("/comment/1")).form()
    submit(checker, "/comment/1", route="telephone")
    late = checker.post("/comment/1", data=form.filled(route="in the briefing"))
    assert late.status_code == 409
    assert "Somebody else has changed this meanwhile." in Page.of(late).main.text
    assert last(engine, "reply_request")["route"] == "telephone"


@pytest.mark.parametrize("address", ["/statements/9/comment", "/links/9/comment", "/comment/9"])
def test_what_is_not_there_is_not_found(checker: FlaskClient, address: str) -> None:
    assert checker.get(address).status_code == 404
