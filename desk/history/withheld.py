"""What a deed changed beside its subject that is not there for who reads: of that nothing is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desk import ledger
from desk.freezing import freezing
from desk.sight import sees_all

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from sqlalchemy.orm import Session

    from desk.history.field_changes import FieldChange, RecordChange
    from desk.history.histories import EventLine

    Seen = Callable[[Session, Collection[int]], set[int]]

FROZEN = "frozen_report"
#: What may hold more than its subject does, by table: a report that is open may be frozen with
#: statements that were restricted since.
SEEN: dict[str, Seen] = {FROZEN: freezing.seen_of, "export": ledger.seen_of}


def without_withheld(session: Session, events: Sequence[EventLine]) -> tuple[EventLine, ...]:
    """Return events without what they tell of frozen versions and exports that are withheld."""
    if sees_all(session):
        return tuple(events)
    hidden = {(table, one) for table in SEEN for one in _hidden(session, table, events)}
    return tuple(_without(event, hidden) for event in events)


def _hidden(session: Session, table: str, events: Sequence[EventLine]) -> set[str]:
    told = {one for event in events for one in _told(event, table)}
    seen = SEEN[table](session, {int(one) for one in told}) if told else set()
    return told - {str(one) for one in seen}


def _told(event: EventLine, table: str) -> Iterator[str]:
    """Yield the numbers of the records of a table that an event names, also in what a redaction left."""
    for record in event.records:
        if record.table == table:
            yield record.id
        if table == FROZEN:
            yield from (number for field in _left(record) for number in field.after)


def _left(record: RecordChange) -> Iterator[FieldChange]:
    """Yield what tells the SHA-256 that a redaction left of frozen versions, by their numbers."""
    if record.table == "redaction":
        yield from (one for one in record.fields if one.name == "frozen" and one.after)


def _without(event: EventLine, hidden: Collection[tuple[str, str]]) -> EventLine:
    kept = (one for one in event.records if (one.table, one.id) not in hidden)
    return replace(event, records=tuple(_of_versions_seen(one, hidden) for one in kept))


def _of_versions_seen(record: RecordChange, hidden: Collection[tuple[str, str]]) -> RecordChange:
    left = list(_left(record))
    if not left:
        return record
    rest = [one for one in record.fields if one not in left]
    seen = [
        replace(one, after={n: sha for n, sha in one.after.items() if (FROZEN, n) not in hidden})
        for one in left
    ]
    return replace(record, fields=(*rest, *(one for one in seen if one.after)))
