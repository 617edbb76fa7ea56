"""Imports and jobs through the API: tried, watched, stored, stopped."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from desk.readers.texts import MOST_BYTES
from models import Job, Role, Token, now
from models.roles import Scope
from tests.desk.readers.test_claim_review_samples import SAMPLES
from tests.views.api.conftest import Program
from tests.views.stored import last, rows
from tests.views.test_imports import LINE, LINKED, lines, work_off

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session
    from werkzeug.test import TestResponse

    from tests.views.conftest import SigningIn

OTHER = {**LINE, "key": "two", "quote": "Another sentence"}
JSONL = "application/jsonl"
CSL = "application/vnd.citationstyles.csl+json"


def send(
    program: Program, content: bytes, query: str = "", media: str = JSONL, **headers: str
) -> TestResponse:
    """Send a file to be imported."""
    return program.ask(
        "POST", f"/imports{query}", data=content, content_type=media, headers=headers
    )


def told(answer: TestResponse) -> dict[str, Any]:
    """Return the JSON of an answer."""
    assert answer.json is not None, answer.text
    return dict(answer.json)


def test_a_file_of_another_charset_is_refused(program: Program) -> None:
    answer = send(program, lines(LINE), media="text/csv; charset=utf-16")
    assert answer.status_code == 415
    assert "“charset=utf-16” is not read; send UTF-8." in told(answer)["detail"]


def test_a_file_is_tried_watched_and_stored(program: Program, app: Flask, engine: Engine) -> None:
    tried = send(program, lines(LINE, OTHER), "?name=case.jsonl")
    assert tried.status_code == 202, tried.text
    job = told(tried)
    assert (job["state"], job["kind"], job["may_store"]) == ("queued", "import", False)
    assert "token_id" not in job["asked"]
    work_off(app)
    assert rows(engine, "statement") == rows(engine, "source") == []
    address = tried.headers["Location"].removeprefix("/api/v1")
    done = told(program.get(address))
    assert (done["state"], done["may_store"]) == ("done", True)
    assert done["result"]["counts"]["statement"] == {"made": 2}
    found = told(program.get(f"{address}/rows?verdict=made"))["data"]
    assert [one["line"] for one in found if one["what"] == "statement"] == [1, 2]
    stored = program.ask("POST", f"/imports/{done['id']}/store")
    assert stored.status_code == 202, stored.text
    work_off(app)
    assert told(program.get(f"/jobs/{told(stored)['id']}"))["result"]["changed"]
    assert len(rows(engine, "statement")) == 2
    event = last(engine, "event")
    assert (event["tag"], event["face"], bool(event["token_id"])) == ("import:file", "job", True)
    again = program.post(f"/imports/{done['id']}/store", {})
    assert again.status_code == 409


def test_a_file_is_stored_at_once_where_that_is_asked_for(
    program: Program, app: Flask, engine: Engine
) -> None:
    key = {"Idempotency-Key": "one"}
    first = send(program, lines(LINE), "?trial=false", **key)
    again = send(program, lines(LINE), "?trial=false", **key)
    assert told(first)["id"] == told(again)["id"]
    assert again.headers["Idempotency-Replayed"] == "true"
    assert send(program, lines(LINE), "?trial=true", **key).status_code == 422
    work_off(app)
    assert len(rows(engine, "statement")) == 1
    assert len(rows(engine, "job")) == 1


def test_the_good_lines_of_a_bad_file_are_tried_and_stored(
    program: Program, app: Flask, engine: Engine
) -> None:
    tried = told(send(program, lines(LINE, {"nonsense": 1})))
    work_off(app)
    found = told(program.get(f"/jobs/{tried['id']}"))
    assert (found["result"]["refused"], found["may_store"]) == (True, True)
    assert found["result"]["unit"] == "line"
    [row] = told(program.get(f"/jobs/{tried['id']}/rows?verdict=refused&fields=line,field"))[
        "data"
    ][:1]
    assert (row["line"], set(row)) == (2, {"id", "line", "field"})
    whole = program.ask("POST", f"/imports/{tried['id']}/store")
    assert (whole.status_code, told(whole)["errors"][0]["pointer"]) == (422, "#/partial")
    good = told(program.post(f"/imports/{tried['id']}/store", {"partial": True}))
    work_off(app)
    program.post(f"/imports/{good['id']}/store", {})
    work_off(app)
    assert len(rows(engine, "statement")) == 1


def test_rows_of_a_refused_file_of_entries_are_counted_as_entries(
    program: Program, app: Flask
) -> None:
    good, bad = {"type": "book", "title": "Kept"}, {"type": "book"}
    content = json.dumps([good, bad]).encode()
    tried = told(send(program, content, "?name=works.json", CSL))
    work_off(app)
    result = told(program.get(f"/jobs/{tried['id']}"))["result"]
    assert (result["refused"], result["untried"], result["unit"]) == (True, True, "entry")
    found = told(program.get(f"/jobs/{tried['id']}/rows?verdict=refused"))["data"]
    assert [one["line"] for one in found] == [2]


@pytest.mark.parametrize(
    ("content", "query", "media", "refusal"),
    [
        (b"", "", JSONL, (422, "nothing in the file")),
        (b"PK\x03\x04", "", JSONL, (422, "spreadsheet")),
        (b"hello", "", "text/plain", (422, "biblatex), or does not look like it.', 'param")),
        (b"{}", "?format=word", JSONL, (422, "There is no “word”")),
        (b"{}", "?trial=perhaps", JSONL, (422, "true or false")),
        (b"{}", "?nonsense=1", JSONL, (422, "There is no “nonsense” here; there are format")),
        (b"{}", f"?name={'x' * 201}", JSONL, (422, "200")),
        (b"{}", "", "image/png", (415, "application/jsonl")),
        (b"{}", "", "", (415, "application/jsonl")),
    ],
)
def test_what_cannot_be_imported_is_refused(
    content: bytes,
    query: str,
    media: str,
    refusal: tuple[int, str],
    program: Program,
    engine: Engine,
) -> None:
    answer = send(program, content, query, media)
    assert answer.status_code == refusal[0], answer.text
    assert refusal[1] in str(answer.json), answer.text
    assert rows(engine, "job") == []


def test_a_file_that_is_too_large_is_refused(program: Program, engine: Engine) -> None:
    answer = send(program, b"x" * (MOST_BYTES + 1))
    assert (answer.status_code, answer.content_type) == (413, "application/problem+json")
    assert rows(engine, "job") == []


def test_a_media_type_tells_the_format(program: Program, app: Flask) -> None:
    table = b"quote,speaker,source_title\nWords,A Person,A page\n"
    job = told(send(program, table, media="text/csv"))
    assert job["asked"]["format"] == "csv"
    work_off(app)
    assert told(program.get(f"/jobs/{job['id']}"))["state"] == "done"


@pytest.mark.parametrize(
    ("sample", "media"),
    [("article.html", "text/html"), ("feed.json", "application/ld+json")],
)
def test_reviews_of_others_come_in_once(
    sample: str, media: str, program: Program, app: Flask, engine: Engine
) -> None:
    content = (SAMPLES / sample).read_bytes()
    job = told(send(program, content, "?trial=false&partial=true", media))
    assert job["asked"]["format"] == "claimreview"
    work_off(app)
    stored = rows(engine, "review")
    assert all(one["organisation"] for one in stored)
    assert stored
    assert last(engine, "event")["token_id"]
    again = told(send(program, content, "?trial=false&partial=true", "application/octet-stream"))
    work_off(app)
    assert told(program.get(f"/jobs/{again['id']}"))["result"]["changed"] is False
    assert rows(engine, "review") == stored


def test_jobs_are_listed_narrowed_and_seen_by_who_began_them(
    program: Program, app: Flask, token: Callable[..., str]
) -> None:
    first = told(send(program, lines(LINE)))
    work_off(app)
    second = told(send(program, lines(OTHER)))
    listed = told(program.get("/jobs?fields=state"))["data"]
    assert listed == [
        {"id": second["id"], "state": "queued"},
        {"id": first["id"], "state": "done"},
    ]
    assert told(program.get("/jobs?state=done"))["data"][0]["id"] == first["id"]
    assert told(program.get("/jobs?kind=reading"))["data"] == []
    assert program.get("/jobs?kind=sleeping").status_code == 422
    other = Program(app, token(Role.CHECKER))
    assert told(other.get("/jobs"))["data"] == []
    for path in ("", "/rows", "/documents"):
        assert other.get(f"/jobs/{first['id']}{path}").status_code == 404
    assert other.post(f"/jobs/{second['id']}/cancel", {}).status_code == 404
    assert other.post(f"/imports/{first['id']}/store", {}).status_code == 404
    for number in (0, 999, 2**31, 2**63):
        assert program.get(f"/jobs/{number}").status_code == 404


def test_who_tried_a_file_stores_it(
    program: Program, app: Flask, token: Callable[..., str]
) -> None:
    other = Program(app, token(Role.CHECKER))
    tried = told(send(other, lines(LINE)))
    work_off(app)
    assert program.get(f"/jobs/{tried['id']}").status_code == 200
    assert program.post(f"/imports/{tried['id']}/store", {}).status_code == 403


def test_a_job_is_cancelled_and_one_that_is_over_stays_as_it_is(
    program: Program, app: Flask, engine: Engine
) -> None:
    waiting = told(send(program, lines(LINE)))
    cancelled = program.ask("POST", f"/jobs/{waiting['id']}/cancel")
    assert (cancelled.status_code, told(cancelled)["state"]) == (200, "cancelled")
    done = told(send(program, lines(LINE)))
    work_off(app)
    assert told(program.post(f"/jobs/{done['id']}/cancel", {}))["state"] == "done"
    assert program.post(f"/jobs/{done['id']}/cancel", {"nonsense": 1}).status_code == 422
    assert rows(engine, "statement") == []


@pytest.mark.parametrize(
    ("scopes", "kept"), [([Scope.LOG, Scope.READ], False), (list(Scope), True)]
)
def test_a_job_may_no_more_than_the_token_with_which_it_was_begun(
    scopes: list[Scope], *, kept: bool, app: Flask, token: Callable[..., str], engine: Engine
) -> None:
    program = Program(app, token(Role.ADMIN, *scopes))
    two = {**OTHER, "links": []}
    send(program, lines({**LINKED}, two), "?trial=false")
    work_off(app)
    assert last(engine, "link")["status"] == ("confirmed" if kept else "proposed")


def test_a_job_ends_with_its_token(program: Program, app: Flask, session: Session) -> None:
    job = told(send(program, lines(LINE), "?trial=false"))
    session.scalars(select(Token)).one().revoked_at = now()
    session.commit()
    work_off(app)
    found = session.scalars(select(Job).where(Job.id == job["id"])).one()
    assert found.state == "failed"
    assert "revoked" in (found.error or "")


@pytest.mark.parametrize("kind", ["import", "reading", "reading_batch"])
def test_a_job_that_a_redaction_has_blanked_is_shown_without_what_it_was(
    kind: str, program: Program, app: Flask, session: Session, as_: SigningIn
) -> None:
    job = told(send(program, lines(LINE)))
    work_off(app)
    found = session.scalars(select(Job)).one()
    found.arguments, found.result, found.kind = {}, {}, kind
    session.commit()
    shown = told(program.get(f"/jobs/{job['id']}"))
    assert (shown["asked"], shown["result"], shown["may_store"]) == ({}, {}, False)
    assert program.get("/jobs").status_code == 200
    assert program.post(f"/imports/{job['id']}/store", {}).status_code == 409
    visitor: FlaskClient = as_(Role.ADMIN)
    assert visitor.get("/imports/").status_code == 200
    path = f"/imports/{job['id']}" if kind == "import" else f"/reading/jobs/{job['id']}"
    assert visitor.get(path).status_code == 200


@pytest.mark.parametrize("kind", ["import", "reading", "reading_batch"])
def test_a_job_that_waits_and_was_blanked_does_not_trouble_its_worker(
    kind: str, program: Program, app: Flask, session: Session
) -> None:
    send(program, lines(LINE), "?trial=false")
    found = session.scalars(select(Job)).one()
    found.arguments, found.kind = {}, kind
    session.commit()
    work_off(app)
    session.expire_all()
    assert found.state in {"done", "failed"}
    assert "broke" not in (found.error or "")


def test_nothing_is_stored_for_a_token_that_may_not_import(
    app: Flask, token: Callable[..., str], engine: Engine
) -> None:
    program = Program(app, token(Role.READER))
    assert send(program, lines(LINE)).status_code == 403
    assert rows(engine, "job") == []
