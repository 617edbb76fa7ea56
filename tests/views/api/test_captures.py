"""Captures through the API: brought, kept, read, and never run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from desk.articles import Limits
from models import Capture, now
from tests.factories import a_capture, a_source
from tests.reading.extracting.papers import PAGE, QUOTE
from tests.reading.fetching.serving import answering, page, web
from tests.views.api.conftest import told
from tests.views.stored import last, rows
from views.context import EXTENSION

if TYPE_CHECKING:
    from flask import Flask
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from tests.views.api.conftest import Program

REPORT = {"type": "article-newspaper", "title": "Outpost closed", "published": "2017-09-19"}
TEXT = "The outpost was closed on Monday. " * 20
HTML = "Content-Type: text/html; charset=utf-8"


def _reach(app: Flask) -> None:
    """Let pages be fetched from this machine, for once."""
    limits = Limits(may_reach=lambda address, _port: address == "127.0.0.1", seconds=5)
    app.extensions[EXTENSION].web = limits


@pytest.fixture
def kept(session: Session) -> tuple[int, int]:
    """A source with a capture."""
    source = a_source(session)
    ids = source.id, a_capture(session, source, TEXT).id
    session.commit()
    return ids


def test_a_text_is_kept_with_its_source_and_read_again(program: Program, engine: Engine) -> None:
    made = program.post("/captures", {"source": REPORT, "text": TEXT})
    assert made.status_code == 201, made.text
    address = made.headers["Location"].removeprefix("/api/v1")
    assert program.get(address).json == made.json
    source = told(made)["source"]
    assert source["title"] == "Outpost closed"
    assert last(engine, "event")["tag"] == "capture:keep"
    text = program.get(f"{address}/text")
    assert (text.get_data(as_text=True), text.mimetype) == (TEXT, "text/plain")
    listed = told(program.get(f"/sources/{source['id']}/captures"))["data"]
    assert [one["sha256"] for one in listed] == [told(made)["sha256"]]


def test_what_others_wrote_is_sent_to_be_kept_and_never_runs(program: Program) -> None:
    made = program.post("/captures", {"source": REPORT, "html": PAGE})
    assert (made.status_code, told(made)["media_type"]) == (201, "text/html"), made.text
    address = f"/captures/{told(made)['id']}"
    sent = program.get(f"{address}/content")
    assert sent.data == PAGE.encode()
    assert QUOTE in program.get(f"{address}/text").get_data(as_text=True)
    for answer in (sent, program.get(f"{address}/text")):
        assert answer.headers["Content-Disposition"].startswith("attachment")
        assert answer.headers["Content-Security-Policy"] == "sandbox; default-src 'none'"
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert sent.mimetype == "application/octet-stream"


def test_a_page_is_fetched_from_its_address(app: Flask, program: Program, engine: Engine) -> None:
    _reach(app)
    with web(answering(page(PAGE.encode(), HTML))) as served:
        made = program.post("/captures", {"source": REPORT, "address": served.url("/story")})
        assert made.status_code == 201, made.text
        assert told(made)["url"] == served.url("/story")
    assert rows(engine, "capture")[0]["content"] == PAGE.encode()


@pytest.mark.parametrize(
    "address",
    ["http://127.0.0.1:1/", "http://localhost/", "http://[::1]/", "http://169.254.169.254/latest/"],
)
def test_no_page_of_the_house_is_fetched(address: str, program: Program, engine: Engine) -> None:
    answer = program.post("/captures", {"source": REPORT, "address": address})
    assert answer.status_code == 422, answer.text
    assert told(answer)["errors"][0]["pointer"] == "#/address"
    assert rows(engine, "source") == rows(engine, "capture") == []


def test_a_fragment_is_kept_once_somebody_says_that_it_is_whole(
    program: Program, kept: tuple[int, int], engine: Engine
) -> None:
    found = {
        "source_id": kept[0],
        "capture_id": kept[1],
        "locator": {"exact": "The outpost was closed"},
    }
    said = {
        "form": "direct",
        "quote": "closed on Monday",
        "said": "2017-09-18",
        "speaker": {"name": "James Mattis"},
        "appearance": found,
        "confirmed": True,
    }
    statement = program.post("/statements", said)
    assert statement.status_code == 201, statement.text
    address = f"/sources/{kept[0]}/captures"
    asked = program.post(address, {"text": "Something else."})
    assert asked.status_code == 409
    assert "much shorter" in told(asked)["warnings"][0]
    assert len(rows(engine, "capture")) == 1
    done = program.post(address, {"text": "Something else.", "confirmed": True})
    assert done.status_code == 201
    after = told(program.get(f"/statements/{told(statement)['id']}"))
    assert after["appearances"][0]["check"] == "changed_since_capture"


def test_what_is_the_same_is_kept_once(program: Program, kept: tuple[int, int]) -> None:
    again = program.post(f"/sources/{kept[0]}/captures", {"text": TEXT})
    assert (again.status_code, told(again)["id"]) == (201, kept[1])
    assert told(again)["seen_again_at"] is not None


@pytest.mark.parametrize(
    ("body", "place"),
    [
        ({}, "#"),
        ({"text": "a", "html": "b"}, "#"),
        ({"text": " "}, "#/text"),
        ({"address": "file:///etc/passwd"}, "#/address"),
        ({"text": "a", "file": "b"}, "#/file"),
        ({"text": "a\x00"}, "#/text"),
    ],
)
def test_an_article_comes_one_way(
    body: dict[str, Any], place: str, program: Program, kept: tuple[int, int]
) -> None:
    answer = program.post(f"/sources/{kept[0]}/captures", body)
    assert answer.status_code == 422, answer.text
    assert [one["pointer"] for one in told(answer)["errors"]] == [place]


def test_a_taken_key_is_refused_where_it_stands(program: Program, session: Session) -> None:
    a_source(session, "Known", key="taken")
    session.commit()
    answer = program.post("/captures", {"source": {**REPORT, "key": "taken"}, "text": TEXT})
    assert told(answer)["errors"][0]["pointer"] == "#/source/key"


def test_nothing_is_left_of_what_was_redacted(
    program: Program, kept: tuple[int, int], session: Session
) -> None:
    session.get_one(Capture, kept[1]).redacted_at = now()
    session.commit()
    for rest in ("text", "content"):
        assert program.get(f"/captures/{kept[1]}/{rest}").status_code == 410
    assert program.get(f"/captures/{kept[1]}").status_code == 200


def test_captures_come_page_by_page(program: Program, session: Session) -> None:
    source = a_source(session)
    ids = [a_capture(session, source, f"Text {number}").id for number in range(53)]
    address = f"/sources/{source.id}/captures"
    session.commit()
    first = told(program.get(address))
    second = told(program.get(f"{address}?cursor={first['next']}"))
    assert [one["id"] for page_ in (first, second) for one in page_["data"]] == ids[::-1]


@pytest.mark.parametrize("number", [0, 77, 2**31, 2**63])
def test_nothing_stands_where_there_is_no_capture(number: int, program: Program) -> None:
    for rest in ("", "/text", "/content"):
        assert program.get(f"/captures/{number}{rest}").status_code == 404
