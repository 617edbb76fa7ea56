"""The page of a statement asks for what is there, and for nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models import ReplyRequest, Review
from models.terms import LinkStatus, Relation
from tests.factories import (
    a_capture,
    a_link,
    a_source,
    a_statement,
    an_account,
    an_appearance,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient
    from sqlalchemy.orm import Session

    from models import Statement
    from tests.factories import LinkParts

#: Who visits; what is beside it; its links; and of it and the others the words, what belongs to
#: them, where they were found, and in what.
OF_ANY = 7


@pytest.fixture
def ordinary(session: Session) -> Statement:
    statement = a_statement(session)
    an_appearance(session, statement, a_source(session))
    a_link(session, statement, a_statement(session), Relation.CONTRADICTS)
    session.commit()
    return statement


@pytest.fixture
def page(
    ordinary: Statement, admin: FlaskClient, asked: Callable[[str], int]
) -> Callable[[], tuple[str, int]]:
    """Return the page as an admin sees it, and how many queries it asks."""
    address = f"/statements/{ordinary.id}"
    return lambda: (admin.get(address).text, asked(address))


def _rate(session: Session, statement: Statement) -> None:
    session.add(Review(statement_id=statement.id, word="mostly false", summary="So it is."))


def _ask(session: Session, statement: Statement) -> None:
    request = ReplyRequest(statement_id=statement.id, whom="The Pentagon", asked="2017-09-20")
    session.add(request)


def _capture(session: Session, statement: Statement) -> None:
    a_capture(session, statement.appearances[0].source)


def _repeat(session: Session, statement: Statement) -> None:
    decided: LinkParts = {
        "rationale": "The same.",
        "status": LinkStatus.CONFIRMED,
        "decider_id": an_account(session).id,
    }
    a_link(session, a_statement(session), statement, Relation.REPEATS, **decided)


def test_an_ordinary_statement_asks_seven_queries(
    ordinary: Statement, asked: Callable[[str], int]
) -> None:
    assert asked(f"/statements/{ordinary.id}") == OF_ANY


@pytest.mark.parametrize(
    ("add", "told", "more"),
    [
        (_rate, "Rated “mostly false”", 1),
        (_ask, "The Pentagon", 1),
        (_capture, "Compare with", 1),
        (_repeat, "Said again", 2),
    ],
    ids=["rated", "asked", "captured", "repeated"],
)
def test_what_is_there_is_asked_for_and_shown(
    add: Callable[[Session, Statement], None],
    told: str,
    more: int,
    page: Callable[[], tuple[str, int]],
    ordinary: Statement,
    session: Session,
) -> None:
    assert told not in page()[0]
    add(session, ordinary)
    session.commit()
    text, queries = page()
    assert told in text
    assert queries == OF_ANY + more
