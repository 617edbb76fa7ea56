"""Following, and what is new: against a plain look at all that is stored."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from desk import watching
from desk.news import News, What, news
from models import Notice, NoticeAppearance
from models.terms import Answer, LinkStatus, NoticeKind, Relation, StatementStatus, Watched
from tests.factories import (
    a_link,
    a_source,
    a_speaker,
    a_statement,
    a_topic,
    an_account,
    an_appearance,
)

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from models import Link, Statement
    from tests.factories import LinkParts

STATEMENTS, SPEAKERS, TOPICS = 5, 3, 2
DAY = datetime(2020, 1, 1, tzinfo=UTC)


class _Tied(NamedTuple):
    sides: tuple[int, int]
    relation: Relation
    status: LinkStatus
    #: How many days after the first each happened; two may happen at once.
    decided: int
    asked_again: int | None


_sides = st.tuples(st.integers(0, STATEMENTS - 1), st.integers(0, STATEMENTS - 1))
_days = st.integers(0, 3)
_ties = st.lists(
    st.builds(
        _Tied,
        _sides.filter(lambda sides: sides[0] != sides[1]),
        st.sampled_from(Relation),
        st.sampled_from([*LinkStatus, LinkStatus.CONFIRMED, LinkStatus.CONFIRMED]),
        _days,
        st.none() | _days,
    ),
    max_size=7,
    unique_by=lambda link: frozenset(link.sides),
)
_subjects = st.sets(
    st.tuples(st.just(Watched.STATEMENT), st.integers(0, STATEMENTS - 1))
    | st.tuples(st.just(Watched.SPEAKER), st.integers(0, SPEAKERS - 1))
    | st.tuples(st.just(Watched.TOPIC), st.integers(0, TOPICS - 1)),
    max_size=3,
)


class _Case(NamedTuple):
    """Who said each statement, on which topics, which are withdrawn, which a notice touches."""

    speakers: list[int]
    topics: list[frozenset[int]]
    withdrawn: set[int]
    touched: set[int]


_cases = st.builds(
    _Case,
    st.lists(st.integers(0, SPEAKERS - 1), min_size=STATEMENTS, max_size=STATEMENTS),
    st.lists(st.frozensets(st.integers(0, TOPICS - 1)), min_size=STATEMENTS, max_size=STATEMENTS),
    st.sets(st.integers(0, STATEMENTS - 1), max_size=1),
    st.sets(st.integers(0, STATEMENTS - 1), max_size=2),
)


class _Kept(NamedTuple):
    statements: list[Statement]
    links: list[Link]
    notice: Notice
    records: dict[Watched, list[int]]


def _store(session: Session, case: _Case, ties: list[_Tied]) -> _Kept:
    speakers = [a_speaker(session, f"Speaker {number}") for number in range(SPEAKERS)]
    topics = [a_topic(session, f"Topic {number}") for number in range(TOPICS)]
    source = a_source(session)
    notice = Notice(source=source, kind=NoticeKind.CORRECTED, created_at=DAY)
    session.add(notice)
    made = []
    for number in range(STATEMENTS):
        held = [topics[one] for one in sorted(case.topics[number])]
        one = a_statement(session, speaker=speakers[case.speakers[number]], topics=held)
        if number in case.withdrawn:
            one.status, one.status_reason = StatementStatus.WITHDRAWN, "Twice."
        found = an_appearance(session, one, source)
        if number in case.touched:
            session.add(NoticeAppearance(notice=notice, appearance=found))
        made.append(one)
    decider = an_account(session).id
    links = [_link(session, made, one, decider) for one in ties]
    session.flush()
    records = {
        Watched.STATEMENT: [one.id for one in made],
        Watched.SPEAKER: [one.id for one in speakers],
        Watched.TOPIC: [one.id for one in topics],
    }
    return _Kept(made, links, notice, records)


def _link(session: Session, made: list[Statement], one: _Tied, decider: int) -> Link:
    parts: LinkParts = {"status": one.status, "rationale": "Why.", "decider_id": decider}
    parts["decided_at"] = DAY + timedelta(days=one.decided)
    if one.relation is Relation.CONTRADICTS:
        parts |= {"same_time": Answer.YES, "same_place": Answer.YES, "same_meaning": Answer.NO}
    start, end = (made[side] for side in one.sides)
    link = a_link(session, start, end, one.relation, **parts)
    if one.asked_again is not None and one.status is LinkStatus.CONFIRMED:
        link.recheck, link.recheck_why = True, "The quote was changed."
        link.recheck_at = DAY + timedelta(days=one.asked_again)
    return link


def _slow(kept: _Kept, followed: set[tuple[Watched, int]]) -> set[tuple[What, datetime, int]]:
    touched = {
        one.id
        for one in kept.statements
        if one.status is StatementStatus.LOGGED
        and {
            (Watched.STATEMENT, one.id),
            (Watched.SPEAKER, one.speaker_id),
            *((Watched.TOPIC, topic.id) for topic in one.topics),
        }
        & followed
    }
    found: set[tuple[What, datetime, int]] = set()
    for link in kept.links:
        sides = {link.from_statement.status, link.to_statement.status}
        here = {link.from_id, link.to_id} & touched
        if sides != {StatementStatus.LOGGED} or not here or link.status is not LinkStatus.CONFIRMED:
            continue
        told = {Relation.CONTRADICTS: What.CONFLICT, Relation.CORRECTS: What.CORRECTION}
        if link.relation in told and link.decided_at:
            found.add((told[link.relation], link.decided_at, link.id))
        if link.recheck and link.recheck_at:
            found.add((What.RECHECK, link.recheck_at, link.id))
    if {one.appearance.statement_id for one in kept.notice.touched} & touched:
        found.add((What.NOTICE, kept.notice.created_at, kept.notice.id))
    return found


def _places(rows: tuple[News, ...]) -> list[tuple[What, datetime, int]]:
    return [(one.what, one.at, one.number) for one in rows]


@settings(
    max_examples=15,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(_cases, _ties, _subjects, _days)
def test_the_news_is_what_a_plain_look_finds(
    engine: Engine,
    case: _Case,
    ties: list[_Tied],
    chosen: set[tuple[Watched, int]],
    day: int,
) -> None:
    with Session(engine) as session:
        kept = _store(session, case, ties)
        me, other = an_account(session).id, an_account(session).id
        followed = {(kind, kept.records[kind][number]) for kind, number in chosen}
        for kind, number in followed:
            watching.follow(session, me, kind, number)
        whole = _places(news(session, me).rows)
        assert set(whole) == _slow(kept, followed)
        assert len(whole) == len(set(whole))
        assert whole == sorted(whole, key=lambda one: (one[1], one[0].value, one[2]), reverse=True)
        since = DAY + timedelta(days=day)
        later = _places(news(session, me, since).rows)
        assert later == [one for one in whole if one[1] > since]
        assert _paged(session, me) == whole
        assert news(session, other).rows == ()
        session.rollback()


def _paged(session: Session, account_id: int) -> list[tuple[What, datetime, int]]:
    page = news(session, account_id, size=2)
    rows = _places(page.rows)
    while page.next:
        page = news(session, account_id, before=page.next, size=2)
        rows += _places(page.rows)
    return rows
