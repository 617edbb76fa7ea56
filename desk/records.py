"""Reads whole records, many at once, each kind of row in one query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from desk import corrections, link_records
from desk.parties import Shared, relay_records, relay_rows
from desk.refusals import MissingError
from desk.rows import fields_of, grouped, in_batches
from models import (
    Appearance,
    ReplyRequest,
    Review,
    Statement,
    Topic,
    Translation,
    statement_topic,
)
from models.among import within
from models.records import (
    AppearanceRecord,
    ReplyRecord,
    ReviewRecord,
    StatementRecord,
    TranslationRecord,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

    from desk.rows import Parts
    from models.records import LinkRecord, SourceRecord

_STATEMENT = (
    Statement.id,
    Statement.key,
    Statement.version,
    Statement.form,
    Statement.quote,
    Statement.claim,
    Statement.language,
    Statement.role,
    Statement.told,
    Statement.in_answer_to,
    Statement.said,
    Statement.said_from,
    Statement.said_to,
    Statement.said_text,
    Statement.about,
    Statement.about_text,
    Statement.where,
    Statement.context,
    Statement.note,
    Statement.status,
    Statement.status_reason,
    Statement.created_at,
    Statement.redacted_at,
)
_APPEARANCE = (
    Appearance.id,
    Appearance.capture_id,
    Appearance.exact,
    Appearance.prefix,
    Appearance.suffix,
    Appearance.start,
    Appearance.end,
    Appearance.page,
    Appearance.time,
    Appearance.heard,
    Appearance.check,
    Appearance.checked_at,
)


def cards(session: Session, ids: Sequence[int]) -> tuple[StatementRecord, ...]:
    """Return statements with speaker, appearances, topics and translations, in the order of the ids.

    Ids that are not there are left out. A constant number of queries.
    """
    return _statements(session, ids)


def whole(session: Session, ids: Sequence[int]) -> Iterator[StatementRecord]:
    """Yield statements with everything that belongs to them, read in batches of 500."""
    for batch in in_batches(ids):
        yield from _statements(session, batch, _rest(session, batch))


def batch(session: Session, ids: Sequence[int], shared: Shared) -> tuple[StatementRecord, ...]:
    """Return statements that leave the desk, in the order of the ids, some hundreds at once.

    Where what they share is read whole, with everything that belongs to them, of their links as
    much as leaves the desk; else as lists show them, with their corrections.
    """
    if shared.whole:
        rest = {"links": link_records.leaving_with(session, ids), **_said_of(session, ids)}
    else:
        rest = {"corrections": corrections.of_statements(session, ids)}
    return _statements(session, ids, rest, shared)


def one(session: Session, statement_id: int) -> StatementRecord:
    """Return a statement with everything that belongs to it; raises MissingError."""
    return _only(whole(session, [statement_id]), statement_id)


def card(session: Session, statement_id: int) -> StatementRecord:
    """Return a statement as lists show it; raises MissingError."""
    return _only(cards(session, [statement_id]), statement_id)


def among_others(
    session: Session, statement_id: int, links: Sequence[LinkRecord], further: Iterable[int] = ()
) -> tuple[StatementRecord, dict[int, StatementRecord]]:
    """Return a statement with what belongs to it, and others as lists show them, by id.

    Of its links it holds those given. The others are those on the far side of them, and the
    further ones; all are read at once. Raises MissingError.
    """
    rest = {"links": {statement_id: tuple(links)}, **_said_of(session, [statement_id])}
    sides = {link.other_than(statement_id) for link in links}
    found = _statements(session, sorted({statement_id, *sides, *further}), rest)
    known = {one.id: one for one in found}
    return _only((known[one] for one in known if one == statement_id), statement_id), known


def _only(found: Iterable[StatementRecord], statement_id: int) -> StatementRecord:
    for statement in found:
        return statement
    noun = "statement"
    raise MissingError(noun, statement_id)


def _statements(
    session: Session,
    ids: Sequence[int],
    rest: Mapping[str, Parts] | None = None,
    shared: Shared | None = None,
) -> tuple[StatementRecord, ...]:
    """Return statements as lists show them, with the rest of what belongs to some of them."""
    parties = shared or Shared(session, whole=rest is not None)
    chosen = select(Statement.speaker_id, *_STATEMENT).where(within(Statement.id, ids))
    rows = {row["id"]: row for row in fields_of(session, chosen)}
    who = parties.speakers({row["speaker_id"] for row in rows.values()})
    parts: dict[str, Parts] = {
        "appearances": _appearances(session, ids, parties),
        "topics": _topics(session, ids),
        "translations": _translations(session, ids),
        **(rest or {}),
    }
    return tuple(_statement(rows[one], who, parts) for one in ids if one in rows)


def _statement(
    fields: dict[str, Any], who: Mapping[int, Any], parts: Mapping[str, Parts]
) -> StatementRecord:
    number, speaker = fields["id"], who[fields.pop("speaker_id")]
    for name, part in parts.items():
        if number in part:
            fields[name] = part[number]
    return StatementRecord(speaker=speaker, **fields)


def _appearances(session: Session, ids: Sequence[int], parties: Shared) -> Parts:
    chosen = (
        select(Appearance.statement_id, Appearance.source_id, *_APPEARANCE)
        .where(within(Appearance.statement_id, ids))
        .order_by(Appearance.statement_id, Appearance.position)
    )
    rows = list(fields_of(session, chosen))
    hops = relay_rows(session, [row["id"] for row in rows])
    through = {hop.source_id for hop in hops if hop.source_id}
    works = parties.sources({row["source_id"] for row in rows} | through)
    relays = relay_records(hops, works)
    return grouped((row.pop("statement_id"), _appearance(row, works, relays)) for row in rows)


def _appearance(
    fields: dict[str, Any], works: Mapping[int, SourceRecord], relays: Parts
) -> AppearanceRecord:
    source = works[fields.pop("source_id")]
    return AppearanceRecord(source=source, relays=relays.get(fields["id"], ()), **fields)


def _topics(session: Session, ids: Sequence[int]) -> Parts:
    chosen = (
        select(statement_topic.c.statement_id, Topic.name)
        .join(Topic, Topic.id == statement_topic.c.topic_id)
        .where(within(statement_topic.c.statement_id, ids))
        .order_by(Topic.name)
    )
    return grouped((row.statement_id, row.name) for row in session.execute(chosen))


def _rest(session: Session, ids: Sequence[int]) -> dict[str, Parts]:
    return {"links": link_records.of_statements(session, ids), **_said_of(session, ids)}


def _said_of(session: Session, ids: Sequence[int]) -> dict[str, Parts]:
    return {
        "reviews": _reviews(session, ids),
        "reply_requests": _replies(session, ids),
        "corrections": corrections.of_statements(session, ids),
    }


def _translations(session: Session, ids: Sequence[int]) -> Parts:
    chosen = (
        select(
            Translation.statement_id,
            Translation.id,
            Translation.language,
            Translation.text,
            Translation.by,
            Translation.date,
            Translation.kind,
        )
        .where(within(Translation.statement_id, ids))
        .order_by(Translation.position)
    )
    return grouped(
        (row.pop("statement_id"), TranslationRecord(**row)) for row in fields_of(session, chosen)
    )


def _reviews(session: Session, ids: Sequence[int]) -> Parts:
    chosen = (
        select(
            Review.statement_id,
            Review.word,
            Review.value,
            Review.best,
            Review.worst,
            Review.summary,
            Review.url,
            Review.date,
            Review.organisation,
        )
        .where(within(Review.statement_id, ids), Review.withdrawn_reason.is_(None))
        .order_by(Review.id)
    )
    return grouped(
        (row.pop("statement_id"), ReviewRecord(**row)) for row in fields_of(session, chosen)
    )


def _replies(session: Session, ids: Sequence[int]) -> Parts:
    answering = aliased(Statement)
    chosen = (
        select(
            ReplyRequest.statement_id,
            ReplyRequest.id,
            ReplyRequest.version,
            ReplyRequest.whom,
            ReplyRequest.asked,
            ReplyRequest.route,
            ReplyRequest.deadline,
            ReplyRequest.not_sought_because,
            answering.id.label("answer_id"),
            answering.key.label("answer"),
        )
        .outerjoin(answering, answering.id == ReplyRequest.answer_id)
        .where(within(ReplyRequest.statement_id, ids))
        .order_by(ReplyRequest.id)
    )
    return grouped(
        (row.pop("statement_id"), ReplyRecord(**row)) for row in fields_of(session, chosen)
    )
