"""Looks around contradictions for what other links lead to, so far and no further at once.

Conflicts are walked from the newest on, and around each the links of its sides in the order of their
index: a page costs the same around a hub of thousands of links, and in an archive of millions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import Integer, and_, case, exists, literal, not_, null, or_, select, union_all
from sqlalchemy.orm import aliased

from desk.scopes import in_scope
from desk.sight import sees_all
from models import Link, Statement
from models.terms import Answer, LinkStatus, Relation, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from desk.rows import AnyRow, AnySelect
    from desk.scopes import ReportScope

    Column = InstrumentedAttribute[int]
    Condition = ColumnElement[bool]

LOOKED = 60
"""At how many conflicts, and at how many paths of each way, is looked at once."""
LOOKED_IN_SIGHT = 30
"""The same for who is kept out of a topic: of each path it is asked whether it is there for him."""
Place = tuple[int, int]
"""Where a page ends: at a conflict, and the link by which its last path begins, or itself."""

_BY, _ON, _KNOWN = aliased(Link), aliased(Link), aliased(Link)
_MET = aliased(Statement)


@dataclass(frozen=True)
class Way:
    """A way from one side of a conflict by a link to a third statement.

    `near` and `far` are sides of the conflict, `here` and `met` of the link; in order of `met` an
    index has them. `step` is the relation of the link that leads on to the far side, if one does.
    """

    near: Column
    far: Column
    here: Column
    met: Column
    relation: Relation
    step: Relation | None = None


_SIDES = ((Link.from_id, Link.to_id), (Link.to_id, Link.from_id))
PATHS = tuple(
    Way(near, far, here, met, Relation.REPEATS)
    for near, far in _SIDES
    for here, met in ((_BY.from_id, _BY.to_id), (_BY.to_id, _BY.from_id))
)
"""From a side of a conflict to what repeats it, or what it repeats."""
TRIANGLES = tuple(
    Way(near, far, _BY.from_id, _BY.to_id, Relation.SUPPORTS, Relation.SUPPORTS)
    for near, far in _SIDES
)
"""From a side of a conflict to what it supports, and on to the other side."""


@dataclass(frozen=True)
class Seen:
    """What was found, and where to look on; `id` is the conflict, `by` and `on` the other links."""

    rows: Sequence[AnyRow]
    next: Place | None


def look(
    session: Session, scope: ReportScope, ways: Sequence[Way], after: Place | None, size: int
) -> Seen:
    """Return what the next conflicts lead to, the newest first; in three queries at most."""
    begin, looked = _Begin.at(session, ways, after), _looked(session)
    conflicts = _conflicts(scope).where(*begin.conflicts)
    last = session.scalar(conflicts.order_by(Link.id.desc()).offset(looked - 1).limit(1))
    each = [
        _paths(conflicts if last is None else conflicts.where(Link.id >= last), way, number)
        .where(*begin.paths(number, way))
        .limit(looked)
        for number, way in enumerate(ways)
    ]
    rows = session.execute(union_all(*(select(one.subquery()) for one in each))).all()
    told = sorted(rows, key=_place)
    full = [mine for mine in _by_way(told, len(ways)) if len(mine) == looked]
    return _seen(told, full, last, size)


def _looked(session: Session) -> int:
    return LOOKED if sees_all(session) else LOOKED_IN_SIGHT


def _seen(
    rows: Sequence[AnyRow], full: Sequence[Sequence[AnyRow]], last: int | None, size: int
) -> Seen:
    """Keep what every way was followed to, of that what fits, and of that as many as asked for."""
    end: Place | None = None if last is None else (last, last)
    if full:
        nearest = min((mine[-1] for mine in full), key=_place)
        rows = [row for row in rows if _place(row) <= _place(nearest)]
        end = (nearest.id, nearest.by)
    found = [row for row in rows if row.fits]
    if len(found) > size:
        end = (found[size - 1].id, found[size - 1].by)
    return Seen(found[:size], end)


def _by_way(rows: Sequence[AnyRow], ways: int) -> list[list[AnyRow]]:
    return [[row for row in rows if row.way == number] for number in range(ways)]


def _place(row: AnyRow) -> tuple[int, int, int]:
    return -row.id, row.way, row.met


def _paths(conflicts: Select[int], way: Way, number: int) -> AnySelect:
    if way.step is None:
        on: ColumnElement[Any] = null().cast(Integer)
        fits, corners = _unlinked(way.met, way.far), (way.met, way.near, way.far)
    else:
        on = _step(way)
        fits, corners = on.is_not(None), (way.near, way.met, way.far)
    logged = exists().where(_MET.id == way.met, _MET.status == StatementStatus.LOGGED)
    names = zip(corners, "abc", strict=True)
    return (
        conflicts.add_columns(
            literal(number, Integer).label("way"),
            _BY.id.label("by"),
            way.met.label("met"),
            on.label("on"),
            *(corner.label(name) for corner, name in names),
            and_(logged.correlate_except(_MET), fits).label("fits"),
        )
        .join(_BY, and_(way.here == way.near, *_stands(_BY, way.relation)))
        .where(way.met != way.far)
        .order_by(Link.id.desc(), way.met)
    )


def _step(way: Way) -> ColumnElement[Any]:
    """Name the one link that leads on: no two of a relation are live between two statements."""
    chosen = select(_ON.id).where(_ON.from_id == way.met, _ON.to_id == way.far)
    chosen = chosen.where(*_stands(_ON, Relation.SUPPORTS)).limit(1)
    return chosen.correlate_except(_ON).scalar_subquery()


@dataclass(frozen=True)
class _Begin:
    """Behind which conflict a page begins, or in the midst of one, behind a path."""

    after: int | None = None
    within: tuple[int, int] | None = None

    @classmethod
    def at(cls, session: Session, ways: Sequence[Way], after: Place | None) -> _Begin:
        """Find the way and the statement met where the page before ended."""
        if after is None:
            return cls()
        ends = select(Link.id, Link.from_id, Link.to_id).where(Link.id.in_(after))
        known = {
            row.id: {"from_id": row.from_id, "to_id": row.to_id} for row in session.execute(ends)
        }
        if after[0] == after[1] or len(known) < len(set(after)):
            return cls(after[0])
        conflict, by = (known[one] for one in after)
        for number, way in enumerate(ways):
            if conflict[way.near.key] == by[way.here.key]:
                return cls(after[0], (number, by[way.met.key]))
        return cls(after[0])

    @property
    def conflicts(self) -> Iterator[Condition]:
        """Yield which conflicts may still lead somewhere."""
        if self.after is not None:
            yield Link.id <= self.after if self.within else Link.id < self.after

    def paths(self, number: int, way: Way) -> Iterator[Condition]:
        """Yield which paths of a way lie behind: of the conflict itself those not yet shown."""
        if self.within is None or number > self.within[0]:
            return
        left = way.met > self.within[1] if number == self.within[0] else None
        behind = Link.id < self.after
        yield behind if left is None else or_(behind, left)


def _stands(link: Any, relation: Relation) -> tuple[Condition, ...]:  # noqa: ANN401 -- or an alias
    return (
        link.relation == relation,
        link.status == LinkStatus.CONFIRMED,
        link.recheck.is_(False),
    )


def _unlinked(one: Column, other: Column) -> Condition:
    """Tell of two statements that no link between them was proposed, confirmed or rejected."""
    low = case((one < other, one), else_=other)
    high = case((one < other, other), else_=one)
    known = (
        exists()
        .where(_KNOWN.low_id == low, _KNOWN.high_id == high, _KNOWN.status != LinkStatus.WITHDRAWN)
        .correlate_except(_KNOWN)
    )
    return not_(known)


def _conflicts(scope: ReportScope) -> Select[int]:
    """Select the contradictions that stand."""
    answers = (Link.same_time, Link.same_place, Link.same_meaning)
    return in_scope(select(Link.id.label("id")), scope).where(
        *_stands(Link, Relation.CONTRADICTS), *(answer != Answer.NO for answer in answers)
    )
