"""A statement is logged with the text of the page where it was found, which its words are held against."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models.terms import QuoteCheck
from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored, rows
from tests.views.typed import ARTICLE, QUOTE, ROUTINE, SAID, SOURCE, log

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine
    from werkzeug.test import TestResponse

ADDRESS = "https://www.cnn.example/outpost?id=7"
PASSAGE = ARTICLE.splitlines()[2]
BROUGHT = SAID | SOURCE | {"passage": PASSAGE, "source_url": ADDRESS}
WITH_TEXT = {"page_text": ARTICLE, "keep_text": "y"}


def _log(visitor: FlaskClient, **typed: str) -> TestResponse:
    return submit(visitor, "/statements/new", **BROUGHT | typed)


def _ask(visitor: FlaskClient, **asked: object) -> dict[str, object]:
    answer = visitor.get("/sources/known", query_string=asked)
    assert answer.status_code == 200
    assert answer.json is not None
    return dict(answer.json)


def test_the_text_is_kept_and_the_words_are_found_in_it(
    checker: FlaskClient, engine: Engine
) -> None:
    answer = _log(checker, **WITH_TEXT)
    assert answer.status_code == 303
    [kept], [found] = rows(engine, "capture"), rows(engine, "appearance")
    assert (kept["text"], kept["source_id"]) == (ARTICLE.strip(), found["source_id"])
    assert (found["capture_id"], found["check"]) == (kept["id"], QuoteCheck.FOUND)
    assert kept["text"][found["start"] : found["end"]] == PASSAGE
    tags = [event["tag"] for event in rows(engine, "event")]
    assert tags[-3:] == ["statement:log", "capture:keep", "statement:anchor"]
    assert "matches CNN’s text" in Page.of(checker.get(answer.location)).text


def test_words_that_do_not_stand_in_it_are_said_at_once(checker: FlaskClient) -> None:
    quote = QUOTE.replace("not ", "")
    answer = _log(checker, **WITH_TEXT, quote=quote, passage=f"“{quote}”")
    assert "leaves out “not”" in Page.of(checker.get(answer.location)).text


@pytest.mark.parametrize("left", [{"page_text": ARTICLE}, {"keep_text": "y"}])
def test_without_the_tick_or_a_text_nothing_is_kept(
    left: dict[str, str], checker: FlaskClient, engine: Engine
) -> None:
    form = Page.of(checker.get("/statements/new")).form()
    assert form.values["page_text"] == ""
    assert _log(checker, **left).status_code == 303
    assert rows(engine, "capture") == []
    assert last(engine, "appearance")["check"] == QuoteCheck.NOT_CHECKED


def test_the_next_one_is_taken_from_the_text_that_was_kept(checker: FlaskClient) -> None:
    answer = checker.post(
        "/statements/new",
        data=Page.of(checker.get("/statements/new")).form().filled(**BROUGHT, **WITH_TEXT)
        | {"next": "again"},
    )
    assert "capture=1" in answer.location
    assert Page.of(checker.get(answer.location)).with_id("article").raw == ARTICLE.strip()


def test_a_refusal_stores_nothing_and_keeps_the_text(checker: FlaskClient, engine: Engine) -> None:
    with nothing_stored(engine):
        answer = _log(checker, **WITH_TEXT, speaker_name="")
    assert answer.status_code == 422
    page = Page.of(answer)
    assert page.form().values["page_text"] == ARTICLE.strip()
    assert page.form().values["keep_text"] == "y"
    assert "hidden" not in page.with_id("page-text").attributes


def test_what_no_database_can_hold_is_refused_at_the_field(
    checker: FlaskClient, engine: Engine
) -> None:
    with nothing_stored(engine):
        answer = _log(checker, page_text="a\0b", keep_text="y")
    assert answer.status_code == 422
    assert "It holds a NUL character" in Page.of(answer).text


def test_a_part_of_what_was_kept_is_not_taken_for_the_source(
    checker: FlaskClient, engine: Engine
) -> None:
    long = ARTICLE + "More was said on that day. " * 40
    _log(checker, page_text=long, keep_text="y")
    again = {"quote": "", "form": "indirect", "passage": ROUTINE, "speaker_name": "Ann Lee"}
    with nothing_stored(engine):
        answer = _log(checker, **again, page_text=ROUTINE, keep_text="y")
    assert answer.status_code == 422
    assert "much shorter than what was kept" in Page.of(answer).text
    assert "keep it with “Capture again”" in Page.of(answer).text
    data = Page.of(answer).form().values
    del data["keep_text"]
    assert checker.post("/statements/new", data=data).status_code == 303
    assert len(rows(engine, "capture")) == 1


def test_another_appearance_rests_on_the_text_too(checker: FlaskClient, engine: Engine) -> None:
    log(checker)
    elsewhere = BROUGHT | {"source_title": "The day at the Pentagon", "source_url": ADDRESS}
    form = Page.of(checker.get("/statements/new")).form()
    data = form.filled(**elsewhere, **WITH_TEXT) | {"as_appearance": "1"}
    assert checker.post("/statements/new", data=data).status_code == 303
    found = last(engine, "appearance")
    assert (found["statement_id"], found["check"]) == (1, QuoteCheck.FOUND)
    assert len(rows(engine, "statement")) == len(rows(engine, "capture")) == 1


def test_a_source_that_is_not_there_is_said_at_its_field(
    checker: FlaskClient, engine: Engine
) -> None:
    form = Page.of(checker.get("/statements/new")).form()
    data = {**form.values, **SAID, **WITH_TEXT, "source_id": "99"}
    with nothing_stored(engine):
        answer = checker.post("/statements/new", data=data)
    assert answer.status_code == 422
    assert "There is no source 99" in Page.of(answer).text


def test_a_known_source_is_told_by_one_of_its_addresses(checker: FlaskClient) -> None:
    _log(checker)
    title = "CNN, Pentagon briefing, 19 September 2017"
    known = {"source": {"id": 1, "title": title}, "authors": ""}
    same = "http://cnn.example/outpost/?id=7&utm_source=mail#top"
    assert _ask(checker, url=ADDRESS) == known
    assert _ask(checker, url="https://m.cnn.example/x", canonical=same) == known
    unknown = {"source": None, "authors": ""}
    # A page of another site does not pass for it, whatever it calls its own address.
    assert _ask(checker, url="https://evil.example/p", canonical=ADDRESS) == unknown
    assert _ask(checker, canonical=ADDRESS) == unknown
    assert _ask(checker, url="javascript:alert(1)", canonical=ADDRESS) == unknown
    for url in ("https://www.cnn.example/outpost?id=8", "javascript:alert(1)", "http://[", "", "x"):
        assert _ask(checker, url=url) == unknown
    assert _ask(checker) == unknown


def test_authors_are_told_in_the_order_of_the_form(checker: FlaskClient) -> None:
    told = _ask(checker, author=["Barbara Starr", " ", "CNN", "Berg, Jan"])
    assert told == {"source": None, "authors": "Starr, Barbara; CNN; Berg, Jan"}
