"""Who sees what of restricted topics, at random; and how topics are restricted."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Any, TypedDict

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import func, select, update
from sqlalchemy.orm import Session, aliased

from desk import lists, sight, statement_pages, visiting
from desk.drafts import SeenDraft
from desk.read_models.search_index import reindex
from desk.readers.faults import ImportRefusedError
from desk.refusals import RefusedError, StaleError
from desk.restrictions import (
    RestrictionDraft,
    candidates,
    let_in,
    lift_restriction,
    restrict_topic,
)
from desk.statement_scopes import Linked, Order, StatementScope
from models import Appearance, Link, Role, Source, Speaker, Statement, Topic
from tests.desk.drafting import log, one_event, told
from tests.desk.importing import SOURCE, a_line, bring
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

    from desk.actors import Actor
    from models import Account

TOPICS = ACCOUNTS = 3
_numbers = st.integers(0, 2)
_Some = st.sets(_numbers)
_names = count()


class _Desk(TypedDict):
    """Statements with a speaker, a source and topics; links by place; who is let into a topic."""

    statements: list[tuple[int, int, set[int]]]
    links: list[tuple[int, int]]
    restricted: list[set[int] | None]


@st.composite
def _desks(draw: st.DrawFn) -> _Desk:
    said = st.tuples(_numbers, _numbers, _Some)
    statements = draw(st.lists(said, min_size=1, max_size=6))
    places = st.integers(0, len(statements) - 1)
    return {
        "statements": statements,
        "links": draw(st.lists(st.tuples(places, places).filter(lambda two: two[0] < two[1]))),
        "restricted": draw(st.lists(st.none() | _Some, min_size=TOPICS, max_size=TOPICS)),
    }


class _Stored:
    """A random desk as it is stored, and plainly who may see what of it."""

    def __init__(self, session: Session, desk: _Desk) -> None:
        self.accounts: list[Account] = [an_account(session) for _ in range(ACCOUNTS)]
        self.topics = [_topic(session, self.accounts, who) for who in desk["restricted"]]
        self.speakers = [a_speaker(session, f"Speaker {number}") for number in range(3)]
        self.sources = [a_source(session, f"Source {number}") for number in range(3)]
        self.statements = [self._statement(session, *one) for one in desk["statements"]]
        self.links = [
            a_link(session, self.statements[one], self.statements[other])
            for one, other in dict.fromkeys(desk["links"])
        ]

    def _statement(self, session: Session, who: int, where: int, topics: set[int]) -> Statement:
        held = [self.topics[number] for number in sorted(topics)]
        made = a_statement(session, speaker=self.speakers[who], topics=held)
        an_appearance(session, made, self.sources[where])
        return made

    def hides(self, topic: Topic, account: Account | None) -> bool:
        return topic.restricted and account not in topic.accounts

    def seen(self, account: Account | None) -> dict[str, set[int]]:
        """Tell plainly what an account may see."""
        hidden = {
            one.id for one in self.statements if any(self.hides(t, account) for t in one.topics)
        }
        shown = [one for one in self.statements if one.id not in hidden]
        kept = [one for one in self.statements if one.id in hidden]
        gone = {one.speaker_id for one in kept} - {one.speaker_id for one in shown}
        lost = {one.appearances[0].source_id for one in kept} - {
            one.appearances[0].source_id for one in shown
        }
        return {
            "statements": {one.id for one in shown},
            "appearances": {one.appearances[0].id for one in shown},
            "links": {one.id for one in self.links if not {one.from_id, one.to_id} & hidden},
            "speakers": {one.id for one in self.speakers} - gone,
            "sources": {one.id for one in self.sources} - lost,
            "topics": {one.id for one in self.topics if not self.hides(one, account)},
        }


def _topic(session: Session, accounts: list[Account], let: set[int] | None) -> Topic:
    topic = a_topic(session, f"Topic {next(_names)}")
    if let is not None:
        topic.restricted, topic.accounts = True, [accounts[number] for number in sorted(let)]
    return topic


def _found(session: Session) -> dict[str, set[int]]:
    kinds: dict[str, Any] = {
        "statements": Statement,
        "appearances": Appearance,
        "links": Link,
        "speakers": Speaker,
        "sources": Source,
        "topics": Topic,
    }
    return {name: set(session.scalars(select(kind.id))) for name, kind in kinds.items()}


def _counted(session: Session) -> tuple[int | None, ...]:
    half = aliased(Statement)
    return (
        session.scalar(select(func.count()).select_from(Statement)),
        session.scalar(select(func.count(half.id))),
        session.scalar(select(func.count()).select_from(select(Link.id).subquery())),
        sum(line.statements for line in lists.speakers(session, None, None).rows),
        sum(line.statements for line in lists.sources(session, None, None).rows),
    )


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(desk=_desks())
def test_each_account_sees_what_it_may_and_no_more(session: Session, desk: _Desk) -> None:
    session.rollback()
    stored = _Stored(session, desk)
    for account in (*stored.accounts, None, *stored.accounts):
        expected = stored.seen(account)
        sight.look_as(session, account.id if account else sight.NOBODY)
        found = _found(session)
        assert found == expected
        number = len(expected["statements"])
        assert _counted(session) == (number, number, len(expected["links"]), number, number)
        for line in lists.topics(session, None).rows:
            held = [one for one in stored.statements if line.id in {t.id for t in one.topics}]
            assert line.statements == len({one.id for one in held} & expected["statements"])
        page = lists.statements(session, StatementScope(status=None))
        assert {one.id for one in page.rows} == expected["statements"]
        for statement in stored.statements:
            session.expunge(statement)
            seen = session.get(Statement, statement.id) is not None
            assert seen is (statement.id in expected["statements"])
        sight.look_as(session, None)
        session.expire_all()
        ids = [one.id for one in stored.statements]
        chosen = select(Statement).where(Statement.id.in_(ids)).order_by(Statement.id)
        stored.statements = list(session.scalars(chosen))
    session.rollback()


def test_an_account_from_which_nothing_is_hidden_looks_as_everybody(session: Session) -> None:
    admin, inside, outside = (
        an_account(session, role) for role in (Role.ADMIN, Role.READER, Role.REVIEWER)
    )
    looks = {one.id: visiting.visitor(session, one.id) for one in (admin, inside, outside)}
    assert [found and found[1] for found in looks.values()] == [None, None, None]
    topic = a_topic(session)
    topic.restricted, topic.accounts = True, [inside]
    session.flush()
    seen = [visiting.visitor(session, one.id) for one in (admin, inside, outside)]
    assert [found and found[1] for found in seen] == [None, None, outside.id]
    assert visiting.visitor(session, 4711) is None


def test_what_is_restricted_meanwhile_is_hidden_from_then_on(session: Session) -> None:
    topic = a_topic(session)
    one, other = a_statement(session, topics=[topic]).id, a_statement(session).id
    reindex(session, [one, other])
    viewer = an_account(session).id
    session.commit()
    sight.look_as(session, viewer)

    def seen() -> tuple[list[int], int]:
        scope = StatementScope(until="2100", q="ground", order=Order.OLDEST)
        linked = scope.model_copy(update={"relation": Linked.NONE})
        assert statement_pages.page(session, scope) == statement_pages.page(session, linked)
        total = statement_pages.counts(session, scope).total
        assert total == len(statement_pages.page(session, scope).rows)
        return sorted(session.scalars(select(Statement.id))), total

    session.get_one(Statement, one).said = session.get_one(Statement, other).said = "2017"
    reindex(session, [one, other])
    before, after = ([one, other], 2), ([other], 1)
    assert seen() == before
    topic.restricted = True
    assert seen() == after
    session.commit()
    assert seen() == after
    session.execute(update(Topic).values(restricted=False))
    assert seen() == before
    session.rollback()
    assert seen() == after


def test_a_deed_may_reach_the_whole_record_for_a_while(session: Session) -> None:
    topic = a_topic(session)
    topic.restricted = True
    a_statement(session, topics=[topic])
    sight.look_as(session, sight.NOBODY)
    with sight.whole_record(session):
        assert session.scalar(select(func.count(Statement.id))) == 1
    assert session.scalar(select(func.count(Statement.id))) == 0


def test_a_topic_is_restricted_and_lifted_with_an_event_each(
    writing: Session, admin: Actor, checker: Actor, engine: Engine
) -> None:
    topic = log(writing, checker, topics=["At Tanf"]).topics[0]
    draft = RestrictionDraft(accounts=(checker.account_id,), version=topic.version)
    with one_event(writing, "topic:restrict") as left:
        restrict_topic(writing, topic.id, draft, admin)
    before, after = told(left[0])
    assert before["topic"][str(topic.id)]["accounts"] == []
    [email] = after["topic"][str(topic.id)]["accounts"]
    assert email.endswith("@example.org")
    assert [one.id for one in let_in(writing, topic.id)] == [checker.account_id]
    assert admin.account_id not in {one.id for one in candidates(writing)}
    with one_event(writing, "topic:lift"):
        lift_restriction(writing, topic.id, SeenDraft(version=topic.version), admin)
    assert (topic.restricted, topic.accounts) == (False, [])
    assert engine


def test_what_cannot_be_restricted_is_refused(
    writing: Session, admin: Actor, checker: Actor
) -> None:
    topic = log(writing, checker, topics=["At Tanf"]).topics[0]
    with pytest.raises(RefusedError, match="There is no account 4711"):
        restrict_topic(
            writing, topic.id, RestrictionDraft(accounts=(4711,), version=topic.version), admin
        )
    with pytest.raises(RefusedError, match="not restricted"):
        lift_restriction(writing, topic.id, SeenDraft(version=topic.version), admin)
    with pytest.raises(StaleError):
        restrict_topic(writing, topic.id, RestrictionDraft(version=topic.version + 1), admin)


@pytest.mark.parametrize(
    ("line", "field"),
    [
        (a_line("secret"), "key"),
        (a_line("new", speaker={"key": "hid", "name": "X", "kind": "person"}), "speaker.key"),
        (a_line("new", appearances=[{"source": SOURCE | {"key": "hid"}}]), "source.key"),
    ],
)
def test_a_key_that_is_taken_out_of_sight_is_refused_and_no_more_is_told(
    writing: Session, checker: Actor, line: dict[str, Any], field: str
) -> None:
    hidden = {
        "speaker": {"key": "hid", "name": "Hidden", "kind": "person"},
        "appearances": [{"source": SOURCE | {"key": "hid", "title": "Hidden"}}],
    }
    bring(writing, checker, a_line("secret", topics=["Secret"], **hidden))
    topic = writing.scalars(select(Topic)).one()
    restrict_topic(writing, topic.id, RestrictionDraft(version=topic.version), checker)
    writing.commit()
    sight.look_as(writing, checker.account_id)
    with pytest.raises(ImportRefusedError) as refused:
        bring(writing, checker, line)
    [fault] = refused.value.faults
    assert fault.field.endswith(field)
    assert "is taken" in fault.reason
    assert "Hidden" not in str(fault)
