"""Topics through the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from models import Account, Role
from tests.factories import a_source, a_statement, a_topic, an_appearance
from tests.views.api.conftest import Program, etag_of, told
from tests.views.stored import last, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session


def test_a_topic_is_made_found_and_renamed(program: Program, engine: Engine) -> None:
    made = program.post("/topics", {"name": "At Tanf"})
    assert made.status_code == 201, made.text
    assert (told(made)["slug"], told(made)["restricted"]) == ("at-tanf", False)
    assert last(engine, "event")["tag"] == "topic:make"
    address = f"/topics/{told(made)['id']}"
    assert [one["name"] for one in told(program.get("/topics?q=tanf"))["data"]] == ["At Tanf"]
    renamed = program.put(address, {"name": "The outpost"}, made.headers["ETag"])
    assert (told(renamed)["slug"], told(renamed)["old_slugs"]) == ("the-outpost", ["at-tanf"])
    late = program.put(address, {"name": "Another"}, made.headers["ETag"])
    assert late.status_code == 412


@pytest.mark.parametrize("name", ["at tanf", " ", "x" * 201, None, 3])
def test_a_name_is_said_once_and_in_words(
    name: object, program: Program, session: Session, engine: Engine
) -> None:
    a_topic(session)
    session.commit()
    answer = program.post("/topics", {"name": name})
    assert answer.status_code == 422, answer.text
    assert told(answer)["errors"][0]["pointer"] == "#/name"
    assert len(rows(engine, "topic")) == 1


def test_two_topics_are_made_one(program: Program, session: Session) -> None:
    kept, other = a_topic(session), a_topic(session, "Tanf")
    said = a_statement(session, topics=[other])
    an_appearance(session, said, a_source(session))
    kept_id, other_id, said_id = kept.id, other.id, said.id
    session.commit()
    place = f"/topics/{kept_id}/merge"
    same = {"other": other_id, "other_version": 1}
    itself = program.do(place, {**same, "other": kept_id}, etag_of(program, f"/topics/{kept_id}"))
    assert told(itself)["errors"][0]["pointer"] == "#/other"
    done = program.do(place, same, etag_of(program, f"/topics/{kept_id}"))
    assert done.status_code == 200, done.text
    assert told(program.get(f"/topics/{other_id}"))["merged_into"] == kept_id
    assert told(program.get(f"/statements/{said_id}"))["topics"] == ["At Tanf"]
    again = program.post("/topics", {"name": "Tanf"})
    assert f"topic {kept_id}" in told(again)["detail"]


@pytest.fixture
def outsider(app: Flask, token: Callable[..., str]) -> Program:
    """A program of a checker who is let into nothing."""
    return Program(app, token(Role.CHECKER))


def test_a_restricted_topic_is_there_for_those_let_in(
    program: Program, outsider: Program, session: Session
) -> None:
    topic_id = a_topic(session).id
    checker = session.scalars(select(Account).where(Account.role == Role.CHECKER)).one()
    checker_id, email = checker.id, checker.email
    session.commit()
    address = f"/topics/{topic_id}"
    shut = program.do(f"{address}/restrict", {}, etag_of(program, address))
    assert told(shut)["restricted"] is True, shut.text
    assert outsider.get(address).status_code == 404
    assert told(outsider.get("/topics"))["data"] == []
    hidden = outsider.post("/topics", {"name": "At Tanf"})
    assert (hidden.status_code, "At Tanf" in hidden.text) == (422, False)
    body: dict[str, Any] = {"accounts": [checker_id]}
    open_to = program.do(f"{address}/restrict", body, shut.headers["ETag"])
    assert outsider.get(address).status_code == 200
    listed = told(program.get(f"{address}/accounts"))["accounts"]
    assert [one["email"] for one in listed] == [email]
    assert outsider.get(f"{address}/accounts").status_code == 403
    strange = program.do(f"{address}/restrict", {"accounts": [77]}, open_to.headers["ETag"])
    assert told(strange)["errors"][0]["pointer"] == "#/accounts"
    lifted = program.just("POST", f"{address}/lift", open_to.headers["ETag"])
    assert told(lifted)["restricted"] is False
    twice = program.just("POST", f"{address}/lift", lifted.headers["ETag"])
    assert twice.status_code == 409


def test_who_is_no_admin_restricts_nothing(outsider: Program, session: Session) -> None:
    topic_id = a_topic(session).id
    session.commit()
    address = f"/topics/{topic_id}"
    answer = outsider.do(f"{address}/restrict", {}, etag_of(outsider, address))
    assert answer.status_code == 403


@pytest.mark.parametrize("number", [0, 77, 2**31, 2**63])
def test_nothing_stands_where_there_is_no_topic(number: int, program: Program) -> None:
    for rest in ("", "/accounts"):
        assert program.get(f"/topics/{number}{rest}").status_code == 404
