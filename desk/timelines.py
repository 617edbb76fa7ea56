"""Statements in the order in which they were said, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, and_, or_, select

from desk import records
from desk.finding import Finding
from desk.pages import SIZE, Page, page_of
from desk.statement_scopes import Order, StatementScope
from models import Statement
from models.terms import StatementStatus

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models.records import StatementRecord


def said_by(session: Session, speaker_id: int, after: int | None) -> Page[StatementRecord]:
    """Return a page of what a speaker said and somebody logged, the first said first.

    `after` is the id of the last statement of the page before; undated ones come at the end.
    """
    return _in_time(session, Statement.speaker_id == speaker_id, after)


def said_on(session: Session, topic_id: int, after: int | None) -> Page[StatementRecord]:
    """Return a page of the logged statements of a topic, the first said first."""
    scope = StatementScope(topic_id=topic_id, order=Order.OLDEST, before=after)
    ids = Finding(session, scope).ids(SIZE + 1)
    return page_of(ids, after).of(lambda shown: records.cards(session, shown))


def _in_time(
    session: Session, whose: ColumnElement[bool], after: int | None
) -> Page[StatementRecord]:
    chosen = select(Statement.id).where(whose, Statement.status == StatementStatus.LOGGED)
    if after is not None:
        chosen = chosen.where(_said_later(session, after))
    # Both engines walk their index on (said_to, id) in this order.
    order = (Statement.said_to.asc().nulls_last(), Statement.id)
    ids = session.scalars(chosen.order_by(*order).limit(SIZE + 1)).all()
    return page_of(ids, after).of(lambda shown: records.cards(session, shown))


def _said_later(session: Session, after: int) -> ColumnElement[bool]:
    said_to = session.scalar(select(Statement.said_to).where(Statement.id == after))
    undated = Statement.said_to.is_(None)
    if said_to is None:
        return and_(undated, Statement.id > after)
    same_day = and_(Statement.said_to == said_to, Statement.id > after)
    return or_(Statement.said_to > said_to, same_day, undated)
