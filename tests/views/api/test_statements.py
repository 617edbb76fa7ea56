"""Statements through the API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.views.stored import rows

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from tests.views.api.conftest import Program


def body(number: int = 1, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    return {
        "form": "direct",
        "quote": f"We have not ceded any of the ground, {number}",
        "said": "2017-09-18",
        "speaker": {"name": "James Mattis"},
        "appearance": {
            "source": {"type": "article-newspaper", "title": "A report", "published": "2017-09-18"}
        },
        "confirmed": True,
        **more,
    }


def test_a_statement_is_logged_read_revised_withdrawn_and_restored(
    program: Program, engine: Engine
) -> None:
    made = program.post("/statements", body())
    assert made.status_code == 201, made.text
    address = made.headers["Location"].removeprefix("/api/v1")
    read = program.get(address)
    assert read.json == made.json
    assert read.headers["ETag"] == made.headers["ETag"]
    known = {**body(2), "speaker": None, "speaker_id": read.json["speaker"]["id"]}  # type: ignore[index]
    revised = program.put(address, known, read.headers["ETag"])
    assert (revised.status_code, revised.json["quote"]) == (200, body(2)["quote"]), revised.text  # type: ignore[index]
    late = program.put(address, known, read.headers["ETag"])
    assert late.status_code == 412, late.text
    gone = program.post(
        f"{address}/withdraw", {"reason": "a slip"}, headers={"If-Match": revised.headers["ETag"]}
    )
    assert gone.json["status"] == "withdrawn", gone.text  # type: ignore[index]
    back = program.post(
        f"{address}/restore", {"reason": "none"}, headers={"If-Match": gone.headers["ETag"]}
    )
    assert back.json["status"] == "logged", back.text  # type: ignore[index]
    tags = [(event["tag"], event["face"]) for event in rows(engine, "event")[-4:]]
    assert [face for _tag, face in tags] == ["api"] * 4, tags
    assert all(event["token_id"] for event in rows(engine, "event")[-4:])


def test_a_request_that_is_sent_again_makes_nothing_again(program: Program, engine: Engine) -> None:
    key = {"Idempotency-Key": "one"}
    first = program.post("/statements", body(), headers=key)
    again = program.post("/statements", body(), headers=key)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json == again.json
    assert again.headers["Idempotency-Replayed"] == "true"
    other = program.post("/statements", body(3), headers=key)
    assert other.status_code == 422
    assert len(rows(engine, "statement")) == 1


def test_an_unknown_status_is_told_all_that_may_be_asked_for(program: Program) -> None:
    answer = program.get("/statements?status=foo")
    assert answer.json is not None
    told = "Give one of “proposed”, “logged”, “withdrawn”, “all”."
    assert answer.json["errors"] == [{"detail": told, "code": "status", "parameter": "status"}]
