"""What decided links lead to, against a plain search through all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from desk import looking
from desk.examining import SHOWN, Triples, to_examine, unbalanced
from desk.scopes import ReportScope
from models.terms import Answer, LinkStatus, Relation, StatementStatus
from tests.desk.random_links import Drawn, drawn_links, store_links
from tests.factories import a_statement

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from sqlalchemy import Engine

    from models import Link

STATEMENTS = 6
MOST = 11
_Path = tuple[int, ...]


_withdrawn = st.sets(st.integers(0, STATEMENTS - 1), max_size=1)


def _store(session: Session, drawn: list[Drawn], withdrawn: set[int]) -> list[Link]:
    made = [a_statement(session) for _each in range(STATEMENTS)]
    for number in withdrawn:
        made[number].status = StatementStatus.WITHDRAWN
        made[number].status_reason = "said by another"
    return store_links(session, made, drawn)


def _stands(link: Link, relation: Relation) -> bool:
    if link.relation is not relation or link.status is not LinkStatus.CONFIRMED or link.recheck:
        return False
    sides = (link.from_statement.status, link.to_statement.status)
    clear = relation is not Relation.CONTRADICTS or link.same_meaning is not Answer.NO
    return clear and set(sides) == {StatementStatus.LOGGED}


def _ways(links: list[Link], relation: Relation) -> Iterator[tuple[int, int, Link]]:
    for link in links:
        if _stands(link, relation):
            yield link.from_id, link.to_id, link
            if relation is not Relation.SUPPORTS:
                yield link.to_id, link.from_id, link


def _slow_to_examine(links: list[Link]) -> set[tuple[_Path, _Path]]:
    known = {
        frozenset((one.from_id, one.to_id))
        for one in links
        if one.status is not LinkStatus.WITHDRAWN
    }
    return {
        ((a, b, c), (again.id, clash.id))
        for a, b, again in _ways(links, Relation.REPEATS)
        for near, c, clash in _ways(links, Relation.CONTRADICTS)
        if near == b and a != c and frozenset((a, c)) not in known
    }


def _slow_unbalanced(links: list[Link]) -> set[tuple[_Path, _Path]]:
    return {
        ((a, b, c), (first.id, second.id, clash.id))
        for a, b, first in _ways(links, Relation.SUPPORTS)
        for near, c, second in _ways(links, Relation.SUPPORTS)
        for start, end, clash in _ways(links, Relation.CONTRADICTS)
        if near == b and (a, c) == (start, end)
    }


def _told(found: Triples) -> list[tuple[_Path, _Path]]:
    return [
        (tuple(one.id for one in row.statements), tuple(link.id for link in row.links))
        for row in found.rows
    ]


def _paged(session: Session, read: Callable[..., Triples]) -> list[tuple[_Path, _Path]]:
    rows, page = [], read(session, size=2)
    rows += _told(page)
    while page.next:
        page = read(session, after=page.next, size=2)
        rows += _told(page)
    return rows


@settings(
    max_examples=60,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(drawn_links(STATEMENTS), _withdrawn)
def test_both_find_what_a_plain_search_finds(
    engine: Engine, drawn: list[Drawn], withdrawn: set[int]
) -> None:
    with Session(engine) as session:
        links = _store(session, drawn, withdrawn)
        for read, slow in ((to_examine, _slow_to_examine), (unbalanced, _slow_unbalanced)):
            whole = _told(read(session, size=1000))
            assert len(whole) == len(set(whole))
            assert set(whole) == slow(links)
            assert _paged(session, read) == whole
        session.rollback()


def test_more_paths_than_are_looked_at_once_are_found_page_by_page(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = [a_statement(session) for _each in range(9)]
    hub = [Drawn((0, one), Relation.REPEATS) for one in range(1, 7)]
    store_links(session, made, [*hub, *(Drawn((0, one), Relation.CONTRADICTS) for one in (7, 8))])
    whole = _told(to_examine(session, size=1000))
    assert len(whole) == 12
    monkeypatch.setattr(looking, "LOOKED", 4)
    assert _paged(session, to_examine) == whole
    assert _told(to_examine(session, size=1000, thorough=True)) == whole


@pytest.fixture
def triangle(session: Session) -> list[Link]:
    """A supports B, B supports C, A contradicts C; D repeats A."""
    drawn = [
        Drawn((0, 1), Relation.SUPPORTS),
        Drawn((1, 2), Relation.SUPPORTS),
        Drawn((0, 2), Relation.CONTRADICTS),
        Drawn((3, 0), Relation.REPEATS),
    ]
    return _store(session, drawn, set())


def test_a_scope_narrows_both_to_its_conflicts(session: Session, triangle: list[Link]) -> None:
    mine = ReportScope(speaker_id=triangle[2].from_statement.speaker_id)
    nobody = ReportScope(speaker_id=10_000)
    for read in (to_examine, unbalanced):
        assert len(read(session, mine).rows) == 1
        assert read(session, nobody).rows == ()


def test_a_hub_costs_no_more_than_a_page(
    session: Session,
    triangle: list[Link],
    engine: Engine,
    count_queries: Callable[[Engine], AbstractContextManager[list[str]]],
) -> None:
    hub = triangle[2].from_statement
    made = [hub, *(a_statement(session) for _each in range(60))]
    clashes = [Drawn((0, one), Relation.CONTRADICTS) for one in range(1, len(made))]
    store_links(session, made, clashes)
    with count_queries(engine) as queries:
        found = to_examine(session)
    assert len(found.rows) == SHOWN
    assert found.next == (found.rows[-1].links[1].id, found.rows[-1].links[0].id)
    assert len(queries) <= MOST
