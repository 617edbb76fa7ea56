"""How many contradictions a walk leads to: by the sums of months, or gone through one by one."""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import case, false, func, literal, select, true, union_all

from desk.conflict_walks import by_link, in_sight, of_party
from desk.read_models.conflict_rows import MONTH, PLACE, STATES
from desk.read_models.restricted import MONTHS, rests_on
from desk.scopes import KINDS
from desk.sight import topics_kept_from
from models.among import within
from models.conflict import EVER, OF_MONTH, OF_YEAR, State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement, CompoundSelect, Table
    from sqlalchemy.orm import Session

    from desk.conflict_walks import Party, Walk
    from desk.rows import AnySelect

    Days = tuple[int, int]
    Told = AnySelect | CompoundSelect[*tuple[Any, ...]]


@dataclass
class Sums:
    """How many pairs of a section there are in each state; of some sections there may be more."""

    pairs: Counter[tuple[int, State]] = field(default_factory=Counter)
    more: set[int] = field(default_factory=set)


def summed(session: Session, walk: Walk) -> Sums:
    """Add up the sums of months, and the days at both ends; what is hidden is taken off again.

    One query, whose cost grows with the months and with what is hidden, not with the pairs.
    """
    found = Sums()
    for sign, section, *sums in session.execute(union_all(*_parts(session, walk))):
        for state, number in zip(STATES, sums, strict=True):
            found.pairs[section, state] += sign * int(number or 0)
    return found


def walked(session: Session, walk: Walk, most: int | None) -> Sums:
    """Go through the pairs, the newest first, and through no more than so many of a section."""
    found = Sums()
    seen: Counter[tuple[int, bool]] = Counter()
    for section, state, fits, number in session.execute(_walking(session, walk, most)):
        seen[section, state == State.PROPOSED] += number
        if fits:
            found.pairs[section, State(state)] += number
    if most is not None:
        found.more = {section for (section, _), number in seen.items() if number >= most}
    return found


def _parts(session: Session, walk: Walk) -> Iterator[AnySelect]:
    months, edges = ((EVER, EVER), ()) if walk.days is None else split(*walk.days)
    yield _months(1, MONTH, walk.party, months)
    if (secret := topics_kept_from(session)) is not None:
        yield _months(-1, MONTHS, walk.party, months).where(rests_on(MONTHS, secret))
    sight = tuple(in_sight(session, PLACE))
    for days in edges:
        yield _counted(1, of_party(PLACE, walk.party), PLACE.c.day.between(*days), *sight)
    if walk.aside:
        inside = true() if walk.days is None else PLACE.c.day.between(*walk.days)
        yield _counted(-1, by_link(walk.party), within(PLACE.c.link_id, walk.aside), inside)


def _months(sign: int, table: Table, party: Party, months: Days) -> AnySelect:
    sums = (func.sum(table.c[column.name]) for column in STATES.values())
    return (
        select(_sign(sign), table.c.section, *sums)
        .where(of_party(table, party), table.c.section.in_(range(len(KINDS))))
        .where(table.c.month.between(*months))
        .group_by(table.c.section)
    )


def _counted(sign: int, *where: ColumnElement[bool]) -> AnySelect:
    sums = (func.sum(case((PLACE.c.state == int(state), 1), else_=0)) for state in STATES)
    sections = PLACE.c.section.in_(range(len(KINDS))), PLACE.c.confirmed.in_([True, False])
    chosen = select(_sign(sign), PLACE.c.section, *sums).where(*where, *sections)
    return chosen.group_by(PLACE.c.section)


def _walking(session: Session, walk: Walk, most: int | None) -> Told:
    # What is hidden is left out before any is gone through: not even its number shows.
    sight = (*in_sight(session, PLACE), *walk.without_aside())
    parts = (
        select(_nearest(walk, section, sight, most, confirmed=confirmed).subquery())
        for section in walk.sections
        for confirmed in (True, False)
    )
    told = union_all(*parts)
    if most is not None:
        return told
    # All of them are counted by the database; so few as otherwise are sooner told one by one.
    every = told.subquery().c
    kinds = every.section, every.state, every.fits
    return select(*kinds, func.count()).group_by(*kinds)


def _nearest(
    walk: Walk,
    section: int,
    sight: Sequence[ColumnElement[bool]],
    most: int | None,
    *,
    confirmed: bool,
) -> AnySelect:
    fits = walk.fits(PLACE).label("fits")
    chosen = select(PLACE.c.section, PLACE.c.state, fits, literal(1)).where(
        *walk.whose(),
        *sight,
        PLACE.c.section == section,
        PLACE.c.confirmed == (true() if confirmed else false()),
    )
    if most is None or walk.set_id is not None:
        return chosen
    return chosen.order_by(PLACE.c.day.desc(), PLACE.c.link_id.desc()).limit(most)


def split(first: int, last: int) -> tuple[Days, tuple[Days, ...]]:
    """Part days into whole months, and the days before and behind these."""
    start, end = first // OF_MONTH, last // OF_MONTH
    begins = first % OF_MONTH == 1
    ends = last % OF_MONTH == monthrange(max(last // OF_YEAR, 1), end % OF_MONTH)[1]
    if start == end and not (begins and ends):
        return (end, end - 1), ((first, last),)
    before = () if begins else ((first, start * OF_MONTH + 31),)
    behind = () if ends else ((end * OF_MONTH + 1, last),)
    months = (max(start, 1) if begins else start + 1, end if ends else end - 1)
    return months, (*before, *behind)


def _sign(sign: int) -> ColumnElement[Any]:
    return case((true(), sign))
