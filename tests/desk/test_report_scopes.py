"""What a report finds in any scope, against a plain search through the whole record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from desk import conflict_sums
from desk.contradictions import Order, report, statement_ids
from desk.scopes import ReportScope, in_scope
from desk.sight import NOBODY, look_as
from models import Link, Relay, SetMember, StatementSet
from models.terms import LIVE, LinkStatus
from tests.desk.random_links import Drawn, drawn_links, store_links
from tests.desk.slow_report import TODAY, counted_slowly
from tests.factories import (
    a_source,
    a_speaker,
    a_statement,
    a_topic,
    an_appearance,
)

if TYPE_CHECKING:
    from sqlalchemy import Engine

DATES = (None, "2017-09-18", "2017-09-30", "2017-10", "2018", "2019-02-01", "2016-02-29")
DAYS: tuple[tuple[str | None, str | None], ...] = (
    ("2016", "2017-09-30"),
    ("2017-09-18", "2017-09-18"),
    ("2017-09-19", "2017-10-30"),
    ("2017-10", "2018"),
    ("2018-01-01", None),
    (None, "2019-01"),
)
SAID = 8
_scopes = st.fixed_dictionaries(
    {},
    optional={
        "speaker_id": st.integers(0, 2),
        "topic_id": st.integers(0, 2),
        "source_id": st.integers(0, 2),
        "set_id": st.just(0),
        "days": st.sampled_from(DAYS),
    },
)


def _store(session: Session, drawn: list[Drawn]) -> dict[str, list[int]]:
    """Spread eight statements over three speakers, topics and sources; one topic is restricted."""
    speakers = [a_speaker(session) for _each in range(3)]
    topics = [a_topic(session, f"Topic {number}") for number in range(3)]
    sources = [a_source(session) for _each in range(3)]
    topics[2].restricted = True
    made = [
        a_statement(session, speaker=speakers[one % 3], said=DATES[one % 7]) for one in range(SAID)
    ]
    for number, statement in enumerate(made):
        statement.topics = topics[: number % 4 and 1] + topics[1 : 1 + (number % 5 > 2)]
        found = an_appearance(session, statement, sources[number % 2])
        if number % 3 == 0:
            found.relays = [Relay(position=0, name="A wire", source=sources[2])]
    made[7].topics = topics
    chosen = StatementSet(name="Chosen")
    session.add(chosen)
    session.flush()
    session.add_all(SetMember(set_id=chosen.id, statement_id=made[one].id) for one in (1, 4, 6))
    session.flush()
    store_links(session, made, drawn)
    rows: dict[str, list[Any]] = {"speaker_id": speakers, "topic_id": topics, "source_id": sources}
    rows["set_id"] = [chosen]
    return {name: [one.id for one in some] for name, some in rows.items()}


@settings(
    max_examples=10,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn_links(SAID), st.lists(_scopes, min_size=4, max_size=4))
def test_a_scope_holds_what_a_search_through_everything_finds(
    engine: Engine, drawn: list[Drawn], scopes: list[dict[str, Any]]
) -> None:
    with Session(engine) as session:
        ids = _store(session, drawn)
        for viewer in (None, NOBODY):
            look_as(session, viewer)
            for scope in scopes:
                _is_as_searched(session, _scope(scope, ids))
        session.rollback()


def _scope(drawn: dict[str, Any], ids: dict[str, list[int]]) -> ReportScope:
    parties = {name: ids[name][at] for name, at in drawn.items() if name in ids}
    since, until = drawn.get("days", (None, None))
    return ReportScope.model_validate({**parties, "since": since, "until": until})


def _is_as_searched(session: Session, scope: ReportScope) -> None:
    live = session.scalars(in_scope(select(Link), scope).where(Link.status.in_(LIVE))).all()
    confirmed = sorted(link.id for link in live if link.status is LinkStatus.CONFIRMED)
    slow = counted_slowly(list(live))
    told = report(session, scope, TODAY, order=Order.TIME)
    assert sorted(pair.id for pair in told.pairs) == confirmed
    assert {name: getattr(told.counts, name) for name in slow} == slow
    sides = {side for link in live if link.id in confirmed for side in (link.from_id, link.to_id)}
    assert statement_ids(session, scope, TODAY) == sorted(sides)


@pytest.mark.parametrize(
    ("days", "months", "edges"),
    [
        ((20170901, 20170930), (201709, 201709), ()),
        ((20170902, 20170930), (201709, 201708), ((20170902, 20170930),)),
        ((20160201, 20160228), (201602, 201601), ((20160201, 20160228),)),
        ((20170930, 20171001), (201710, 201709), ((20170930, 20170931), (20171001, 20171001))),
        ((20170115, 20171215), (201702, 201711), ((20170115, 20170131), (20171201, 20171215))),
        ((1, 20171231), (1, 201712), ()),
        ((20170101, 99991231), (201701, 999912), ()),
    ],
)
def test_days_are_parted_into_whole_months_and_what_is_left(
    days: tuple[int, int], months: tuple[int, int], edges: tuple[tuple[int, int], ...]
) -> None:
    assert conflict_sums.split(*days) == (months, edges)
