"""What leaves the desk: a selection of whole statements, and the ledger of exports."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select

from desk import contradictions, lists, records
from desk.checks import DOUBTED
from desk.drafts import Draft, RecordId
from desk.history.audit import record
from desk.refusals import MissingError, RefusedError
from desk.scopes import ReportScope
from desk.statement_scopes import StatementScope
from models import Appearance, Export, Link, Statement, exported_statement
from models.terms import StatementStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import date

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models.records import AppearanceRecord, ReplyRecord, SourceRecord, StatementRecord

    Keys = AbstractSet[str]


class Selection(Draft):
    """Which statements to export: some by id, both sides of a link, a list, or a report.

    Nothing chosen means every logged statement.
    """

    statement: tuple[RecordId, ...] = ()
    link: RecordId | None = None
    speaker: RecordId | None = None
    topic: RecordId | None = None
    source: RecordId | None = None
    report: ReportScope | None = None


def chosen_ids(session: Session, selection: Selection, today: date) -> list[int]:
    """Return the ids of the statements a selection means, in order."""
    if selection.statement:
        return _existing(session, selection.statement)
    if selection.link is not None:
        return _sides(session, selection.link)
    if selection.report is not None:
        return contradictions.statement_ids(session, selection.report, today)
    scope = StatementScope(
        speaker_id=selection.speaker, topic_id=selection.topic, source_id=selection.source
    )
    return sorted(lists.statement_ids(session, scope))


def refuse_withdrawn(session: Session, ids: Sequence[int]) -> None:
    """Raise RefusedError when one of the statements is withdrawn: it is not cited any more."""
    withdrawn = Statement.status == StatementStatus.WITHDRAWN
    for start in range(0, len(ids), records.BATCH):
        some = Statement.id.in_(ids[start : start + records.BATCH])
        for one, why in session.execute(
            select(Statement.id, Statement.status_reason).where(withdrawn, some)
        ):
            field = "statement"
            reason = f"Statement {one} is withdrawn ({why}) and is not cited; JSON Lines holds it."
            raise RefusedError(field, reason)


def doubted(session: Session, ids: Sequence[int]) -> int:
    """Count the statements whose words, in some appearance, do not stand in the source as quoted."""
    return sum(
        session.scalar(
            select(func.count(Appearance.statement_id.distinct())).where(
                Appearance.check.in_(DOUBTED),
                Appearance.statement_id.in_(ids[start : start + records.BATCH]),
            )
        )
        or 0
        for start in range(0, len(ids), records.BATCH)
    )


def chosen(session: Session, ids: Sequence[int]) -> Iterator[StatementRecord]:
    """Yield the whole statements in order of their keys; what points outside is left out."""
    inside = dict(sorted(_keys(session, ids)))
    for statement in records.whole(session, list(inside.values())):
        yield closed(statement, inside.keys())


def record_export(
    session: Session, ids: Sequence[int], export: Export, content: bytes, by: Actor
) -> Export:
    """Write into the ledger that these statements left the desk as this content."""
    note_export(session, ids, export, content, by)
    record(session, by, "export:record", export)
    return export


def note_export(
    session: Session, ids: Sequence[int], export: Export, content: bytes, by: Actor
) -> None:
    """Write a line of the ledger, as a part of a deed that records its own event."""
    export.sha256, export.account_id, export.face = (
        hashlib.sha256(content).hexdigest(),
        by.account_id,
        by.face,
    )
    session.add(export)
    session.flush()
    rows = [{"export_id": export.id, "statement_id": one} for one in ids]
    if rows:
        session.execute(insert(exported_statement), rows)


def _keys(session: Session, ids: Sequence[int]) -> Iterator[tuple[str, int]]:
    """Yield key and id of the statements that are there, asked for in batches."""
    for start in range(0, len(ids), records.BATCH):
        some = Statement.id.in_(ids[start : start + records.BATCH])
        for row in session.execute(select(Statement.key, Statement.id).where(some)):
            yield row.key, row.id


def _existing(session: Session, ids: Sequence[int]) -> list[int]:
    found = {one for _, one in _keys(session, ids)}
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


def closed(statement: StatementRecord, inside: Keys) -> StatementRecord:
    """Return a statement without what points to statements other than those with these keys."""
    return replace(
        statement,
        links=tuple(link for link in statement.links if {link.from_key, link.to_key} <= inside),
        appearances=tuple(_within(found, inside) for found in statement.appearances),
        reply_requests=tuple(_answered(asked, inside) for asked in statement.reply_requests),
    )


def _answered(asked: ReplyRecord, inside: Keys) -> ReplyRecord:
    return asked if asked.answer in inside else replace(asked, answer=None, answer_id=None)


def _within(found: AppearanceRecord, inside: Keys) -> AppearanceRecord:
    relays = tuple(
        replace(hop, source=_touching(hop.source, inside)) if hop.source else hop
        for hop in found.relays
    )
    return replace(found, source=_touching(found.source, inside), relays=relays)


def _touching(source: SourceRecord, inside: Keys) -> SourceRecord:
    notices = tuple(
        replace(notice, touches=tuple(key for key in notice.touches if key in inside))
        for notice in source.notices
    )
    return replace(source, notices=notices)
