"""The repeat ledger: every occasion on which the same thing was said again."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    BindParameter,
    and_,
    bindparam,
    case,
    exists,
    func,
    literal,
    or_,
    select,
    union_all,
)

from desk.sight import rows_for
from models import Link, Statement
from models.dates import read_edtf
from models.origins import origins_of
from models.terms import LinkStatus, Relation, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import CTE, ColumnElement, CompoundSelect, Select
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from models.origins import Origin
    from models.records import StatementRecord

_KNOWN: BindParameter[int] = bindparam("known", expanding=True)
MOST = 25
"""How many occasions a ledger shows."""
STEPS = 2
"""How many steps are taken one by one; then all that is joined is looked for at once."""


@dataclass(frozen=True)
class Repeats:
    """The ids of the statements that confirmed links call repetitions of each other.

    `more` tells that there are others beyond the first 25, `proposed` counts links that would
    join a further statement once confirmed.
    """

    ids: tuple[int, ...]
    more: bool
    proposed: int


def alone(statement_id: int) -> Repeats:
    """Return what is joined to a statement of which no link says that it repeats, or is repeated."""
    return Repeats((statement_id,), more=False, proposed=0)


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

    A query a step, none of which goes further than the first 26 statements, even from one that
    thousands repeat; after the second step, one more for all others. Only logged statements join
    others; one that repeats nothing stands alone.
    """
    found = newest = [statement_id]
    for _one in range(STEPS):
        # What waits is counted on the way: most repeat nothing, or are repeated once.
        newest, waiting = _step(session, newest, found)
        if not newest:
            return Repeats(tuple(found), more=False, proposed=waiting)
        found = [*found, *newest][: MOST + 1]
        if len(found) > MOST:
            break
    else:
        found = list(session.scalars(select(_closure(statement_id).c.id).limit(MOST + 1)))
    [(proposed,)] = rows_for(session, _waiting(_KNOWN), {"known": found})
    return Repeats(tuple(found[:MOST]), len(found) > MOST, proposed)


def _step(session: Session, ids: Sequence[int], known: Sequence[int]) -> tuple[list[int], int]:
    """Return some of those that repeat one of these, or are repeated by it, and are not known.

    And how many links wait that would join others to the known ones.
    """
    chosen = _stepping(alone=len(ids) == 1, known_alone=len(known) == 1)
    values = {"ids": ids, "id": ids[0], "known": known, "known_one": known[0]}
    rows = rows_for(session, chosen, values)
    return list(dict.fromkeys(row.id for row in rows if row.id)), sum(row.waits for row in rows)


@cache
def _stepping(*, alone: bool, known_alone: bool) -> CompoundSelect[Any]:
    """Select what one step of `_step` tells; to put it together takes longer than to ask it."""
    here: BindParameter[int] = bindparam("id") if alone else bindparam("ids", expanding=True)
    each = (
        select(Statement.id)
        .join(Link, Statement.id == other)
        .where(
            _at(end, LinkStatus.CONFIRMED, here),
            other.not_in(_KNOWN),
            Statement.status == StatementStatus.LOGGED,
        )
        .limit(MOST + 1)
        for end, other in ((Link.from_id, Link.to_id), (Link.to_id, Link.from_id))
    )
    waiting = _waiting(bindparam("known_one") if known_alone else _KNOWN)
    waits = select(waiting.scalar_subquery().label("waits"), literal(0).label("id"))
    return union_all(waits, *(select(literal(0), one.subquery().c.id) for one in each))


def _waiting(found: BindParameter[int]) -> Select[int]:
    ends = (_at(end, LinkStatus.PROPOSED, found) for end in (Link.from_id, Link.to_id))
    return select(func.count()).select_from(Link).where(or_(*ends))


def _closure(statement_id: int) -> CTE:
    """Select all that is joined, as where many repeat each other in a row."""
    start = select(literal(statement_id).label("id")).cte("joined", recursive=True)
    other = case((Link.from_id == start.c.id, Link.to_id), else_=Link.from_id)
    ends = (_at(end, LinkStatus.CONFIRMED, start.c.id) for end in (Link.from_id, Link.to_id))
    # Looked up one by one: joined, SQLite would first go through all statements to know which.
    logged = exists().where(Statement.id == other, Statement.status == StatementStatus.LOGGED)
    step = (
        select(other)
        .select_from(start)
        .join(Link, or_(*ends))
        .where(logged.correlate_except(Statement))
    )
    return start.union(step)


def _at(
    end: InstrumentedAttribute[int],
    status: LinkStatus,
    here: BindParameter[int] | ColumnElement[int],
) -> ColumnElement[bool]:
    """Tell of a link that it is such a repetition with one of these at an end.

    Each end by itself: there is an index of an end with relation and status for either.
    """
    is_many = isinstance(here, BindParameter) and here.expanding
    at_end = end.in_(here) if is_many else end == here
    return and_(at_end, Link.relation == Relation.REPEATS, Link.status == status)


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
