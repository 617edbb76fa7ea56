"""What a deed changed beside its subject that is not there for who reads: of that nothing is told."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from desk import ledger
from desk.freezing import freezing
from desk.sight import sees_all

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Sequence

    from sqlalchemy.orm import Session

    from desk.history.histories import EventLine

    Seen = Callable[[Session, Collection[int]], set[int]]

#: What may hold more than its subject does, by table: a report that is open may be frozen with
#: statements that were restricted since.
SEEN: dict[str, Seen] = {"frozen_report": freezing.seen_of, "export": ledger.seen_of}


def without_withheld(session: Session, events: Sequence[EventLine]) -> tuple[EventLine, ...]:
    """Return events without what they tell of frozen versions and exports that are withheld."""
    if sees_all(session):
        return tuple(events)
    hidden = {(table, one) for table in SEEN for one in _hidden(session, table, events)}
    return tuple(_without(event, hidden) for event in events)


def _hidden(session: Session, table: str, events: Sequence[EventLine]) -> set[str]:
    told = {one.id for event in events for one in event.records if one.table == table}
    seen = SEEN[table](session, {int(one) for one in told}) if told else set()
    return told - {str(one) for one in seen}


def _without(event: EventLine, hidden: Collection[tuple[str, str]]) -> EventLine:
    kept = tuple(one for one in event.records if (one.table, one.id) not in hidden)
    return replace(event, records=kept)
