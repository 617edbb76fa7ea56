"""Ratings on the pages: fair words, whose they are, and what was taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored
from tests.views.typed import log

if TYPE_CHECKING:
    from flask.testing import FlaskClient, FlaskCliRunner
    from sqlalchemy import Engine

THEIRS = {
    "whose": "theirs",
    "organisation": "Example Fact Check",
    "word": "Mostly false",
    "url": "https://example.org/review",
    "date": "2017-10-03",
}


@pytest.fixture
def scale(run: FlaskCliRunner) -> None:
    """A desk with a name and a scale."""
    args = ["settings", "--name", "Example Desk", "--rating", "1=false", "--rating", "2=true"]
    assert run.invoke(args=args).exit_code == 0


def _rate(visitor: FlaskClient, address: str, **typed: str) -> Page:
    answer = submit(visitor, f"{address}/reviews/new", **typed)
    assert answer.status_code == 303, answer.text
    return Page.of(visitor.get(address))


@pytest.mark.usefixtures("scale")
def test_our_rating_is_chosen_from_the_scale(reviewer: FlaskClient) -> None:
    address = log(reviewer)
    form = Page.of(reviewer.get(f"{address}/reviews/new")).form()
    assert form.offers("ours") == ["", "false", "true"]
    page = _rate(reviewer, address, ours="false", date="2017-10-03", summary="The outpost went.")
    assert "Rated “false” by Example Desk, 3 October 2017" in page.main.text
    assert "1 on a scale from 1 to 2" in page.main.text
    assert "The outpost went." in page.main.text


def test_a_rating_of_others_names_them_and_leads_there(reviewer: FlaskClient) -> None:
    page = _rate(reviewer, log(reviewer), **THEIRS)
    assert "Rated “Mostly false” by Example Fact Check, 3 October 2017" in page.main.text
    assert "https://example.org/review" in page.links


def test_a_rating_taken_back_is_struck_with_its_reason_and_leaves_the_exports(
    reviewer: FlaskClient,
) -> None:
    address = log(reviewer)
    _rate(reviewer, address, **THEIRS)
    answer = submit(
        reviewer, "/reviews/1", "/reviews/1/withdraw", reason="It speaks of another post."
    )
    assert (answer.status_code, answer.location) == (303, address)
    main = Page.of(reviewer.get(address)).main
    [struck] = main.every("del")
    assert "Mostly false" in struck.text
    assert "It speaks of another post." in main.text
    exported = reviewer.get("/citations/download?statement=1&format=jsonl").text
    assert "Mostly false" not in exported
    told = Page.of(reviewer.get(f"{address}/history")).main.text
    assert "rating withdrawn" in told
    assert "Why it was withdrawn" in told
    page = Page.of(reviewer.get("/reviews/1"))
    assert not [one for one in page.main.every("button") if "Withdraw" in one.text]


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"organisation": ""}, "organisation", "Name the organisation"),
        ({"word": ""}, "word", "This is needed."),
        ({"url": ""}, "url", "Give the address"),
        ({"url": "javascript:alert(1)"}, "url", "not a web address"),
        ({"value": "three"}, "value", "has to be a number"),
        ({"value": "9", "worst": "1", "best": "5"}, "value", "between the worst and the best"),
        ({"date": "soon"}, "date", "soon"),
        ({"whose": "ours"}, "ours", "This is needed."),
    ],
)
def test_a_wrong_rating_is_told_at_its_field_and_keeps_what_was_typed(
    typed: dict[str, str], field: str, words: str, reviewer: FlaskClient, engine: Engine
) -> None:
    address = log(reviewer)
    with nothing_stored(engine):
        answer = submit(reviewer, f"{address}/reviews/new", **THEIRS | typed)
    page = Page.of(answer)
    assert answer.status_code == 422
    assert words in page.fault(field)
    values = page.form().values
    assert {name: values[name] for name in typed} == typed


def test_whoever_is_second_sees_both_ratings(reviewer: FlaskClient, engine: Engine) -> None:
    address = log(reviewer)
    _rate(reviewer, address, **THEIRS)
    stale = Page.of(reviewer.get("/reviews/1")).form().filled(word="Mine")
    assert submit(reviewer, "/reviews/1", word="Other").status_code == 303
    answer = reviewer.post("/reviews/1", data=stale)
    page = Page.of(answer)
    assert answer.status_code == 409
    assert page.form().values["word"] == "Mine"
    [clash] = page.main.of_class("clash")
    assert "Other" in clash.text
    assert reviewer.post("/reviews/1", data=page.form().values).status_code == 303
    assert last(engine, "review")["word"] == "Mine"


def test_a_stale_or_empty_withdrawal_stores_nothing(reviewer: FlaskClient, engine: Engine) -> None:
    _rate(reviewer, log(reviewer), **THEIRS)
    form = Page.of(reviewer.get("/reviews/1")).form("/reviews/1/withdraw")
    with nothing_stored(engine):
        empty = reviewer.post("/reviews/1/withdraw", data=form.filled(reason=" "))
        assert empty.status_code == 422
        assert "This is needed." in Page.of(empty).fault("reason")
    assert submit(reviewer, "/reviews/1", word="Other").status_code == 303
    with nothing_stored(engine):
        stale = reviewer.post("/reviews/1/withdraw", data=form.filled(reason="No."))
        assert stale.status_code == 409


def test_a_checker_sees_a_rating_and_may_not_write_one(
    checker: FlaskClient, reviewer: FlaskClient
) -> None:
    address = log(checker)
    _rate(reviewer, address, **THEIRS)
    page = Page.of(checker.get(address))
    assert "Mostly false" in page.main.text
    assert f"{address}/reviews/new" not in page.links
    assert checker.get("/reviews/1").status_code == 403


@pytest.mark.usefixtures("scale")
def test_ratings_are_no_judgement_of_the_quote(reviewer: FlaskClient) -> None:
    page = _rate(reviewer, log(reviewer), ours="true")
    headings = [one.text for one in page.main.every("h2")]
    assert headings.index("How we know") < headings.index("Is it true?")
