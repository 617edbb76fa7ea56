"""What waits on the desk, and that its numbers are those of its lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk import board as desk
from desk.board import Queue, beside, board, waiting_in
from desk.sight import look_as
from models.terms import LinkStatus, Relation
from tests.factories import a_contradiction, a_link, a_statement, a_topic, an_account

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models import Link

MANY = 12


@pytest.fixture
def rechecks(session: Session) -> list[Link]:
    """More confirmed links in re-check than the desk shows, of each relation."""
    return [_recheck(session, list(Relation)[number % 4]) for number in range(MANY)]


def _recheck(session: Session, relation: Relation) -> Link:
    return a_link(
        session,
        a_statement(session),
        a_statement(session),
        relation,
        status=LinkStatus.CONFIRMED,
        rationale="One outpost.",
        decider_id=an_account(session).id,
        recheck=True,
        recheck_why="The statement was revised.",
    )


def test_every_relation_in_recheck_is_counted_and_the_oldest_are_shown(
    session: Session, rechecks: list[Link]
) -> None:
    waiting = board(session).rechecks
    assert (waiting.total, waiting.more) == (MANY, 2)
    assert [pair.id for pair in waiting.pairs] == [link.id for link in rechecks[:10]]


@pytest.mark.usefixtures("rechecks")
def test_a_queue_is_counted_so_far_and_no_further(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "COUNTED", MANY - 2)
    waiting = board(session).rechecks
    assert (waiting.total, waiting.many) == (MANY - 1, True)


def test_every_proposed_link_is_counted_whatever_it_waits_for_besides(session: Session) -> None:
    first = a_contradiction(session)
    again = a_link(
        session, a_statement(session), a_statement(session), recheck=True, recheck_why="New."
    )
    found = board(session)
    assert [pair.id for pair in found.proposed.pairs] == [first.id, again.id]
    assert (found.proposed.total, found.proposed.more, found.rechecks.total) == (2, 0, 0)


def test_a_queue_goes_on_after_the_last_link_seen(
    session: Session, rechecks: list[Link], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(desk, "PAGE", 5)
    walked, after = [], None
    for _page in range(3):
        page = waiting_in(session, Queue.RECHECKS, after)
        walked += [pair.id for pair in page.rows]
        after = page.next
    assert walked == [link.id for link in rechecks]
    assert after is None
    assert waiting_in(session, Queue.PROPOSED, None).rows == ()


def test_the_next_takes_the_place_of_a_link_and_the_one_before_that_of_the_last(
    session: Session, rechecks: list[Link]
) -> None:
    one, other, *_rest, before, last = [link.id for link in rechecks]
    assert beside(session, Queue.RECHECKS, one) == other
    assert beside(session, Queue.RECHECKS, last) == before
    assert beside(session, Queue.RECHECKS, last, before) is None
    assert beside(session, Queue.PROPOSED, one) is None


def test_what_rests_on_a_restricted_topic_is_not_counted_for_others(session: Session) -> None:
    _recheck(session, Relation.CONTRADICTS)
    hidden = _recheck(session, Relation.SUPPORTS)
    topic = a_topic(session)
    topic.restricted = True
    hidden.from_statement.topics.append(topic)
    session.flush()
    look_as(session, an_account(session).id)
    assert board(session).rechecks.total == 1
