"""Imports of ClaimReview for tests, and what is on the desk after them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import func, select

from desk.readers.faults import ImportRefusedError
from desk.reviews import reviews_of
from models import Event, Review, Source, Speaker, Statement
from tests.desk.importing import a_line, export
from tests.desk.reviewing import a_feed
from tests.desk.test_import_tables import take

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.importing.imports import ImportResult
    from models.terms import Imported, Verdict

WORDS = "Nobody has ever crossed the valley on foot."
KNOWN = a_line(
    "valley",
    quote=WORDS,
    said="2024-03-01",
    speaker={"key": "berg", "name": "Ada Berg", "aliases": ["Mayor Berg"]},
)
OTHER = {
    "author": {"@type": "Organization", "name": "Truth Desk"},
    "url": "https://truth.example/1",
}


def take_reviews(
    session: Session, by: Actor, *reviews: dict[str, Any], **options: bool
) -> ImportResult:
    """Import reviews as a feed and commit."""
    return take(session, by, json.dumps(a_feed(*reviews)), "claimreview", **options)


def refused_reviews(
    session: Session, by: Actor, *reviews: dict[str, Any]
) -> list[tuple[int, str, str]]:
    """Return line, field and reason of each fault of a feed of which nothing was stored."""
    before = export(session)
    with pytest.raises(ImportRefusedError) as refused:
        take_reviews(session, by, *reviews)
    session.rollback()
    assert export(session) == before
    return [(fault.line, fault.field, fault.reason) for fault in refused.value.faults]


def count(session: Session, kind: type[Statement | Review | Speaker | Source | Event]) -> int:
    """Count the rows of a kind."""
    return session.scalar(select(func.count()).select_from(kind)) or 0


def ratings(session: Session, key: str = "valley") -> list[tuple[str | None, str]]:
    """Return who rated a statement, and with which word."""
    statement = session.scalars(select(Statement).where(Statement.key == key)).one()
    return [(one.organisation, one.word) for one in reviews_of(session, statement.id)]


def rows(result: ImportResult) -> list[tuple[int, Imported, Verdict, str]]:
    """Return what became of each entry."""
    return [(row.line, row.what, row.verdict, row.why) for row in result.rows]
