"""Dates as people type them into forms: understood, shown, confirmed, their words kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models import Role
from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored
from tests.views.typed import SAID, SOURCE, log, paste

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

    from tests.views.conftest import SigningIn


@pytest.mark.parametrize(
    ("typed", "stored", "words"),
    [
        ("2017-09-18~", "2017-09-18~", None),
        ("18.9.2017", "2017-09-18", None),
        ("18 September 2017", "2017-09-18", None),
        ("Monday 18 September 2017", "2017-09-18", None),
        ("Sept. 18, 2017", "2017-09-18", "Sept. 18, 2017"),
        ("September 2017", "2017-09", None),
        ("circa 2016", "2016~", "circa 2016"),
    ],
)
def test_a_clear_date_is_stored_at_once(
    typed: str, stored: str, words: str | None, checker: FlaskClient, engine: Engine
) -> None:
    log(checker, said=typed)
    statement = last(engine, "statement")
    assert (statement["said"], statement["said_text"]) == (stored, words)


def test_monday_is_shown_before_it_is_stored_and_its_words_are_kept(
    checker: FlaskClient, engine: Engine
) -> None:
    with nothing_stored(engine):
        answer = submit(checker, "/statements/new", **SAID | SOURCE | {"said": "Monday"})
    page = Page.of(answer)
    assert answer.status_code == 422
    assert "press the button again" in page.fault("said")
    assert "Monday 18 September 2017" in page.with_id("said-shown").text
    assert checker.post("/statements/new", data=page.form().values).status_code == 303
    statement = last(engine, "statement")
    assert (statement["said"], statement["said_text"]) == ("2017-09-18", "Monday")


def test_another_word_after_the_question_is_asked_about_again(checker: FlaskClient) -> None:
    page = Page.of(submit(checker, "/statements/new", **SAID | SOURCE | {"said": "Monday"}))
    answer = checker.post("/statements/new", data=page.form().filled(said="Sunday"))
    assert answer.status_code == 422
    assert "Sunday 17 September 2017" in Page.of(answer).with_id("said-shown").text


def test_counted_from_about_a_day_it_is_about_a_day(checker: FlaskClient, engine: Engine) -> None:
    vague = SOURCE | {"source_published": "about 19 September 2017"}
    page = Page.of(submit(checker, "/statements/new", **SAID | vague | {"said": "on Monday"}))
    assert "about Monday 18 September 2017" in page.with_id("said-shown").text
    assert checker.post("/statements/new", data=page.form().values).status_code == 303
    assert last(engine, "statement")["said"] == "2017-09-18~"
    assert last(engine, "source")["published"] == "2017-09-19~"


def test_monday_needs_a_source_with_a_date(checker: FlaskClient, engine: Engine) -> None:
    undated = SAID | SOURCE | {"said": "Monday", "source_published": ""}
    with nothing_stored(engine):
        page = Page.of(submit(checker, "/statements/new", **undated))
    assert "Say when it was published" in page.fault("said")
    assert page.form().values["said"] == "Monday"


def test_of_two_readings_one_is_chosen(checker: FlaskClient, engine: Engine) -> None:
    typed = SAID | SOURCE | {"said": "04/05/2017"}
    with nothing_stored(engine):
        page = Page.of(submit(checker, "/statements/new", **typed))
    assert "more than one way" in page.fault("said")
    assert page.form().offers("said_read") == ["2017-04-05", "2017-05-04"]
    assert checker.post("/statements/new", data=page.form().values).status_code == 422
    chosen = page.form().filled(said_read="2017-05-04")
    assert checker.post("/statements/new", data=chosen).status_code == 303
    statement = last(engine, "statement")
    assert (statement["said"], statement["said_text"]) == ("2017-05-04", None)


def test_a_reading_that_was_never_offered_is_not_taken(checker: FlaskClient) -> None:
    page = Page.of(submit(checker, "/statements/new", **SAID | SOURCE | {"said": "04/05/2017"}))
    crafted = {**page.form().values, "said_read": "1999-01-01"}
    assert checker.post("/statements/new", data=crafted).status_code == 422


def test_words_typed_by_hand_are_not_overwritten(checker: FlaskClient, engine: Engine) -> None:
    log(checker, said="about 2016", said_text="some time last year")
    assert last(engine, "statement")["said_text"] == "some time last year"


def test_new_words_replace_those_of_the_old_date(checker: FlaskClient, engine: Engine) -> None:
    address = log(checker, said="2017-09-18", said_text="Monday")
    page = Page.of(submit(checker, f"{address}/edit", said="Sunday"))
    assert checker.post(f"{address}/edit", data=page.form().values).status_code == 303
    statement = last(engine, "statement")
    assert (statement["said"], statement["said_text"]) == ("2017-09-17", "Sunday")


def test_monday_in_an_article_is_counted_from_the_article(
    checker: FlaskClient, engine: Engine
) -> None:
    page = Page.of(
        submit(checker, paste(checker), **SAID | {"said": "yesterday", "about": "last week"})
    )
    assert "Monday 18 September 2017" in page.with_id("said-shown").text
    assert checker.post("/statements/new", data=page.form().values).status_code == 303
    statement = last(engine, "statement")
    assert (statement["about"], statement["about_text"]) == ("2017-09-11/2017-09-17", "last week")


def test_the_next_form_shows_how_the_kept_words_are_understood(checker: FlaskClient) -> None:
    log(checker)
    page = Page.of(checker.get("/statements/new?source=1&said=Monday"))
    assert page.form().values["said_read"] == "2017-09-18"


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"text": "Monday", "source_id": "1"}, ["Monday 18 September 2017"]),
        ({"text": "Monday", "capture_id": "1"}, ["Monday 18 September 2017"]),
        ({"text": "Monday", "source_published": "19 Sep 2018"}, ["Monday 17 September 2018"]),
        ({"text": "2017-09"}, ["September 2017"]),
        ({"text": "04/05/2024"}, ["Friday 5 April 2024", "Saturday 4 May 2024"]),
        ({"text": ""}, []),
        ({"text": "Monday", "source_id": "99"}, []),
        ({"text": "Monday", "source_id": "x" * 5000}, []),
        ({"text": "Monday", "source_published": "04/05/2024"}, []),
        ({"text": "x" * 5000}, []),
        ({}, []),
    ],
)
def test_the_page_can_ask_how_a_date_is_understood(
    asked: dict[str, str], words: list[str], checker: FlaskClient
) -> None:
    paste(checker)
    answer = checker.get("/dates/read", query_string=asked)
    assert answer.status_code == 200
    assert answer.headers["Cache-Control"] == "no-store"
    told = answer.get_json()
    assert [choice["words"] for choice in told["choices"]] == words
    assert bool(told.get("fault")) == (not words and bool(asked.get("text")))


def test_who_may_not_log_is_told_nothing_of_dates(as_: SigningIn) -> None:
    assert as_(Role.READER).get("/dates/read?text=2017").status_code == 403


def test_offices_take_dates_as_people_write_them(checker: FlaskClient, engine: Engine) -> None:
    typed = {
        "name": "James Mattis",
        "offices-0-title": "Secretary of Defense",
        "offices-0-since": "20 January 2017",
        "offices-0-until": "about the end of 2018",
    }
    with nothing_stored(engine):
        page = Page.of(submit(checker, "/speakers/new", **typed))
    assert page.form().values["offices-0-until_read"] == "2018~"
    assert checker.post("/speakers/new", data=page.form().values).status_code == 303
    office = last(engine, "office")
    assert (office["since"], office["until"]) == ("2017-01-20", "2018~")


def test_an_office_of_no_date_is_refused_in_its_row(checker: FlaskClient, engine: Engine) -> None:
    typed = {"name": "James Mattis", "offices-0-title": "General", "offices-0-since": "Monday"}
    with nothing_stored(engine):
        answer = submit(checker, "/speakers/new", **typed)
    assert answer.status_code == 422
    assert "names a day only beside another" in Page.of(answer).fault("offices-0-since")


def test_a_weekday_that_no_source_dates_is_refused_in_words_of_its_own(
    checker: FlaskClient,
) -> None:
    faults = [
        checker.get("/dates/read", query_string={"text": "Monday", **alone}).json or {}
        for alone in ({}, {"alone": "1"})
    ]
    assert "the day the source was published" in faults[0]["fault"]
    assert "names a day only beside another" in faults[1]["fault"]
    assert 'data-date="/dates/read?alone=1"' in checker.get("/speakers/new").text
