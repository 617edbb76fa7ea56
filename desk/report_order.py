"""The orders in which a report tells its pairs, and where each goes on after a pair."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import false, literal, null, select, true, tuple_, union_all

from desk.conflict_walks import learn_sizes, sizes_to_learn, walk
from desk.kept import once
from desk.read_models.conflict_rows import PLACE
from desk.scopes import HALF, OTHER_HALF, ReportScope, later_date, section_place
from models import Link
from models.conflict import UNDATED, day_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from sqlalchemy import ColumnElement, CompoundSelect
    from sqlalchemy.orm import Session

    from desk.rows import AnySelect

    Condition = ColumnElement[bool]


class Order(StrEnum):
    """Newest first; section by section, newest first; or section by section in order of time.

    By the later date of both; pairs without any date stand at the end.
    """

    NEWEST = "newest"
    SECTIONS = "sections"
    TIME = "time"


@dataclass(frozen=True)
class Spot:
    """Where a pair stands: its section, its later date as places keep it, and its link."""

    section: int
    day: int
    link_id: int


@dataclass(frozen=True)
class Aside:
    """Links for which another record answers, and where that has the last link before the page."""

    links: Collection[int] = ()
    spot: Spot | None = None


ASIDE = Aside()
"""Where today's record answers for all."""
_SPOT = -1
"""In place of what a party is, where a row tells of a spot."""
_NOTHING = select(PLACE.c.link_id, PLACE.c.section, false().label("undated"), PLACE.c.day).where(
    false()
)


@dataclass(frozen=True)
class SectionRun:
    """Places of one section that lie side by side; undated ones are apart in order of time."""

    section: int
    ascending: bool = False
    undated: bool = False

    def chosen(self, where: Sequence[Condition], after: Spot | None) -> AnySelect:
        """Select its places, from behind a spot if one is told."""
        key = (PLACE.c.day, PLACE.c.link_id)
        told = (PLACE.c.link_id, PLACE.c.section, literal(self.undated).label("undated"))
        chosen = select(*told, PLACE.c.day).where(
            *where, PLACE.c.section == self.section, PLACE.c.confirmed == true()
        )
        if self.ascending:
            chosen = chosen.where(PLACE.c.day == UNDATED if self.undated else PLACE.c.day > UNDATED)
        if after is None:
            return chosen
        place = tuple_(after.day, after.link_id)
        return chosen.where(tuple_(*key) > place if self.ascending else tuple_(*key) < place)

    def first(self, most: int | None, where: Sequence[Condition], after: Spot | None) -> AnySelect:
        """Select the first of its places, in the order in which they lie."""
        key = PLACE.c.day, PLACE.c.link_id
        ordered = key if self.ascending else [column.desc() for column in key]
        return select(self.chosen(where, after).order_by(*ordered).limit(most).subquery())


def links_in_order(
    session: Session,
    scope: ReportScope,
    order: Order,
    most: int | None,
    aside: Aside = ASIDE,
) -> Sequence[int]:
    """Return the links of the pairs in scope, in order, from behind the scope's `before`."""

    def read() -> Sequence[int]:
        return session.scalars(in_order(session, scope, order, most, aside)).all()

    # What is set aside was found by the history, anew each time; and all there is would be too much.
    return once(session, "links", (scope, order, most), read) if most and aside is ASIDE else read()


def in_order(
    session: Session,
    scope: ReportScope,
    order: Order,
    most: int | None,
    aside: Aside = ASIDE,
) -> CompoundSelect[int, *tuple[Any, ...]]:
    """Select the links of the pairs in scope, in order, from behind the scope's `before`.

    Each section stands in order by itself, and is walked no further than the links of all need:
    SQLite is asked for the order of their union, whose parts have neither order nor limit of their
    own. In order of time they have: it does not see that undated ones, at the end, are in order
    too. PostgreSQL does not see of any that they are, and would walk through all there is.
    """
    sees = session.get_bind().dialect.name == "sqlite"
    spot = aside.spot if scope.before in aside.links else _spot(session, scope)
    found = walk(session, scope, aside.links)
    where = found.conditions(session)
    parts = [
        one.chosen(where, after) if sees and not one.ascending else one.first(most, where, after)
        for one, after in _stretches(order, found.sections, spot)
    ]
    told = union_all(*(parts or [_NOTHING]))
    return told.order_by(*_ordered(order, told.selected_columns)).limit(most)


def _ordered(order: Order, told: Any) -> list[ColumnElement[Any]]:  # noqa: ANN401 -- columns
    if order is Order.TIME:
        return [told.section, told.undated, told.day, told.link_id]
    newest = [told.day.desc(), told.link_id.desc()]
    return newest if order is Order.NEWEST else [told.section, *newest]


def _stretches(
    order: Order, sections: Sequence[int], spot: Spot | None
) -> Iterator[tuple[SectionRun, Spot | None]]:
    """Yield what is walked, and from behind which spot; what lies before it is left out."""
    for section in sections:
        if spot is None or order is Order.NEWEST:
            yield from ((one, spot) for one in _of_section(order, section))
        elif section > spot.section:
            yield from ((one, None) for one in _of_section(order, section))
        elif section == spot.section:
            yield from _behind(order, spot)


def _of_section(order: Order, section: int) -> tuple[SectionRun, ...]:
    if order is Order.TIME:
        return tuple(SectionRun(section, ascending=True, undated=one) for one in (False, True))
    return (SectionRun(section),)


def _behind(order: Order, spot: Spot) -> Iterator[tuple[SectionRun, Spot | None]]:
    for stretch in _of_section(order, spot.section):
        if not stretch.ascending or stretch.undated == (spot.day == UNDATED):
            yield stretch, spot
        elif stretch.undated:
            yield stretch, None


def spot_of(session: Session, link_id: int | None) -> Spot | None:
    """Return where a link stands or would stand; None where it is not there."""
    return None if link_id is None else _spot(session, ReportScope(before=link_id))


def _spot(session: Session, scope: ReportScope) -> Spot | None:
    """Return where the page before ended, and learn by the way which party of the scope leads."""
    if scope.before is None:
        return None
    place = (
        select(literal(_SPOT), section_place, literal(0), later_date)
        .select_from(Link)
        .join(HALF, HALF.id == Link.from_id)
        .join(OTHER_HALF, OTHER_HALF.id == Link.to_id)
        .where(Link.id == scope.before)
    )
    sizes = [one.add_columns(null()) for one in sizes_to_learn(session, scope)]
    rows = session.execute(union_all(place, *sizes)).all()
    if sizes:
        learn_sizes(session, scope, (row[:3] for row in rows if row[0] != _SPOT))
    spots = (Spot(row[1], day_of(row[3]), scope.before) for row in rows if row[0] == _SPOT)
    return next(spots, None)
