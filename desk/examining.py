"""What decided links lead to and nobody has looked at: proposals for the desk, never findings.

A repeats B and B contradicts C, so A and C want a look. That A supports B says nothing of what
else A says, so it yields nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, case, exists, literal, not_, or_, select, union_all
from sqlalchemy.orm import aliased

from desk import link_records, records
from desk.scopes import ReportScope, in_scope
from models import Link, Statement
from models.terms import Answer, LinkStatus, Relation, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from sqlalchemy import ColumnElement, Select
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


@dataclass(frozen=True)
class Span:
    """Where a page begins, after the place at which the one before ended, and how long it is."""

    after: Place | None
    size: int


@dataclass(frozen=True)
class _Part:
    """One way in which other links can stand around a contradiction: columns, tables, conditions."""

    columns: tuple[ColumnElement[int], ...]
    tables: tuple[Any, ...]
    fits: tuple[ColumnElement[bool], ...]


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
        _Part(
            (again.id.label("by"), copy.label("a"), near.label("b"), far.label("c")),
            (again, _FAR),
            (
                near == here,
                _FAR.id == copy,
                *_stands(again, Relation.REPEATS),
                _FAR.status == StatementStatus.LOGGED,
                copy != far,
                _unlinked(copy, far),
            ),
        )
        for near, far in ((con.from_id, con.to_id), (con.to_id, con.from_id))
        for here, copy in ((again.from_id, again.to_id), (again.to_id, again.from_id))
    ]
    return _triples(session, scope, parts, Span(after, size), lambda row: (row.by, row.id))


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
        _Part(
            (
                start.id.label("by"),
                step.id.label("on"),
                one.label("a"),
                start.to_id.label("b"),
                other.label("c"),
            ),
            (start, step, _FAR),
            (
                start.from_id == one,
                step.from_id == start.to_id,
                step.to_id == other,
                _FAR.id == start.to_id,
                *_stands(start, Relation.SUPPORTS),
                *_stands(step, Relation.SUPPORTS),
                _FAR.status == StatementStatus.LOGGED,
            ),
        )
        for one, other in ((con.from_id, con.to_id), (con.to_id, con.from_id))
    ]
    return _triples(session, scope, parts, Span(after, size), lambda row: (row.by, row.on, row.id))


def _stands(link: type[Link], relation: Relation) -> tuple[ColumnElement[bool], ...]:
    return (
        link.relation == relation,
        link.status == LinkStatus.CONFIRMED,
        link.recheck.is_(False),
    )


def _unlinked(one: Column, other: Column) -> ColumnElement[bool]:
    """Tell of two statements that no link between them was proposed, confirmed or rejected."""
    low = case((one < other, one), else_=other)
    high = case((one < other, other), else_=one)
    known = (
        exists()
        .where(_KNOWN.low_id == low, _KNOWN.high_id == high, _KNOWN.status != LinkStatus.WITHDRAWN)
        .correlate_except(_KNOWN)
    )
    return not_(known)


def _triples(
    session: Session,
    scope: ReportScope | None,
    parts: Sequence[_Part],
    span: Span,
    path: Callable[[AnyRow], tuple[int, ...]],
) -> Triples:
    rows = session.execute(_page(scope or ReportScope(), parts, span)).all()
    shown = rows[: span.size]
    links = {one.id: one for one in link_records.by_ids(session, _ids(map(path, shown)))}
    cards = {one.id: one for one in records.cards(session, _ids(map(_corners, shown)))}
    found = tuple(_triple(row, path(row), cards, links) for row in shown)
    return Triples(found, (shown[-1].id, shown[-1].by) if len(rows) > span.size else None)


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


def _page(scope: ReportScope, parts: Sequence[_Part], span: Span) -> AnySelect:
    """Return the newest of all parts; each gives a page at most, so that a hub costs no more."""
    each = [select(_newest(scope, part, span).subquery()) for part in parts]
    whole = union_all(*each).subquery()
    return select(whole).order_by(whole.c.id.desc(), whole.c.by.desc()).limit(span.size + 1)


def _newest(scope: ReportScope, part: _Part, span: Span) -> AnySelect:
    """Find the conflicts of a page first, each by its first path alone; then all paths of those."""
    fits = (*part.fits, *_behind(span.after))
    leads = exists(select(literal(1)).select_from(*part.tables).where(*fits).correlate(Link))
    chosen = _conflicts(scope).where(leads).order_by(Link.id.desc()).limit(span.size + 1)
    paths = select(Link.id.label("id"), *part.columns).select_from(Link, *part.tables)
    paths = paths.where(Link.id.in_(chosen), *fits)
    # Added up, so that no engine walks all links in the order of their ids to find these few.
    return paths.order_by(Link.id.desc(), (_FIRST.id + 0).desc()).limit(span.size + 1)


def _behind(after: Place | None) -> tuple[ColumnElement[bool], ...]:
    if after is None:
        return ()
    return (or_(Link.id < after[0], and_(Link.id == after[0], _FIRST.id < after[1])),)


def _conflicts(scope: ReportScope) -> Select[int]:
    """Select the contradictions that stand."""
    answers = (Link.same_time, Link.same_place, Link.same_meaning)
    return in_scope(select(Link.id), scope).where(
        *_stands(Link, Relation.CONTRADICTS), *(answer != Answer.NO for answer in answers)
    )
