"""The program proposes, a person decides: with a reason, and where it can be with two people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk import decisions, link_drafts, link_records, links
from desk.board import board
from desk.read_models import conflicts
from desk.refusals import RefusedError
from models import Account
from models.terms import LinkStatus
from tests.desk.drafting import confirm, log, propose, revise, withdraw

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models import Link
    from models.records import LinkRecord

REASON = link_drafts.DecisionDraft(reason="They speak of two outposts.")
ALONE = "Nobody else is on duty."


@pytest.fixture
def second(admin: Actor) -> Actor:
    """Another person who may decide, so that two can agree."""
    return admin


def _proposed(writing: Session, by: Actor, **parts: object) -> Link:
    start, end = log(writing, by), log(writing, by, quote="We gave up the outpost.")
    return propose(writing, start, end, by, **parts)


def _record(writing: Session, link: Link) -> LinkRecord:
    [record] = link_records.by_ids(writing, [link.id])
    return record


def _refused(deed: Callable[..., object], writing: Session, link: Link, *rest: object) -> str:
    with pytest.raises(RefusedError) as raised:
        deed(writing, link.id, link.version, *rest)
    return raised.value.field


def test_two_people_confirm_together(writing: Session, checker: Actor, reviewer: Actor) -> None:
    link = confirm(writing, _proposed(writing, checker), reviewer)
    assert (link.status, link.decider_id) == (LinkStatus.CONFIRMED, reviewer.account_id)
    assert link.decided_at
    assert _record(writing, link).decided_by_two


def test_a_confirmation_touches_the_link_where_it_is_found_and_the_history_alone(
    writing: Session,
    checker: Actor,
    reviewer: Actor,
    engine: Engine,
    count_queries: Callable[[Engine], AbstractContextManager[list[str]]],
) -> None:
    link = _proposed(writing, checker)
    held = link.id, link.version
    writing.commit()
    with count_queries(engine) as asked:
        decisions.confirm_link(writing, *held, link_drafts.DecisionDraft(), reviewer)
    written = [tuple(one.split()[: 3 if one.startswith("INSERT") else 2]) for one in asked]
    assert written == [
        ("SELECT", "link.id,"),
        ("UPDATE", "link"),
        ("UPDATE", "conflict_month"),
        ("UPDATE", "conflict_place"),
        ("SELECT", "event_head.seq,"),
        ("INSERT", "INTO", "event"),
        ("UPDATE", "event_head"),
    ]
    assert conflicts.differences(writing) == 0


def test_what_contradicts_nothing_is_looked_up_in_no_report(
    writing: Session,
    checker: Actor,
    engine: Engine,
    count_queries: Callable[[Engine], AbstractContextManager[list[str]]],
) -> None:
    with count_queries(engine) as asked:
        link = _proposed(writing, checker, relation="supports")
    assert not [one for one in asked if "conflict_" in one]
    with count_queries(engine) as asked:
        words = link_drafts.LinkWords(relation="contradicts", rationale="Another look.")
        links.revise_link(writing, link.id, link.version, words, checker, confirmed=True)
    assert [one for one in asked if "conflict_place" in one]
    assert conflicts.differences(writing) == 0


def test_a_link_without_rationale_is_not_confirmed(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    link = _proposed(writing, checker, rationale=None)
    draft = link_drafts.DecisionDraft()
    assert _refused(decisions.confirm_link, writing, link, draft, reviewer) == "rationale"


def test_a_lone_decider_may_confirm_his_own(writing: Session, reviewer: Actor) -> None:
    link = confirm(writing, _proposed(writing, reviewer), reviewer)
    assert link.status is LinkStatus.CONFIRMED
    assert not _record(writing, link).decided_by_two


@pytest.mark.usefixtures("second")
def test_where_two_may_decide_the_proposer_does_not(writing: Session, reviewer: Actor) -> None:
    link = _proposed(writing, reviewer)
    draft = link_drafts.DecisionDraft()
    assert decisions.needs_second(writing, link, reviewer)
    assert _refused(decisions.confirm_link, writing, link, draft, reviewer) == "override_reason"


@pytest.mark.usefixtures("second")
def test_where_two_may_decide_the_last_editor_does_not(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    link = _proposed(writing, checker)
    words = link_drafts.LinkWords(relation=link.relation, rationale="Said in one briefing.")
    links.revise_link(writing, link.id, link.version, words, reviewer)
    writing.commit()
    draft = link_drafts.DecisionDraft()
    assert _refused(decisions.confirm_link, writing, link, draft, reviewer) == "override_reason"


@pytest.mark.usefixtures("second")
def test_an_override_has_a_reason_and_counts_as_one_checker(
    writing: Session, reviewer: Actor
) -> None:
    link = confirm(writing, _proposed(writing, reviewer), reviewer, ALONE)
    record = _record(writing, link)
    assert (record.status, record.override_reason) == (LinkStatus.CONFIRMED, ALONE)
    assert not record.decided_by_two


def test_a_decider_who_is_disabled_is_no_second(
    writing: Session, reviewer: Actor, second: Actor
) -> None:
    link = _proposed(writing, reviewer)
    writing.get_one(Account, second.account_id).active = False
    assert not decisions.needs_second(writing, link, reviewer)


def test_the_command_line_counts_as_nobody(
    writing: Session, command_line: Actor, reviewer: Actor
) -> None:
    assert decisions.deciders(writing) == 1
    link = confirm(writing, _proposed(writing, command_line), reviewer)
    assert not _record(writing, link).decided_by_two
    other = confirm(writing, _proposed(writing, reviewer), command_line)
    assert not _record(writing, other).decided_by_two


def test_what_the_program_proposed_one_person_confirms(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    link = _proposed(writing, checker)
    link.proposer_id = None
    decisions.confirm_link(writing, link.id, link.version, link_drafts.DecisionDraft(), reviewer)
    assert not _record(writing, link).decided_by_two


@pytest.mark.parametrize("deed", [decisions.reject_link, decisions.withdraw_link])
def test_taking_a_link_off_needs_a_reason_and_frees_the_pair(
    writing: Session, checker: Actor, reviewer: Actor, deed: Callable[..., Link]
) -> None:
    link = _proposed(writing, checker)
    assert _refused(deed, writing, link, link_drafts.DecisionDraft(), reviewer) == "reason"
    deed(writing, link.id, link.version, REASON, reviewer)
    writing.commit()
    assert (link.status.live, link.reason) == (False, REASON.reason)
    again = propose(writing, link.from_statement, link.to_statement, checker)
    assert again.id != link.id
    assert writing.get(type(link), link.id) is link


@pytest.mark.parametrize("over", [decisions.reject_link, decisions.withdraw_link])
@pytest.mark.parametrize(
    "deed", [decisions.confirm_link, decisions.reject_link, decisions.withdraw_link]
)
def test_a_link_that_is_over_is_not_decided_again(
    writing: Session, reviewer: Actor, over: Callable[..., Link], deed: Callable[..., Link]
) -> None:
    link = _proposed(writing, reviewer)
    over(writing, link.id, link.version, REASON, reviewer)
    writing.commit()
    assert _refused(deed, writing, link, REASON, reviewer) == "version"
    words = link_drafts.LinkWords(relation=link.relation, rationale="Yet.")
    assert _refused(links.revise_link, writing, link, words, reviewer) == "version"


@pytest.mark.parametrize("deed", [decisions.confirm_link, decisions.reject_link])
def test_a_confirmed_link_is_withdrawn_not_decided_again(
    writing: Session, checker: Actor, reviewer: Actor, deed: Callable[..., Link]
) -> None:
    link = confirm(writing, _proposed(writing, checker), reviewer)
    assert _refused(deed, writing, link, REASON, reviewer) == "version"
    assert _refused(decisions.withdraw_link, writing, link, REASON, checker) == "reason"
    decisions.withdraw_link(writing, link.id, link.version, REASON, reviewer)
    assert link.status is LinkStatus.WITHDRAWN


def test_a_checker_takes_back_only_what_he_proposed(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    link = _proposed(writing, reviewer)
    assert _refused(decisions.withdraw_link, writing, link, REASON, checker) == "reason"


def test_a_recheck_is_settled_once(writing: Session, checker: Actor, reviewer: Actor) -> None:
    link = confirm(writing, _proposed(writing, checker), reviewer)
    nothing = link_drafts.DecisionDraft()
    assert _refused(decisions.settle_recheck, writing, link, nothing, reviewer) == "version"
    revise(writing, link.from_statement, checker, claim="No ground was given up.")
    assert [pair.id for pair in board(writing).rechecks.pairs] == [link.id]
    decisions.settle_recheck(writing, link.id, link.version, nothing, reviewer)
    writing.commit()
    assert (link.recheck, link.recheck_why, link.status) == (False, None, LinkStatus.CONFIRMED)
    assert board(writing).rechecks.pairs == ()


def test_a_recheck_takes_a_second_pair_of_eyes_like_the_decision(
    writing: Session, reviewer: Actor, admin: Actor
) -> None:
    link = confirm(writing, _proposed(writing, reviewer), admin)
    revise(writing, link.from_statement, reviewer, claim="No ground was given up.")
    nothing = link_drafts.DecisionDraft()
    settle = decisions.settle_recheck
    assert _refused(settle, writing, link, nothing, reviewer) == "override_reason"
    alone = link_drafts.DecisionDraft(override_reason="Nobody else is here tonight.")
    settle(writing, link.id, link.version, alone, reviewer)
    writing.commit()
    assert (link.decider_id, link.override_reason) == (reviewer.account_id, alone.override_reason)


def test_a_link_is_not_settled_while_a_side_is_withdrawn(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    link = confirm(writing, _proposed(writing, checker), reviewer)
    revise(writing, link.from_statement, checker, claim="No ground was given up.")
    withdraw(writing, link.to_statement, checker)
    nothing = link_drafts.DecisionDraft()
    assert _refused(decisions.settle_recheck, writing, link, nothing, reviewer) == "version"


@pytest.mark.parametrize(
    "decide", [decisions.confirm_link, decisions.reject_link, decisions.withdraw_link]
)
def test_a_new_decision_is_a_look_of_its_own(
    writing: Session, checker: Actor, reviewer: Actor, decide: Callable[..., Link]
) -> None:
    link = confirm(writing, _proposed(writing, checker), reviewer)
    revise(writing, link.from_statement, checker, claim="No ground was given up.")
    words = link_drafts.LinkWords(relation=link.relation, rationale="It was one outpost.")
    links.revise_link(writing, link.id, link.version, words, checker)
    decide(writing, link.id, link.version, REASON, reviewer)
    writing.commit()
    assert (link.recheck, link.recheck_why) == (False, None)


def test_the_desk_shows_what_waits_and_the_newest_conflicts(at_tanf: Session) -> None:
    waiting = board(at_tanf)
    assert {pair.key for pair in waiting.proposed.pairs} == {
        "o14-supports-o13",
        "o18-repeats-o14",
        "o5-supports-o3",
    }
    assert len(waiting.newest) == 5
    assert (waiting.rechecks.pairs, waiting.rechecks.total) == ((), 0)
