"""Known already? A program is told before it adds once more what the record holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from models import Role
from tests.views.api.conftest import Program, etag_of, told
from tests.views.api.test_readings import STATEMENT, decide
from tests.views.api.test_statements import body
from tests.views.articles_read import article_read
from tests.views.stored import last, nothing_stored, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from sqlalchemy import Engine

WORK = {
    "type": "article-newspaper",
    "title": "Bridge stays shut",
    "container_title": "City News",
    "url": "https://www.news.example/bridge",
    "published": "2017-09-18",
}
#: Another title, so that the address alone tells.
ELSEWHERE = {**WORK, "title": "Bridge", "published": "2017-09-19"}
OTHERWISE = [
    "http://www.news.example/bridge",
    "https://news.example/bridge/",
    "https://www.news.example/bridge?utm_source=feed&fbclid=1",
]


def _said(source: dict[str, Any], **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return body(7, appearance={"source": source}, confirmed=False, **more)


@pytest.mark.parametrize("url", OTHERWISE)
def test_a_page_under_another_address_is_no_second_source(
    url: str, program: Program, engine: Engine
) -> None:
    known = told(program.post("/sources", WORK))
    described = {**ELSEWHERE, "url": url}
    with nothing_stored(engine):
        answers = [
            program.post("/sources", described),
            program.post("/statements", _said(described)),
            program.post("/captures", {"source": described, "text": "The bridge stays shut."}),
        ]
    for answer in answers:
        assert answer.status_code == 409, answer.text
        assert [one["id"] for one in told(answer)["candidates"]] == [known["id"]]
        assert f"source {known['id']}" in told(answer)["warnings"][0]
        [asked] = told(answer)["asked"]
        assert (asked["code"], asked["source_id"]) == ("same_source", known["id"])
    sure = program.post("/sources", {**described, "confirmed": True})
    assert (sure.status_code, len(rows(engine, "source"))) == (201, 2), sure.text


def test_another_appearance_in_a_known_work_is_asked_about(program: Program) -> None:
    known = told(program.post("/statements", _said(WORK)))
    address = f"/statements/{known['id']}"
    found = {"source": {**ELSEWHERE, "url": OTHERWISE[0]}}
    etag = etag_of(program, address)
    assert program.do(f"{address}/appearances", found, etag).status_code == 409
    sure = program.do(f"{address}/appearances", {**found, "confirmed": True}, etag)
    assert (sure.status_code, len(told(sure)["appearances"])) == (201, 2), sure.text


def test_what_is_moved_to_a_known_work_is_asked_about_too(program: Program, engine: Engine) -> None:
    known = told(program.post("/sources", WORK))
    made = program.post("/statements", _said({"type": "book", "title": "Another"}))
    address, described = f"/statements/{told(made)['id']}", {**ELSEWHERE, "url": OTHERWISE[0]}
    first = f"{address}/appearances/{told(made)['appearances'][0]['id']}"
    with nothing_stored(engine):
        answers = [
            program.put(address, _said(described), made.headers["ETag"]),
            program.put(first, {"source": described}, made.headers["ETag"]),
        ]
    for answer in answers:
        assert answer.status_code == 409, answer.text
        assert [one["id"] for one in told(answer)["candidates"]] == [known["id"]]
    sure = program.put(address, {**_said(described), "confirmed": True}, made.headers["ETag"])
    assert (sure.status_code, len(rows(engine, "source"))) == (200, 3), sure.text
    again = program.put(first, {"source": WORK}, sure.headers["ETag"])
    assert told(again)["appearances"][0]["source"]["id"] == known["id"], again.text


def test_a_statement_that_is_revised_is_not_compared_with_others(program: Program) -> None:
    program.post("/statements", _said(WORK))
    other = program.post("/statements", {**_said(WORK), "quote": "Something else"})
    address = f"/statements/{told(other)['id']}"
    assert program.put(address, _said(WORK), other.headers["ETag"]).status_code == 200


def test_the_same_words_are_not_accepted_again_unseen(program: Program, engine: Engine) -> None:
    read = article_read(engine)
    first, second = told(program.get(f"/readings/{read}/proposals"))["data"]
    assert decide(program, first["id"], "accept", STATEMENT).status_code == 200
    with nothing_stored(engine):
        answer = decide(program, second["id"], "accept", STATEMENT)
    assert answer.status_code == 409, answer.text
    assert "Statement 1 has the same speaker" in told(answer)["warnings"][0]
    assert told(answer)["asked"][0]["statement_id"] == 1
    sure = decide(program, second["id"], "accept", {**STATEMENT, "repeats": 1})
    assert sure.status_code == 200, sure.text
    assert last(engine, "link")["to_id"] == 1


def test_a_work_given_by_its_very_address_or_id_is_taken(program: Program, engine: Engine) -> None:
    known = told(program.post("/sources", WORK))
    assert program.post("/statements", _said(WORK)).status_code == 201
    by_id = {**_said(WORK), "appearance": {"source_id": known["id"]}, "quote": "Another"}
    assert program.post("/statements", by_id).status_code == 201
    assert len(rows(engine, "source")) == 1


@pytest.mark.parametrize(
    "again",
    [
        {},
        {"quote": "  WE have not   ceded any of the ground, 7"},
        {"speaker": {"name": "james mattis"}},
        {"speaker": None, "speaker_id": 1},
    ],
)
def test_the_same_statement_is_not_logged_again_unseen(
    again: dict[str, Any], program: Program, engine: Engine
) -> None:
    first = told(program.post("/statements", _said(WORK)))
    with nothing_stored(engine):
        answer = program.post("/statements", {**_said(WORK), **again})
    assert answer.status_code == 409, answer.text
    assert f"Statement {first['id']} has the same speaker" in told(answer)["warnings"][0]
    sure = program.post("/statements", {**_said(WORK), **again, "confirmed": True})
    assert sure.status_code == 201, sure.text


@pytest.mark.parametrize(
    "other",
    [{"quote": "Something else"}, {"said": "2017-09-17"}, {"said": None}, {"new_speaker": True}],
)
def test_what_differs_is_logged_without_a_question(other: dict[str, Any], program: Program) -> None:
    program.post("/statements", _said(WORK))
    answer = program.post("/statements", {**_said(WORK), **other})
    assert answer.status_code == 201, answer.text


def test_what_is_odd_is_told_together(program: Program) -> None:
    late = {"said": "2017-09-20"}
    program.post("/statements", {**_said(WORK), **late, "confirmed": True})
    answer = program.post("/statements", {**_said(WORK), **late})
    assert [one[:9] for one in told(answer)["warnings"]] == ["Statement", "Said 20 S"]
    codes = [one["code"] for one in told(answer)["asked"]]
    assert codes == ["same_statement", "said_after_publication"]


def test_a_request_that_is_sent_again_with_its_key_is_answered_as_before(program: Program) -> None:
    key = {"Idempotency-Key": "one"}
    first, again = (program.post("/statements", _said(WORK), headers=key) for _ in range(2))
    assert (first.status_code, again.status_code) == (201, 201), again.text


def test_a_restricted_statement_is_told_to_nobody_outside(
    program: Program, app: Flask, token: Callable[..., str], engine: Engine
) -> None:
    program.post("/statements", _said(WORK, topics=["Secret case"]))
    topic = f"/topics/{last(engine, 'topic')['id']}"
    closed = program.do(f"{topic}/restrict", {}, etag_of(program, topic))
    assert closed.status_code == 200, closed.text
    again = _said({"type": "book", "title": "Another"})
    assert program.post("/statements", again).status_code == 409
    outside = Program(app, token(Role.CHECKER))
    answer = outside.post("/statements", again)
    assert answer.status_code == 201, answer.text
