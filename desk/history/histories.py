"""The history of a record, for people."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desk.history.changes import side_of
from desk.history.field_changes import RecordChange, changes_told
from desk.history.filing import IMPORT
from desk.history.finding import concerns, events_about, rows_of, took_over
from desk.history.names import names_in
from desk.history.withheld import without_withheld
from desk.pages import SIZE, Page
from desk.redacting.events import blanked_by
from models import Account, Event, Token

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

    from desk.history.finding import RowIds
    from desk.history.subjects import Subject
    from desk.redacting.events import Blanked
    from desk.rows import AnyRow
    from models.terms import Face

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
    rows = rows_of(session, subject)
    chosen = (
        select(*_COLUMNS)
        .join(Account, Account.id == Event.actor_id)
        .outerjoin(Token, Token.id == Event.token_id)
        .where(events_about(subject, rows))
        .order_by(Event.seq.desc())
        .limit(SIZE + 1)
    )
    if before is not None:
        chosen = chosen.where(Event.seq < before)
    found = session.execute(chosen).all()
    blanked = blanked_by(session, {row.redacted_by for row in found if row.redacted_by})
    lines = without_withheld(session, tuple(_lines(found[:SIZE], subject, rows, blanked)))
    following = found[SIZE - 1].seq if len(found) > SIZE else None
    page = Page(lines, following, before is not None)
    return History(page, names_in(session, (one for line in lines for one in line.records)))


def _lines(
    found: Iterable[AnyRow], subject: Subject, rows: RowIds, blanked: Mapping[int, Blanked]
) -> Iterable[EventLine]:
    for row in found:
        before, after = map(side_of, (row.before, row.after))
        own = (row.subject_type, row.subject_id) == (subject.type, subject.id)
        if own or row.subject_type == IMPORT or concerns(rows, before) or concerns(rows, after):
            line = _line(row, own, before, after, rows)
            yield replace(line, redacted=blanked.get(row.redacted_by))


def _line(row: AnyRow, own: bool, before: Any, after: Any, rows: RowIds) -> EventLine:  # noqa: ANN401, FBT001
    file = (after["file"], after["sha256"]) if row.subject_type == IMPORT and after else None
    whole = own or took_over(rows, before) or took_over(rows, after)
    records, left_out = ((), 0) if file else changes_told(before, after, rows, all_told=whole)
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
