from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models import Role
from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored
from tests.views.typed import log

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

    from tests.views.conftest import SigningIn

CONFLICT = {"relation": "contradicts", "rationale": "Given up, says one; not, says the other."}
ADD = "/links/1/remarks"
HOSTILE = "<script>alert(1)</script> & <b>bold</b>"


@pytest.fixture(autouse=True)
def pair(checker: FlaskClient) -> str:
    """A proposed pair."""
    log(checker)
    log(checker, quote="The post was handed over", speaker_name="A rebel", source_title="Another")
    return submit(checker, "/statements/1/link?to=2", **CONFLICT).location


def _talk(visitor: FlaskClient) -> str:
    return Page.of(visitor.get("/links/1")).with_id("discussion").text


def test_a_remark_is_made_changed_and_withdrawn_and_its_place_stays(
    checker: FlaskClient, reviewer: FlaskClient
) -> None:
    done = submit(checker, "/links/1", ADD, text=HOSTILE)
    assert done.location == "/links/1#discussion"
    assert HOSTILE in _talk(reviewer)
    assert Page.of(reviewer.get("/links/1")).with_id("discussion").called("script") == []
    assert "/remarks/1" in Page.of(checker.get("/links/1")).links
    assert "/remarks/1" not in Page.of(reviewer.get("/links/1")).links
    assert submit(checker, "/remarks/1", text="Two posts?").status_code == 303
    assert "Two posts?" in _talk(checker)
    assert "changed" in _talk(checker)
    assert submit(checker, "/remarks/1", "/remarks/1/withdraw").status_code == 303
    assert "Two posts?" not in _talk(checker)
    assert "A remark, withdrawn by" in _talk(checker)
    assert "Two posts?" in Page.of(checker.get("/links/1/history")).text
    assert checker.get("/remarks/1").status_code == 422


def test_what_was_decided_stands_between_the_remarks(
    checker: FlaskClient, reviewer: FlaskClient
) -> None:
    submit(checker, "/links/1", ADD, text="Before.")
    submit(reviewer, "/links/1", "/links/1/reject", reason="They speak of two posts.")
    submit(checker, "/links/1", ADD, text="After.")
    told = _talk(checker)
    story = ["proposed the link", "Before.", "rejected it", "They speak of two posts.", "After."]
    assert sorted(story, key=told.index) == story


@pytest.mark.parametrize(("text", "why"), [("   ", "This is needed."), ("\x00", "NUL")])
def test_a_remark_without_words_is_refused_on_the_pair(
    text: str, why: str, checker: FlaskClient, engine: Engine
) -> None:
    with nothing_stored(engine):
        answer = submit(checker, "/links/1", ADD, text=text)
    assert answer.status_code == 422
    assert why in Page.of(answer).fault("text")


def test_of_two_edits_at_once_the_second_is_told(checker: FlaskClient, engine: Engine) -> None:
    submit(checker, "/links/1", ADD, text="One.")
    mine = Page.of(checker.get("/remarks/1")).form()
    submit(checker, "/remarks/1", text="Two.")
    with nothing_stored(engine):
        answer = checker.post("/remarks/1", data=mine.filled(text="Three."))
    assert answer.status_code == 409
    assert "Two." in answer.text
    assert checker.post("/remarks/1", data=Page.of(answer).form().filled()).status_code == 303
    assert last(engine, "remark")["text"] == "Three."


def test_nobody_changes_what_another_said_and_it_does_not_leave_the_desk(
    checker: FlaskClient, reviewer: FlaskClient, as_: SigningIn, engine: Engine
) -> None:
    submit(checker, "/links/1", ADD, text="Between us.")
    with nothing_stored(engine):
        assert reviewer.get("/remarks/1").status_code == 422
        token = Page.of(reviewer.get("/account")).form().values["csrf_token"]
        data = {"csrf_token": token, "version": "1", "text": "Theirs."}
        assert reviewer.post("/remarks/1", data=data).status_code == 422
        assert reviewer.post("/remarks/1/withdraw", data=data).status_code == 422
    assert submit(reviewer, "/links/1", "/links/1/confirm").status_code == 303
    reader = as_(Role.READER)
    assert "Between us." in _talk(reader)
    assert "Add this remark" not in _talk(reader)
    for address in ("/reports/contradictions", "/citations/download?link=1&format=jsonl"):
        assert "Between us." not in reader.get(address).text
