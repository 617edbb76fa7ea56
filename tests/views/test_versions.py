"""Earlier versions on the pages: looked at whole, and brought back."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from desk.versions.versions import UnknownVersionError
from models import Role
from tests.views.conftest import post
from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored
from tests.views.typed import QUOTE, log

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

    from tests.views.conftest import SigningIn

CHANGED = "We have ceded it"


def _revised(visitor: FlaskClient) -> tuple[str, str]:
    """Log and revise a statement; return its address and that of its first version."""
    address = log(visitor)
    assert submit(visitor, f"{address}/edit", quote=CHANGED).status_code == 303
    page = Page.of(visitor.get(f"{address}/history"))
    versions = [link for link in page.links if "/versions/" in link]
    assert len(versions) == 2
    return address, versions[-1]


def test_the_history_leads_to_each_version(checker: FlaskClient) -> None:
    _address, first = _revised(checker)
    page = Page.of(checker.get(first))
    [said] = page.main.of_class("said")
    assert said.text == f"“{QUOTE}”"
    assert "What bringing it back changes" in page.main.text
    assert [one.text for one in page.main.every("ins")] != []


def test_a_version_is_brought_back(checker: FlaskClient, engine: Engine) -> None:
    address, first = _revised(checker)
    answer = submit(checker, first, f"{first}/bring-back")
    assert (answer.status_code, answer.location) == (303, address)
    assert last(engine, "statement")["quote"] == QUOTE
    told = Page.of(checker.get(f"{address}/history")).main.text
    assert "an earlier version brought back" in told
    assert "as it stood after deed 1" in told
    page = Page.of(checker.get(first))
    assert "Nothing: the statement stands like this now." in page.main.text
    assert not list(page.main.every("form"))


def test_a_stale_page_brings_nothing_back(checker: FlaskClient, engine: Engine) -> None:
    address, first = _revised(checker)
    sent = Page.of(checker.get(first)).form(f"{first}/bring-back").values
    assert submit(checker, f"{address}/edit", quote="Never").status_code == 303
    with nothing_stored(engine):
        assert checker.post(f"{first}/bring-back", data=sent).status_code == 409
        wrong = post(checker)(f"{first}/bring-back", page="/account", version="x")
        assert wrong.status_code == 400


def test_a_version_that_is_not_there_is_not_found(checker: FlaskClient) -> None:
    address, _first = _revised(checker)
    for number in ("0", "99", "one", str(2**31)):
        assert checker.get(f"{address}/versions/{number}").status_code == 404
    assert checker.get("/statements/99/versions/1").status_code == 404


def test_a_reader_looks_and_does_not_touch(checker: FlaskClient, as_: SigningIn) -> None:
    reader = as_(Role.READER)
    _address, first = _revised(checker)
    page = Page.of(reader.get(first))
    assert QUOTE in page.main.text
    assert not list(page.main.every("form"))
    assert post(reader)(f"{first}/bring-back", page="/account", version="2").status_code == 403


def test_the_pair_page_says_that_a_statement_of_it_is_withdrawn(reviewer: FlaskClient) -> None:
    one, other = log(reviewer), log(reviewer, quote="We gave up the outpost.", speaker_name="Ada")
    number = other.rpartition("/")[2]
    typed = {"relation": "supports", "rationale": "Both of one outpost."}
    answer = submit(reviewer, f"{one}/link?to={number}", **typed)
    assert answer.status_code == 303, answer.text
    pair = answer.location
    assert "is withdrawn" not in Page.of(reviewer.get(pair)).main.text
    assert submit(reviewer, f"{other}/withdraw", reason="Logged twice.").status_code == 303
    told = Page.of(reviewer.get(pair)).main.text
    assert "The statement of Ada is withdrawn, so no report counts this pair. Logged twice." in told


def test_a_version_that_the_history_cannot_give_back_is_refused_in_a_sentence(app: Flask) -> None:
    with app.test_request_context("/"):
        answer = app.handle_user_exception(UnknownVersionError("A redaction took it away."))
    body, status = cast("tuple[str, int]", answer)
    assert status == 422
    assert "A redaction took it away." in body
