"""Statements in the order in which they were said, a page at a time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, select, tuple_

from desk import records
from desk.kept import once
from desk.pages import SIZE, Page, page_of
from models import Statement
from models.terms import StatementStatus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from sqlalchemy.orm import Session

    from models.records import StatementRecord


def said_by(session: Session, speaker_id: int, after: int | None) -> Page[StatementRecord]:
    """Return a page of what a speaker said and somebody logged, the first said first.

    `after` is the id of the last statement of the page before; undated ones come at the end.
    """
    whose = Statement.speaker_id == speaker_id
    page = once(session, "said by", (speaker_id, after), lambda: _in_time(session, whose, after))
    return page.of(lambda shown: records.cards(session, shown))


def _in_time(session: Session, whose: ColumnElement[bool], after: int | None) -> Page[int]:
    """Read those of known date by the index, then the rest: engines differ in where NULL goes."""
    chosen = select(Statement.id).where(whose, Statement.status == StatementStatus.LOGGED)
    last = session.scalar(select(Statement.said_to).where(Statement.id == after)) if after else None
    ids: list[int] = []
    if after is None or last is not None:
        dated = chosen.where(Statement.said_to.is_not(None), *_behind(last, after))
        dated = dated.order_by(Statement.said_to, Statement.id)
        ids += session.scalars(dated.limit(SIZE + 1))
    if len(ids) <= SIZE:
        undated = chosen.where(Statement.said_to.is_(None))
        if after is not None and last is None:
            undated = undated.where(Statement.id > after)
        ids += session.scalars(undated.order_by(Statement.id).limit(SIZE + 1 - len(ids)))
    return page_of(ids, after)


def _behind(last: date | None, after: int | None) -> Iterator[ColumnElement[bool]]:
    if last is not None and after is not None:
        yield tuple_(Statement.said_to, Statement.id) > (last, after)
