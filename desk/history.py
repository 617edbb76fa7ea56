"""The history of a record, for people."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desk.pages import SIZE, Page
from models import Account, Event

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from desk.rows import AnyRow
    from models.terms import Face


@dataclass(frozen=True)
class EventLine:
    """A deed: who, when, through which face, what it changed."""

    seq: int
    at: datetime
    actor: str
    face: Face
    tag: str
    before: dict[str, Any]
    after: dict[str, Any]
    hash: str
    redacted: bool


def events_of(
    session: Session, subject_type: str, subject_id: int, before: int | None = None
) -> Page[EventLine]:
    """Return a page of the events of one record, the last first."""
    chosen = (
        select(
            Event.seq,
            Event.at,
            Account.name,
            Event.face,
            Event.tag,
            Event.before,
            Event.after,
            Event.hash,
            Event.redacted_by,
        )
        .join(Account, Account.id == Event.actor_id)
        .where(Event.subject_type == subject_type, Event.subject_id == subject_id)
        .order_by(Event.seq.desc())
        .limit(SIZE + 1)
    )
    if before is not None:
        chosen = chosen.where(Event.seq < before)
    rows = session.execute(chosen).all()
    lines = tuple(_line(row) for row in rows[:SIZE])
    return Page(lines, lines[-1].seq if len(rows) > SIZE else None, before is not None)


def _line(row: AnyRow) -> EventLine:
    return EventLine(
        seq=row.seq,
        at=row.at,
        actor=row.name,
        face=row.face,
        tag=row.tag,
        before=json.loads(row.before) if row.before else {},
        after=json.loads(row.after) if row.after else {},
        hash=row.hash,
        redacted=row.redacted_by is not None,
    )
