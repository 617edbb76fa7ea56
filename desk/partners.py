"""What a statement may be linked with: a few likely ones, and how it is linked already."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, not_, or_, select

from desk import records
from desk.pairs import Spacing, spacing
from desk.refusals import MissingError
from desk.sight import secrets_kept
from desk.statement_facets import topics_of
from models import Link, Statement, statement_topic
from models.asked import Asked
from models.facets import DAY, STATUS, Facets, first_place, value_token
from models.matching import matches
from models.terms import LIVE, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from desk.rows import AnyRow
    from models.records import StatementRecord

MOST = 6
"""How many likely partners are offered."""
WALKED = 200
"""How many statements on either side of the day are looked at."""
LAST = (1 << 63) - 1


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
    first. To one of unknown date those said last are the nearest. A constant number of queries.
    Raises MissingError.
    """
    held = statement_topic.c
    mine = session.execute(
        select(Statement.speaker_id, Statement.said_to).where(Statement.id == statement_id)
    ).one_or_none()
    if mine is None:
        noun = "statement"
        raise MissingError(noun, statement_id)
    topics = session.scalars(select(held.topic_id).where(held.statement_id == statement_id)).all()
    near = _Near(session, statement_id, mine.speaker_id, topics)
    ids = near.ids(mine.said_to)[:MOST] if topics else []
    own, *others = records.cards(session, [statement_id, *ids])
    return own, tuple(_partner(own, other) for other in others)


def _partner(own: StatementRecord, other: StatementRecord) -> Partner:
    shared = tuple(topic for topic in own.topics if topic in other.topics)
    return Partner(other, shared, spacing(own, other))


@dataclass(frozen=True)
class _Near:
    """The statements of some topics, walked from a day on, in the order of the search index."""

    session: Session
    statement_id: int
    speaker_id: int
    topics: Sequence[int]

    def ids(self, day: date | None) -> list[int]:
        """Return the nearest that fit, the nearest first, then those of unknown date."""
        undated = self._walk(0, DAY - 1)
        if day is None:
            return [row.id for row in (*self._walk(DAY, LAST), *undated)]
        here = first_place(day)
        dated = [*self._walk(here, LAST, upwards=True), *self._walk(DAY, here - 1)]
        # Sorting keeps what is equal in its order: the later ones were asked for first.
        near = sorted(dated, key=lambda row: abs(row.said_to - day))
        return [row.id for row in (*near, *undated)]

    def _walk(self, first: int, last: int, *, upwards: bool = False) -> Sequence[AnyRow]:
        told = Facets(
            wanted=(value_token(STATUS, StatementStatus.LOGGED.value),),
            one_of=topics_of(self.topics),
            unwanted=topics_of(secrets_kept(self.session)),
        )
        found = matches(Asked(()), self.session.get_bind().dialect.name, told)
        order = found.place.asc() if upwards else found.place.desc()
        place, number = found.place.label("place"), found.statement_id.label("number")
        some = select(place, number).where(*found.conditions, found.place.between(first, last))
        walked = some.order_by(order).limit(WALKED).subquery()
        chosen = select(Statement.id, Statement.said_to).join(
            walked, walked.c.number == Statement.id
        )
        fits = chosen.where(Statement.speaker_id != self.speaker_id, not_(self._linked()))
        order = walked.c.place.asc() if upwards else walked.c.place.desc()
        return self.session.execute(fits.order_by(order).limit(MOST)).all()

    def _linked(self) -> ColumnElement[bool]:
        joined = or_(
            and_(Link.from_id == self.statement_id, Link.to_id == Statement.id),
            and_(Link.to_id == self.statement_id, Link.from_id == Statement.id),
        )
        return exists().where(joined, Link.status.in_(LIVE))
