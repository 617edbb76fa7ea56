from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models import Role
from models.terms import LinkStatus, Relation
from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored, rows
from tests.views.typed import log

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

    from tests.views.conftest import SigningIn

CONFLICT = {
    "relation": "contradicts",
    "rationale": "One says that nothing was given up, the other that a post was.",
    "words": "not ceded any",
    "to_words": "handed over",
    "same_time": "yes",
    "same_place": "yes",
    "same_meaning": "unknown",
}
LINK = "/statements/1/link?to=2"


@pytest.fixture
def two(checker: FlaskClient) -> None:
    """Two statements on the desk."""
    log(checker)
    log(checker, quote="The post was handed over", speaker_name="A rebel", source_title="Another")


def _propose(visitor: FlaskClient, address: str = LINK, **typed: str) -> str:
    answer = submit(visitor, address, **{**CONFLICT, **typed})
    assert answer.status_code == 303, answer.text
    return answer.location


def _tags(engine: Engine) -> list[str]:
    return [event["tag"] for event in rows(engine, "event") if event["tag"].startswith("link")]


@pytest.mark.usefixtures("two")
def test_the_other_statement_is_found_by_its_words(checker: FlaskClient) -> None:
    page = Page.of(checker.get("/statements/1/link?q=handed"))
    assert "/statements/1/link?to=2" in page.links
    assert "Nothing found" in Page.of(checker.get("/statements/1/link?q=elephants")).text


@pytest.mark.usefixtures("two")
def test_a_link_is_proposed_confirmed_and_stands_in_the_report(
    checker: FlaskClient, reviewer: FlaskClient, engine: Engine
) -> None:
    address = _propose(checker)
    stored = last(engine, "link")
    assert (stored["relation"], stored["status"]) == (Relation.CONTRADICTS, LinkStatus.PROPOSED)
    page = Page.of(checker.get(address))
    assert "conflicts with" in page.text
    assert "unresolved" in page.text
    assert [mark.text for mark in page.tree.every("mark")] == ["not ceded any", "handed over"]
    assert "1 more is proposed" in Page.of(checker.get("/reports/contradictions")).text
    assert submit(reviewer, address, f"{address}/confirm").status_code == 303
    assert last(engine, "link")["status"] == LinkStatus.CONFIRMED
    assert "agreed by two checkers" in Page.of(checker.get(address)).text
    assert CONFLICT["rationale"] in Page.of(checker.get("/reports/contradictions")).text
    assert _tags(engine) == ["link:propose", "link:confirm"]


@pytest.mark.usefixtures("two")
def test_a_checker_does_not_decide(checker: FlaskClient, engine: Engine) -> None:
    address = _propose(checker)
    page = Page.of(checker.get(address))
    token = page.form().values["csrf_token"]
    assert "Confirm" not in page.form().element.text
    with nothing_stored(engine):
        answer = checker.post(f"{address}/confirm", data={"csrf_token": token, "version": "1"})
    assert answer.status_code == 403


@pytest.mark.usefixtures("two")
def test_who_proposed_decides_only_with_a_reason_where_two_could(
    as_: SigningIn, engine: Engine
) -> None:
    one, _other = as_(Role.REVIEWER), as_(Role.REVIEWER)
    address = _propose(one)
    with nothing_stored(engine):
        answer = submit(one, address, f"{address}/confirm")
    assert answer.status_code == 422
    assert "another reviewer decides" in Page.of(answer).fault("override_reason")
    done = submit(one, address, f"{address}/confirm", override_reason="Deadline in an hour.")
    assert done.status_code == 303
    text = Page.of(one.get(address)).text
    assert "one checker" in text
    assert "Deadline in an hour." in text


@pytest.mark.usefixtures("two")
def test_a_link_is_rejected_with_a_reason_and_frees_the_pair(
    checker: FlaskClient, reviewer: FlaskClient, engine: Engine
) -> None:
    address = _propose(checker)
    with nothing_stored(engine):
        refused = submit(reviewer, address, f"{address}/reject")
    assert refused.status_code == 422
    assert "Say why" in Page.of(refused).fault("reason")
    done = submit(reviewer, address, f"{address}/reject", reason="They speak of two posts.")
    assert done.status_code == 303
    assert last(engine, "link")["status"] == LinkStatus.REJECTED
    for page in (address, "/statements/1", "/statements/2"):
        assert "They speak of two posts." in Page.of(checker.get(page)).text
    assert _propose(checker) != address


