"""What the deeds after a day changed, undone: the values that stood at the end of that day."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desk.history.changes import Side, side_of, without_reason
from desk.history.filing import IMPORT
from desk.sight import whole_record
from models import Base, Event

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from desk.rows import AnyRow

    Values = dict[str, Any]

BATCH = 500
MADE = ("statements", "links", "speakers_and_sources")
"""Under what an import's event lists the keys of what it made."""
#: What is said of a link is no part of a report.
TALK = "remark:"
PRIMARY_KEYS = {
    table.name: frozenset(column.key for column in table.primary_key)
    for table in Base.metadata.tables.values()
}


@dataclass
class Undone:
    """What has to be laid over today's rows to have those of the end of a day.

    Rows are told by table and by number, as in events.
    """

    #: The moment at which the day ended.
    end: datetime
    #: The day of the first deed of all; None where there is none.
    began: date | None
    #: Values that were replaced since.
    replaced: dict[str, dict[str, Values]] = field(default_factory=lambda: defaultdict(dict))
    #: Rows that were taken away since.
    removed: dict[str, dict[str, Values]] = field(default_factory=lambda: defaultdict(dict))
    #: Rows that were made since.
    made: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    #: The keys of what imports made since, and of what they overwrote without telling the values.
    imported: set[str] = field(default_factory=set)
    overwritten: set[str] = field(default_factory=set)
    #: Subjects of deeds since then whose values were redacted, by table.
    blanked: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))
    #: What redactions since then had links wait for: no event tells that they did.
    reasons: set[str] = field(default_factory=set)

    @property
    def knows_anything(self) -> bool:
        """Whether anything may have been known by the end of that day."""
        return self.began is None or self.began < self.end.date()

    def undo(self, event: AnyRow) -> None:
        """Take one deed back; the last of all comes first."""
        before, after = side_of(event.before), side_of(event.after)
        if event.tag.startswith(TALK):
            return
        if event.redacted_by is not None:
            self.blanked[event.subject_type].add(event.subject_id)
        elif event.subject_type == IMPORT:
            self._undo_import(after)
        elif event.tag.endswith(":redact"):
            self._undo_redaction(event, after)
        else:
            for table in before.keys() | after.keys():
                self._undo_rows(table, before.get(table, {}), after.get(table, {}))

    def numbers(self, table: str, *fields: str) -> set[int]:
        """Return the numbers of the rows of which a value was replaced, or one of these."""
        told = self.replaced[table].items()
        return {int(number) for number, row in told if not fields or row.keys() & set(fields)}

    def told(self, table: str, name: str) -> set[int]:
        """Return the numbers that rows told in this column, where they were replaced since."""
        rows = (*self.replaced[table].values(), *self.removed[table].values())
        return {row[name] for row in rows if row.get(name) is not None}

    def _undo_import(self, told: Mapping[str, Any]) -> None:
        for name in MADE:
            self.imported.update(told.get(name, ()))
        self.overwritten.update(told.get("updated", ()))

    def _undo_redaction(self, event: AnyRow, told: Side) -> None:
        for stone in told.get("redaction", {}).values():
            parts = ", ".join(stone["parts"])
            self.reasons.add(f"{event.subject_type} {event.subject_id} was redacted: {parts}")

    def _undo_rows(self, table: str, old: object, new: object) -> None:
        if table not in PRIMARY_KEYS or not isinstance(old, dict) or not isinstance(new, dict):
            return
        for number in old.keys() | new.keys():
            self._undo_row(table, number, old.get(number, {}), without_reason(new.get(number)))

    def _undo_row(self, table: str, number: str, old: Values, new: Values) -> None:
        if old and PRIMARY_KEYS[table] <= old.keys():
            self.removed[table][number] = dict(old)
        elif old:
            known = self.removed[table].get(number)
            if known is None:
                known = self.replaced[table].setdefault(number, {})
            known.update(old)
        elif new:
            self.made[table].add(number)
            self.removed[table].pop(number, None)


def undone_since(session: Session, day: date) -> Undone:
    """Undo all deeds after the end of a day (UTC), the last first.

    Two queries; what they cost grows with what happened since. The whole history is read, also
    where a part of the record is hidden from whoever looks: the rows that it is laid over are not
    there for them. Of a day before the first deed nothing is undone, since nothing was known.
    """
    end = _end_of(day)
    with whole_record(session):
        first, last = session.execute(_first_and_last(end)).one()
        found = Undone(end, first.date() if first else None)
        if found.knows_anything:
            chosen = _since(last or 0).execution_options(yield_per=BATCH)
            for event in session.execute(chosen):
                found.undo(event)
    return found


def _end_of(day: date) -> datetime:
    if day == date.max:
        return datetime.max.replace(tzinfo=UTC)
    return datetime.combine(day + timedelta(days=1), time(), UTC)


def _first_and_last(end: datetime) -> Select[datetime | None, int | None]:
    """Select when the first deed was done, and the number of the last before a moment.

    The latter is looked for from the end.
    """
    first = select(Event.at).order_by(Event.seq).limit(1)
    last = select(Event.seq).where(Event.at < end).order_by(Event.seq.desc()).limit(1)
    return select(first.scalar_subquery(), last.scalar_subquery())


def _since(seq: int) -> Any:  # noqa: ANN401 -- a selection of these columns
    columns: tuple[ColumnElement[Any] | Any, ...] = (
        Event.tag,
        Event.subject_type,
        Event.subject_id,
        Event.before,
        Event.after,
        Event.redacted_by,
    )
    return select(*columns).where(Event.seq > seq).order_by(Event.seq.desc())
