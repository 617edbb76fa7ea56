"""Appearances and translations of a statement through the API, by the version of the statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from models import Role
from tests.factories import a_capture, a_source, a_statement, an_appearance
from tests.views.api.conftest import Program, etag_of, told
from tests.views.stored import rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

ARABIC = {"language": "ar", "text": "لم نتنازل"}
ELSEWHERE = {
    "source": {"type": "article-newspaper", "title": "Elsewhere", "published": "2017-09-19"},
    "heard": "direct",
    "confirmed": True,
}


@pytest.fixture
def said(session: Session) -> str:
    """Where a statement stands, with one appearance."""
    statement = a_statement(session, quote="The outpost was closed", said="2017-09-18")
    an_appearance(session, statement, a_source(session))
    address = f"/statements/{statement.id}"
    session.commit()
    return address


def test_an_appearance_is_added_revised_and_removed(
    program: Program, said: str, engine: Engine
) -> None:
    etag = etag_of(program, said)
    added = program.do(f"{said}/appearances", ELSEWHERE, etag)
    assert added.status_code == 201, added.text
    assert added.headers["Location"].endswith(said)
    assert program.do(f"{said}/appearances", ELSEWHERE, etag).status_code == 412
    second = told(added)["appearances"][1]
    assert second["source"]["title"] == "Elsewhere"
    place = f"{said}/appearances/{second['id']}"
    body = {"locator": {"page": "3"}, "heard": "via", "relays": [{"name": "Reuters"}]}
    revised = program.put(place, body, added.headers["ETag"])
    assert revised.status_code == 200, revised.text
    assert told(revised)["appearances"][1]["relays"][0]["name"] == "Reuters"
    silent = program.do(f"{place}/remove", {}, revised.headers["ETag"])
    assert told(silent)["errors"][0]["pointer"] == "#/reason"
    gone = program.do(f"{place}/remove", {"reason": "a slip"}, revised.headers["ETag"])
    (only,) = told(gone)["appearances"]
    last_one = f"{said}/appearances/{only['id']}/remove"
    kept = program.do(last_one, {"reason": "a slip"}, gone.headers["ETag"])
    assert "only source" in told(kept)["detail"]
    tags = [event["tag"] for event in rows(engine, "event")[-3:]]
    assert tags == [
        f"statement:{deed}" for deed in ("appear", "revise_appearance", "remove_appearance")
    ]


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({}, "#/source_id"),
        ({"source_id": 77}, "#/source_id"),
        ({"capture_id": 77}, "#/capture_id"),
        ({"source": {**ELSEWHERE["source"], "key": "taken"}}, "#/source/key"),  # type: ignore[dict-item]
        ({"source_id": 1, "heard": "via"}, "#"),
        ({"source_id": 1, "locator": {"start": 1}}, "#/locator"),
    ],
)
def test_what_is_wrong_with_an_appearance_is_told_where_it_stands(
    body: dict[str, Any], place: str, program: Program, said: str, session: Session
) -> None:
    a_source(session, "Known", key="taken")
    session.commit()
    answer = program.do(f"{said}/appearances", {**body, "confirmed": True}, etag_of(program, said))
    assert answer.status_code == 422, answer.text
    assert [one["pointer"] for one in told(answer)["errors"]] == [place]


def test_an_appearance_rests_on_a_capture_of_its_source(program: Program, session: Session) -> None:
    statement, source = a_statement(session, quote="was closed"), a_source(session)
    found = an_appearance(session, statement, source)
    capture_id = a_capture(session, source, "The outpost was closed.").id
    strange_id = a_capture(session, a_source(session, "Elsewhere"), "No.").id
    said, found_id = f"/statements/{statement.id}", found.id
    session.commit()
    place, etag = f"{said}/appearances/{found_id}/tie", etag_of(program, said)
    strange = program.do(place, {"capture_id": strange_id}, etag)
    assert told(strange)["errors"][0]["pointer"] == "#/capture_id"
    nowhere = program.do(place, {"capture_id": 999}, etag)
    assert (nowhere.status_code, told(nowhere)["errors"][0]["pointer"]) == (422, "#/capture_id")
    tied = program.do(place, {"capture_id": capture_id}, etag)
    assert told(tied)["appearances"][0]["check"] == "found", tied.text


def test_a_part_belongs_to_its_statement(program: Program, said: str, session: Session) -> None:
    other = a_statement(session)
    elsewhere = an_appearance(session, other, a_source(session, "Elsewhere")).id
    session.commit()
    etag = etag_of(program, said)
    for verb, body in (("remove", {"reason": "x"}), ("tie", {"capture_id": 1})):
        answer = program.do(f"{said}/appearances/{elsewhere}/{verb}", body, etag)
        assert answer.status_code == 404, verb
    assert program.put(f"{said}/appearances/{elsewhere}", {}, etag).status_code == 404
    assert program.put(f"{said}/translations/77", ARABIC, etag).status_code == 404
    assert program.just("DELETE", f"{said}/translations/77", etag).status_code == 404


def test_a_translation_is_added_revised_and_taken_away(program: Program, said: str) -> None:
    etag = etag_of(program, said)
    added = program.do(f"{said}/translations", ARABIC, etag)
    assert added.status_code == 201, added.text
    (shown,) = told(added)["translations"]
    assert (shown["language"], shown["kind"]) == ("ar", "ours")
    twice = program.do(f"{said}/translations", ARABIC, added.headers["ETag"])
    assert told(twice)["errors"][0]["pointer"] == "#/text"
    nobody = program.do(
        f"{said}/translations", {**ARABIC, "kind": "published"}, added.headers["ETag"]
    )
    assert told(nobody)["errors"][0]["pointer"] == "#/by"
    place = f"{said}/translations/{shown['id']}"
    revised = program.put(place, {**ARABIC, "by": "Ann"}, added.headers["ETag"])
    assert told(revised)["translations"][0]["by"] == "Ann"
    assert program.just("DELETE", place, added.headers["ETag"]).status_code == 412
    gone = program.just("DELETE", place, revised.headers["ETag"])
    assert (gone.status_code, told(gone)["translations"]) == (200, [])


def test_a_reader_adds_nothing(app: Flask, token: Callable[..., str], said: str) -> None:
    reader = Program(app, token(Role.READER))
    etag = etag_of(reader, said)
    assert reader.do(f"{said}/appearances", ELSEWHERE, etag).status_code == 403
    assert reader.do(f"{said}/translations", ARABIC, etag).status_code == 403
