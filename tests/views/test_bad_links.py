from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models import Role
from tests.views.conftest import post
from tests.views.pages import Page, submit
from tests.views.stored import nothing_stored
from tests.views.typed import log

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

    from tests.views.conftest import SigningIn

LINK, TURNED = "/statements/1/link?to=2", "/statements/2/link?to=1"
WHY = "One says that nothing was given up, the other that a post was."
CONFLICT = {"relation": "contradicts", "rationale": WHY}
SUPPORT = {"relation": "supports", "rationale": WHY}


@pytest.fixture(autouse=True)
def two(checker: FlaskClient) -> None:
    """Two statements on the desk."""
    log(checker)
    log(checker, quote="The post was handed over", speaker_name="A rebel", source_title="Another")


def _refused(visitor: FlaskClient, address: str, engine: Engine, **typed: str) -> Page:
    with nothing_stored(engine):
        answer = submit(visitor, address, **typed)
    assert answer.status_code == 422
    page = Page.of(answer)
    values = page.form().values
    assert {name: values.get(name) for name in typed} == typed
    return page


def test_a_statement_is_not_linked_to_itself(checker: FlaskClient, engine: Engine) -> None:
    page = _refused(checker, "/statements/1/link?to=1", engine, **CONFLICT)
    assert "A statement cannot be linked to itself" in page.alerts


@pytest.mark.parametrize("again", [LINK, TURNED])
def test_a_pair_holds_a_conflict_once_whichever_way_round(
    again: str, checker: FlaskClient, engine: Engine
) -> None:
    assert submit(checker, LINK, **CONFLICT).status_code == 303
    page = _refused(checker, again, engine, **CONFLICT)
    assert "Link 1 says so already (proposed)" in page.fault("relation")


@pytest.mark.parametrize("again", [LINK, TURNED])
def test_a_pair_holds_no_opposites(again: str, checker: FlaskClient, engine: Engine) -> None:
    assert submit(checker, LINK, **CONFLICT).status_code == 303
    page = _refused(checker, again, engine, **SUPPORT)
    assert "Link 1 proposes the opposite" in page.fault("reject_opposite")


def test_the_opposite_of_a_confirmed_link_is_refused(
    checker: FlaskClient, reviewer: FlaskClient, engine: Engine
) -> None:
    address = submit(checker, LINK, **CONFLICT).location
    submit(reviewer, address, f"{address}/confirm")
    page = _refused(checker, TURNED, engine, **SUPPORT)
    assert "it has to be withdrawn first" in page.fault("relation")


def test_an_edit_does_not_turn_a_link_into_a_second_one(
    checker: FlaskClient, engine: Engine
) -> None:
    submit(checker, LINK, **CONFLICT)
    other = submit(checker, LINK, relation="repeats", rationale=WHY).location
    page = _refused(checker, f"{other}/edit", engine, **CONFLICT)
    assert "Link 1 holds this pair already" in page.fault("relation")


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"rationale": WHY}, "relation", "This is needed."),
        ({**CONFLICT, "relation": "denies"}, "relation", "Choose one of the list."),
        ({**CONFLICT, "same_time": "maybe"}, "same_time", "Choose one of the list."),
        ({**CONFLICT, "rationale": "Be\x00cause"}, "rationale", "NUL"),
    ],
)
def test_a_link_that_cannot_be_read_says_why_at_the_field(
    typed: dict[str, str], field: str, words: str, checker: FlaskClient, engine: Engine
) -> None:
    with nothing_stored(engine):
        answer = post(checker)(LINK, **typed)
    assert answer.status_code == 422
    assert words in Page.of(answer).fault(field)


def test_a_rationale_has_an_end(checker: FlaskClient, engine: Engine) -> None:
    with nothing_stored(engine):
        answer = submit(checker, LINK, relation="contradicts", rationale="x" * 1_000_001)
    assert answer.status_code == 413
    assert "at most 1,000,000" in Page.of(answer).fault("rationale")


def test_a_withdrawn_statement_is_not_linked(checker: FlaskClient, engine: Engine) -> None:
    submit(checker, "/statements/2/withdraw", reason="He was misheard.")
    page = _refused(checker, LINK, engine, **CONFLICT)
    assert "Statement 2 is withdrawn; restore it first." in page.alerts


