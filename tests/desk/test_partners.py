"""What a statement may be linked with, against a plain search through all of them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from desk import link_records
from desk.partners import MOST, with_partners
from desk.refusals import MissingError
from models.dates import bounds
from models.terms import LIVE, StatementStatus
from tests.desk.random_links import Drawn, drawn_links, store_links
from tests.factories import a_speaker, a_statement, a_topic

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from sqlalchemy import Engine

    from models import Link, Statement

STATEMENTS = 12
QUERIES = 16


class Said(NamedTuple):
    """A statement: by which speaker, when, of which topics, withdrawn or not."""

    speaker: int
    said: str | None
    topics: frozenset[int]
    withdrawn: bool


DATES = st.sampled_from(["2017-09-17", "2017-09-18", "2017-09-19", "2017-10", "2016", None])
SAID = st.builds(
    Said,
    st.integers(0, 2),
    DATES,
    st.frozensets(st.integers(0, 1), max_size=2),
    st.sampled_from([False, False, False, True]),
)


def _store(session: Session, drawn: list[Said]) -> list[Statement]:
    people = [a_speaker(session, name) for name in ("Ann", "Ben", "Cy")]
    topics = [a_topic(session, name) for name in ("Open", "Shut")]
    made = []
    for one in drawn:
        held = [topics[place] for place in sorted(one.topics)]
        statement = a_statement(session, speaker=people[one.speaker], said=one.said, topics=held)
        if one.withdrawn:
            statement.status, statement.status_reason = StatementStatus.WITHDRAWN, "Misheard."
        made.append(statement)
    session.flush()
    return made


def _slow(mine: Statement, made: list[Statement], links: list[Link]) -> list[int]:
    day = bounds(mine.said)[1]
    known = {
        side
        for one in links
        if one.status in LIVE
        for side in (one.from_id, one.to_id)
        if mine.id in (one.from_id, one.to_id)
    }

    def place(one: Statement) -> tuple[int, int, int, int]:
        said = bounds(one.said)[1]
        if said is None:
            return (1, 0, 0, -one.id)
        if day is None:
            return (0, -said.toordinal(), 0, -one.id)
        later = said >= day
        return (0, abs((said - day).days), not later, one.id if later else -one.id)

    fits = [
        one
        for one in made
        if one.speaker_id != mine.speaker_id
        and one.status is StatementStatus.LOGGED
        and one.id not in known
        and set(one.topics) & set(mine.topics)
    ]
    return [one.id for one in sorted(fits, key=place)][:MOST]


@settings(
    max_examples=25,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(st.lists(SAID, min_size=STATEMENTS, max_size=STATEMENTS), drawn_links(STATEMENTS))
def test_the_likely_ones_are_those_of_a_plain_search_in_its_order(
    engine: Engine, drawn: list[Said], linked: list[Drawn]
) -> None:
    with Session(engine) as session:
        made = _store(session, drawn)
        links = store_links(session, made, linked)
        mine = made[0]
        own, found = with_partners(session, mine.id)
        assert own.id == mine.id
        assert [one.statement.id for one in found] == _slow(mine, made, links)
        names = {topic.name for topic in mine.topics}
        for one in found:
            assert set(one.topics) == set(one.statement.topics) & names
        ids = [one.id for one in made]
        assert {
            link.id
            for some in link_records.between(session, mine.id, ids).values()
            for link in some
        } == {link.id for link in links if mine.id in (link.from_id, link.to_id)}
        session.rollback()


def test_the_distance_is_told_and_a_hub_costs_no_more_queries(
    session: Session,
    engine: Engine,
    count_queries: Callable[[Engine], AbstractContextManager[list[str]]],
) -> None:
    drawn = [Said(0, "2017-09-18", frozenset({0}), withdrawn=False)]
    drawn += [
        Said(1, f"2017-10-{1 + day % 30:02}", frozenset({0}), withdrawn=False) for day in range(40)
    ]
    mine, *_others = _store(session, drawn)
    session.commit()
    with count_queries(engine) as queries:
        _own, found = with_partners(session, mine.id)
    assert found[0].apart.gap_days == (date(2017, 10, 1) - date(2017, 9, 18)).days
    assert len(found) == MOST
    assert len(queries) <= QUERIES
    with pytest.raises(MissingError):
        with_partners(session, 10_000)
