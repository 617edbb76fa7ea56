"""Nothing typed is lost, nothing unreadable shows everything, nothing withdrawn is cited."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event, text

from desk.history.audit import writing_session
from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored
from tests.views.typed import log, paste, place
from views.context import EXTENSION

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine.interfaces import DBAPIConnection

QUOTED = "“We hold it,” she said."


def test_a_form_without_its_token_shows_what_was_typed(checker: FlaskClient) -> None:
    typed = {"quote": "We hold it", "note": "heard at noon", "csrf_token": "old"}
    answer = checker.post("/statements/new", data=typed)
    assert answer.status_code == 400
    assert "We hold it" in Page.of(answer).text
    assert "heard at noon" in Page.of(answer).text


def _impatient(connection: DBAPIConnection, *_more: object) -> None:
    cursor = connection.cursor()
    is_sqlite = type(connection).__module__.startswith("sqlite3")
    cursor.execute("PRAGMA busy_timeout=1" if is_sqlite else "SET lock_timeout=50")
    cursor.close()


def test_a_busy_database_does_not_lose_what_was_typed(app: Flask, checker: FlaskClient) -> None:
    page = Page.of(checker.get("/speakers/new"))
    values = page.form().filled(name="Grand Duke Ada")
    held = app.extensions[EXTENSION]
    event.listen(held.engine.pool, "checkout", _impatient)
    try:
        with writing_session(held.writer):
            answer = checker.post("/speakers/new", data=values)
    finally:
        # The pool outlives the test.
        event.remove(held.engine.pool, "checkout", _impatient)
    assert answer.status_code == 503
    shown = Page.of(answer).text
    assert "Grand Duke Ada" in shown
    assert "copy what you typed from below" in shown
    assert values["csrf_token"] not in shown
    again = checker.post("/speakers/new", data=Page.of(answer).form("/speakers/new").values)
    assert again.status_code == 303


def test_a_password_is_not_shown_again(client: FlaskClient) -> None:
    answer = client.post("/sign-in", data={"email": "a@b.example", "password": "s3cret words"})
    assert "s3cret words" not in answer.text


def test_an_empty_form_is_told_all_that_is_missing(checker: FlaskClient) -> None:
    page = Page.of(submit(checker, "/statements/new"))
    for field in ("quote", "speaker_name", "source_id"):
        assert page.fault(field)


def test_what_stands_around_a_passage_is_kept_with_its_spaces(
    checker: FlaskClient, engine: Engine
) -> None:
    article = f"First.\n\n{QUOTED}\n\nLast."
    submit(checker, paste(checker, article), speaker_name="Ada Moss", **place(article, QUOTED))
    found = last(engine, "appearance")
    assert found["prefix"] + found["exact"] + found["suffix"] == article


@pytest.mark.usefixtures("desk_with_case")
@pytest.mark.parametrize("filters", ["speaker=Nobody", "since=2017-13-40", "topic=none"])
def test_a_filter_that_cannot_be_read_shows_nothing_and_exports_nothing(
    admin: FlaskClient, engine: Engine, filters: str
) -> None:
    report = admin.get(f"/reports/contradictions?{filters}")
    assert "We have not ceded" not in report.text
    assert "We have not ceded" not in admin.get(f"/statements/?{filters}").text
    with nothing_stored(engine):
        assert admin.get(f"/citations/download?report=1&{filters}").status_code == 400


def test_looking_at_the_head_of_a_download_is_no_export(
    checker: FlaskClient, engine: Engine
) -> None:
    log(checker)
    with nothing_stored(engine):
        assert checker.head("/citations/download?statement=1").status_code == 200


def test_a_withdrawn_statement_is_not_cited(checker: FlaskClient, engine: Engine) -> None:
    address = log(checker)
    submit(checker, f"{address}/withdraw", reason="Logged twice.")
    for form in ("text", "bibtex", "ris", "csv", "csl-json"):
        with nothing_stored(engine):
            answer = checker.get(f"/citations/download?statement=1&format={form}")
        assert answer.status_code == 422
        assert "Logged twice." in answer.text
    assert checker.get("/citations/download?statement=1&format=jsonl").status_code == 200


def test_a_field_that_no_page_has_is_refused(checker: FlaskClient) -> None:
    token = Page.of(checker.get("/statements/new")).form().filled()["csrf_token"]
    typed = {"csrf_token": token, "relays-²-name": "Reuters"}
    assert checker.post("/statements/new", data=typed).status_code == 400


def test_nobody_says_that_nothing_was_stored_where_nobody_knows(
    app: Flask, checker: FlaskClient, engine: Engine
) -> None:
    if engine.dialect.name != "postgresql":
        # SQLite is part of the process: nothing can come between the two.
        return
    page = Page.of(checker.get("/speakers/new"))
    ours = app.extensions[EXTENSION].engine

    def cut_off(connection: Connection) -> None:
        with engine.connect() as other:
            number = connection.connection.driver_connection.info.backend_pid  # type: ignore[union-attr]
            other.execute(text("SELECT pg_terminate_backend(:number)"), {"number": number})

    event.listen(ours, "commit", cut_off)
    try:
        answer = checker.post("/speakers/new", data=page.form().filled(name="Grand Duke Ada"))
    finally:
        event.remove(ours, "commit", cut_off)
    assert answer.status_code == 503
    assert "it is not known whether this was stored" in Page.of(answer).text
