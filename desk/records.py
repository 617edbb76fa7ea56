"""Reads whole records, many at once, each kind of row in one query."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import BindParameter, bindparam, select

from desk import corrections, kept, link_records, parties, record_parts, record_rest
from desk.parties import SPEAKER, Hop, relay_records, sources
from desk.refusals import MissingError
from desk.rows import grouped, in_batches
from desk.sight import rows_for
from models import (
    Appearance,
    Relay,
    Speaker,
    Statement,
)
from models.records import (
    AppearanceRecord,
    StatementRecord,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

    from desk.rows import Parts
    from models.records import SpeakerRecord

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

_ASKED = {
    "reply_requests": record_parts.replies,
    "corrections": corrections.of_statements,
}
"""What is asked for of a statement that is shown, unless it is known; of most there is nothing."""
_IDS: BindParameter[int] = bindparam("ids", expanding=True)
# Built once: to put a query together takes longer than to ask it.
_CARDS = (
    select(*_STATEMENT, *SPEAKER)
    .join(Speaker, Speaker.id == Statement.speaker_id)
    .where(Statement.id.in_(_IDS))
)
_FOUND = (
    select(Appearance.statement_id, Appearance.source_id, *_APPEARANCE, *_RELAY)
    .outerjoin(Relay, Relay.appearance_id == Appearance.id)
    .where(Appearance.statement_id.in_(_IDS))
    .order_by(Appearance.statement_id, Appearance.position, Appearance.id, Relay.position)
)


def cards(session: Session, ids: Sequence[int]) -> tuple[StatementRecord, ...]:
    """Return statements with speaker, appearances, topics and translations, in the order of the ids.

    Ids that are not there are left out. A constant number of queries, for those that no page has
    read since the last deed.
    """

    def read(missing: list[int]) -> dict[int, StatementRecord]:
        return {one.id: one for one in _statements(session, missing)}

    return tuple(kept.each(session, "card", ids, read, attrgetter("weight")).values())


def whole(session: Session, ids: Sequence[int]) -> Iterator[StatementRecord]:
    """Yield statements with everything that belongs to them, read in batches of 500."""
    for batch in in_batches(ids):
        yield from _whole(session, batch, link_records.of_statements(session, batch))


def batch(session: Session, ids: Sequence[int], *, whole: bool) -> tuple[StatementRecord, ...]:
    """Return statements that leave the desk, in the order of the ids, some hundreds at once.

    `whole` with everything that belongs to them, of their links as much as leaves; else as lists
    show them, with their corrections.
    """
    if whole:
        return _whole(session, ids, link_records.leaving_with(session, ids))
    return _statements(session, ids, {"corrections": corrections.of_statements(session, ids)})


def one(session: Session, statement_id: int) -> StatementRecord:
    """Return a statement with everything that belongs to it; raises MissingError."""
    return _only(whole(session, [statement_id]), statement_id)


def card(session: Session, statement_id: int) -> StatementRecord:
    """Return a statement as lists show it; raises MissingError."""
    return _only(cards(session, [statement_id]), statement_id)


def among_others(
    session: Session,
    statement_id: int,
    belonging: Mapping[str, tuple[Any, ...]],
    further: Iterable[int] = (),
) -> tuple[StatementRecord, dict[int, StatementRecord]]:
    """Return a statement with what belongs to it, and others as lists show them, by id.

    Of it are given its links, its reviews and, where nothing corrects it, that; its speaker is
    without offices. The others are those on the far side of these links, and the further ones; all
    are read at once. Raises MissingError.
    """
    rest: dict[str, Parts] = {name: {statement_id: parts} for name, parts in belonging.items()}
    sides = {link.other_than(statement_id) for link in belonging["links"]}
    rest |= {name: ask(session, [statement_id]) for name, ask in _ASKED.items() if name not in rest}
    ids = sorted({statement_id, *sides, *further})
    found = _statements(session, ids, rest)
    known = {one.id: one for one in found}
    return _only((known[one] for one in known if one == statement_id), statement_id), known


def _only(found: Iterable[StatementRecord], statement_id: int) -> StatementRecord:
    for statement in found:
        return statement
    noun = "statement"
    raise MissingError(noun, statement_id)


def _whole(session: Session, ids: Sequence[int], links: Parts) -> tuple[StatementRecord, ...]:
    told = record_rest.rest_of(session, ids)._asdict()
    offices = told.pop("offices")
    return _statements(session, ids, {"links": links, **told}, offices)


def _statements(
    session: Session,
    ids: Sequence[int],
    rest: Mapping[str, Parts] | None = None,
    offices: Parts | None = None,
) -> tuple[StatementRecord, ...]:
    """Return statements as lists show them, with the rest of what belongs to some of them."""
    rows = {row[0]: tuple(row) for row in rows_for(session, _CARDS, {"ids": ids})}
    said_by = {row[_WHO]: row[_WHO:] for row in rows.values()}
    named = () if rest is None else said_by
    names, topics, translations = record_parts.in_words(session, rows, named)
    who = parties.speaker_records(said_by.values(), names, offices or {})
    parts: dict[str, Parts] = {
        "appearances": _appearances(session, ids),
        "topics": topics,
        "translations": translations,
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
    rows = [tuple(row) for row in rows_for(session, _FOUND, {"ids": ids})]
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
