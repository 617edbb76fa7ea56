"""Statements that leave the desk without what points to statements that stay."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from models.records import AppearanceRecord, ReplyRecord, SourceRecord, StatementRecord

    Keys = AbstractSet[str]


def closed(statement: StatementRecord, inside: Keys) -> StatementRecord:
    """Return a statement without what points to statements other than those with these keys."""
    return Closing(inside).statement(statement)


def touched(statements: Iterable[StatementRecord]) -> set[str]:
    """Return the keys that notices of their sources, and of those they came through, touch."""
    works = {work.id: work for one in statements for work in _works(one)}
    notices = (notice for work in works.values() for notice in work.notices)
    return {key for notice in notices for key in notice.touches}


def pointed_at(statements: Iterable[StatementRecord]) -> dict[int, str]:
    """Return the statements to which links and requests for comment lead: their keys by number."""
    pointed: dict[int, str] = {}
    for one in statements:
        for link in one.links:
            pointed[link.from_id], pointed[link.to_id] = link.from_key, link.to_key
        for asked in one.reply_requests:
            if asked.answer_id and asked.answer:
                pointed[asked.answer_id] = asked.answer
    return pointed


class Closing:
    """Closes statements that leave together; a source that several are found in is closed once."""

    def __init__(self, inside: Keys) -> None:
        self._inside = inside
        self._works: dict[int, SourceRecord] = {}

    def statement(self, one: StatementRecord) -> StatementRecord:
        """Return a statement without what points outside; the same one where nothing does."""
        changed = {name: told for name, told in self._parts(one) if told != getattr(one, name)}
        return replace(one, **changed) if changed else one

    def _parts(self, one: StatementRecord) -> Iterator[tuple[str, Any]]:
        """Yield what may point outside, as it leaves, without building anew what does not."""
        inside = self._inside
        if any(link.from_key not in inside or link.to_key not in inside for link in one.links):
            kept = (link for link in one.links if {link.from_key, link.to_key} <= inside)
            yield "links", tuple(kept)
        if one.reply_requests:
            yield "reply_requests", tuple(map(self._answered, one.reply_requests))
        if any(work.notices for work in _works(one)):
            yield "appearances", tuple(map(self._appearance, one.appearances))

    def source(self, work: SourceRecord) -> SourceRecord:
        """Return a source whose notices touch nothing outside."""
        if work.notices and work.id not in self._works:
            notices = (
                replace(notice, touches=tuple(key for key in notice.touches if key in self._inside))
                for notice in work.notices
            )
            self._works[work.id] = replace(work, notices=tuple(notices))
        return self._works.get(work.id, work)

    def _answered(self, asked: ReplyRecord) -> ReplyRecord:
        within = asked.answer in self._inside
        return asked if within else replace(asked, answer=None, answer_id=None)

    def _appearance(self, found: AppearanceRecord) -> AppearanceRecord:
        relays = tuple(
            replace(hop, source=self.source(hop.source)) if hop.source else hop
            for hop in found.relays
        )
        return replace(found, source=self.source(found.source), relays=relays)


def _works(statement: StatementRecord) -> Iterator[SourceRecord]:
    for found in statement.appearances:
        yield found.source
        yield from (hop.source for hop in found.relays if hop.source)
