from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models import Role
from models.terms import StatementStatus
from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored, rows
from tests.views.typed import ARTICLE, QUOTE, ROUTINE, log, paste, place

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

    from tests.views.conftest import SigningIn


def _history(visitor: FlaskClient, address: str) -> str:
    return Page.of(visitor.get(f"{address}/history")).main.text


def test_the_form_for_editing_shows_what_is_stored(checker: FlaskClient, engine: Engine) -> None:
    address = log(
        checker,
        topics="Syria, At Tanf",
        told="reporters",
        **{"relays-0-name": "Reuters", "relays-0-source": "stub"},
    )
    before = {name: rows(engine, name) for name in ("appearance", "relay", "source", "speaker")}
    assert submit(checker, f"{address}/edit").status_code == 303
    after = {name: rows(engine, name) for name in before}
    assert after["speaker"] == before["speaker"]
    assert after["source"] == before["source"]
    assert [hop["name"] for hop in after["relay"]] == ["Reuters"]
    assert last(engine, "statement")["quote"] == QUOTE


def test_an_edit_changes_what_was_edited_and_tells_the_history(
    checker: FlaskClient, engine: Engine
) -> None:
    address = log(checker)
    answer = submit(checker, f"{address}/edit", claim="No ground was given up.", told="CNN")
    assert (answer.status_code, answer.location) == (303, address)
    stored = last(engine, "statement")
    assert (stored["claim"], stored["told"], stored["quote"]) == (
        "No ground was given up.",
        "CNN",
        QUOTE,
    )
    assert last(engine, "event")["tag"] == "statement:revise"
    assert "revised" in _history(checker, address)
    assert "No ground was given up." in _history(checker, address)


def test_an_edit_stays_in_the_capture(checker: FlaskClient, engine: Engine) -> None:
    spokesman = {"speaker_name": "a spokesman", "speaker_kind": "unnamed"}
    submit(checker, paste(checker), **spokesman, **place(ARTICLE, ROUTINE))
    before = last(engine, "appearance")
    submit(checker, "/statements/1/edit", claim="Closing it was routine.")
    after = last(engine, "appearance")
    kept = ("capture_id", "source_id", "start", "end", "exact", "check")
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}


def test_an_edit_may_name_another_speaker(checker: FlaskClient, engine: Engine) -> None:
    address = log(checker)
    submit(checker, f"{address}/edit", speaker_name="Ryan Dillon")
    assert [one["name"] for one in rows(engine, "speaker")] == ["James Mattis", "Ryan Dillon"]
    assert last(engine, "statement")["speaker_id"] == 2


@pytest.mark.parametrize("version", ["", "0", "nonsense", "99", "9" * 5000])
def test_an_edit_of_no_version_is_stale(version: str, checker: FlaskClient, engine: Engine) -> None:
    address = log(checker)
    form = Page.of(checker.get(f"{address}/edit")).form()
    with nothing_stored(engine):
        data = {**form.filled(claim="Blind."), "version": version}
        assert checker.post(f"{address}/edit", data=data).status_code == 409


def test_an_edit_that_is_refused_keeps_what_was_typed(checker: FlaskClient, engine: Engine) -> None:
    address = log(checker)
    with nothing_stored(engine):
        answer = submit(checker, f"{address}/edit", said="2017-13-40", claim="Typed.")
    page = Page.of(answer)
    assert answer.status_code == 422
    assert "“2017-13-40” is not a date" in page.fault("said")
    assert (page.form().values["said"], page.form().values["claim"]) == ("2017-13-40", "Typed.")


def test_an_edit_asks_about_odd_dates_too(checker: FlaskClient, engine: Engine) -> None:
    address = log(checker)
    with nothing_stored(engine):
        answer = submit(checker, f"{address}/edit", said="2018")
    page = Page.of(answer)
    assert answer.status_code == 422
    assert "the source was published 19 September 2017" in page.alerts
    confirmed = checker.post(f"{address}/edit", data=page.form().filled(confirm="y"))
    assert confirmed.status_code == 303


