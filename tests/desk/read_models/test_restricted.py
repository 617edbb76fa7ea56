"""How much rests on restricted topics, as it is kept apart, against what is there for who looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, select, update

from desk.contradictions import counts
from desk.read_models import checking, restricted
from desk.scopes import ReportScope
from desk.sight import NOBODY, look_as
from models import Link, RestrictedCount, RestrictedMonth, Statement
from models.terms import Answer
from tests.desk.slow_report import counted_slowly
from tests.factories import a_confirmed_contradiction, a_speaker, a_topic, an_account

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models import Account, Speaker, Topic

DAYS = ("2016-12-31", "2017-01-01", "2017-01-17", "2018", None)
KEPT = "what rests on restricted topics"


@pytest.fixture
def insider(session: Session) -> Account:
    """Somebody who is let into the first of two restricted topics."""
    return an_account(session)


@pytest.fixture
def topics(session: Session, insider: Account) -> list[Topic]:
    """Two restricted topics, and one that is open."""
    made = [a_topic(session, name) for name in ("First", "Second", "Open")]
    made[0].restricted, made[0].accounts = True, [insider]
    made[1].restricted = True
    session.flush()
    return made


@pytest.fixture
def speakers(session: Session, topics: list[Topic]) -> list[Speaker]:
    """Two speakers with contradictions of each topic, of several, and of none, at many times."""
    made = [a_speaker(session, f"Speaker {number}") for number in range(2)]
    held = [[], [topics[0]], [topics[1]], [topics[2]], topics[:2], topics[1:]]
    for number in range(2 * len(held)):
        link = a_confirmed_contradiction(session)
        one, other = link.from_statement, link.to_statement
        one.speaker = other.speaker = made[number % 2]
        one.said, other.said = DAYS[number % len(DAYS)], DAYS[number % 2]
        one.topics, other.topics = held[number // 2], held[number % len(held)]
        session.flush()
    session.commit()
    return made


def _scopes(topics: list[Topic], speakers: list[Speaker]) -> list[ReportScope]:
    parties = [{}, *({"speaker_id": one.id} for one in speakers), {"topic_id": topics[2].id}]
    spans = [{}, {"since": "2017-01-01", "until": "2017"}, {"until": "2017-01-05"}]
    return [ReportScope(**party, **span) for party in parties for span in spans]


def _is_told(session: Session, scopes: list[ReportScope], viewers: list[int | None]) -> None:
    """Assert that each viewer is told of what is there for him, and of no more."""
    for viewer in viewers:
        look_as(session, viewer)
        for scope in scopes:
            told = counts(session, scope)
            plain = counted_slowly(_inside(session, scope))
            assert {name: getattr(told, name) for name in plain} == plain
    look_as(session, None)
    assert checking.differences(session)[KEPT] == 0


def _inside(session: Session, scope: ReportScope) -> list[Link]:
    return [link for link in session.scalars(select(Link)) if _fits(link, scope)]


def _fits(link: Link, scope: ReportScope) -> bool:
    sides = link.from_statement, link.to_statement
    days = [one.said_to for one in sides if one.said_to]
    since, until = _bounds(scope)
    return (
        scope.speaker_id in {None, *(one.speaker_id for one in sides)}
        and scope.topic_id in {None, *(topic.id for one in sides for topic in one.topics)}
        and (until is None or (bool(days) and since <= max(days).isoformat() <= until))
    )


def _bounds(scope: ReportScope) -> tuple[str, str | None]:
    until = {"2017": "2017-12-31", None: None}.get(scope.until, scope.until)
    return scope.since or "0001-01-01", until


def test_each_is_told_of_what_is_there_for_him(
    session: Session, insider: Account, topics: list[Topic], speakers: list[Speaker]
) -> None:
    viewers, scopes = [NOBODY, insider.id, None], _scopes(topics, speakers)
    _is_told(session, scopes, viewers)
    of_two = session.scalars(select(Statement).where(Statement.topics.any(id=topics[0].id))).all()
    of_two[0].topics = [topics[2]]
    of_two[1].said = "2019"
    for link in session.scalars(select(Link).where(Link.id % 2 == 0)):
        link.same_time = Answer.NO
    session.commit()
    _is_told(session, scopes, viewers)
    topics[2].restricted = True
    topics[1].restricted = False
    session.commit()
    _is_told(session, scopes, viewers)


def test_what_differs_is_found_and_made_anew(
    session: Session, topics: list[Topic], speakers: list[Speaker]
) -> None:
    assert topics
    assert speakers
    session.execute(update(RestrictedMonth).values(direct=RestrictedMonth.direct + 1))
    session.execute(delete(RestrictedCount).where(RestrictedCount.found == 1))
    assert checking.differences(session)[KEPT] > 2
    restricted.rebuild(session)
    assert checking.differences(session)[KEPT] == 0


def test_a_desk_without_restricted_topics_keeps_nothing_apart(session: Session) -> None:
    a_confirmed_contradiction(session)
    session.commit()
    for kept in (RestrictedMonth, RestrictedCount):
        assert session.scalars(select(kept)).all() == []