def test_a_link_without_a_rationale_is_not_confirmed(
    checker: FlaskClient, reviewer: FlaskClient, engine: Engine
) -> None:
    address = submit(checker, LINK, relation="contradicts").location
    with nothing_stored(engine):
        answer = submit(reviewer, address, f"{address}/confirm")
    assert answer.status_code == 422
    assert "A link is confirmed with a rationale" in Page.of(answer).alerts


@pytest.mark.parametrize("deed", ["confirm", "reject", "withdraw"])
def test_deciding_on_what_was_changed_meanwhile_is_stale_and_keeps_the_reason(
    deed: str, as_: SigningIn, engine: Engine
) -> None:
    one, other = as_(Role.REVIEWER), as_(Role.CHECKER)
    address = submit(other, LINK, **CONFLICT).location
    mine = Page.of(one.get(address)).form()
    submit(other, f"{address}/edit", rationale="Another one.")
    with nothing_stored(engine):
        answer = one.post(f"{address}/{deed}", data=mine.filled(reason="I read the first one."))
    assert answer.status_code == 409
    page = Page.of(answer)
    assert "Somebody else changed this link" in page.alerts
    assert page.form().values["reason"] == "I read the first one."
    assert "Another one." in page.text
    assert one.post(f"{address}/{deed}", data=page.form().filled()).status_code == 303


@pytest.mark.parametrize("deed", ["confirm", "reject", "withdraw"])
def test_what_is_decided_is_not_decided_again(
    deed: str, checker: FlaskClient, reviewer: FlaskClient, engine: Engine
) -> None:
    address = submit(checker, LINK, **CONFLICT).location
    form = Page.of(reviewer.get(address)).form()
    reviewer.post(f"{address}/reject", data=form.filled(reason="They speak of two posts."))
    for version, status in (("1", 409), ("2", 422)):
        with nothing_stored(engine):
            data = {**form.filled(reason="Once more."), "version": version}
            answer = reviewer.post(f"{address}/{deed}", data=data)
        assert answer.status_code == status
        assert "while you decided it" in answer.text or "is rejected" in answer.text


def test_a_recheck_is_settled_only_where_one_is_asked_for(
    checker: FlaskClient, reviewer: FlaskClient, engine: Engine
) -> None:
    address = submit(checker, LINK, **CONFLICT).location
    for version, status in (("1", 422), ("7", 409), ("", 409), ("x", 409)):
        with nothing_stored(engine):
            answer = post(reviewer)(f"{address}/recheck", page="/account", version=version)
        assert answer.status_code == status


def test_a_link_that_is_no_more_is_not_offered_to_be_cited(
    checker: FlaskClient, reviewer: FlaskClient
) -> None:
    address = submit(checker, LINK, **CONFLICT).location
    page = Page.of(reviewer.get(address))
    assert "Cite this pair" in page.main.text
    reviewer.post(f"{address}/reject", data=page.form().filled(reason="They speak of two posts."))
    page = Page.of(reviewer.get(address))
    assert "Cite this pair" not in page.main.text
    assert not [link for link in page.links if "link=" in link and "cit" in link]


def test_who_decides_too_late_reads_what_was_decided_and_keeps_the_words(
    as_: SigningIn, checker: FlaskClient, engine: Engine
) -> None:
    anna, ben = as_(Role.REVIEWER), as_(Role.REVIEWER)
    address = submit(checker, LINK, **CONFLICT).location
    [mine, his] = [Page.of(one.get(address)).form() for one in (anna, ben)]
    anna.post(f"{address}/reject", data=mine.filled(reason="They speak of two posts."))
    with nothing_stored(engine):
        answer = ben.post(f"{address}/confirm", data=his.filled(reason="I read both in full."))
    assert answer.status_code == 409
    page = Page.of(answer)
    assert page.heading == Page.of(ben.get(address)).heading
    assert "Somebody else changed this link while you decided it." in page.alerts
    assert "rejected it" in page.alerts
    assert "They speak of two posts." in page.alerts
    assert "I read both in full." in page.alerts
