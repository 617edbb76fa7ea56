"""Who was asked for comment stands on the page of a statement, and when its words were compared."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.views.pages import Page, submit
from tests.views.stored import rows
from tests.views.typed import ARTICLE, QUOTE, SAID, log, paste, place

if TYPE_CHECKING:
    from pathlib import Path

    from flask.testing import FlaskClient, FlaskCliRunner
    from sqlalchemy import Engine

LINE: dict[str, Any] = {
    "quote": "We have not ceded any of the ground",
    "form": "direct",
    "speaker": {"key": "mattis", "name": "James Mattis"},
    "appearances": [{"source": {"key": "cnn", "type": "webpage", "title": "A page"}}],
}
ASKED = {"whom": "The Pentagon", "asked": "2017-10-01", "route": "e-mail", "deadline": "2017-10-02"}


@pytest.fixture
def asked(run: FlaskCliRunner, tmp_path: Path) -> None:
    """A statement on which two were asked and one was not, and the statement that answered."""
    requests = [
        ASKED | {"answer": "two"},
        {"whom": "Mattis", "asked": "2017-10-03"},
        {"not_sought_because": "He is <b>dead</b>."},
    ]
    lines = [
        LINE | {"key": "one", "reply_requests": requests},
        LINE | {"key": "two", "quote": "We stand by it."},
    ]
    file = tmp_path / "lines.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    done = run.invoke(args=["import", str(file)])
    assert done.exit_code == 0, done.output


@pytest.mark.usefixtures("asked")
def test_who_was_asked_and_who_was_not_stands_on_the_page(
    checker: FlaskClient, engine: Engine
) -> None:
    numbers = {one["key"]: one["id"] for one in rows(engine, "statement")}
    page = Page.of(checker.get(f"/statements/{numbers['one']}"))
    for told in (
        "Asked for comment",
        "The Pentagon",
        "asked: 1 October 2017",
        "· e-mail",
        "deadline: 2 October 2017",
        "asked: 3 October 2017",
        "No answer is logged.",
        "Comment was not sought. He is <b>dead</b>.",
    ):
        assert told in page.main.text
    assert f"/statements/{numbers['two']}" in page.links
    other = Page.of(checker.get(f"/statements/{numbers['two']}"))
    assert "No answer is logged." not in other.main.text


def test_the_page_says_when_the_words_were_compared(checker: FlaskClient, engine: Engine) -> None:
    captured = submit(checker, paste(checker), **SAID, **place(ARTICLE, QUOTE)).location
    assert captured
    assert rows(engine, "appearance")[-1]["checked_at"]
    assert "Compared with the capture on" in Page.of(checker.get(captured)).main.text
    plain = Page.of(checker.get(log(checker, source_title="Another page")))
    assert "Compared with the capture on" not in plain.main.text
