"""The history of a record, for people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desk.history.changes import side_of
from desk.history.field_changes import RecordChange, changes_told
from desk.history.filing import IMPORT
from desk.history.finding import concerns, events_about, rows_of, took_over
from desk.history.names import names_in
from desk.history.withheld import Told, without_withheld
from desk.pages import SIZE, Page
from desk.redacting.events import blanked_by
from models import Account, Event, Token

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from desk.history.finding import RowIds
    from desk.history.subjects import Subject
    from desk.redacting.events import Blanked
    from desk.rows import AnyRow, AnySelect
    from models.terms import Face

GROWTH = 8
"""So many times as many events are read at once when a page is not full yet."""
_COLUMNS = (
    Event.seq,
    Event.at,
    Account.name.label("actor"),
    Event.face,
    Token.name.label("token"),
    Event.tag,
    Event.subject_type,
    Event.subject_id,
    Event.before,
    Event.after,
    Event.hash,
    Event.redacted_by,
)


@dataclass(frozen=True)
class EventLine:
    """A deed: who, when, through which face, to what, and the records it changed.

    `file` is an imported file's name and SHA-256; `left_out` counts changed records beyond those
    told; `redacted` is the deed that blanked what stood here.
    """

    seq: int
    at: datetime
    actor: str
    face: Face
    #: The name of the token that it was done with.
    token: str | None
    tag: str
    subject_type: str
    subject_id: int | None
    #: Whether it was done to the record itself, not to something the record rests on.
    own: bool
    records: tuple[RecordChange, ...]
    left_out: int
    file: tuple[str, str] | None
    hash: str
    redacted: Blanked | None = None


@dataclass(frozen=True)
class History:
    """A page of deeds, with the names of the records that their values refer to by number."""

    events: Page[EventLine]
    names: Mapping[tuple[str, str], str]


def events_of(session: Session, subject: Subject, before: int | None = None) -> History:
    """Return a page of what happened to a record and the import that brought it, last first."""
    lines = tuple(islice(_lines(session, subject, before), SIZE + 1))
    following = lines[SIZE - 1].seq if len(lines) > SIZE else None
    page = Page(lines[:SIZE], following, before is not None)
    return History(page, names_in(session, (one for line in page.rows for one in line.records)))


def _lines(session: Session, subject: Subject, before: int | None) -> Iterator[EventLine]:
    """Yield what happened, the last first; where much of it is not told, more is read at once."""
    rows, size = rows_of(session, subject), SIZE + 1
    while True:
        found = session.execute(_chosen(subject, rows, before).limit(size)).all()
        yield from _told_lines(session, found, subject, rows)
        if len(found) < size:
            break
        before, size = found[-1].seq, size * GROWTH


def _chosen(subject: Subject, rows: RowIds, before: int | None) -> AnySelect:
    chosen = (
        select(*_COLUMNS)
        .join(Account, Account.id == Event.actor_id)
        .outerjoin(Token, Token.id == Event.token_id)
        .where(events_about(subject, rows))
        .order_by(Event.seq.desc())
    )
    return chosen if before is None else chosen.where(Event.seq < before)


def _told_lines(
    session: Session, found: Sequence[AnyRow], subject: Subject, rows: RowIds
) -> Iterator[EventLine]:
    blanked = blanked_by(session, {row.redacted_by for row in found if row.redacted_by})
    told = [_told(row) for row in found]
    for row, whole, shown in zip(found, told, without_withheld(session, told), strict=True):
        line = _line(row, subject, shown, rows)
        # A deed of which all is withheld would tell that there is something.
        if line and (shown == whole or line.records or line.file):
            yield replace(line, redacted=blanked.get(row.redacted_by))


def _told(row: AnyRow) -> Told:
    before, after = map(side_of, (row.before, row.after))
    return Told((row.subject_type, str(row.subject_id)), before, after)


def _line(row: AnyRow, subject: Subject, told: Told, rows: RowIds) -> EventLine | None:
    """Return the line of an event, None where it does not tell of the record."""
    sides = told.before, told.after
    own = told.subject == (subject.type, str(subject.id))
    if not own and row.subject_type != IMPORT and not any(concerns(rows, one) for one in sides):
        return None
    file = _file(row)
    whole = own or any(took_over(rows, one) for one in sides)
    records, left_out = ((), 0) if file else changes_told(*sides, rows, all_told=whole)
    return EventLine(
        seq=row.seq,
        at=row.at,
        actor=row.actor,
        face=row.face,
        token=row.token,
        tag=row.tag,
        subject_type=row.subject_type,
        subject_id=row.subject_id,
        own=own,
        records=records,
        left_out=left_out,
        file=file,
        hash=row.hash,
    )


def _file(row: AnyRow) -> tuple[str, str] | None:
    """Return the name and SHA-256 of an imported file."""
    if row.subject_type != IMPORT or not row.after:
        return None
    after: Any = side_of(row.after)
    return after["file"], after["sha256"]
