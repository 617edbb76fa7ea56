"""Readings and proposals through the API: begun, watched, decided."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from models import Capture, Role, now
from tests.desk.proposing import BRIDGE, ROAD
from tests.factories import a_speaker
from tests.views.api.conftest import Program
from tests.views.api.test_imports import told
from tests.views.articles_read import article_read
from tests.views.stored import last, rows
from tests.views.test_imports import work_off
from tests.views.typed import ARTICLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session
    from werkzeug.test import TestResponse

STATEMENT: dict[str, Any] = {
    "form": "direct",
    "quote": BRIDGE,
    "speaker": {"name": "Ada Bell"},
    "said": "2024-03-04",
    "appearance": {"locator": {"exact": BRIDGE}},
}


@pytest.fixture
def read(engine: Engine) -> int:
    """An article that was read, with two proposals that wait."""
    return article_read(engine)


def decide(program: Program, number: int, verb: str, body: dict[str, Any]) -> TestResponse:
    """Decide on a proposal as it stands now."""
    tag = program.get(f"/proposals/{number}").headers["ETag"]
    return program.post(f"/proposals/{number}/{verb}", body, headers={"If-Match": tag})


def test_articles_are_brought_read_and_what_is_proposed_is_listed(
    program: Program, app: Flask, engine: Engine
) -> None:
    documents = [
        {"text": ARTICLE, "name": "outpost.txt"},
        {"html": f"<html><body><p>{BRIDGE}</p></body></html>"},
        {"address": "http://127.0.0.1/secret"},
    ]
    begun = program.post("/readings/batches", {"documents": documents})
    assert begun.status_code == 202, begun.text
    work_off(app)
    address = begun.headers["Location"].removeprefix("/api/v1")
    done = told(program.get(address))
    assert (done["state"], done["result"]["documents"]) == ("done", 3), done
    assert (done["done"], done["total"]) == (3, 3)
    states = [one["state"] for one in told(program.get(f"{address}/documents"))["data"]]
    assert states == ["read", "read", "refused"]
    assert last(engine, "event")["token_id"]
    first = told(program.get("/readings"))["data"][-1]
    assert told(program.get(f"/readings/{first['id']}")) == first
    proposed = told(program.get(f"/readings/{first['id']}/proposals"))["data"]
    assert any("ceded" in one["passage"] for one in proposed)
    assert told(program.get(f"/proposals/{proposed[0]['id']}")) == proposed[0]


def test_a_capture_is_read_once_however_often_it_is_asked_for(
    program: Program, app: Flask, engine: Engine, read: int
) -> None:
    capture = last(engine, "capture")["id"]
    first = told(program.post("/readings", {"capture_id": capture}))
    again = told(program.post("/readings", {"capture_id": capture}))
    assert first["id"] == again["id"]
    assert first["asked"] == {"capture_id": capture}
    work_off(app)
    done = told(program.get(f"/jobs/{first['id']}"))
    assert (done["result"]["reading"], done["done"] == done["total"] > 0) == (read, True)
    missing = program.post("/readings", {"capture_id": 999})
    assert (missing.status_code, told(missing)["errors"][0]["pointer"]) == (422, "#/capture_id")


def test_a_proposal_is_accepted_rejected_and_brought_back(
    program: Program, engine: Engine, read: int
) -> None:
    first, second = told(program.get(f"/readings/{read}/proposals"))["data"]
    accepted = decide(program, first["id"], "accept", STATEMENT)
    assert accepted.status_code == 200, accepted.text
    assert told(accepted)["state"] == "accepted"
    statement = told(program.get(f"/statements/{told(accepted)['statement_id']}"))
    assert (statement["quote"], statement["speaker"]["name"]) == (BRIDGE, "Ada Bell")
    assert statement["appearances"][0]["start"] == first["start"]
    late = program.post(
        f"/proposals/{first['id']}/reject", {}, headers={"If-Match": accepted.headers["ETag"]}
    )
    assert late.status_code == 412, late.text
    rejected = decide(program, second["id"], "reject", {})
    assert told(rejected)["state"] == "rejected"
    waiting = told(program.get(f"/readings/{read}/proposals?state=rejected"))["data"]
    assert [one["id"] for one in waiting] == [second["id"]]
    back = decide(program, second["id"], "reopen", {})
    assert told(back)["state"] == "waiting"
    held = decide(program, first["id"], "reopen", {})
    assert held.status_code == 409, held.text
    assert "withdraw that first" in held.text
    counted = told(program.get(f"/readings/{read}"))
    assert (counted["waiting"], counted["accepted"], counted["rejected"]) == (1, 1, 0)
    assert len(rows(engine, "statement")) == 1


def test_a_proposal_is_one_more_appearance_of_what_is_known(program: Program, read: int) -> None:
    first, second = told(program.get(f"/readings/{read}/proposals"))["data"]
    accepted = told(decide(program, first["id"], "accept", STATEMENT))
    statement = told(program.get(f"/statements/{accepted['statement_id']}"))
    known = {"statement_id": statement["id"], "statement_version": statement["version"]}
    found = {**known, "appearance": {"locator": {"exact": ROAD}}, "confirmed": True}
    added = decide(program, second["id"], "accept-as-appearance", found)
    assert added.status_code == 200, added.text
    assert told(added)["statement_id"] == statement["id"]
    assert len(told(program.get(f"/statements/{statement['id']}"))["appearances"]) == 2


@pytest.mark.parametrize(
    ("named", "place"),
    [
        ({"source_id": 2**31 - 1}, "#/appearance/source_id"),
        ({"source": {"type": "speech", "title": "Another"}}, "#/appearance/source"),
        ({"capture_id": 2**31 - 1}, "#/appearance/capture_id"),
    ],
)
def test_a_proposal_is_accepted_in_its_own_article_alone(
    named: dict[str, Any], place: str, program: Program, engine: Engine, read: int
) -> None:
    first = told(program.get(f"/readings/{read}/proposals"))["data"][0]
    elsewhere = {**STATEMENT, "appearance": {"locator": {"exact": BRIDGE}, **named}}
    answer = decide(program, first["id"], "accept", elsewhere)
    assert answer.status_code == 422, answer.text
    assert [one["pointer"] for one in told(answer)["errors"]] == [place]
    assert rows(engine, "statement") == []


def test_what_was_read_of_a_redacted_capture_is_gone(
    program: Program, session: Session, read: int
) -> None:
    first = told(program.get(f"/readings/{read}/proposals"))["data"][0]
    session.get_one(
        Capture, told(program.get(f"/readings/{read}"))["capture_id"]
    ).redacted_at = now()
    session.commit()
    for path in (f"/readings/{read}/proposals", f"/proposals/{first['id']}"):
        assert program.get(path).status_code == 410, path


def test_what_is_sure_is_accepted_together(program: Program, engine: Engine, read: int) -> None:
    every = told(program.get(f"/readings/{read}/proposals"))["data"]
    sure = [one["id"] for one in every if not one["why_not"]]
    assert 0 < len(sure) < len(every)
    done = program.post(
        f"/readings/{read}/accept-sure", {"proposals": [one["id"] for one in every]}
    )
    assert (done.status_code, told(done)["accepted"]) == (200, len(sure)), done.text
    assert [one["id"] for one in rows(engine, "statement")] == told(done)["logged"]
    left = {one["id"]: one["why_not"] for one in every if one["why_not"]}
    assert {one["proposal_id"]: one["why"] for one in told(done)["left"]} == left
    again = told(program.post(f"/readings/{read}/accept-sure", {"proposals": sure}))
    assert (again["logged"], [one["why"] for one in again["left"]]) == ([], [["decided"]])
    assert program.post(f"/readings/{read}/accept-sure", {"proposals": []}).status_code == 422


def test_only_proposals_of_the_article_are_accepted_together(
    program: Program, engine: Engine, read: int
) -> None:
    every = [one["id"] for one in told(program.get(f"/readings/{read}/proposals"))["data"]]
    answer = program.post(f"/readings/{read}/accept-sure", {"proposals": [*every, 999]})
    assert answer.status_code == 422, answer.text
    assert told(answer)["errors"][0]["pointer"] == f"#/proposals/{len(every)}"
    assert rows(engine, "statement") == []


def test_a_proposal_is_accepted_as_it_is_proposed(
    program: Program, engine: Engine, read: int
) -> None:
    first = told(program.get(f"/readings/{read}/proposals"))["data"][0]
    done = decide(program, first["id"], "accept-as-proposed", {})
    assert (done.status_code, told(done)["state"]) == (200, "accepted"), done.text
    made = told(program.get(f"/statements/{told(done)['statement_id']}"))
    assert made["speaker"]["name"] == first["speaker"]
    for name in ("form", "quote", "role", "told", "said", "said_text"):
        assert made[name] == first[name], name
    [found] = made["appearances"]
    assert (found["exact"], found["start"]) == (first["passage"], first["start"])
    assert found["capture_id"] == last(engine, "capture")["id"]


def test_what_is_told_replaces_what_was_proposed(
    program: Program, session: Session, read: int
) -> None:
    known = a_speaker(session, "Ada Bellini").id
    session.commit()
    first = told(program.get(f"/readings/{read}/proposals"))["data"][0]
    otherwise = {"speaker_id": known, "said": "2024-02", "role": None, "topics": ["Bridges"]}
    done = decide(program, first["id"], "accept-as-proposed", otherwise)
    assert done.status_code == 200, done.text
    made = told(program.get(f"/statements/{told(done)['statement_id']}"))
    assert (made["speaker"]["id"], made["said"], made["role"]) == (known, "2024-02", None)
    assert made["topics"] == ["Bridges"]
    assert made["quote"] == first["quote"]


@pytest.mark.parametrize(
    ("otherwise", "place"),
    [
        ({"speaker_id": 1, "speaker": {"name": "Ada"}}, "#/speaker"),
        ({"speaker_id": 999}, "#/speaker_id"),
        ({"quote": "other words"}, "#/quote"),
        ({"repeats": 999}, "#/repeats"),
    ],
)
def test_what_cannot_replace_what_was_proposed_is_refused_where_it_stands(
    otherwise: dict[str, Any], place: str, program: Program, engine: Engine, read: int
) -> None:
    first = told(program.get(f"/readings/{read}/proposals"))["data"][0]
    answer = decide(program, first["id"], "accept-as-proposed", otherwise)
    assert answer.status_code == 422, answer.text
    assert [one["pointer"] for one in told(answer)["errors"]] == [place]
    assert rows(engine, "statement") == []


def test_details_are_looked_at_first(program: Program, engine: Engine) -> None:
    read = article_read(engine, confirmed=False)
    first = told(program.get(f"/readings/{read}/proposals"))["data"][0]
    early = decide(program, first["id"], "accept", STATEMENT)
    assert (early.status_code, told(early)["errors"][0]["pointer"]) == (422, "#/details")
    for wrong in (None, "2024-03-07"):
        refused = program.post(f"/readings/{read}/confirm", {"published": wrong})
        [fault] = told(refused)["errors"]
        assert (refused.status_code, fault["pointer"]) == (422, "#/published")
        assert fault["detail"].startswith("The source has 2024-03-06; look at it")
    assert program.post(f"/readings/{read}/confirm", {}).status_code == 422
    seen = program.post(f"/readings/{read}/confirm", {"published": "2024-03-06"})
    assert (seen.status_code, told(seen)["confirmed"]) == (200, True), seen.text
    assert decide(program, first["id"], "accept", STATEMENT).status_code == 200


@pytest.mark.parametrize(
    ("path", "body", "pointer"),
    [
        ("/readings", {}, "#/capture_id"),
        ("/readings", {"capture_id": "1"}, "#/capture_id"),
        ("/readings", {"capture_id": 2**31}, "#/capture_id"),
        ("/readings", {"capture_id": 1, "nonsense": 1}, "#/nonsense"),
        ("/readings/batches", {"documents": []}, "#/documents"),
        ("/readings/batches", {"documents": [{}]}, "#/documents/0"),
        ("/readings/batches", {"documents": [{"text": "a", "html": "b"}]}, "#/documents/0"),
        ("/readings/batches", {"documents": [{"text": " "}]}, "#/documents/0/text"),
        ("/readings/batches", {"documents": [{"address": "file:///etc/passwd"}]}, None),
        ("/readings/batches", {"documents": [{"text": "a"}] * 501}, "#/documents"),
    ],
)
def test_what_cannot_be_read_is_refused_where_it_stands(
    path: str, body: dict[str, Any], pointer: str | None, program: Program, engine: Engine
) -> None:
    answer = program.post(path, body)
    assert answer.status_code == 422, answer.text
    where = [one["pointer"] for one in told(answer)["errors"]]
    assert where == [pointer or "#/documents/0/address"]
    assert rows(engine, "job") == []


@pytest.mark.usefixtures("read")
def test_what_is_not_there_is_not_found(program: Program) -> None:
    for number in (0, 999, 2**31, 2**63):
        for path in (
            f"/readings/{number}",
            f"/proposals/{number}",
            f"/readings/{number}/proposals",
        ):
            assert program.get(path).status_code == 404, path


def test_readers_see_no_proposals(app: Flask, token: Callable[..., str], read: int) -> None:
    program = Program(app, token(Role.READER))
    assert program.get("/readings").status_code == 403
    assert program.get(f"/readings/{read}/proposals").status_code == 403
