from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk import baskets, visiting
from desk.baskets import MOST, Basket, Choice
from desk.refusals import MissingError, RefusedError
from desk.sight import look_as
from models import Collected
from models.terms import StatementStatus
from tests.factories import a_statement, a_topic, an_account

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def test_a_basket_keeps_what_is_put_in_once_the_last_first(session: Session) -> None:
    mine, other = an_account(session).id, an_account(session).id
    one, two, three = (a_statement(session).id for _ in range(3))
    assert baskets.collect(session, mine, [two, one, two]) == 2
    assert baskets.collect(session, mine, [one, three]) == 1
    assert baskets.contents(session, mine) == Basket((three, one, two))
    assert baskets.contents(session, other) == Basket()
    found = visiting.visitor(session, mine)
    assert found
    assert found.collected == 3
    assert baskets.take_out(session, mine, [one, 4711]) == 1
    assert baskets.collected(session, mine) == {two, three}
    assert baskets.empty(session, mine) == 2
    assert baskets.empty(session, mine) == 0


def test_what_is_not_there_goes_into_no_basket(session: Session) -> None:
    mine, one = an_account(session).id, a_statement(session).id
    with pytest.raises(MissingError):
        baskets.collect(session, mine, [one, 4711])
    assert baskets.contents(session, mine) == Basket()


def test_a_full_basket_says_how_much_it_holds(session: Session) -> None:
    mine, first = an_account(session).id, a_statement(session)
    rest = [a_statement(session, speaker=first.speaker).id for _ in range(MOST)]
    baskets.collect(session, mine, [first.id])
    with pytest.raises(
        RefusedError, match=r"A basket holds 1,000 statements: 1 statement is .* 1000 "
    ):
        baskets.collect(session, mine, rest)
    assert baskets.contents(session, mine).ids == (first.id,)
    assert baskets.collect(session, mine, [first.id, *rest[1:]]) == MOST - 1
    assert len(baskets.contents(session, mine).ids) == MOST


def test_withdrawn_and_hidden_statements_are_told_apart(session: Session) -> None:
    mine = an_account(session).id
    one, two, three = (a_statement(session) for _ in range(3))
    baskets.collect(session, mine, [one.id, two.id, three.id])
    one.status, one.status_reason = StatementStatus.WITHDRAWN, "Logged twice."
    topic = a_topic(session)
    topic.restricted = True
    two.topics.append(topic)
    session.flush()
    look_as(session, mine)
    found = baskets.contents(session, mine)
    assert found == Basket((three.id, one.id), frozenset({one.id}), gone=1)
    assert found.cited == (three.id,)
    assert baskets.take_out_gone(session, mine) == 1
    look_as(session, None)
    assert baskets.collected(session, mine) == {one.id, three.id}


def test_how_somebody_cited_last_is_theirs_alone(session: Session) -> None:
    mine, other = an_account(session).id, an_account(session).id
    assert baskets.last_choice(session, mine) is None
    baskets.remember(session, mine, Choice("ris", "apa", "de-DE"))
    baskets.remember(session, mine, Choice("html", "ieee", ""))
    assert baskets.last_choice(session, mine) == Choice("html", "ieee", "")
    assert baskets.last_choice(session, other) is None


def test_a_row_of_a_basket_knows_when_it_was_made(session: Session) -> None:
    mine, one = an_account(session).id, a_statement(session).id
    baskets.collect(session, mine, [one])
    [row] = session.query(Collected).all()
    assert row.created_at
