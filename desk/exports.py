"""What leaves the desk: a selection of whole statements, and the ledger of exports."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, literal, select

from desk import contradictions, sets
from desk.checks import DOUBTED
from desk.chosen import Chosen
from desk.drafts import Draft, RecordId
from desk.exporting import Selected
from desk.history.audit import record
from desk.refusals import MissingError, RefusedError
from desk.scopes import ReportScope
from desk.statement_scopes import StatementScope
from models import Appearance, Export, Link, Statement, exported_statement
from models.among import within
from models.terms import StatementStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models.records import StatementRecord


AT_ONCE = 10_000
"""How many statements are written into the ledger by one query."""


class Selection(Draft):
    """Which statements to export: some by id, both sides of a link, a list, or a report.

    Nothing chosen means every logged statement.
    """

    statement: tuple[RecordId, ...] = ()
    link: RecordId | None = None
    speaker: RecordId | None = None
    topic: RecordId | None = None
    source: RecordId | None = None
    set: RecordId | None = None
    report: ReportScope | None = None

    @property
    def work(self) -> int | None:
        """The source that is cited alone: the one asked for, unless it is named beside more."""
        more = (self.statement, self.link, self.set, self.report)
        return None if any(more) else self.source


def choice(session: Session, selection: Selection, today: date, *, whole: bool = False) -> Chosen:
    """Return the statements a selection means.

    Of a set these are the logged ones, with the withdrawn ones where it leaves `whole`. Raises
    MissingError for one that is named and not there.
    """
    if any((selection.statement, selection.link, selection.report, selection.set)):
        return Chosen.of(chosen_ids(session, selection, today, whole=whole), there=True)
    return Chosen(_scope(selection))


def chosen_ids(
    session: Session, selection: Selection, today: date, *, whole: bool = False
) -> Sequence[int]:
    """Return the ids of the statements a selection means, in order, as `choice` does."""
    if selection.statement:
        return _existing(session, selection.statement)
    if selection.link is not None:
        return _sides(session, selection.link)
    if selection.report is not None:
        return contradictions.statement_ids(session, selection.report, today)
    if selection.set is not None:
        return sets.cited_ids(session, selection.set, withdrawn=whole)
    return Chosen(_scope(selection)).ids(session)


def _scope(selection: Selection) -> StatementScope:
    return StatementScope(
        speaker_id=selection.speaker, topic_id=selection.topic, source_id=selection.source
    )


def refuse_withdrawn(session: Session, ids: Sequence[int]) -> None:
    """Raise RefusedError when one of the statements is withdrawn: it is not cited any more."""
    for one, why in withdrawn(session, ids).items():
        field = "statement"
        reason = f"Statement {one} is withdrawn ({why}) and is not cited; JSON Lines holds it."
        raise RefusedError(field, reason)


def withdrawn(session: Session, ids: Sequence[int]) -> dict[int, str | None]:
    """Return those of the statements that are withdrawn, each with why."""
    gone = Statement.status == StatementStatus.WITHDRAWN
    asked = select(Statement.id, Statement.status_reason).where(gone, within(Statement.id, ids))
    return {row.id: row.status_reason for row in session.execute(asked)}


def doubted(session: Session, chosen: Chosen) -> int:
    """Count the statements whose words, in some appearance, do not stand in the source as quoted."""
    found = (
        select(func.count(Appearance.statement_id.distinct()))
        .join(Statement, Statement.id == Appearance.statement_id)
        .where(Appearance.check.in_(DOUBTED), *chosen.conditions)
    )
    return session.scalar(found) or 0


def chosen(session: Session, ids: Sequence[int]) -> Iterator[StatementRecord]:
    """Yield the whole statements in order of their keys; what points outside is left out."""
    return Selected(session, ids).statements()


def record_export(
    session: Session, ids: Sequence[int], export: Export, sha256: str, by: Actor
) -> Export:
    """Write into the ledger that these statements left the desk as content of this SHA-256."""
    note_export(session, ids, export, sha256, by)
    record(session, by, "export:record", export)
    return export


def note_export(
    session: Session, ids: Sequence[int], export: Export, sha256: str, by: Actor
) -> None:
    """Write a line of the ledger, as a part of a deed that records its own event.

    `sha256` is that of the bytes that left, in hexadecimal.
    """
    export.sha256, export.account_id, export.face = sha256, by.account_id, by.face
    session.add(export)
    session.flush()
    held, number = ("export_id", "statement_id"), Statement.__table__.c.id
    for start in range(0, len(ids), AT_ONCE):
        rows = select(literal(export.id), number).where(
            within(number, ids[start : start + AT_ONCE])
        )
        session.execute(insert(exported_statement).from_select(held, rows))


def digest_of(content: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal, as the ledger keeps it."""
    return hashlib.sha256(content).hexdigest()


def _existing(session: Session, ids: Sequence[int]) -> list[int]:
    found = set(session.scalars(select(Statement.id).where(within(Statement.id, ids))))
    for one in ids:
        if one not in found:
            noun = "statement"
            raise MissingError(noun, one)
    return list(dict.fromkeys(ids))


def _sides(session: Session, link_id: int) -> list[int]:
    link = session.get(Link, link_id)
    if link is None:
        noun = "link"
        raise MissingError(noun, link_id)
    return [link.from_id, link.to_id]
