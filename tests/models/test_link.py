from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text

from models.terms import Answer, LinkStatus, Outcome, Relation, Standing
from tests.factories import (
    LinkParts,
    a_confirmed_contradiction,
    a_contradiction,
    a_link,
    a_statement,
)
from tests.rules import refused_by

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

LIVE_ONCE = ("uq_link_live", r"link\.low_id, link\.high_id, link\.relation")
NOT_BOTH = ("uq_link_supports_or_contradicts", r"link\.low_id, link\.high_id")
OVER = [LinkStatus.REJECTED, LinkStatus.WITHDRAWN]


def test_a_statement_is_not_linked_to_itself(session: Session) -> None:
    statement = a_statement(session)
    with refused_by("ck_link_not_to_itself", "ck_link_low_below_high"):
        a_link(session, statement, statement)


def test_the_sides_of_a_link_are_its_ordered_pair(session: Session) -> None:
    first, second = a_statement(session), a_statement(session)
    link = a_link(session, second, first)
    assert (link.from_id, link.to_id) == (second.id, first.id)
    assert (link.low_id, link.high_id) == (first.id, second.id)
    assert (link.from_statement, link.to_statement) == (second, first)


def test_the_ordered_pair_cannot_be_of_other_statements(session: Session) -> None:
    first, second, third = (a_statement(session) for _ in range(3))
    with refused_by("ck_link_low_high_are_the_sides"):
        a_link(session, first, second, low_id=first.id, high_id=third.id)


def test_the_ordered_pair_is_in_order(session: Session) -> None:
    first, second = a_statement(session), a_statement(session)
    with refused_by("ck_link_low_below_high"):
        a_link(session, first, second, low_id=second.id, high_id=first.id)


@pytest.mark.parametrize("relation", list(Relation))
@pytest.mark.parametrize("turned", [False, True])
def test_a_pair_has_one_live_link_of_a_relation(
    session: Session, relation: Relation, *, turned: bool
) -> None:
    first, second = a_statement(session), a_statement(session)
    a_link(session, first, second, relation)
    sides = (second, first) if turned else (first, second)
    with refused_by(*LIVE_ONCE, *NOT_BOTH):
        a_link(session, *sides, relation)


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("relation", [Relation.SUPPORTS, Relation.CONTRADICTS])
def test_a_pair_does_not_both_support_and_contradict(
    session: Session, relation: Relation, *, turned: bool
) -> None:
    first, second = a_statement(session), a_statement(session)
    a_link(session, first, second, relation)
    sides = (second, first) if turned else (first, second)
    assert relation.opposite
    with refused_by(*NOT_BOTH):
        a_link(session, *sides, relation.opposite)


def test_other_relations_stand_beside_each_other(session: Session) -> None:
    first, second = a_statement(session), a_statement(session)
    for relation in (Relation.REPEATS, Relation.CORRECTS, Relation.CONTRADICTS):
        assert a_link(session, first, second, relation).id


@pytest.mark.parametrize("status", OVER)
@pytest.mark.parametrize("again", [Relation.SUPPORTS, Relation.CONTRADICTS])
def test_a_link_that_is_over_stays_and_frees_the_pair(
    session: Session, status: LinkStatus, again: Relation
) -> None:
    over = a_contradiction(session, status=status, reason="Not the same outpost.")
    a_link(session, over.from_statement, over.to_statement, status=status)
    live = a_link(session, over.from_statement, over.to_statement, again)
    assert {over.status, live.status} == {status, LinkStatus.PROPOSED}


def test_a_link_that_is_over_cannot_come_back_beside_a_live_one(session: Session) -> None:
    over = a_contradiction(session, status=LinkStatus.REJECTED)
    a_link(session, over.to_statement, over.from_statement, Relation.SUPPORTS)
    over.status = LinkStatus.PROPOSED
    with refused_by(*NOT_BOTH):
        session.flush()


def test_a_confirmed_link_has_a_rationale(session: Session) -> None:
    with refused_by("ck_link_confirmed_has_rationale_and_decider"):
        a_confirmed_contradiction(session, rationale=None)


def test_a_rationale_has_words(session: Session) -> None:
    with refused_by("ck_link_rationale_has_words"):
        a_confirmed_contradiction(session, rationale="")


def test_a_confirmed_link_has_a_decider(session: Session) -> None:
    with refused_by("ck_link_confirmed_has_rationale_and_decider"):
        a_confirmed_contradiction(session, decider_id=None)


def test_a_decider_is_an_account(session: Session) -> None:
    with refused_by("fk_link_decider_id", "FOREIGN KEY"):
        a_confirmed_contradiction(session, decider_id=4711)


@pytest.mark.parametrize("question", ["same_time", "same_place", "same_meaning"])
def test_each_question_is_asked_of_contradictions_alone(session: Session, question: str) -> None:
    contradiction = a_contradiction(session)
    support = a_link(session, contradiction.from_statement, a_statement(session))
    for link, value in [(contradiction, "NULL"), (support, "'unknown'")]:
        change = f"UPDATE link SET {question} = {value} WHERE id = {link.id}"
        with refused_by("ck_link_questions_fit_relation"), session.begin_nested():
            session.execute(text(change))


@pytest.mark.parametrize(
    "change",
    ["status = 'true'", "relation = 'denies'", "same_time = 'perhaps'", "outcome = 'lied'"],
)
def test_links_use_the_terms_of_the_field(session: Session, change: str) -> None:
    a_contradiction(session)
    with refused_by("ck_link_"):
        session.execute(text(f"UPDATE link SET {change}"))


@pytest.mark.parametrize(
    "parts", [LinkParts(recheck=True), LinkParts(recheck_why="The quote was changed.")]
)
def test_a_recheck_says_why(session: Session, parts: LinkParts) -> None:
    with refused_by("ck_link_recheck_has_why"):
        a_contradiction(session, **parts)


@pytest.mark.parametrize(
    ("parts", "rule"),
    [
        (LinkParts(outcome=Outcome.CHANGED), "ck_link_outcome_has_why"),
        (LinkParts(outcome_why="He said so."), "ck_link_outcome_has_why"),
        (LinkParts(outcome=Outcome.EXPLAINED, outcome_why=" "), "ck_link_outcome_why_has_words"),
    ],
)
def test_what_was_found_has_its_words(session: Session, parts: LinkParts, rule: str) -> None:
    with refused_by(rule):
        a_contradiction(session, **parts)


def test_only_of_a_contradiction_is_something_found(session: Session) -> None:
    parts = LinkParts(outcome=Outcome.CHANGED, outcome_why="He said so.")
    with refused_by("ck_link_outcome_fits_relation"):
        a_link(session, a_statement(session), a_statement(session), **parts)


def test_a_linked_statement_cannot_go(session: Session) -> None:
    link = a_contradiction(session)
    with refused_by("fk_link_from_id", "fk_link_low_id", "FOREIGN KEY"):
        session.execute(text(f"DELETE FROM statement WHERE id = {link.from_id}"))


def test_a_contradiction_has_a_standing_and_no_other_link_has(session: Session) -> None:
    yes = Answer.YES
    link = a_contradiction(session, same_time=yes, same_place=yes, same_meaning=yes)
    support = a_link(session, link.from_statement, a_statement(session))
    assert (link.standing, support.standing) == (Standing.DIRECT, None)
