"""The orders in which a report tells its pairs, and where each goes on after a pair."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select

from desk.scopes import HALF, OTHER_HALF, later_date, section_place
from models import Link

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    Condition = ColumnElement[bool]


class Order(StrEnum):
    """Newest first; section by section, newest first; or section by section in order of time."""

    NEWEST = "newest"
    SECTIONS = "sections"
    TIME = "time"


_ORDERS = {
    Order.NEWEST: (Link.id.desc(),),
    Order.SECTIONS: (section_place, Link.id.desc()),
    # By the later of both dates; pairs without any date stand at the end of their section.
    Order.TIME: (section_place, later_date.asc().nulls_last(), Link.id),
}


def in_order(
    session: Session, chosen: Select[int], order: Order, before: int | None
) -> Select[int]:
    """Put a selection of links in order, from behind this link if one is told."""
    if before is not None:
        chosen = chosen.where(*_behind(session, order, before))
    return chosen.order_by(*_ORDERS[order])


def _behind(session: Session, order: Order, before: int) -> list[Condition]:
    if order is Order.NEWEST:
        return [Link.id < before]
    place = (
        select(section_place, later_date)
        .select_from(Link)
        .join(HALF, HALF.id == Link.from_id)
        .join(OTHER_HALF, OTHER_HALF.id == Link.to_id)
        .where(Link.id == before)
    )
    found = session.execute(place).one_or_none()
    if found is None:
        return []
    section, later = found
    further = Link.id < before if order is Order.SECTIONS else _later(later, before)
    return [or_(section_place > section, and_(section_place == section, further))]


def _later(later: object, before: int) -> Condition:
    undated = later_date.is_(None)
    if later is None:
        return and_(undated, Link.id > before)
    return or_(later_date > later, and_(later_date == later, Link.id > before), undated)
