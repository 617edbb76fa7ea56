"""A speaker against himself: a question until a reviewer has looked, and asked only where it is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from pydantic import ValidationError

from desk import decisions, links
from desk.judgements import can_be_judged, judge_link
from desk.link_drafts import DecisionDraft, JudgementDraft, LinkWords
from desk.pairs import pair_of
from desk.refusals import RefusedError, StaleError
from models.terms import LinkStatus, Outcome, Relation
from tests.desk.drafting import confirm, log, one_event, propose, revise, told
from tests.desk.redacting import redact

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models import Link

WHY = "He corrected himself once the maps were out."
CHANGED = JudgementDraft(outcome=Outcome.CHANGED, outcome_why=WHY)
EXPLAINED = JudgementDraft(outcome=Outcome.EXPLAINED, outcome_why=WHY)
OPEN = JudgementDraft(outcome=None)
EARLY, LATE = "2017-09-18", "2018-03"


def _confirmed(
    writing: Session,
    checker: Actor,
    reviewer: Actor,
    dates: tuple[str | None, str | None] = (EARLY, LATE),
    **other: object,
) -> Link:
    start = log(writing, checker, said=dates[0])
    words = {"quote": "We gave up the outpost.", "said": dates[1], "confirmed": True, **other}
    end = log(writing, checker, **words)
    return confirm(writing, propose(writing, start, end, checker), reviewer)


def _judge(session: Session, link: Link, draft: JudgementDraft, by: Actor) -> None:
    judge_link(session, link.id, link.version, draft, by)
    session.commit()


def _refused(session: Session, link: Link, draft: JudgementDraft, by: Actor) -> str:
    with pytest.raises(RefusedError) as raised:
        judge_link(session, link.id, link.version, draft, by)
    session.rollback()
    return raised.value.field


@pytest.mark.parametrize("draft", [CHANGED, EXPLAINED])
def test_what_a_reviewer_found_is_kept_with_its_words_and_an_event(
    writing: Session, checker: Actor, reviewer: Actor, draft: JudgementDraft
) -> None:
    link = _confirmed(writing, checker, reviewer)
    with one_event(writing, "link:judge") as left:
        judge_link(writing, link.id, link.version, draft, reviewer)
    before, after = (values["link"][str(link.id)] for values in told(left[0]))
    assert (before["outcome"], before["outcome_why"]) == (None, None)
    assert (after["outcome"], after["outcome_why"]) == (draft.outcome, WHY)
    assert pair_of(writing, link.id).outcome is draft.outcome


def test_it_can_be_opened_again(writing: Session, checker: Actor, reviewer: Actor) -> None:
    link = _confirmed(writing, checker, reviewer)
    _judge(writing, link, CHANGED, reviewer)
    _judge(writing, link, OPEN, reviewer)
    assert (link.outcome, link.outcome_why) == (None, None)


@pytest.mark.parametrize("dates", [(None, EARLY), ("2017-09", EARLY), (None, None)])
def test_a_change_needs_a_before_and_an_after(
    writing: Session, checker: Actor, reviewer: Actor, dates: tuple[str | None, str | None]
) -> None:
    link = _confirmed(writing, checker, reviewer, dates)
    assert _refused(writing, link, CHANGED, reviewer) == "outcome"
    _judge(writing, link, EXPLAINED, reviewer)
    assert pair_of(writing, link.id).outcome is Outcome.EXPLAINED


def test_it_is_said_of_one_named_speaker_alone(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    link = _confirmed(writing, checker, reviewer, speaker={"name": "A spokesman"})
    assert not can_be_judged(pair_of(writing, link.id))
    assert _refused(writing, link, EXPLAINED, reviewer) == "version"


def test_it_is_said_of_decided_conflicts_that_wait_for_nothing(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    link = _confirmed(writing, checker, reviewer)
    revise(writing, link.from_statement, checker, said=EARLY, claim="None was given up.")
    assert not can_be_judged(pair_of(writing, link.id))
    assert _refused(writing, link, EXPLAINED, reviewer) == "version"
    reason = DecisionDraft(reason="Of two outposts.")
    decisions.withdraw_link(writing, link.id, link.version, reason, reviewer)
    writing.commit()
    assert _refused(writing, link, EXPLAINED, reviewer) == "version"


def test_who_was_slower_is_told(writing: Session, checker: Actor, reviewer: Actor) -> None:
    link = _confirmed(writing, checker, reviewer)
    seen = link.version
    _judge(writing, link, CHANGED, reviewer)
    with pytest.raises(StaleError):
        judge_link(writing, link.id, seen, EXPLAINED, reviewer)


@pytest.mark.parametrize("relation", [Relation.CONTRADICTS, Relation.CORRECTS])
def test_a_link_that_says_something_else_is_not_judged_yet(
    writing: Session, checker: Actor, reviewer: Actor, relation: Relation
) -> None:
    link = _confirmed(writing, checker, reviewer)
    _judge(writing, link, CHANGED, reviewer)
    words = LinkWords(relation=relation, rationale="Another reason.")
    links.revise_link(writing, link.id, link.version, words, reviewer, confirmed=True)
    writing.commit()
    assert (link.status, link.outcome) == (LinkStatus.PROPOSED, None)


def test_marking_words_leaves_what_was_found(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    link = _confirmed(writing, checker, reviewer)
    _judge(writing, link, CHANGED, reviewer)
    words = LinkWords(relation=link.relation, rationale=link.rationale, words="not ceded")
    links.revise_link(writing, link.id, link.version, words, reviewer, confirmed=True)
    writing.commit()
    assert link.outcome is Outcome.CHANGED


def test_a_change_lapses_where_the_order_is_no_longer_known(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    link = _confirmed(writing, checker, reviewer)
    _judge(writing, link, CHANGED, reviewer)
    revise(writing, link.from_statement, checker, said=None)
    assert pair_of(writing, link.id).outcome is None


def test_it_goes_with_the_reasons_of_a_link(
    writing: Session, checker: Actor, reviewer: Actor, admin: Actor
) -> None:
    link = _confirmed(writing, checker, reviewer)
    _judge(writing, link, CHANGED, reviewer)
    redact(writing, admin, "link", link.id, "reasons")
    assert (link.outcome, link.outcome_why) == (Outcome.CHANGED, "[redacted]")


@pytest.mark.parametrize("why", [None, "", "   "])
def test_why_is_said_in_words(why: str | None) -> None:
    with pytest.raises(ValidationError):
        JudgementDraft(outcome=Outcome.EXPLAINED, outcome_why=why)
    if why is None:
        assert JudgementDraft(outcome=None).outcome_why is None
