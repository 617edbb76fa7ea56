"""Sources and the notices on them through the API."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import pytest

from models import Role
from tests.factories import a_source, a_statement, an_appearance
from tests.views.api.conftest import Program, etag_of, told
from tests.views.api.test_statements import body
from tests.views.stored import last, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

REPORT = {
    "type": "article-newspaper",
    "title": "Outpost closed",
    "authors": [{"family": "Berg", "given": "Jan"}],
    "container_title": "CNN",
    "url": "https://news.example/outpost",
    "published": "2017-09-19",
    "csl": {"volume": "3"},
}


def test_a_source_is_described_read_found_and_revised(program: Program, engine: Engine) -> None:
    made = program.post("/sources", REPORT)
    assert made.status_code == 201, made.text
    address = made.headers["Location"].removeprefix("/api/v1")
    read = program.get(address)
    assert read.json == made.json
    assert {name: told(read)[name] for name in REPORT} == REPORT
    assert last(engine, "event")["tag"] == "source:make"
    assert [one["outlet"] for one in told(program.get("/sources?q=outpost"))["data"]] == ["CNN"]
    assert told(program.get("/sources?q=elsewhere"))["data"] == []
    body = {**REPORT, "published": "2017-09-20"}
    revised = program.put(address, body, read.headers["ETag"])
    assert (revised.status_code, told(revised)["published"]) == (200, "2017-09-20"), revised.text
    assert program.put(address, body, read.headers["ETag"]).status_code == 412


def test_a_source_is_found_by_its_address_however_it_is_written(program: Program) -> None:
    known = told(program.post("/sources", REPORT))["id"]
    program.post("/sources", {**REPORT, "url": "https://news.example/other", "confirmed": True})
    known_at = "https://news.example/outpost"
    for url in (known_at, "http://www.news.example/outpost/?utm_source=x"):
        answer = program.get(f"/sources?url={quote(url, safe='')}")
        [found] = told(answer)["data"]
        assert (found["id"], found["url"], found["type"]) == (known, known_at, REPORT["type"])
    assert told(program.get("/sources?url=https://news.example/nowhere"))["data"] == []
    refused = program.get("/sources?url=nowhere")
    assert (refused.status_code, told(refused)["errors"][0]["parameter"]) == (422, "url")


def test_without_an_outlet_a_source_is_called_by_its_title_everywhere(program: Program) -> None:
    logged = told(program.post("/statements", body()))
    [listed] = told(program.get("/sources"))["data"]
    assert listed["outlet"] == logged["appearances"][0]["source"]["outlet"] == "A report"


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"title": " "}, "#/title"),
        ({"type": "newspaper"}, "#/type"),
        ({"published": "yesterday"}, "#/published"),
        ({"url": "javascript:alert(1)"}, "#/url"),
        ({"authors": [{"name": "Jan"}]}, "#/authors/0"),
        ({"csl": {"nonsense": 1}}, "#/csl"),
        ({"key": "taken"}, "#/key"),
        ({"url": "https://news.example/known"}, "#/url"),
        ({"notices": []}, "#/notices"),
        ({"id": 3}, "#/id"),
    ],
)
def test_what_is_wrong_with_a_source_is_told_where_it_stands(
    change: dict[str, Any], place: str, program: Program, session: Session, engine: Engine
) -> None:
    a_source(session, "Known", key="taken", url="https://news.example/known")
    session.commit()
    answer = program.post("/sources", {**REPORT, **change})
    assert answer.status_code == 422, answer.text
    assert [one["pointer"] for one in told(answer)["errors"]] == [place]
    assert len(rows(engine, "source")) == 1


def test_a_stub_is_known_again_and_opened(program: Program) -> None:
    stub = {"type": "article-newspaper", "title": "A wire report", "seen": False}
    made = program.post("/sources", stub)
    assert told(made)["seen"] is False
    again = program.post("/sources", stub)
    assert told(again)["errors"][0]["pointer"] == "#/title"
    address = f"/sources/{told(made)['id']}"
    opened = program.do(f"{address}/open", REPORT, made.headers["ETag"])
    assert (told(opened)["seen"], told(opened)["title"]) == (True, "Outpost closed")
    twice = program.do(f"{address}/open", REPORT, opened.headers["ETag"])
    assert (twice.status_code, "errors" in told(twice)) == (409, False)


def test_two_entries_of_one_work_are_made_one(program: Program, session: Session) -> None:
    kept, other = a_source(session), a_source(session, "Briefing", publisher="Pentagon")
    said = a_statement(session)
    an_appearance(session, said, other)
    kept_id, other_id, said_id = kept.id, other.id, said.id
    session.commit()
    preview = told(program.get(f"/sources/{kept_id}/merge?other={other_id}"))
    assert (preview["statements"], preview["taken"]) == (1, ["publisher"])
    itself = program.get(f"/sources/{kept_id}/merge?other={kept_id}")
    assert told(itself)["errors"][0]["parameter"] == "other"
    same = {"other": other_id, "other_version": preview["other_version"]}
    late = program.do(
        f"/sources/{kept_id}/merge",
        {**same, "other_version": 7},
        etag_of(program, f"/sources/{kept_id}"),
    )
    assert late.status_code == 412
    done = program.do(f"/sources/{kept_id}/merge", same, etag_of(program, f"/sources/{kept_id}"))
    assert (done.status_code, told(done)["publisher"]) == (200, "Pentagon"), done.text
    assert told(program.get(f"/sources/{other_id}"))["merged_into"] == kept_id
    shown = told(program.get(f"/statements/{said_id}"))
    assert shown["appearances"][0]["source"]["id"] == kept_id


@pytest.fixture
def touched(session: Session) -> tuple[int, int]:
    """A source, and an appearance in it."""
    source = a_source(session)
    found = an_appearance(session, a_statement(session), source)
    ids = source.id, found.id
    session.commit()
    return ids


def test_a_notice_is_placed_revised_and_removed(
    program: Program, touched: tuple[int, int], engine: Engine
) -> None:
    address = f"/sources/{touched[0]}"
    notice = {"kind": "corrected", "date": "2017-09-20", "note": "The name was wrong."}
    placed = program.do(f"{address}/notices", notice, etag_of(program, address))
    assert placed.status_code == 201, placed.text
    (shown,) = told(placed)["notices"]
    assert (shown["kind"], shown["touched"]) == ("corrected", 1)
    assert shown["first"][0]["appearance_id"] == touched[1]
    place = f"{address}/notices/{shown['id']}"
    revised = program.put(place, {**notice, "kind": "retracted"}, placed.headers["ETag"])
    assert told(revised)["notices"][0]["kind"] == "retracted"
    assert program.put(place, notice, placed.headers["ETag"]).status_code == 412
    assert program.just("DELETE", place, placed.headers["ETag"]).status_code == 412
    removed = program.just("DELETE", place, revised.headers["ETag"])
    assert (removed.status_code, told(removed)["notices"]) == (200, [])
    assert program.just("DELETE", place, removed.headers["ETag"]).status_code == 404
    tags = [event["tag"] for event in rows(engine, "event")[-3:]]
    assert tags == ["notice:place", "notice:revise", "notice:remove"]


def test_of_those_who_change_a_notice_at_once_one_is_heard(
    app: Flask, program: Program, touched: tuple[int, int]
) -> None:
    address = f"/sources/{touched[0]}"
    placed = program.do(
        f"{address}/notices", {"kind": "corrected", "note": "x"}, etag_of(program, address)
    )
    place = f"{address}/notices/{told(placed)['notices'][0]['id']}"

    def revise(number: int) -> int:
        body = {"kind": "corrected", "note": f"Note {number}"}
        other = Program(app, program.secret)
        return other.put(place, body, placed.headers["ETag"]).status_code

    with ThreadPoolExecutor(4) as clients:
        assert sorted(clients.map(revise, range(4))) == [200, 412, 412, 412]


def test_a_notice_touches_what_rests_on_its_source_alone(
    program: Program, touched: tuple[int, int], session: Session
) -> None:
    other_id = a_source(session, "Elsewhere").id
    session.commit()
    address, elsewhere = f"/sources/{touched[0]}", f"/sources/{other_id}"
    etag = etag_of(program, address)
    wrong = {"kind": "corrected", "note": "x", "which": "chosen", "appearances": [touched[1] + 1]}
    answer = program.do(f"{address}/notices", wrong, etag)
    assert told(answer)["errors"][0]["pointer"] == "#/appearances"
    empty = program.do(f"{address}/notices", {"kind": "corrected"}, etag)
    assert empty.status_code == 422
    placed = program.do(f"{address}/notices", {"kind": "corrected", "note": "x"}, etag)
    place = f"{elsewhere}/notices/{told(placed)['notices'][0]['id']}"
    strange = program.just("DELETE", place, etag_of(program, elsewhere))
    assert strange.status_code == 404


def test_who_only_logs_places_no_notice(
    app: Flask, token: Callable[..., str], touched: tuple[int, int]
) -> None:
    checker = Program(app, token(Role.CHECKER))
    assert checker.post("/sources", REPORT).status_code == 201
    notice = {"kind": "corrected", "note": "x"}
    address = f"/sources/{touched[0]}"
    answer = checker.do(f"{address}/notices", notice, etag_of(checker, address))
    assert answer.status_code == 403


@pytest.mark.parametrize("number", [0, 77, 2**31, 2**63])
def test_nothing_stands_where_there_is_no_source(number: int, program: Program) -> None:
    for rest in ("", "/captures", "/merge?other=1"):
        assert program.get(f"/sources/{number}{rest}").status_code == 404