def test_a_statement_is_withdrawn_with_a_reason_and_restored(
    checker: FlaskClient, engine: Engine
) -> None:
    address = log(checker)
    answer = submit(checker, f"{address}/withdraw", reason="He was misheard.")
    assert (answer.status_code, answer.location) == (303, address)
    assert last(engine, "statement")["status"] == StatementStatus.WITHDRAWN
    page = Page.of(checker.get(address))
    assert "Withdrawn. He was misheard." in page.text
    assert QUOTE not in Page.of(checker.get("/statements/")).main.text
    assert QUOTE in Page.of(checker.get("/statements/?status=withdrawn")).main.text
    assert submit(checker, f"{address}/restore", reason="It is on tape.").status_code == 303
    assert "Withdrawn once, and restored. It is on tape." in Page.of(checker.get(address)).text
    assert last(engine, "statement")["status"] == StatementStatus.LOGGED
    assert QUOTE in Page.of(checker.get("/statements/")).main.text
    tags = [event["tag"] for event in rows(engine, "event")]
    assert tags == ["statement:log", "statement:withdraw", "statement:restore"]


@pytest.mark.parametrize("reason", ["", "   ", "It holds \x00."])
def test_a_statement_is_not_withdrawn_without_a_reason(
    reason: str, checker: FlaskClient, engine: Engine
) -> None:
    address = log(checker)
    with nothing_stored(engine):
        answer = submit(checker, f"{address}/withdraw", reason=reason)
    assert answer.status_code == 422
    assert Page.of(answer).fault("reason")


def test_what_is_withdrawn_cannot_be_withdrawn_again(checker: FlaskClient, engine: Engine) -> None:
    address = log(checker)
    submit(checker, f"{address}/withdraw", reason="He was misheard.")
    with nothing_stored(engine):
        answer = submit(checker, f"{address}/withdraw", reason="Once more.")
    assert answer.status_code == 422
    assert "withdrawn already" in Page.of(answer).fault("reason")


def test_only_what_is_withdrawn_is_restored(checker: FlaskClient, engine: Engine) -> None:
    address = log(checker)
    with nothing_stored(engine):
        answer = submit(checker, f"{address}/restore", reason="It is on tape.")
    assert answer.status_code == 422
    assert "Only a withdrawn statement can be restored." in Page.of(answer).fault("reason")


def test_withdrawing_what_somebody_has_changed_is_stale(as_: SigningIn, engine: Engine) -> None:
    one, other = as_(Role.CHECKER), as_(Role.CHECKER)
    address = log(one)
    mine = Page.of(one.get(f"{address}/withdraw")).form()
    submit(other, f"{address}/edit", claim="Their claim.")
    with nothing_stored(engine):
        answer = one.post(f"{address}/withdraw", data=mine.filled(reason="It is empty."))
    assert answer.status_code == 409
    page = Page.of(answer)
    assert "Somebody else changed this statement" in page.alerts
    assert page.form().values["reason"] == "It is empty."
    again = one.post(f"{address}/withdraw", data=page.form().filled())
    assert again.status_code == 303


def test_an_event_cannot_be_told_twice(checker: FlaskClient, engine: Engine) -> None:
    address = log(checker)
    form = Page.of(checker.get(f"{address}/edit")).form().filled(claim="Once.")
    assert checker.post(f"{address}/edit", data=form).status_code == 303
    with nothing_stored(engine):
        assert checker.post(f"{address}/edit", data=form).status_code == 409


def test_a_topic_whose_name_holds_a_comma_outlives_every_edit(
    checker: FlaskClient, engine: Engine
) -> None:
    address = log(checker, topics='"Ghouta, chemical attack", Syria')
    named = {topic["name"] for topic in rows(engine, "topic")}
    assert named == {"Ghouta, chemical attack", "Syria"}
    held = rows(engine, "statement_topic")
    form = Page.of(checker.get(f"{address}/edit")).form()
    assert form.values["topics"] == '"Ghouta, chemical attack", Syria'
    assert submit(checker, f"{address}/edit", claim="No ground was given up.").status_code == 303
    assert rows(engine, "statement_topic") == held
    assert (
        '<option value="&#34;Ghouta, chemical attack&#34;">' in checker.get(address + "/edit").text
    )
