from __future__ import annotations

from typing import TYPE_CHECKING

from models import Role
from tests.views.pages import Page, submit
from tests.views.stored import last, rows

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

    from tests.views.conftest import SigningIn


def test_the_case_is_loaded_in_one_click(admin: FlaskClient, engine: Engine) -> None:
    answer = submit(admin, "/", "/demo")
    assert (answer.status_code, answer.location) == (303, "/")
    held = {table: len(rows(engine, table)) for table in ("statement", "speaker", "link")}
    assert held == {"statement": 28, "speaker": 20, "link": 11}
    event = last(engine, "event")
    assert (event["tag"], len(rows(engine, "event"))) == ("import:file", 1)
    page = Page.of(admin.get("/"))
    assert "The At Tanf case is loaded: have a look" in page.text
    assert "Newest conflicts" in page.text


def test_who_may_not_keep_decisions_is_not_offered_the_case(as_: SigningIn) -> None:
    for role in (Role.READER, Role.CHECKER, Role.REVIEWER):
        assert "Load the At Tanf case" not in as_(role).get("/").text
