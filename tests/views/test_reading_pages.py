"""Pages on which an article is read: what is proposed is decided by a person, one by one or many."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models import Role
from reading.proposing import Proposed, Span
from tests.desk.proposing import BRIDGE, ROAD, TEXT, by_bell, proposal
from tests.views.articles_read import article_read
from tests.views.conftest import token_of
from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored, rows
from tests.views.typed import log

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine
    from werkzeug.test import TestResponse

    from tests.views.conftest import SigningIn


@pytest.fixture
def article(engine: Engine) -> str:
    """The address of an article of which two statements are proposed."""
    return f"/reading/{article_read(engine)}"


def decide(visitor: FlaskClient, article: str, number: int, **typed: str) -> TestResponse:
    """Send the form of a proposal."""
    page = Page.of(visitor.get(f"{article}?proposal={number}"))
    return visitor.post(
        f"{article}/{number}", data=page.form(f"{article}/{number}").filled(**typed)
    )


def test_an_article_shows_its_proposals_in_place_and_the_first_ones_form(
    article: str, checker: FlaskClient
) -> None:
    page = Page.of(checker.get(article))
    assert page.heading == "2 statements proposed"
    assert [one.text for one in page.main.every("mark")] == [
        f"{BRIDGE}1 ?waiting",
        f"{ROAD}2 ?waiting",
    ]
    assert "0 of 2 looked at" in page.text
    assert "It stands in quotation marks." in page.text
    values = page.form(f"{article}/1").values
    assert (values["quote"], values["passage"], values["form"]) == (BRIDGE, BRIDGE, "direct")
    assert (values["speaker_name"], values["role"], values["said"]) == (
        "Ada Bell",
        "Mayor",
        "2024-03-04",
    )
    assert (values["start"], values["prefix"], values.get("claim")) == ("1", "“", "")
    assert values["language"] == "en"


def test_what_is_accepted_is_a_statement_with_its_place_and_the_next_one_follows(
    article: str, checker: FlaskClient, engine: Engine
) -> None:
    answer = decide(checker, article, 1, claim="The bridge will stand by winter.")
    assert answer.status_code == 303, answer.text
    assert answer.location == f"{article}?proposal=2#row-2"
    statement, found = last(engine, "statement"), last(engine, "appearance")
    assert (statement["quote"], statement["said_text"]) == (BRIDGE, "Monday")
    assert statement["claim"] == "The bridge will stand by winter."
    assert (found["exact"], found["start"], found["check"]) == (BRIDGE, 1, "found")
    page = Page.of(checker.get(answer.location))
    assert "Proposal 1 is accepted:" in page.text
    assert f"/statements/{statement['id']}" in page.links
    assert "1 of 2 looked at" in page.text


def test_a_rejected_proposal_can_be_undone_and_a_decided_article_says_what_next(
    article: str, checker: FlaskClient, engine: Engine
) -> None:
    answer = submit(checker, f"{article}?proposal=1", f"{article}/1/reject")
    assert answer.location == f"{article}?proposal=2#row-2"
    told = Page.of(checker.get(answer.location))
    undo = told.form(f"{article}/1/bring-back")
    assert "Proposal 1 is rejected." in told.text
    answer = submit(checker, f"{article}?proposal=2", f"{article}/2/reject")
    done = Page.of(checker.get(answer.location))
    assert "All of it is looked at" in done.text
    assert any(link.startswith("/statements/new?capture=") for link in done.links)
    back = checker.post(f"{article}/1/bring-back", data=undo.values)
    assert back.location == f"{article}?proposal=1#row-1"
    assert [one["state"] for one in rows(engine, "proposal")] == ["waiting", "rejected"]
    assert rows(engine, "statement") == []


def test_two_people_who_decide_one_proposal_the_second_is_told(
    article: str, checker: FlaskClient, reviewer: FlaskClient, engine: Engine
) -> None:
    late = Page.of(reviewer.get(article)).form(f"{article}/1").values
    decide(checker, article, 1)
    with nothing_stored(engine):
        answer = reviewer.post(f"{article}/1", data=late)
        gone = reviewer.post(f"{article}/1/reject", data=late)
    assert (answer.status_code, gone.status_code) == (409, 409)
    page = Page.of(answer)
    assert "Somebody else decided this proposal" in page.alerts
    assert "✓ accepted" in page.text


def test_what_cannot_be_logged_is_said_at_its_field_and_what_was_typed_stays(
    article: str, checker: FlaskClient, engine: Engine
) -> None:
    with nothing_stored(engine):
        answer = decide(checker, article, 2, speaker_name="", context="In the town hall")
    page = Page.of(answer)
    assert answer.status_code == 422
    assert "Name the speaker" in page.fault("speaker_name")
    assert page.form(f"{article}/2").values["context"] == "In the town hall"
    assert decide(checker, article, 2, speaker_name="The mayor", said="someday").status_code == 422
    assert decide(checker, article, 2, speaker_name="The mayor").status_code == 303


def test_a_known_speaker_is_chosen_and_of_several_a_person_chooses(
    article: str, checker: FlaskClient, engine: Engine
) -> None:
    log(checker, speaker_name="Ada Bell")
    known = last(engine, "speaker")["id"]
    page = Page.of(checker.get(article))
    assert page.form(f"{article}/1").values["speaker_id"] == str(known)
    assert "Ada Bell: known by this name" in page.text
    decide(checker, article, 1)
    assert [one["name"] for one in rows(engine, "speaker")] == ["Ada Bell"]


def test_what_is_likely_known_is_shown_and_can_be_one_more_place_of_it(
    article: str, checker: FlaskClient, engine: Engine
) -> None:
    log(checker, quote=BRIDGE, speaker_name="Ada Bell", said="2024-03-04", source_published="2024")
    known = last(engine, "statement")["id"]
    page = Page.of(checker.get(article))
    assert page.text.count("Already logged?") == 1
    values = page.form(f"{article}/1").values
    answer = checker.post(f"{article}/1", data={**values, "as_appearance": str(known)})
    assert answer.status_code == 303, answer.text
    assert len(rows(engine, "statement")) == 1
    assert [one["statement_id"] for one in rows(engine, "appearance")] == [known, known]
    assert rows(engine, "proposal")[0]["statement_id"] == known


@pytest.mark.parametrize("button", ["as_appearance", "as_repeat"])
@pytest.mark.parametrize("known", ["-1", "x"])
def test_one_more_place_of_no_statement_is_refused(
    button: str, known: str, article: str, checker: FlaskClient, engine: Engine
) -> None:
    values = Page.of(checker.get(article)).form(f"{article}/1").values
    answer = checker.post(f"{article}/1", data={**values, button: known})
    assert answer.status_code == 400
    assert rows(engine, "statement") == []


def test_the_sure_are_accepted_together_and_the_others_say_why_not(
    article: str, checker: FlaskClient, engine: Engine
) -> None:
    page = Page.of(checker.get(f"{article}/sure"))
    assert [one.text for one in page.main.every("li")][1:] == [f"2 {ROAD}: who speaks is not clear"]
    with nothing_stored(engine):
        token = token_of(checker.get(f"{article}/sure").text)
        checker.post(f"{article}/sure", data={"csrf_token": token})
    answer = submit(checker, f"{article}/sure")
    assert "1 statement is logged:" in Page.of(checker.get(answer.location)).text
    assert [one["state"] for one in rows(engine, "proposal")] == ["accepted", "waiting"]
    assert last(engine, "statement")["language"] == "en"


def test_of_very_many_that_are_not_sure_a_hundred_are_listed(
    checker: FlaskClient, engine: Engine
) -> None:
    words = [f"The {number}th lorry came through" for number in range(1, 131)]
    text = ". ".join(words)
    article = article_read(engine, text, Proposed(tuple(proposal(text, one) for one in words)))
    page = Page.of(checker.get(f"/reading/{article}/sure"))
    assert "130 for you to look at" in page.text
    assert len(list(page.main.every("li"))) == 100
    assert "30 more are not listed here." in page.text


def test_what_may_be_logged_already_is_left_and_looked_at_next(
    article: str, checker: FlaskClient, engine: Engine
) -> None:
    log(checker, quote=BRIDGE, speaker_name="Ada Bell", said="2024-03-04", source_published="2024")
    answer = submit(checker, f"{article}/sure")
    assert answer.location == f"{article}?proposal=1#row-1"
    page = Page.of(checker.get(answer.location))
    assert "1 proposal was left for you to look at" in page.text
    assert page.text.count("Already logged?") == 1
    assert len(rows(engine, "statement")) == 1


def test_the_card_says_that_a_quote_is_joined_before_it_is_accepted(
    checker: FlaskClient, engine: Engine
) -> None:
    text = "“We will rebuild,” Mayor Ada Bell said on Monday. “The road is closed.”"
    parts = (Span(1, 17), Span(text.index("The road"), len(text) - 1))
    joined = "We will rebuild, … The road is closed."
    one = by_bell(text, text[1:-1], quote=joined, parts=parts)
    article = f"/reading/{article_read(engine, text, Proposed((one,), 'en', by_model=True))}"
    page = Page.of(checker.get(article))
    assert "Joined of several quotations: at each “…” the article has other words" in page.text
    asked = Page.of(checker.get(f"{article}/sure")).text
    assert "the quote is joined of several quotations" in asked


def test_other_words_of_the_same_day_are_not_called_a_repeat(
    article: str, checker: FlaskClient
) -> None:
    log(checker, quote="No", speaker_name="Ada Bell", said="2024-03-04", source_published="2024")
    page = Page.of(checker.get(article))
    assert "By the same speaker on the same day" in page.text
    assert "add this as another appearance" in page.text
    assert "The same words again" not in page.text


def test_a_day_that_is_not_known_is_said_once_with_the_way_to_give_it(
    checker: FlaskClient, engine: Engine
) -> None:
    note = "When this was published is not known: “Monday” has no date."
    known = Proposed((by_bell(TEXT, BRIDGE, said=None),), "en", by_model=True, notes=(note,))
    article = f"/reading/{article_read(engine, proposed=known, published=None)}"
    page = Page.of(checker.get(article))
    assert page.text.count(note) == 1
    assert "It is not known when it was published" not in page.text
    assert f"{article}/details" in page.links


def test_a_long_article_with_many_proposals_stands_on_the_page_in_parts(
    checker: FlaskClient, engine: Engine
) -> None:
    words = [f"We will rebuild bridge {at} before winter" for at in range(300)]
    text = "\n\n".join(
        f"“{one},” Mayor Ada Bell said on Monday. " + "So it was. " * 20 for one in words
    )
    proposed = Proposed(tuple(by_bell(text, one) for one in words), "en", by_model=True)
    article = f"/reading/{article_read(engine, text, proposed)}"
    answer = checker.get(f"{article}?proposal=290")
    page = Page.of(answer)
    assert "part 3 of 3" in page.text
    assert len(answer.data) < 200_000
    assert f"{words[289]}290 ?waiting" in [one.text for one in page.main.every("mark")]
    first = Page.of(checker.get(f"{article}?proposal=290&part=1"))
    assert f"{words[0]}1 ?waiting" in [one.text for one in first.main.every("mark")]


@pytest.mark.parametrize(
    ("address", "status"),
    [("?proposal=9", 404), ("?proposal=x", 400), ("/9", 404), ("?part=99", 200)],
)
def test_a_proposal_that_is_not_there_is_not_found(
    address: str, status: int, article: str, checker: FlaskClient
) -> None:
    answer = checker.get(article + address)
    assert answer.status_code in {status, 302}
    assert checker.get(article + address, follow_redirects=True).status_code == status


def test_a_redacted_capture_is_not_reviewed(
    article: str, admin: FlaskClient, engine: Engine
) -> None:
    address = f"/redactions/capture/{last(engine, 'capture')['id']}"
    form = Page.of(admin.get(address)).form()
    parts = form.offers("parts")
    told = {**form.values, "reason": "Court order 17", "confirmation": "redact", "parts": parts}
    assert admin.post(address, data=told).status_code == 303
    assert admin.get(article).status_code == 410
    assert Page.of(admin.get("/reading/?all=1")).main.text.count("redacted") == 1


def test_who_may_only_read_the_record_sees_no_way_to_proposals(
    article: str, as_: SigningIn
) -> None:
    reader = as_(Role.READER)
    assert reader.get(article).status_code == 403
    assert "/reading/" not in Page.of(reader.get("/")).links


def test_what_is_logged_cannot_be_brought_back_before_it_is_withdrawn(
    article: str, checker: FlaskClient
) -> None:
    decide(checker, article, 1)
    answer = submit(checker, f"{article}?proposal=1", f"{article}/1/bring-back")
    assert answer.status_code == 422
    assert "withdraw that first" in Page.of(answer).alerts
