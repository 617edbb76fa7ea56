"""Statements that leave the desk without what points to statements that stay."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

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


class Closing:
    """Closes statements that leave together; a source that several are found in is closed once."""

    def __init__(self, inside: Keys) -> None:
        self._inside = inside
        self._works: dict[int, SourceRecord] = {}

    def statement(self, one: StatementRecord) -> StatementRecord:
        """Return a statement without what points outside."""
        links = (link for link in one.links if {link.from_key, link.to_key} <= self._inside)
        return replace(
            one,
            links=tuple(links),
            appearances=tuple(map(self._appearance, one.appearances)),
            reply_requests=tuple(map(self._answered, one.reply_requests)),
        )

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
