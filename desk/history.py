"""The history of a record, for people."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, and_, or_, select

from desk.pages import SIZE, Page
from models import Account, Event

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy.orm import Session

    from desk.rows import AnyRow
    from models.terms import Face

    Values = dict[str, Any]

IMPORT = "import"
#: What follows from other fields, or is of no use to people.
UNTOLD = frozenset(
    {
        "id",
        "key",
        "version",
        "created_at",
        "revised_at",
        "name_key",
        "found_by",
        "position",
        "checked_at",
        "low_id",
        "high_id",
        "statement_id",
        "appearance_id",
        "account_id",
    }
)
DERIVED = ("_from", "_to")
EMPTY: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True)
class Subject:
    """The record whose history is asked for."""

    type: str
    id: int
    key: str


@dataclass(frozen=True)
class EventLine:
    """A deed: who, when, through which face, and the fields it changed, by name."""

    seq: int
    at: datetime
    actor: str
    face: Face
    tag: str
    before: Values
    after: Values
    hash: str
    redacted: bool


def events_of(session: Session, subject: Subject, before: int | None = None) -> Page[EventLine]:
    """Return a page of the deeds done to a record, and the import that brought it, last first."""
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
        .where(or_(_done_to(subject), _brought(subject)))
        .order_by(Event.seq.desc())
        .limit(SIZE + 1)
    )
    if before is not None:
        chosen = chosen.where(Event.seq < before)
    rows = session.execute(chosen).all()
    lines = tuple(_line(row, subject) for row in rows[:SIZE])
    return Page(lines, lines[-1].seq if len(rows) > SIZE else None, before is not None)


def _done_to(subject: Subject) -> ColumnElement[bool]:
    return and_(Event.subject_type == subject.type, Event.subject_id == subject.id)


def _brought(subject: Subject) -> ColumnElement[bool]:
    # An import writes one event that lists the keys it made.
    named = Event.after.contains(json.dumps(subject.key, ensure_ascii=False), autoescape=True)
    return and_(Event.subject_type == IMPORT, named)


def _line(row: AnyRow, subject: Subject) -> EventLine:
    return EventLine(
        seq=row.seq,
        at=row.at,
        actor=row.name,
        face=row.face,
        tag=row.tag,
        before=_told(row.before, subject),
        after=_told(row.after, subject),
        hash=row.hash,
        redacted=row.redacted_by is not None,
    )


def _told(values: str | None, subject: Subject) -> Values:
    """Return what an event tells, as plain fields; those of other records name their record."""
    told: Values = json.loads(values) if values else {}
    if "sha256" in told and "file" in told:
        return {"file": told["file"], "sha256": told["sha256"]}
    return dict(_fields(told, subject))


def _fields(told: Values, subject: Subject) -> Iterator[tuple[str, Any]]:
    """Yield the subject's own fields, then those of the records around it; empty ones are left out."""
    for table in sorted(told, key=lambda table: (table != subject.type, table)):
        for number, fields in told[table].items():
            own = (table, number) == (subject.type, str(subject.id))
            for name, value in fields.items():
                untold = name in UNTOLD or name.endswith(DERIVED)
                if not untold and value not in EMPTY:
                    yield (name if own else f"{table} {number}, {name}"), _plain(value)


def _plain(value: Any) -> Any:  # noqa: ANN401 -- any value of a field
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value
