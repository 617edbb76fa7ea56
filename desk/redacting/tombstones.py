"""Reads tombstones, and tells where redacted words still stand."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, ColumnElement, String, Table, Text, cast, or_, select

from desk.pages import SIZE, Page
from models import Account, Base, Redaction

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from sqlalchemy.orm import Session

    from desk.rows import AnySelect

PROBED, LEAST, MOST, VALUES = 200, 4, 5, 40
UNTOLD = frozenset({"redaction", "event_head", "alembic_version", "statement_text", "token"})


@dataclass(frozen=True)
class Tombstone:
    """A redaction: of what, which parts, when, by whom and why."""

    id: int
    subject_type: str
    subject_id: int
    parts: tuple[str, ...]
    reason: str
    at: datetime
    by: str


@dataclass(frozen=True)
class Place:
    """Where words still stand: a row of a table."""

    table: str
    id: int


def tombstones_of(session: Session, subject: str, subject_id: int) -> tuple[Tombstone, ...]:
    """Return the redactions of a record, the first first."""
    mine = (Redaction.subject_type == subject, Redaction.subject_id == subject_id)
    return _read(session, _select().where(*mine).order_by(Redaction.id))


def tombstones(session: Session, before: int | None) -> Page[Tombstone]:
    """Return a page of all redactions, the last first."""
    chosen = _select().order_by(Redaction.id.desc()).limit(SIZE + 1)
    found = _read(session, chosen.where(Redaction.id < before) if before else chosen)
    more = found[SIZE - 1].id if len(found) > SIZE else None
    return Page(found[:SIZE], more, before is not None)


def still_standing(session: Session, values: Sequence[str]) -> list[Place]:
    """Return the rows that still hold one of the values; at most five a table.

    Looked for are values of four letters or more, by their first 200 letters, in every column of
    text and of JSON; the bytes of captures are not looked into, their text is.
    """
    probes = [one.strip()[:PROBED] for one in values if len(one.strip()) >= LEAST][:VALUES]
    return [place for table in Base.metadata.sorted_tables for place in _in(session, table, probes)]


def _in(session: Session, table: Table, probes: Sequence[str]) -> Iterator[Place]:
    conditions = [one for column in _texts(table) for one in _holding(column, probes)]
    if table.name in UNTOLD or not conditions:
        return
    number: Any = next(iter(table.primary_key.columns))
    for row in session.execute(select(number).where(or_(*conditions)).limit(MOST)):
        yield Place(table.name, row[0])


def _texts(table: Table) -> Iterator[ColumnElement[str]]:
    for column in table.columns:
        if isinstance(column.type, JSON):
            yield cast(column, Text)
        elif isinstance(column.type, String) and not column.foreign_keys:
            yield column


def _holding(column: ColumnElement[str], probes: Sequence[str]) -> Iterator[ColumnElement[bool]]:
    for probe in probes:
        yield column.contains(probe, autoescape=True)


def _select() -> AnySelect:
    return select(
        Redaction.id,
        Redaction.subject_type,
        Redaction.subject_id,
        Redaction.fields,
        Redaction.reason,
        Redaction.created_at,
        Account.name,
    ).join(Account, Account.id == Redaction.account_id)


def _read(session: Session, chosen: AnySelect) -> tuple[Tombstone, ...]:
    return tuple(
        Tombstone(
            row.id,
            row.subject_type,
            row.subject_id,
            tuple(row.fields),
            row.reason,
            row.created_at,
            row.name,
        )
        for row in session.execute(chosen)
    )
