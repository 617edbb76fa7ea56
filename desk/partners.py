"""What a statement may be linked with: a few likely ones, and how it is linked already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, not_, or_, select

from desk import records
from desk.pairs import Spacing, spacing
from desk.refusals import MissingError
from models import Link, Statement, statement_topic
from models.terms import LIVE, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from models.records import StatementRecord

MOST = 6
"""How many likely partners are offered."""


@dataclass(frozen=True)
class Partner:
    """A statement of another speaker, the topics that both share, and the time between them."""

    statement: StatementRecord
    topics: tuple[str, ...]
    apart: Spacing


def with_partners(
    session: Session, statement_id: int
) -> tuple[StatementRecord, tuple[Partner, ...]]:
    """Return a statement and the few that most likely want a link with it: the nearest first.

    They are logged, by another speaker, share a topic with it and are not linked with it yet. Of
    two that are as near the later comes first; those of unknown date come last, the last logged
    first. A constant number of queries. Raises MissingError.
    """
    mine = session.execute(
        select(Statement.speaker_id, Statement.said_to).where(Statement.id == statement_id)
    ).one_or_none()
    if mine is None:
        noun = "statement"
        raise MissingError(noun, statement_id)
    fits = tuple(_fits(statement_id, mine.speaker_id))
    ids = _nearest(session, fits, mine.said_to)[:MOST]
    own, *others = records.cards(session, [statement_id, *ids])
    return own, tuple(_partner(own, other) for other in others)


def _partner(own: StatementRecord, other: StatementRecord) -> Partner:
    shared = tuple(topic for topic in own.topics if topic in other.topics)
    return Partner(other, shared, spacing(own, other))


def _nearest(
    session: Session, fits: Sequence[ColumnElement[bool]], day: date | None
) -> Sequence[int]:
    chosen = select(Statement.id, Statement.said_to).where(*fits).limit(MOST)
    if day is None:
        return session.scalars(chosen.order_by(Statement.id.desc())).all()
    dated = [row for ask in _around(chosen, day) for row in session.execute(ask)]
    # Sorting keeps what is equal in its order: the later ones were asked for first.
    near = sorted(dated, key=lambda row: abs(row.said_to - day))
    undated = chosen.where(Statement.said_to.is_(None)).order_by(Statement.id.desc())
    return [*(row.id for row in near), *session.scalars(undated)]


def _around(chosen: Select[int, date | None], day: date) -> Iterator[Select[int, date | None]]:
    said, number = Statement.said_to, Statement.id
    yield chosen.where(said >= day).order_by(said, number)
    yield chosen.where(said < day).order_by(said.desc(), number.desc())


def _fits(statement_id: int, speaker_id: int) -> Iterator[ColumnElement[bool]]:
    held = statement_topic.c
    mine = select(held.topic_id).where(held.statement_id == statement_id)
    yield Statement.id.in_(select(held.statement_id).where(held.topic_id.in_(mine)))
    yield Statement.speaker_id != speaker_id
    yield Statement.status == StatementStatus.LOGGED
    joined = or_(
        and_(Link.from_id == statement_id, Link.to_id == Statement.id),
        and_(Link.to_id == statement_id, Link.from_id == Statement.id),
    )
    yield not_(exists().where(joined, Link.status.in_(LIVE)))
