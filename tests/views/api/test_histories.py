"""Histories through the API: the same deeds as on the pages, with the token that did them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.views.api.conftest import told
from tests.views.api.test_statements import body
from tests.views.stored import rows

if TYPE_CHECKING:
    from flask.testing import FlaskCliRunner
    from sqlalchemy import Engine

    from tests.views.api.conftest import Program


def test_what_happened_to_a_statement_is_told_with_its_token(
    program: Program, engine: Engine
) -> None:
    made = program.post("/statements", body())
    at = made.headers["Location"].removeprefix("/api/v1")
    changed = {**body(2), "speaker": None, "speaker_id": told(made)["speaker"]["id"]}
    assert program.put(at, changed, made.headers["ETag"]).status_code == 200
    page = told(program.get(f"{at}/history"))
    assert [one["tag"] for one in page["data"]] == ["statement:revise", "statement:log"]
    revised, logged = page["data"]
    assert (revised["face"], revised["token"], revised["own"]) == ("api", "newsroom", True)
    assert [one["name"] for one in revised["records"][0]["fields"]] == ["quote"]
    field = revised["records"][0]["fields"][0]
    assert (field["before"], field["after"]) == (body()["quote"], body(2)["quote"])
    assert logged["records"][0]["made"] is True
    kept = {event["seq"]: event["hash"] for event in rows(engine, "event")}
    assert kept[revised["seq"]] == revised["hash"]


@pytest.mark.parametrize("kind", ["statements", "links", "speakers", "sources"])
def test_each_kind_of_record_has_a_history(
    kind: str, program: Program, run: FlaskCliRunner
) -> None:
    run.invoke(args=["demo"])
    page = told(program.get(f"/{kind}/1/history"))
    assert page["data"], "the case was imported"
    assert set(page["data"][-1]["file"]) == {"name", "sha256"}


@pytest.mark.parametrize("number", ["0", "999", str(2**31), str(2**63)])
def test_what_is_not_there_has_no_history(number: str, program: Program) -> None:
    for kind in ("statements", "links", "speakers", "sources", "topics", "sets", "saved-reports"):
        assert program.get(f"/{kind}/{number}/history").status_code == 404, kind


def test_a_topic_has_a_history(program: Program, engine: Engine) -> None:
    assert program.post("/statements", body(topics=["At Tanf"])).status_code == 201
    [topic] = rows(engine, "topic")
    [event] = told(program.get(f"/topics/{topic['id']}/history"))["data"]
    assert (event["tag"], event["own"]) == ("statement:log", False)


def test_a_saved_report_has_a_history(program: Program) -> None:
    made = program.post("/saved-reports", {"title": "What was ceded"})
    assert made.status_code == 201
    [event] = told(program.get(f"/saved-reports/{told(made)['id']}/history"))["data"]
    assert event["tag"] == "saved_report:save"


def test_deeds_come_a_page_at_a_time(program: Program) -> None:
    made = program.post("/statements", body())
    at, etag = made.headers["Location"].removeprefix("/api/v1"), made.headers["ETag"]
    known = {"speaker": None, "speaker_id": told(made)["speaker"]["id"]}
    for number in range(2, 53):
        answer = program.put(at, {**body(number), **known}, etag)
        assert answer.status_code == 200, answer.text
        etag = answer.headers["ETag"]
    first = told(program.get(f"{at}/history?fields=seq,tag"))
    rest = told(program.get(f"{at}/history?fields=seq,tag&cursor={first['next']}"))
    assert (len(first["data"]), len(rest["data"]), rest["next"]) == (50, 2, None)
    numbers = [one["seq"] for one in (*first["data"], *rest["data"])]
    assert numbers == sorted(numbers, reverse=True)
    assert rest["data"][-1]["tag"] == "statement:log"
