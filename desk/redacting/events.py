"""Finds the events that tell a value that is to be redacted."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sqlalchemy import or_, select, update

from models import Account, Event
from models.tombstone import TOMBSTONE

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from datetime import datetime

    from sqlalchemy.orm import Session

    Told = dict[str, Any]

BATCH = 500
_SILENT: tuple[object, ...] = (None, "", [], {}, TOMBSTONE)


@dataclass
class Trace:
    """Rows of a table, by their ids or by what they refer to, and the columns in question."""

    table: str
    columns: frozenset[str]
    ids: set[int]
    #: The column that refers to the record, and the ids it may hold.
    parent: str | None = None
    parents: set[int] = field(default_factory=set)
    #: The rows between the record and these, which refer to those and not to the record.
    through: Trace | None = None

    def is_told(self, told: Told) -> bool:
        """Tell whether values of an event hold one of the columns of one of the rows."""
        return any(
            self._mine(number, values)
            and any(values.get(one) not in _SILENT for one in self.columns)
            for number, values in _rows(told, self.table)
        )

    def learn(self, told: Told) -> None:
        """Take up rows that once referred to the record."""
        self.ids |= {
            int(number)
            for number, values in _rows(told, self.table)
            if number.isdecimal() and self._refers(values)
        }

    def _mine(self, number: str, values: Told) -> bool:
        known = number.isdecimal() and int(number) in self.ids
        return known or self._refers(values)

    def _refers(self, values: Told) -> bool:
        return self.parent is not None and values.get(self.parent) in set[object](self.parents)


@dataclass(frozen=True)
class Blanked:
    """The deed that blanked an event: when, by whom and why."""

    seq: int
    at: datetime
    by: str
    reason: str


def blanked_by(session: Session, seqs: Collection[int]) -> dict[int, Blanked]:
    """Return the redactions with these numbers, by number; no query for none."""
    if not seqs:
        return {}
    chosen = select(Event.seq, Event.at, Account.name, Event.after).join(
        Account, Account.id == Event.actor_id
    )
    return {
        row.seq: Blanked(row.seq, row.at, row.name, _reason(row.after))
        for row in session.execute(chosen.where(Event.seq.in_(seqs)))
    }


def _reason(after: str | None) -> str:
    stones = json.loads(after or "{}").get("redaction", {})
    return next((one.get("reason", "") for one in stones.values()), "")


def events_telling(session: Session, traces: Iterable[Trace]) -> list[int]:
    """Return the numbers of the events that hold what the traces name, whoever did them.

    Rows that are gone were told with what they referred to, so they are found as well.
    """
    wanted = list(traces)
    _learn(session, [one.through for one in wanted if one.through])
    for one in wanted:
        one.parents |= one.through.ids if one.through else set()
    _learn(session, [one for one in wanted if one.parent])
    tables = {one.table for one in wanted}
    return sorted(
        {
            seq
            for seq, values in _told(session, tables)
            if any(one.is_told(values) for one in wanted)
        }
    )


def blank_events(session: Session, seqs: list[int], by: int) -> None:
    """Take the values out of events; their digests stay, so that the chain still verifies."""
    # On the connection: events are no records whose changes an event would tell.
    connection = session.connection()
    table = Event.__table__
    for start in range(0, len(seqs), BATCH):
        connection.execute(
            update(table)  # type: ignore[arg-type]
            .where(table.c.seq.in_(seqs[start : start + BATCH]), table.c.redacted_by.is_(None))
            .values(before=None, after=None, salt=None, redacted_by=by)
        )
    session.expire_all()


def _learn(session: Session, traces: list[Trace]) -> None:
    if traces:
        for _seq, told in _told(session, {one.table for one in traces}):
            for one in traces:
                one.learn(told)


def _told(session: Session, tables: set[str]) -> Iterator[tuple[int, Told]]:
    marks = [f'"{table}":{{' for table in sorted(tables)]
    sides = (Event.before, Event.after)
    chosen = (
        select(Event.seq, *sides)
        .where(
            Event.redacted_by.is_(None),
            or_(*(side.contains(mark, autoescape=True) for side in sides for mark in marks)),
        )
        .order_by(Event.seq)
        .execution_options(yield_per=BATCH)
    )
    for row in session.execute(chosen):
        for side in (row.before, row.after):
            if side:
                yield row.seq, json.loads(side)


def _rows(told: Told, table: str) -> Iterator[tuple[str, Told]]:
    rows = told.get(table)
    if isinstance(rows, dict):
        yield from ((number, values) for number, values in rows.items() if isinstance(values, dict))
