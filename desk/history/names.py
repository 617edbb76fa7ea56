"""The names of the records to which the values of events refer by number or key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from models import Account, Source, Speaker, Topic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from sqlalchemy.orm import InstrumentedAttribute, Session

    from desk.history.field_changes import RecordChange

    Names = dict[tuple[str, str], str]
    Column = InstrumentedAttribute[str]

#: The fields that refer to another record, with its table.
REFERENCES = {
    "speaker_id": "speaker",
    "source_id": "source",
    "merged_into_id": "",
    "proposer_id": "account",
    "editor_id": "account",
    "decider_id": "account",
    "decided_by_id": "account",
    "confirmed_by_id": "account",
    "topics": "topic",
}
_NAMED: dict[str, tuple[InstrumentedAttribute[int] | Column, Column]] = {
    "speaker": (Speaker.id, Speaker.name),
    "source": (Source.id, Source.title),
    "account": (Account.id, Account.name),
    "topic": (Topic.key, Topic.name),
}


def referred_table(table: str, field: str) -> str | None:
    """Return the table that a field refers to, None where it refers to none."""
    kind = REFERENCES.get(field)
    # A record is merged into another of its own kind.
    return table if kind == "" else kind


def names_in(session: Session, records: Iterable[RecordChange]) -> Names:
    """Return the names by table and number (topics by key), one query for each table referred to."""
    wanted: dict[str, set[str]] = {}
    for table, number in _referred(records):
        wanted.setdefault(table, set()).add(number)
    names: Names = {}
    for table, numbers in sorted(wanted.items()):
        if table in _NAMED:
            names |= _names(session, table, numbers)
    return names


def _names(session: Session, table: str, numbers: set[str]) -> Names:
    identity, name = _NAMED[table]
    by_key = identity is Topic.key
    ids = numbers if by_key else {int(number) for number in numbers if number.isdecimal()}
    rows = session.execute(select(identity, name).where(identity.in_(ids)))
    return {(table, str(number)): told for number, told in rows}


def _referred(records: Iterable[RecordChange]) -> Iterator[tuple[str, str]]:
    for record in records:
        for field in record.fields:
            table = referred_table(record.table, field.name)
            if table is not None:
                yield from (
                    (table, one) for side in (field.before, field.after) for one in _each(side)
                )


def _each(value: object) -> Iterator[str]:
    if isinstance(value, list):
        yield from (str(one) for one in value)
    elif value is not None:
        yield str(value)
