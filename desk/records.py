"""Reads whole records, many at once, each kind of row in one query."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select
from sqlalchemy.orm import aliased

from desk import corrections, link_records
from desk.parties import SPEAKER, Hop, relay_records, sources, speaker_records
from desk.refusals import MissingError
from desk.rows import grouped, in_batches, without
from models import (
    Appearance,
    Relay,
    ReplyRequest,
    Review,
    Speaker,
    Statement,
    Topic,
    Translation,
    statement_topic,
)
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
    from models.records import LinkRecord, SpeakerRecord

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

_RELAY = (Relay.name, Relay.verb, Relay.source_id)
_STATEMENT_NAMES = tuple(column.key for column in _STATEMENT)
_APPEARANCE_NAMES = tuple(column.key for column in _APPEARANCE)
_WHO, _HOP = len(_STATEMENT), 2 + len(_APPEARANCE)
"""Where in a row the speaker begins, and where the hop."""


def cards(session: Session, ids: Sequence[int]) -> tuple[StatementRecord, ...]:
    """Return statements with speaker, appearances, topics and translations, in the order of the ids.

    Ids that are not there are left out. A constant number of queries.
    """
    return _statements(session, ids)


def whole(session: Session, ids: Sequence[int]) -> Iterator[StatementRecord]:
    """Yield statements with everything that belongs to them, read in batches of 500."""
    for batch in in_batches(ids):
        yield from _statements(session, batch, _rest(session, batch))


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
    session: Session, ids: Sequence[int], rest: Mapping[str, Parts] | None = None
) -> tuple[StatementRecord, ...]:
    """Return statements as lists show them, with the rest of what belongs to some of them."""
    chosen = (
        select(*_STATEMENT, *SPEAKER)
        .join(Speaker, Speaker.id == Statement.speaker_id)
        .where(Statement.id.in_(ids))
    )
    rows = {row[0]: tuple(row) for row in session.execute(chosen)}
    said_by = {row[_WHO]: row[_WHO:] for row in rows.values()}
    who = speaker_records(session, said_by, whole=rest is not None)
    parts: dict[str, Parts] = {
        "appearances": _appearances(session, ids),
        "topics": _topics(session, ids),
        "translations": _translations(session, ids),
        **(rest or {}),
    }
    return tuple(_statement(rows[one], who, parts) for one in ids if one in rows)


def _statement(
    row: tuple[Any, ...], who: Mapping[int, SpeakerRecord], parts: Mapping[str, Parts]
) -> StatementRecord:
    fields = dict(zip(_STATEMENT_NAMES, row[:_WHO], strict=True))
    lists: dict[str, Any] = {name: part.get(row[0], ()) for name, part in parts.items()}
    return StatementRecord(speaker=who[row[_WHO]], **fields, **lists)


def _appearances(session: Session, ids: Sequence[int]) -> Parts:
    """Read appearances with their hops in one query, a row a hop, then their works."""
    chosen = (
        select(Appearance.statement_id, Appearance.source_id, *_APPEARANCE, *_RELAY)
        .outerjoin(Relay, Relay.appearance_id == Appearance.id)
        .where(Appearance.statement_id.in_(ids))
        .order_by(Appearance.statement_id, Appearance.position, Appearance.id, Relay.position)
    )
    rows = [tuple(row) for row in session.execute(chosen)]
    found = {row[2]: row[:_HOP] for row in rows}
    hops = [Hop(row[2], *row[_HOP:]) for row in rows if row[_HOP] is not None]
    read = (*(row[1] for row in found.values()), *(hop.source_id for hop in hops))
    works = sources(session, {one for one in read if one})
    relays = relay_records(hops, works)
    return grouped(
        (
            row[0],
            AppearanceRecord(
                source=works[row[1]],
                relays=relays.get(row[2], ()),
                **dict(zip(_APPEARANCE_NAMES, row[2:], strict=True)),
            ),
        )
        for row in found.values()
    )


def _topics(session: Session, ids: Sequence[int]) -> Parts:
    chosen = (
        select(statement_topic.c.statement_id, Topic.name)
        .join(Topic, Topic.id == statement_topic.c.topic_id)
        .where(statement_topic.c.statement_id.in_(ids))
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
        .where(Translation.statement_id.in_(ids))
        .order_by(Translation.position)
    )
    return grouped(
        (row.statement_id, TranslationRecord(**without(row, "statement_id")))
        for row in session.execute(chosen)
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
        .where(Review.statement_id.in_(ids), Review.withdrawn_reason.is_(None))
        .order_by(Review.id)
    )
    return grouped(
        (row.statement_id, ReviewRecord(**without(row, "statement_id")))
        for row in session.execute(chosen)
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
        .where(ReplyRequest.statement_id.in_(ids))
        .order_by(ReplyRequest.id)
    )
    return grouped(
        (row.statement_id, ReplyRecord(**without(row, "statement_id")))
        for row in session.execute(chosen)
    )
