"""The repeat ledger: what was said again, by whom, on whose word."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from desk import records, repeats
from models.terms import LinkStatus, Relation, StatementStatus
from tests.factories import (
    a_link,
    a_source,
    a_speaker,
    a_statement,
    an_account,
    an_appearance,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from models import Link, Statement


def _repeat(
    session: Session, one: Statement, other: Statement, status: LinkStatus = LinkStatus.CONFIRMED
) -> Link:
    decider = an_account(session).id
    return a_link(
        session,
        one,
        other,
        Relation.REPEATS,
        rationale="The same.",
        status=status,
        decider_id=decider,
    )


def _ledger(session: Session, statement: Statement) -> repeats.Ledger:
    joined = repeats.repeats_of(session, statement.id)
    known = {card.id: card for card in records.cards(session, joined.ids)}
    return repeats.ledger(joined, known)


def _said(session: Session, said: str | None, **parts: object) -> Statement:
    statement = a_statement(session, said=said, **parts)  # type: ignore[arg-type]
    an_appearance(session, statement, a_source(session, f"On {said}"))
    return statement


def test_repetitions_are_followed_over_several_steps(session: Session) -> None:
    mattis = a_speaker(session)
    first, second, third = (
        _said(session, day, speaker=mattis) for day in ("2017-09-18", "2017-09-20", "2017-10")
    )
    fourth = _said(session, None)
    _repeat(session, second, first)
    _repeat(session, second, third)
    _repeat(session, fourth, third)
    _repeat(session, first, third)
    for one in (first, second, third, fourth):
        told = _ledger(session, one)
        assert [each.id for each in told.occasions] == [
            first.id,
            second.id,
            third.id,
            fourth.id,
        ]
        assert (told.first, told.last, told.speakers) == ("2017-09-18", "2017-10", 2)
        assert len(told.origins) == 4
        assert (told.more, told.proposed) == (False, 0)


def test_what_is_only_proposed_is_counted_apart(session: Session) -> None:
    first, second, third, other = (_said(session, "2017") for _one in range(4))
    _repeat(session, first, second)
    _repeat(session, second, third, LinkStatus.PROPOSED)
    _repeat(session, first, other, LinkStatus.REJECTED)
    told = _ledger(session, first)
    assert {one.id for one in told.occasions} == {first.id, second.id}
    assert told.proposed == 1


def test_what_was_withdrawn_joins_nothing(session: Session) -> None:
    first, third = _said(session, "2017"), _said(session, "2018")
    gone = _said(session, "2017", status=StatementStatus.WITHDRAWN, status_reason="Not said.")
    _repeat(session, first, gone)
    _repeat(session, gone, third)
    assert [one.id for one in _ledger(session, first).occasions] == [first.id]


def test_other_relations_are_no_repetitions(session: Session) -> None:
    first, second = _said(session, "2017"), _said(session, "2018")
    a_link(session, first, second, Relation.SUPPORTS)
    told = _ledger(session, first)
    assert len(told.occasions) == 1


def test_further_appearances_of_one_statement_are_no_repetitions(session: Session) -> None:
    first = _said(session, "2017-09-18")
    an_appearance(session, first, a_source(session, "Sky"))
    told = _ledger(session, first)
    assert (len(told.occasions), len(told.origins)) == (1, 2)


def test_a_ledger_ends_somewhere_and_says_so(
    session: Session,
    engine: Engine,
    count_queries: Callable[[Engine], AbstractContextManager[list[str]]],
) -> None:
    every = [_said(session, "2017") for _one in range(repeats.MOST + 2)]
    for one, other in itertools.pairwise(every):
        _repeat(session, one, other)
    with count_queries(engine) as queries:
        joined = repeats.repeats_of(session, every[0].id)
    assert (len(joined.ids), joined.more, len(queries)) == (repeats.MOST, True, 4)


def test_a_statement_without_a_date_has_no_first_day(session: Session) -> None:
    told = _ledger(session, _said(session, None))
    assert (told.first, told.last) == (None, None)
