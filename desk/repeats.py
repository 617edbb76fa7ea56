"""The repeat ledger: every occasion on which the same thing was said again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, func, literal, or_, select

from models import Link, Statement
from models.dates import read_edtf
from models.origins import origins_of
from models.terms import LinkStatus, Relation, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import CTE, ColumnElement, Select
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from models.origins import Origin
    from models.records import StatementRecord

MOST = 100
"""How many occasions a ledger shows."""


@dataclass(frozen=True)
class Repeats:
    """The ids of the statements that confirmed links call repetitions of each other.

    `more` tells that there are others beyond the first 100, `proposed` counts links that would
    join a further statement once confirmed.
    """

    ids: tuple[int, ...]
    more: bool
    proposed: int


@dataclass(frozen=True)
class Ledger:
    """What was said several times: the occasions by date, undated ones last."""

    occasions: tuple[StatementRecord, ...]
    more: bool
    proposed: int

    @property
    def dated(self) -> tuple[StatementRecord, ...]:
        """The occasions whose date is known, the first one first."""
        return tuple(one for one in self.occasions if one.said)

    @property
    def first(self) -> str | None:
        """The EDTF date of the first dated occasion."""
        return self.dated[0].said if self.dated else None

    @property
    def last(self) -> str | None:
        """The EDTF date of the last dated occasion."""
        last = max(self.dated, key=_latest, default=None)
        return last.said if last else None

    @property
    def speakers(self) -> int:
        """How many speakers said it."""
        return len({one.speaker.id for one in self.occasions})

    @property
    def origins(self) -> tuple[Origin, ...]:
        """The independent origins of all occasions together."""
        return origins_of(self.occasions)


def repeats_of(session: Session, statement_id: int) -> Repeats:
    """Return what is joined to a statement by confirmed `repeats` links, over any number of steps.

    In one query, two where it repeats any, that go no further than the first 101 statements. Only
    logged statements join others; one that repeats nothing stands alone.
    """
    # What waits for the statement itself is counted on the way: most repeat nothing.
    chosen = select(_joined(statement_id).c.id, _waiting([statement_id]).scalar_subquery())
    rows = session.execute(chosen.limit(MOST + 1)).all()
    found = [row[0] for row in rows]
    waiting = rows[0][1] if len(rows) == 1 else session.scalar(_waiting(found))
    return Repeats(tuple(found[:MOST]), len(found) > MOST, waiting or 0)


def _waiting(found: Sequence[int]) -> Select[int]:
    ends = (_at(end, LinkStatus.PROPOSED, found) for end in (Link.from_id, Link.to_id))
    return select(func.count()).select_from(Link).where(or_(*ends))


def _joined(statement_id: int) -> CTE:
    start = select(literal(statement_id).label("id")).cte("joined", recursive=True)
    other = case((Link.from_id == start.c.id, Link.to_id), else_=Link.from_id)
    ends = (_at(end, LinkStatus.CONFIRMED, [start.c.id]) for end in (Link.from_id, Link.to_id))
    step = (
        select(Statement.id)
        .select_from(start)
        .join(Link, or_(*ends))
        .join(Statement, Statement.id == other)
        .where(Statement.status == StatementStatus.LOGGED)
    )
    return start.union(step)


def _at(
    end: InstrumentedAttribute[int], status: LinkStatus, ids: Sequence[Any]
) -> ColumnElement[bool]:
    """Tell of a link that it is such a repetition with one of these at an end.

    Each end by itself: there is an index of an end with relation and status for either.
    """
    here = end == ids[0] if len(ids) == 1 else end.in_(ids)
    return and_(here, Link.relation == Relation.REPEATS, Link.status == status)


def ledger(repeats: Repeats, known: Mapping[int, StatementRecord]) -> Ledger:
    """Put the occasions in the order of their dates."""
    occasions: Sequence[StatementRecord] = [known[one] for one in repeats.ids if one in known]
    return Ledger(tuple(sorted(occasions, key=_when)), repeats.more, repeats.proposed)


def _when(statement: StatementRecord) -> tuple[object, ...]:
    date = read_edtf(statement.said) if statement.said else None
    return (date is None, date and date.earliest, date and date.latest, statement.key)


def _latest(statement: StatementRecord) -> tuple[object, ...]:
    date = read_edtf(statement.said or "")
    return (date.latest, date.earliest, statement.key)
