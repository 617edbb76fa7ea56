"""Whom coverage shows what, and what it asks of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk.coverage import NEWEST, NEWEST_IN_SIGHT, PAGE, coverage, newest_told
from desk.coverage_scopes import CoverageScope
from desk.read_models.search_index import reindex
from desk.sight import look_as
from models import Role
from tests.factories import a_link, a_speaker, a_statement, a_topic, an_account

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session


def test_the_cost_does_not_grow_with_the_record(
    session: Session,
    engine: Engine,
    count_queries: Callable[[Engine], AbstractContextManager[list[str]]],
) -> None:
    asked = []
    for _round in range(2):
        for number in range(PAGE + 5):
            speaker = a_speaker(session, f"Speaker {number}", speaks_for=f"Office {number}")
            one, other = a_statement(session, speaker=speaker), a_statement(session)
            a_link(session, one, other)
        session.commit()
        with count_queries(engine) as queries:
            found = coverage(session, CoverageScope())
        assert {len(table.lines) for table in found.tables} <= {1, PAGE}
        asked.append(len(queries))
    assert asked[0] == asked[1] <= 8


def test_who_may_not_see_a_topic_counts_without_it(session: Session) -> None:
    secret = a_topic(session, "Secret")
    secret.restricted = True
    open_one = a_statement(session, topics=[a_topic(session, "Open")])
    a_link(session, open_one, a_statement(session, topics=[secret]))
    outsider = an_account(session, Role.CHECKER).id
    session.commit()
    look_as(session, outsider)
    found = coverage(session, CoverageScope())
    assert (found.total.statements, found.total.links) == (1, 0)
    assert [line.name for line in found.tables[-1].lines] == ["Open"]
    look_as(session, None)
    assert coverage(session, CoverageScope()).total.links == 1


def test_of_more_statements_those_said_last_are_told_of(session: Session) -> None:
    made = [a_statement(session, said=said) for said in ("2017", "2019", "2018", None)]
    a_link(session, made[0], made[1])
    session.flush()
    reindex(session, [one.id for one in made])
    session.commit()
    found = coverage(session, CoverageScope(), newest=2)
    assert (found.newest, found.total.statements, found.total.links) == (2, 2, 1)
    assert {line.id for line in found.tables[0].lines} == {one.speaker_id for one in made[1:3]}
    assert coverage(session, CoverageScope(), newest=4).newest is None
    assert coverage(session, CoverageScope(), newest=4).total.statements == 4


def test_of_fewer_statements_is_told_where_each_may_be_hidden(session: Session) -> None:
    assert newest_told(session) == NEWEST
    a_topic(session, "Secret").restricted = True
    outsider = an_account(session, Role.CHECKER).id
    session.commit()
    look_as(session, outsider)
    assert newest_told(session) == NEWEST_IN_SIGHT < NEWEST


@pytest.mark.parametrize("text", ["2017-13", "tomorrow"])
def test_a_date_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="since"):
        CoverageScope(since=text)