@pytest.mark.usefixtures("two")
def test_who_proposed_a_link_takes_it_back(checker: FlaskClient, engine: Engine) -> None:
    address = _propose(checker)
    done = submit(checker, address, f"{address}/withdraw", reason="Too early.")
    assert done.status_code == 303
    assert last(engine, "link")["status"] == LinkStatus.WITHDRAWN


@pytest.mark.usefixtures("two")
def test_a_confirmed_link_is_taken_back_by_a_reviewer_alone(
    checker: FlaskClient, reviewer: FlaskClient, engine: Engine
) -> None:
    address = _propose(checker)
    submit(reviewer, address, f"{address}/confirm")
    with nothing_stored(engine):
        refused = submit(checker, address, f"{address}/withdraw", reason="I was wrong.")
    assert refused.status_code == 422
    assert "A reviewer takes back this link" in Page.of(refused).fault("reason")
    assert Page.of(refused).form().values["reason"] == "I was wrong."
    done = submit(reviewer, address, f"{address}/withdraw", reason="It was wrong.")
    assert done.status_code == 303


@pytest.mark.usefixtures("two")
def test_an_edit_of_the_rationale_sends_a_confirmed_link_back(
    checker: FlaskClient, reviewer: FlaskClient, engine: Engine
) -> None:
    address = _propose(checker)
    submit(reviewer, address, f"{address}/confirm")
    done = submit(checker, f"{address}/edit", rationale="Said in other words.")
    assert done.status_code == 303
    stored = last(engine, "link")
    assert (stored["status"], stored["rationale"]) == (LinkStatus.PROPOSED, "Said in other words.")
    assert "revised" in Page.of(checker.get(f"{address}/history")).text


@pytest.mark.usefixtures("two")
def test_the_opposite_of_a_proposed_link_offers_to_reject_it(
    reviewer: FlaskClient, engine: Engine
) -> None:
    address = _propose(reviewer)
    support = {"relation": "supports", "rationale": "The second bears out the first."}
    with nothing_stored(engine):
        answer = submit(reviewer, LINK, **support)
    page = Page.of(answer)
    assert answer.status_code == 422
    assert "proposes the opposite; say so" in page.fault("reject_opposite")
    assert address in page.links
    assert page.form().values["rationale"] == support["rationale"]
    done = reviewer.post(LINK, data=page.form().filled(reject_opposite="y"))
    assert done.status_code == 303
    assert [link["status"] for link in rows(engine, "link")] == [
        LinkStatus.REJECTED,
        LinkStatus.PROPOSED,
    ]


@pytest.mark.usefixtures("two")
def test_a_changed_statement_asks_for_a_new_look_at_its_links(
    checker: FlaskClient, reviewer: FlaskClient, engine: Engine
) -> None:
    address = _propose(checker)
    submit(reviewer, address, f"{address}/confirm")
    submit(checker, "/statements/1/edit", quote="We have not ceded much of the ground")
    assert "Re-check:" in Page.of(checker.get(address)).text
    assert "To re-check" in Page.of(checker.get("/")).text
    assert submit(reviewer, address, f"{address}/recheck").status_code == 303
    assert not last(engine, "link")["recheck"]
    assert last(engine, "event")["tag"] == "link:recheck"


@pytest.mark.usefixtures("two")
def test_the_desk_shows_what_waits_and_lets_a_reviewer_decide_there(
    checker: FlaskClient, reviewer: FlaskClient, engine: Engine
) -> None:
    address = _propose(checker)
    assert "Waiting for a decision" in Page.of(checker.get("/")).text
    assert submit(reviewer, "/", f"{address}/confirm").status_code == 303
    assert last(engine, "link")["status"] == LinkStatus.CONFIRMED


@pytest.mark.usefixtures("two")
def test_two_who_edit_a_link_see_each_other(as_: SigningIn, engine: Engine) -> None:
    one, other = as_(Role.CHECKER), as_(Role.CHECKER)
    address = _propose(one)
    mine = Page.of(one.get(f"{address}/edit")).form()
    assert submit(other, f"{address}/edit", rationale="Theirs.").status_code == 303
    with nothing_stored(engine):
        answer = one.post(f"{address}/edit", data=mine.filled(rationale="Mine."))
    assert answer.status_code == 409
    page = Page.of(answer)
    [both] = page.main.of_class("clashes")
    assert "Theirs." in both.text
    assert "Mine." in both.text
    assert one.post(f"{address}/edit", data=page.form().filled()).status_code == 303
    assert last(engine, "link")["rationale"] == "Mine."
