"""Earlier versions of a statement, put together from what its events tell."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, or_, select

from desk.history.changes import Side, side_of, values_of, without_reason
from desk.history.filing import IMPORT
from desk.history.finding import concerns, events_about
from desk.history.subjects import Subject
from desk.refusals import DeskError, MissingError
from models import Event, Statement, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session
    from sqlalchemy.sql.selectable import SelectBase

    from desk.history.finding import RowIds
    from desk.rows import AnyRow

    Values = dict[str, Any]

#: What a version is made of, by table; an appearance before its relays.
KEPT: dict[str, tuple[str, ...]] = {
    "statement": (
        *("form", "quote", "claim", "language", "role", "told", "in_answer_to", "said"),
        *("said_text", "about", "about_text", "where", "context", "note", "speaker_id", "topics"),
    ),
    "translation": ("statement_id", "position", "language", "text", "by", "date", "kind"),
    "appearance": (
        *("statement_id", "position", "source_id", "capture_id", "exact", "prefix", "suffix"),
        *("start", "end", "page", "time", "heard"),
    ),
    "relay": ("appearance_id", "position", "name", "verb", "source_id"),
}


class UnknownVersionError(DeskError):
    """A version that the history cannot give back, and why."""


class _GapError(Exception):
    """The history does not lead on from here; its text says why."""


@dataclass
class Version:
    """The rows of a statement as they stood after a deed, by table and number."""

    statement_id: int
    key: str
    rows: dict[str, dict[str, Values]] = field(
        default_factory=lambda: {table: {} for table in KEPT}
    )

    def ordered(self, table: str, **owner: int) -> list[tuple[int, Values]]:
        """Return the numbers and rows of a table in their places, of an owner if one is told."""
        rows = [(int(number), row) for number, row in self.rows[table].items()]
        mine = [one for one in rows if all(one[1][name] == of for name, of in owner.items())]
        return sorted(mine, key=lambda one: one[1].get("position", 0))

    @property
    def words(self) -> Values:
        """The row of the statement itself."""
        return self.rows["statement"][str(self.statement_id)]

    def turn(self, old: Side, new: Side) -> None:
        """Go from what stood on one side of a deed to what stands on the other."""
        for table in KEPT:
            sides = old.get(table, {}), new.get(table, {})
            for number in {*sides[0], *sides[1]}:
                self._turn(table, number, *(_kept(table, side.get(number)) for side in sides))

    def bears_out(self, told: Side) -> None:
        """Hold the version against what the deed that led to it tells."""
        for table in KEPT:
            for number, row in told.get(table, {}).items():
                if number in self.rows[table]:
                    _compare(self.rows[table][number], _kept(table, row) or {})

    def _turn(self, table: str, number: str, old: Values | None, new: Values | None) -> None:
        rows = self.rows[table]
        if number not in rows:
            if old is None and new is not None and self._is_mine(table, number, new):
                rows[number] = ({"topics": []} if table == "statement" else {}) | new
            return
        if old is not None:
            _compare(rows[number], old)
        if new is not None:
            rows[number] |= new
        elif old is not None:
            del rows[number]

    def _is_mine(self, table: str, number: str, row: Values) -> bool:
        if table == "statement":
            return number == str(self.statement_id)
        if table == "relay":
            return str(row.get("appearance_id")) in self.rows["appearance"]
        return bool(row.get("statement_id") == self.statement_id)


def version_at(session: Session, now: Version, seq: int) -> Version:
    """Return a statement as it stood after the deed `seq`, from what stands now.

    It is undone from what stands now, or, where a deed in between does not tell what it replaced,
    done again from the logging. Raises MissingError when the deed was not done to the statement,
    UnknownVersionError when neither way leads there.
    """
    events = _events(session, now)
    if seq not in {event.seq for event in events}:
        noun = "version"
        raise MissingError(noun, seq)
    try:
        return _undone(deepcopy(now), events, seq)
    except _GapError as gap:
        try:
            return _done_again(Version(now.statement_id, now.key), events, seq)
        except _GapError:
            raise UnknownVersionError(str(gap)) from gap


def current_version(session: Session, statement_id: int) -> Version:
    """Return a statement as it stands now; raises MissingError."""
    statement = session.get(Statement, statement_id)
    if statement is None:
        noun = "statement"
        raise MissingError(noun, statement_id)
    version = Version(statement_id, statement.key)
    _ = statement.topics
    for record in _records(statement):
        row = _kept(record.__tablename__, values_of(record))
        version.rows[record.__tablename__][str(record.id)] = row or {}
    return version


def _records(statement: Statement) -> Iterator[Any]:
    yield statement
    yield from statement.translations
    for found in statement.appearances:
        yield from (found, *found.relays)


def _events(session: Session, now: Version) -> Sequence[AnyRow]:
    """Return all deeds that changed a statement, the first first."""
    subject = Subject("statement", now.statement_id, now.key)
    rows = {table: set(now.rows[table]) for table in ("statement", "appearance")}
    known = _found(session, events_about(subject, rows), subject, rows)
    # What it once rested on may have changed it too, such as a speaker who was merged.
    once = [_done_to(kind, ids) for kind, ids in _mentioned(known)]
    return _found(session, or_(events_about(subject, rows), *once), subject, rows)


def _found(
    session: Session, condition: ColumnElement[bool], subject: Subject, rows: RowIds
) -> list[AnyRow]:
    columns = (Event.subject_type, Event.subject_id, Event.before, Event.after)
    chosen = select(Event.seq, Event.tag, Event.redacted_by, *columns)
    found = session.execute(chosen.where(condition).order_by(Event.seq))
    return [row for row in found if _is_about(row, subject, rows)]


def _mentioned(events: Iterable[AnyRow]) -> Iterator[tuple[str, SelectBase | set[int]]]:
    """Yield the records that values of events refer to, as ids by table."""
    told = [row for event in events for row in _rows(event)]
    for table, name in (("speaker", "speaker_id"), ("source", "source_id")):
        yield table, {row[name] for row in told if row.get(name) is not None}
    keys = {key for row in told for key in row.get("topics") or ()}
    yield "topic", select(Topic.id).where(Topic.key.in_(keys))


def _rows(event: AnyRow) -> Iterator[Values]:
    sides = [side_of(event.before), side_of(event.after)] if event.subject_type != IMPORT else []
    for side in sides:
        for table in KEPT:
            yield from side.get(table, {}).values()


def _done_to(kind: str, ids: SelectBase | set[int]) -> ColumnElement[bool]:
    return and_(Event.subject_type == kind, Event.subject_id.in_(ids))


def _is_about(row: AnyRow, subject: Subject, rows: RowIds) -> bool:
    if (row.subject_type, row.subject_id) == (subject.type, subject.id):
        return True
    if row.subject_type == IMPORT:
        told = side_of(row.after)
        return subject.key in (*told.get("statements", ()), *told.get("updated", ()))
    return concerns(rows, side_of(row.before)) or concerns(rows, side_of(row.after))


def _undone(version: Version, events: Iterable[AnyRow], seq: int) -> Version:
    for event in sorted(events, key=_seq, reverse=True):
        if event.seq <= seq:
            version.bears_out(side_of(event.after))
            break
        _refuse_gap(event)
        version.turn(side_of(event.after), side_of(event.before))
    return version


def _done_again(version: Version, events: Iterable[AnyRow], seq: int) -> Version:
    for event in events:
        if event.seq > seq:
            break
        _refuse_gap(event)
        version.turn(side_of(event.before), side_of(event.after))
    if not version.rows["statement"]:
        message = "The history does not tell how the statement was logged."
        raise _GapError(message)
    return version


def _refuse_gap(event: AnyRow) -> None:
    if event.redacted_by is not None or event.tag.endswith(":redact"):
        message = f"Values were redacted (deed {event.redacted_by or event.seq})."
        raise _GapError(message)
    if event.subject_type == IMPORT:
        message = (
            f"An import (deed {event.seq}) replaced the values and keeps only its file’s name."
        )
        raise _GapError(message)


def _compare(row: Values, told: Values) -> None:
    if any(row.get(name) != value for name, value in told.items()):
        message = "The history does not tell every change of the statement."
        raise _GapError(message)


def _kept(table: str, row: Values | None) -> Values | None:
    """Return what a version holds of a row; None for a row that is not there."""
    told = without_reason(row)
    return {name: value for name, value in told.items() if name in KEPT[table]} if told else None


def _seq(event: AnyRow) -> int:
    return int(event.seq)
