"""Two people edit one statement: the second sees both versions, chooses, and loses nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models import Role
from models.terms import StatementStatus
from tests.views.pages import Form, Page, submit
from tests.views.stored import last, nothing_stored, rows
from tests.views.typed import QUOTE, log

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

    from tests.views.conftest import SigningIn

EDIT = "/statements/1/edit"


@pytest.fixture
def one(as_: SigningIn) -> FlaskClient:
    """The one who opened the form first and saves last, after having logged a statement."""
    visitor = as_(Role.CHECKER)
    log(visitor, claim="The old claim.", topics="Syria", **{"relays-0-name": "Reuters"})
    return visitor


@pytest.fixture
def other(as_: SigningIn) -> FlaskClient:
    """The one who is faster."""
    return as_(Role.CHECKER, "bea@newsroom.example")


def _clash(one: FlaskClient, other: FlaskClient, theirs: dict[str, str], **mine: str) -> Page:
    """Let both edit, the other one first, and return what the second is shown."""
    form = Page.of(one.get(EDIT)).form()
    assert submit(other, EDIT, **theirs).status_code == 303
    answer = one.post(EDIT, data=form.filled(**mine))
    assert answer.status_code == 409
    return Page.of(answer)


def _choices(form: Form) -> dict[str, str]:
    return {name: value for name, value in form.values.items() if name.startswith("pick-")}


def test_both_versions_are_shown_and_nothing_is_stored(
    one: FlaskClient, other: FlaskClient, engine: Engine
) -> None:
    form = Page.of(one.get(EDIT)).form()
    submit(other, EDIT, claim="Their claim.", told="the press")
    with nothing_stored(engine):
        answer = one.post(EDIT, data=form.filled(claim="My claim.", where="Washington"))
    page = Page.of(answer)
    assert answer.status_code == 409
    assert "Somebody else has changed this meanwhile." in page.alerts
    assert "bea · revised" in page.alerts
    [section] = page.main.of_class("clashes")
    assert "Their claim." in section.text
    assert "My claim." in section.text
    assert "The old claim." not in section.text
    assert page.form().values["claim"] == "My claim."


def test_what_only_one_of_them_changed_is_chosen_already(
    one: FlaskClient, other: FlaskClient, engine: Engine
) -> None:
    page = _clash(one, other, {"told": "the press", "topics": "Iraq"}, where="Washington")
    assert _choices(page.form()) == {
        "pick-told": "stored",
        "pick-topics": "stored",
        "pick-where": "yours",
    }
    assert one.post(EDIT, data=page.form().values).status_code == 303
    stored = last(engine, "statement")
    assert (stored["told"], stored["where"], stored["quote"]) == ("the press", "Washington", QUOTE)
    assert [topic["name"] for topic in rows(engine, "topic")] == ["Syria", "Iraq"]
    assert [hop["name"] for hop in rows(engine, "relay")] == ["Reuters"]


@pytest.mark.parametrize(("pick", "claim"), [("yours", "Mine."), ("stored", "Theirs.")])
def test_where_both_changed_it_a_person_chooses(
    pick: str, claim: str, one: FlaskClient, other: FlaskClient, engine: Engine
) -> None:
    page = _clash(one, other, {"claim": "Theirs."}, claim="Mine.", where="Washington")
    assert "both changed it: choose" in page.main.text
    with nothing_stored(engine):
        undecided = one.post(EDIT, data=page.form().values)
    assert undecided.status_code == 409
    assert Page.of(undecided).form().values["claim"] == "Mine."
    data = Page.of(undecided).form().filled(**{"pick-claim": pick})
    assert one.post(EDIT, data=data).status_code == 303
    stored = last(engine, "statement")
    assert (stored["claim"], stored["where"]) == (claim, "Washington")


def test_all_of_mine_is_one_click(one: FlaskClient, other: FlaskClient, engine: Engine) -> None:
    theirs = {"claim": "Theirs.", "told": "the press"}
    page = _clash(one, other, theirs, claim="Mine.")
    assert one.post(EDIT, data=page.form().filled(pick_all="yours")).status_code == 303
    stored = last(engine, "statement")
    assert (stored["claim"], stored["told"]) == ("Mine.", None)


def test_mine_can_be_mended_while_choosing(
    one: FlaskClient, other: FlaskClient, engine: Engine
) -> None:
    page = _clash(one, other, {"claim": "Theirs."}, claim="Mine.")
    data = page.form().filled(claim="Theirs and mine.", **{"pick-claim": "yours"})
    assert one.post(EDIT, data=data).status_code == 303
    assert last(engine, "statement")["claim"] == "Theirs and mine."


def test_a_third_who_comes_between_is_shown_too(
    one: FlaskClient, other: FlaskClient, engine: Engine
) -> None:
    page = _clash(one, other, {"claim": "Theirs."}, claim="Mine.")
    assert submit(other, EDIT, claim="Theirs again.").status_code == 303
    with nothing_stored(engine):
        answer = one.post(EDIT, data=page.form().filled(**{"pick-claim": "yours"}))
    assert answer.status_code == 409
    assert "Theirs again." in Page.of(answer).main.text


def test_relays_and_speakers_are_chosen_as_one(
    one: FlaskClient, other: FlaskClient, engine: Engine
) -> None:
    theirs = {"relays-0-name": "AFP", "relays-1-name": "a bystander", "speaker_name": "J. Mattis"}
    page = _clash(one, other, theirs, **{"relays-0-name": "AP", "claim": "Mine."})
    assert _choices(page.form()) == {"pick-claim": "yours", "pick-speaker_name": "stored"}
    assert "AFP; a bystander" in page.main.text
    data = page.form().filled(**{"pick-heard": "stored"})
    assert one.post(EDIT, data=data).status_code == 303
    assert [hop["name"] for hop in rows(engine, "relay")] == ["AFP", "a bystander"]
    assert (
        rows(engine, "speaker")[last(engine, "statement")["speaker_id"] - 1]["name"] == "J. Mattis"
    )


def test_long_texts_show_the_words_that_differ(one: FlaskClient, other: FlaskClient) -> None:
    long = "We have not ceded any of the ground that we have taken, " * 8
    submit(one, EDIT, context=long)
    page = _clash(one, other, {"context": long + "he said"}, context=long + "she wrote")
    [section] = page.main.of_class("clashes")
    marked = [mark.text for mark in section.every("mark")]
    assert marked == ["he said", "she wrote"]


def test_a_statement_withdrawn_meanwhile_says_so(
    one: FlaskClient, other: FlaskClient, engine: Engine
) -> None:
    form = Page.of(one.get(EDIT)).form()
    submit(other, "/statements/1/withdraw", reason="He was misheard.")
    with nothing_stored(engine):
        answer = one.post(EDIT, data=form.filled(claim="Mine."))
    page = Page.of(answer)
    assert answer.status_code == 409
    assert "It is withdrawn: He was misheard." in page.alerts
    assert page.form().values["claim"] == "Mine."
    assert one.post(EDIT, data=page.form().values).status_code == 303
    stored = last(engine, "statement")
    assert (stored["claim"], stored["status"]) == ("Mine.", StatementStatus.WITHDRAWN)


@pytest.mark.parametrize("began", ["", "[]", "nonsense", '{"claim": 7}', "[" * 200_000])
def test_without_knowing_what_it_began_with_a_person_chooses_everything(
    began: str, one: FlaskClient, other: FlaskClient, engine: Engine
) -> None:
    form = Page.of(one.get(EDIT)).form()
    submit(other, EDIT, claim="Theirs.")
    with nothing_stored(engine):
        answer = one.post(EDIT, data={**form.values, "where": "Washington", "loaded": began})
    assert answer.status_code == 409
    assert _choices(Page.of(answer).form()) == {}


@pytest.mark.parametrize("pick", ["", "nobody", "stored' OR 1"])
def test_a_choice_that_is_none_chooses_nothing(
    pick: str, one: FlaskClient, other: FlaskClient, engine: Engine
) -> None:
    page = _clash(one, other, {"claim": "Theirs."}, claim="Mine.")
    with nothing_stored(engine):
        answer = one.post(EDIT, data={**page.form().values, "pick-claim": pick})
    assert answer.status_code == 409
