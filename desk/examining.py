"""What decided links lead to and nobody has looked at: proposals for the desk, never findings.

A repeats B and B contradicts C, so A and C want a look. That A supports B says nothing of what
else A says, so it yields nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, case, exists, not_, or_, select, union_all
from sqlalchemy.orm import aliased

from desk import link_records, records
from desk.scopes import ReportScope, in_scope
from models import Link, Statement
from models.terms import Answer, LinkStatus, Relation, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from desk.rows import AnyRow, AnySelect
    from models.records import LinkRecord, StatementRecord

    Column = InstrumentedAttribute[int]

SHOWN = 10
"""How many are shown at a time."""
Place = tuple[int, int]

_FIRST, _SECOND, _KNOWN = aliased(Link), aliased(Link), aliased(Link)
_FAR = aliased(Statement)


@dataclass(frozen=True)
class Triple:
    """Three statements on a path, and the links by which it goes.

    To examine: the first repeats the second, which contradicts the third. Unbalanced: the first
    supports the second, which supports the third, which the first contradicts.
    """

    statements: tuple[StatementRecord, StatementRecord, StatementRecord]
    links: tuple[LinkRecord, ...]


@dataclass(frozen=True)
class Triples:
    """Some triples, the newest conflicts first, and where the next ones begin."""

    rows: tuple[Triple, ...]
    next: Place | None


def to_examine(
    session: Session,
    scope: ReportScope | None = None,
    after: Place | None = None,
    size: int = SHOWN,
) -> Triples:
    """Return pairs that nobody linked: one repeats what the other one's opponent said.

    Only confirmed links count, contradictions that are not apparent, and neither may wait for a
    re-check. `after` is the place where the page before ended.
    """
    con, again = Link, _FIRST
    parts = [
        _confirmed(scope, _unlinked(copy, far), again)
        .add_columns(again.id.label("by"), copy.label("a"), near.label("b"), far.label("c"))
        .join(again, near == here)
        .join(_FAR, _FAR.id == copy)
        .where(
            again.relation == Relation.REPEATS,
            _FAR.status == StatementStatus.LOGGED,
            copy != far,
        )
        for near, far in ((con.from_id, con.to_id), (con.to_id, con.from_id))
        for here, copy in ((again.from_id, again.to_id), (again.to_id, again.from_id))
    ]
    return _triples(session, parts, after, size, lambda row: (row.by, row.id))


def unbalanced(
    session: Session,
    scope: ReportScope | None = None,
    after: Place | None = None,
    size: int = SHOWN,
) -> Triples:
    """Return triangles in which one statement supports a second, that a third, and the two clash.

    One of the three links is likely wrong. What counts is the same as in `to_examine`.
    """
    con, start, step = Link, _FIRST, _SECOND
    parts = [
        _confirmed(scope, step.status == LinkStatus.CONFIRMED, start)
        .add_columns(
            start.id.label("by"),
            step.id.label("on"),
            one.label("a"),
            start.to_id.label("b"),
            other.label("c"),
        )
        .join(start, start.from_id == one)
        .join(step, and_(step.from_id == start.to_id, step.to_id == other))
        .join(_FAR, _FAR.id == start.to_id)
        .where(
            start.relation == Relation.SUPPORTS,
            step.relation == Relation.SUPPORTS,
            step.recheck.is_(False),
            _FAR.status == StatementStatus.LOGGED,
        )
        for one, other in ((con.from_id, con.to_id), (con.to_id, con.from_id))
    ]
    return _triples(session, parts, after, size, lambda row: (row.by, row.on, row.id))


def _confirmed(
    scope: ReportScope | None, also: ColumnElement[bool], other: type[Link]
) -> AnySelect:
    """Select the contradictions that stand, with another link that stands."""
    answers = (Link.same_time, Link.same_place, Link.same_meaning)
    return in_scope(select(Link.id.label("id")), scope or ReportScope()).where(
        Link.status == LinkStatus.CONFIRMED,
        Link.recheck.is_(False),
        *(answer != Answer.NO for answer in answers),
        other.status == LinkStatus.CONFIRMED,
        other.recheck.is_(False),
        also,
    )


def _unlinked(one: Column, other: Column) -> ColumnElement[bool]:
    """Tell of two statements that no link between them was proposed, confirmed or rejected."""
    low = case((one < other, one), else_=other)
    high = case((one < other, other), else_=one)
    known = exists().where(
        _KNOWN.low_id == low, _KNOWN.high_id == high, _KNOWN.status != LinkStatus.WITHDRAWN
    )
    return not_(known)


def _triples(
    session: Session,
    parts: Sequence[AnySelect],
    after: Place | None,
    size: int,
    path: Callable[[AnyRow], tuple[int, ...]],
) -> Triples:
    rows = session.execute(_page(parts, after, size)).all()
    shown = rows[:size]
    links = {one.id: one for one in link_records.by_ids(session, _ids(map(path, shown)))}
    cards = {one.id: one for one in records.cards(session, _ids(map(_corners, shown)))}
    found = tuple(_triple(row, path(row), cards, links) for row in shown)
    return Triples(found, (shown[-1].id, shown[-1].by) if len(rows) > size else None)


def _triple(
    row: AnyRow,
    path: tuple[int, ...],
    cards: Mapping[int, StatementRecord],
    links: Mapping[int, LinkRecord],
) -> Triple:
    first, second, third = (cards[one] for one in _corners(row))
    return Triple((first, second, third), tuple(links[one] for one in path))


def _corners(row: AnyRow) -> tuple[int, int, int]:
    return row.a, row.b, row.c


def _ids(groups: Iterable[tuple[int, ...]]) -> list[int]:
    return sorted({one for group in groups for one in group})


def _page(parts: Sequence[AnySelect], after: Place | None, size: int) -> AnySelect:
    """Return the newest of all parts; each gives a page at most, so that a hub costs no more."""
    each = [select(_newest(part, after, size).subquery()) for part in parts]
    whole = union_all(*each).subquery()
    return select(whole).order_by(whole.c.id.desc(), whole.c.by.desc()).limit(size + 1)


def _newest(part: AnySelect, after: Place | None, size: int) -> AnySelect:
    if after is not None:
        behind = and_(Link.id == after[0], _FIRST.id < after[1])
        part = part.where(or_(Link.id < after[0], behind))
    return part.order_by(Link.id.desc(), _FIRST.id.desc()).limit(size + 1)
