"""Statements that leave the desk without what points to statements that stay."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from collections.abc import Set as AbstractSet

    from models.records import AppearanceRecord, ReplyRecord, SourceRecord, StatementRecord

    Keys = AbstractSet[str]


def closed(statement: StatementRecord, inside: Keys) -> StatementRecord:
    """Return a statement without what points to statements other than those with these keys."""
    return replace(
        statement,
        links=tuple(link for link in statement.links if {link.from_key, link.to_key} <= inside),
        appearances=tuple(_within(found, inside) for found in statement.appearances),
        reply_requests=tuple(_answered(asked, inside) for asked in statement.reply_requests),
    )


def closed_source(source: SourceRecord, inside: Keys) -> SourceRecord:
    """Return a source whose notices touch only statements with these keys."""
    if not source.notices:
        return source
    notices = tuple(
        replace(notice, touches=tuple(key for key in notice.touches if key in inside))
        for notice in source.notices
    )
    return replace(source, notices=notices)


def touched(statement: StatementRecord) -> Iterator[str]:
    """Yield the keys that the notices of its sources, and of those it came through, touch."""
    for found in statement.appearances:
        for work in (found.source, *(hop.source for hop in found.relays if hop.source)):
            for notice in work.notices:
                yield from notice.touches


def _answered(asked: ReplyRecord, inside: Keys) -> ReplyRecord:
    return asked if asked.answer in inside else replace(asked, answer=None, answer_id=None)


def _within(found: AppearanceRecord, inside: Keys) -> AppearanceRecord:
    relays = tuple(
        replace(hop, source=closed_source(hop.source, inside)) if hop.source else hop
        for hop in found.relays
    )
    return replace(found, source=closed_source(found.source, inside), relays=relays)
