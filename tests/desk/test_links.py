"""Links proposed and revised: one relation a pair, no opposites, never to itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from desk import decisions, link_drafts, link_rules, links
from desk.refusals import MissingError, RefusedError, StaleError
from models import Role
from models.terms import Answer, LinkStatus, Relation, Standing
from tests.desk.drafting import WHY, a_link_draft, confirm, log, propose, withdraw

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models import Link, Statement

Sides = tuple["Statement", "Statement"]
REASON = link_drafts.DecisionDraft(reason="They speak of two outposts.")


@pytest.fixture
def sides(writing: Session, checker: Actor) -> Sides:
    """Two logged statements."""
    return log(writing, checker), log(writing, checker, quote="We gave up the outpost.")


def _refusal(writing: Session, by: Actor, sides: Sides, **parts: object) -> RefusedError:
    with pytest.raises(RefusedError) as raised:
        links.propose_link(writing, a_link_draft(sides[0], sides[1], **parts), by)
    return raised.value


def _turned(sides: Sides) -> Sides:
    return sides[1], sides[0]


def _revise(writing: Session, link: Link, by: Actor, **parts: object) -> Link:
    known = {"relation": link.relation, "rationale": link.rationale}
    words = link_drafts.LinkWords.model_validate(known | parts)
    links.revise_link(writing, link.id, link.version, words, by)
    writing.commit()
    return link


def test_a_link_is_proposed_with_what_it_says(
    writing: Session, checker: Actor, sides: Sides
) -> None:
    link = propose(writing, *sides, checker, words="not ceded", same_time="yes", same_place="yes")
    assert (link.status, link.proposer_id) == (LinkStatus.PROPOSED, checker.account_id)
    assert (link.rationale, link.words, link.to_words) == (WHY, "not ceded", None)
    assert (link.same_meaning, link.standing) == (Answer.UNKNOWN, Standing.UNRESOLVED)


def test_the_three_questions_are_asked_of_contradictions_alone(
    writing: Session, checker: Actor, sides: Sides
) -> None:
    link = propose(writing, *sides, checker, relation="supports", same_time="yes")
    assert (link.same_time, link.standing) == (None, None)


def test_a_link_to_itself_is_refused(sides: Sides) -> None:
    with pytest.raises(ValidationError, match="cannot be linked to itself"):
        a_link_draft(sides[0], sides[0])


@pytest.mark.parametrize("field", ["from_id", "to_id"])
def test_a_side_that_is_not_there_is_refused_at_its_field(
    writing: Session, checker: Actor, sides: Sides, field: str
) -> None:
    assert _refusal(writing, checker, sides, **{field: 4711}).field == field


@pytest.mark.parametrize(("place", "field"), [(0, "from_id"), (1, "to_id")])
def test_a_withdrawn_statement_cannot_be_linked(
    writing: Session, checker: Actor, sides: Sides, place: int, field: str
) -> None:
    withdraw(writing, sides[place], checker)
    refused = _refusal(writing, checker, sides)
    assert refused.field == field
    assert "restore it first" in refused.reason


@pytest.mark.parametrize("relation", list(Relation))
@pytest.mark.parametrize("turned", [False, True])
def test_a_pair_holds_a_relation_once_either_way_round(
    writing: Session, checker: Actor, sides: Sides, relation: Relation, *, turned: bool
) -> None:
    link = propose(writing, *sides, checker, relation=relation)
    again = _turned(sides) if turned else sides
    refused = _refusal(writing, checker, again, relation=relation)
    assert refused.field == "relation"
    assert f"Link {link.id} says so already (proposed)" in refused.reason


@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize("relation", [Relation.SUPPORTS, Relation.CONTRADICTS])
def test_the_opposite_of_a_proposed_link_is_refused_with_an_offer(
    writing: Session, reviewer: Actor, sides: Sides, relation: Relation, *, turned: bool
) -> None:
    first = propose(writing, *sides, reviewer, relation=relation)
    again, opposite = _turned(sides) if turned else sides, relation.opposite
    refused = _refusal(writing, reviewer, again, relation=opposite)
    assert refused.field == "reject_opposite"
    second = propose(writing, *again, reviewer, relation=opposite, reject_opposite=True)
    assert (first.status, second.status) == (LinkStatus.REJECTED, LinkStatus.PROPOSED)
    assert first.decider_id == reviewer.account_id
    assert first.reason == f"The opposite was proposed: {WHY}"


def test_who_may_not_decide_rejects_only_an_opposite_of_his_own(
    writing: Session, checker: Actor, reviewer: Actor, sides: Sides
) -> None:
    first = propose(writing, *sides, reviewer)
    refused = _refusal(writing, checker, sides, relation="supports", reject_opposite=True)
    assert (refused.field, first.status) == ("relation", LinkStatus.PROPOSED)
    decisions.withdraw_link(writing, first.id, first.version, REASON, reviewer)
    own = propose(writing, *sides, checker)
    propose(writing, *sides, checker, relation="supports", reject_opposite=True)
    assert own.status is LinkStatus.REJECTED


def test_the_opposite_of_a_confirmed_link_is_refused(
    writing: Session, checker: Actor, reviewer: Actor, sides: Sides
) -> None:
    confirm(writing, propose(writing, *sides, checker), reviewer)
    refused = _refusal(writing, reviewer, sides, relation="supports", reject_opposite=True)
    assert refused.field == "relation"
    assert "has to be withdrawn first" in refused.reason


def test_relations_without_opposite_stand_beside_each_other(
    writing: Session, checker: Actor, sides: Sides
) -> None:
    made = [propose(writing, *sides, checker, relation=name) for name in ("repeats", "corrects")]
    made.append(propose(writing, *sides, checker))
    assert len({link.id for link in made}) == 3


@pytest.mark.parametrize("relation", ["supports", "contradicts"])
def test_a_link_is_not_revised_into_one_that_the_pair_holds(
    writing: Session, checker: Actor, sides: Sides, relation: str
) -> None:
    propose(writing, *sides, checker)
    other = propose(writing, *sides, checker, relation="repeats")
    with pytest.raises(RefusedError) as raised:
        _revise(writing, other, checker, relation=relation)
    assert raised.value.field == "relation"


def test_a_link_may_be_revised_into_its_own_opposite(
    writing: Session, checker: Actor, sides: Sides
) -> None:
    link = _revise(writing, propose(writing, *sides, checker), checker, relation="supports")
    assert (link.relation, link.same_time) == (Relation.SUPPORTS, None)


@pytest.mark.parametrize("change", [{"relation": "repeats"}, {"rationale": "Another reason."}])
def test_a_weighty_change_sends_a_confirmed_link_back(
    writing: Session, checker: Actor, reviewer: Actor, sides: Sides, change: dict[str, str]
) -> None:
    link = confirm(writing, propose(writing, *sides, checker), reviewer)
    _revise(writing, link, checker, **change)
    assert (link.status, link.decider_id, link.decided_at) == (LinkStatus.PROPOSED, None, None)
    assert link.editor_id == checker.account_id


def test_other_words_leave_a_confirmed_link_confirmed(
    writing: Session, checker: Actor, reviewer: Actor, sides: Sides
) -> None:
    link = confirm(writing, propose(writing, *sides, checker), reviewer)
    _revise(writing, link, checker, words="not ceded any")
    assert (link.status, link.decider_id) == (LinkStatus.CONFIRMED, reviewer.account_id)


def test_a_stale_version_of_a_link_is_refused(
    writing: Session, checker: Actor, reviewer: Actor, sides: Sides
) -> None:
    link = propose(writing, *sides, checker)
    seen = link.version
    _revise(writing, link, checker, rationale="Another reason.")
    for decide in (decisions.confirm_link, decisions.reject_link, decisions.withdraw_link):
        with pytest.raises(StaleError):
            decide(writing, link.id, seen, REASON, reviewer)
    with pytest.raises(StaleError):
        decisions.settle_recheck(writing, link.id, seen, REASON, reviewer)


def test_a_link_that_is_not_there_is_missing(writing: Session, reviewer: Actor) -> None:
    with pytest.raises(MissingError):
        decisions.confirm_link(writing, 4711, 1, REASON, reviewer)


def test_a_live_link_is_found_either_way_round(
    writing: Session, checker: Actor, sides: Sides
) -> None:
    link = propose(writing, *sides, checker)
    first, second = (side.id for side in sides)
    for pair in ((first, second), (second, first)):
        assert link_rules.live_link(writing, *pair, Relation.CONTRADICTS) is link
        assert link_rules.live_link(writing, *pair, Relation.SUPPORTS) is None


def test_deciders_are_active_people_who_may_decide(
    writing: Session, actor: Callable[..., Actor]
) -> None:
    assert decisions.deciders(writing) == 0
    writing.rollback()
    for role in Role:
        actor(role)
    assert decisions.deciders(writing) == 2
