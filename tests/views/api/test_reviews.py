"""Ratings and requests for comment through the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from models import Role
from tests.factories import a_confirmed_contradiction, a_statement
from tests.views.api.conftest import Program, told
from tests.views.stored import last, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskCliRunner
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from tests.views.conftest import SigningIn

THEIRS = {
    "word": "Misleading",
    "value": 2,
    "best": 5,
    "worst": 1,
    "url": "https://checks.example/1",
    "date": "2017-10",
    "organisation": "Another desk",
}


@pytest.fixture
def statement_id(session: Session) -> int:
    """A logged statement."""
    made = a_statement(session).id
    session.commit()
    return made


@pytest.fixture
def pair(session: Session) -> Any:  # noqa: ANN401 -- ids by name
    """The ids of a confirmed conflict and its two sides."""
    link = a_confirmed_contradiction(session)
    ids = {"link": link.id, "first": link.from_id, "second": link.to_id}
    session.commit()
    return ids


def test_a_rating_is_written_revised_and_withdrawn(
    program: Program, statement_id: int, engine: Engine, as_: SigningIn
) -> None:
    at = f"/statements/{statement_id}/reviews"
    made = program.post(at, THEIRS)
    assert made.status_code == 201, made.text
    assert {name: told(made)[name] for name in THEIRS} == THEIRS
    assert "Another desk" in as_(Role.READER).get(f"/statements/{statement_id}").text
    there = made.headers["Location"].removeprefix("/api/v1")
    revised = program.put(there, {**THEIRS, "word": "False"}, made.headers["ETag"])
    assert (revised.status_code, told(revised)["word"]) == (200, "False")
    assert program.put(there, THEIRS, made.headers["ETag"]).status_code == 412
    gone = program.do(f"{there}/withdraw", {"reason": "They took it back"}, revised.headers["ETag"])
    assert told(gone)["withdrawn_reason"] == "They took it back"
    assert told(program.get(at)) == {"data": [told(gone)], "next": None}
    late = program.put(there, THEIRS, gone.headers["ETag"])
    assert (late.status_code, "withdrawn" in told(late)["detail"]) == (422, True)
    tags = [event["tag"] for event in rows(engine, "event")][-3:]
    assert tags == ["review:write", "review:revise", "review:withdraw"]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"nonsense": 1}, "#/nonsense"),
        ({"word": ""}, "#/word"),
        ({"value": "2"}, "#/value"),
        ({"value": 2**31}, "#/value"),
        ({"value": 9}, "#/value"),
        ({"url": "javascript:alert(1)"}, "#/url"),
        ({"url": None}, "#/url"),
        ({"date": "last week"}, "#/date"),
        ({"organisation": None}, "#/word"),
    ],
)
def test_what_is_wrong_with_a_rating_is_said_where_it_stands(
    change: dict[str, Any], place: str, program: Program, statement_id: int, engine: Engine
) -> None:
    answer = program.post(f"/statements/{statement_id}/reviews", {**THEIRS, **change})
    assert answer.status_code == 422, answer.text
    assert [fault["pointer"] for fault in told(answer)["errors"]] == [place]
    assert not rows(engine, "review")


def test_a_rating_of_ones_own_takes_its_place_on_the_scale(
    program: Program, statement_id: int, run: FlaskCliRunner
) -> None:
    at = f"/statements/{statement_id}/reviews"
    refused = program.post(at, {"word": "False"})
    assert "no rating scale yet" in told(refused)["detail"]
    assert run.invoke(args=["settings", "--rating", "1=false", "--rating", "2=true"]).exit_code == 0
    made = told(program.post(at, {"word": "False"}))
    assert [made[one] for one in ("word", "value", "worst", "best")] == ["false", 1, 1, 2]
    assert "“true”" in told(program.post(at, {"word": "odd"}))["detail"]


def test_comment_is_asked_for_answered_and_taken_away(
    program: Program, pair: dict[str, int], engine: Engine
) -> None:
    at = f"/links/{pair['link']}/reply-requests"
    made = program.post(at, {"whom": "The coalition", "asked": "2017-09-20", "route": "e-mail"})
    assert made.status_code == 201, made.text
    assert (told(made)["link_id"], told(made)["statement_id"]) == (pair["link"], None)
    there = made.headers["Location"].removeprefix("/api/v1")
    came = program.put(
        there, {"whom": "The coalition", "answer": str(pair["second"])}, made.headers["ETag"]
    )
    assert told(came)["answer_id"] == pair["second"], came.text
    assert told(program.get(at)) == {"data": [told(came)], "next": None}
    unasked = program.ask("DELETE", there)
    assert unasked.status_code == 428
    stale = program.ask("DELETE", there, headers={"If-Match": made.headers["ETag"]})
    assert stale.status_code == 412
    gone = program.ask("DELETE", there, headers={"If-Match": came.headers["ETag"]})
    assert (gone.status_code, gone.data) == (204, b"")
    assert program.get(there).status_code == 404
    assert program.ask("DELETE", there, headers={"If-Match": "x"}).status_code == 404
    assert last(engine, "event")["tag"] == "reply:remove"


def test_why_nobody_was_asked_is_noted_on_a_statement(
    program: Program, pair: dict[str, int]
) -> None:
    at = f"/statements/{pair['first']}/reply-requests"
    made = program.post(at, {"not_sought_because": "He has died"})
    assert told(made)["statement_id"] == pair["first"], made.text
    assert told(program.get(at))["data"] == [told(made)]
    assert told(program.get(f"/links/{pair['link']}/reply-requests"))["data"] == []


@pytest.mark.parametrize(
    ("sent", "place"),
    [
        ({}, "#"),
        ({"whom": "X", "not_sought_because": "Y"}, "#"),
        ({"whom": "X", "nonsense": 1}, "#/nonsense"),
        ({"whom": "X", "asked": "soon"}, "#/asked"),
        ({"whom": "X", "asked": "2017-09-20", "deadline": "2017-09-19"}, "#/deadline"),
        ({"not_sought_because": "Y", "route": "e-mail"}, "#/not_sought_because"),
        ({"whom": "X", "answer": "999"}, "#/answer"),
        ({"whom": "X", "answer": 1}, "#/answer"),
        ({"whom": "X", "answer": "9" * 30}, "#/answer"),
    ],
)
def test_what_is_wrong_with_a_request_is_said_where_it_stands(
    sent: dict[str, Any], place: str, program: Program, statement_id: int, engine: Engine
) -> None:
    answer = program.post(f"/statements/{statement_id}/reply-requests", sent)
    assert answer.status_code == 422, answer.text
    assert [fault["pointer"] for fault in told(answer)["errors"]] == [place]
    assert not rows(engine, "reply_request")


@pytest.mark.parametrize("number", ["0", "999", str(2**31), str(2**63)])
def test_what_is_not_there_is_missing(number: str, program: Program) -> None:
    for path in (
        f"/statements/{number}/reviews",
        f"/reviews/{number}",
        f"/statements/{number}/reply-requests",
        f"/links/{number}/reply-requests",
        f"/reply-requests/{number}",
    ):
        assert program.get(path).status_code == 404, path
    assert program.post(f"/statements/{number}/reviews", THEIRS).status_code == 404
    asking = f"/statements/{number}/reply-requests"
    assert program.post(asking, {"whom": "X"}).status_code == 404


def test_a_checker_asks_and_a_reviewer_rates(
    app: Flask, token: Callable[..., str], statement_id: int
) -> None:
    checker = Program(app, token(Role.CHECKER))
    assert checker.post(f"/statements/{statement_id}/reviews", THEIRS).status_code == 403
    asking = f"/statements/{statement_id}/reply-requests"
    assert checker.post(asking, {"whom": "X"}).status_code == 201
    reader = Program(app, token(Role.READER))
    assert reader.post(asking, {"whom": "X"}).status_code == 403
