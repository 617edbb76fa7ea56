"""Known already? What is asked before one article is entered as two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored, rows
from tests.views.typed import ARTICLE, KNOWN, SAID, SOURCE, log, paste

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

OTHER = SAID | SOURCE | {"quote": "Nobody gave up an outpost", "said": "2017-09-17"}


def _asked(engine: Engine, visitor: FlaskClient, address: str, **typed: str) -> Page:
    action = address if "appearances" in address else ""
    with nothing_stored(engine):
        answer = submit(visitor, address, action, **typed)
    assert answer.status_code == 422
    assert KNOWN in answer.text
    return Page.of(answer)


def test_one_press_logs_from_the_source_that_is_known(checker: FlaskClient, engine: Engine) -> None:
    log(checker)
    page = _asked(engine, checker, "/statements/new", **OTHER)
    assert "Pentagon briefing · CNN · 19 September 2017" in page.alerts
    answer = checker.post("/statements/new", data=page.form().filled(known_work="1"))
    assert answer.location == "/statements/2"
    assert [source["id"] for source in rows(engine, "source")] == [1]
    assert last(engine, "appearance")["source_id"] == 1


def test_another_source_of_the_same_name_is_asked_about_once(
    checker: FlaskClient, engine: Engine
) -> None:
    log(checker)
    page = _asked(engine, checker, "/statements/new", **OTHER)
    assert checker.post("/statements/new", data=page.form().values).status_code == 303
    assert len(rows(engine, "source")) == 2


def test_all_that_is_odd_is_asked_about_at_once(checker: FlaskClient, engine: Engine) -> None:
    log(checker)
    page = _asked(engine, checker, "/statements/new", **SAID | SOURCE | {"said": "2017-09-30"})
    assert "This may be logged already" in page.alerts
    assert "Please look again." in page.alerts
    answer = checker.post("/statements/new", data=page.form().filled(confirm="y"))
    assert answer.status_code == 303
    assert len(rows(engine, "statement")) == 2


def test_what_is_asked_stands_above_the_article_and_is_read_on_from(
    checker: FlaskClient, engine: Engine
) -> None:
    log(checker)
    article = paste(checker)
    with nothing_stored(engine):
        text = submit(checker, article, **SAID | {"said": "2017-09-30"}).text
    asked = text.index('<div id="asked" tabindex="-1" autofocus>')
    assert asked < text.index("This may be logged already") < text.index('href="#likely"')
    assert text.index("Please look again.") < text.index('id="article"') < text.index('id="likely"')


def test_adding_a_source_asks_too(checker: FlaskClient, engine: Engine) -> None:
    log(checker)
    ap = {"source_title": "The day", "source_container_title": "AP"}
    log(checker, **ap, quote="Nobody gave up an outpost")
    new = "/statements/1/appearances/new"
    page = _asked(engine, checker, new, **ap, source_published="2017-09-19")
    answer = checker.post(new, data=page.form(new).filled(known_work="2"))
    assert answer.location == "/statements/1"
    assert last(engine, "appearance")["source_id"] == 2


def test_an_edit_that_describes_a_known_source_asks_too(
    checker: FlaskClient, engine: Engine
) -> None:
    log(checker)
    ap = {"source_title": "The day", "source_container_title": "AP"}
    log(checker, **ap, quote="Nobody gave up an outpost")
    edit, anew = "/statements/1/edit", {**ap, "source_id": "", "source_published": "2017-09-19"}
    page = _asked(engine, checker, edit, **anew)
    assert "The day · AP · 19 September 2017" in page.alerts
    assert checker.post(edit, data=page.form().filled(known_work="2")).location == "/statements/1"
    assert rows(engine, "appearance")[0]["source_id"] == 2
    page = _asked(engine, checker, edit, **anew, source_url="https://ap.example/day")
    assert checker.post(edit, data=page.form().values).status_code == 303
    assert len(rows(engine, "source")) == 3


def test_an_article_brought_again_becomes_a_capture_of_the_known_source(
    checker: FlaskClient, engine: Engine
) -> None:
    paste(checker)
    known = {"title": "Outpost closed", "container_title": "CNN", "published": "2017-09-19"}
    page = _asked(engine, checker, "/sources/new", text=ARTICLE + "More.\n", **known)
    answer = checker.post("/sources/new", data=page.form().filled(known_work="1"))
    assert answer.location == "/statements/new?capture=2"
    assert last(engine, "capture")["source_id"] == 1
    assert len(rows(engine, "source")) == 1


def test_sources_to_choose_from_show_outlet_and_date(checker: FlaskClient) -> None:
    log(checker)
    assert "CNN, Pentagon briefing, 19 September 2017" in checker.get("/statements/new").text
