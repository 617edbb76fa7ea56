"""Imports: a file of statements, stored whole or, on request, its good lines."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk import records
from desk.audit import record
from desk.corrections import ask_about_corrected
from desk.import_differences import difference
from desk.import_lines import Fault, ImportRefusedError, NumberedLine, read_lines
from desk.import_links import Links
from desk.import_notices import ask_about
from desk.import_parties import Parties
from desk.import_words import answers_and_reviews, write_statement
from desk.rechecks import recheck_links_of
from desk.refusals import RefusedError
from desk.statements import weight
from models import Statement, now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.source_drafts import SourceDraft
    from desk.statement_drafts import StatementLine
    from models import Source
    from models.records import StatementRecord

#: What refers to other statements is compared and written on its own.
LATER = ("links",)


@dataclass
class ImportResult:
    """What an import did: statements made, matched and updated, links made, lines left out."""

    made: list[str] = field(default_factory=list)
    matched: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    parties: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def changed(self) -> bool:
        """Whether anything was stored."""
        return bool(self.made or self.updated or self.links or self.parties)


def import_file(
    session: Session,
    content: bytes,
    by: Actor,
    *,
    name: str = "",
    update: bool = False,
    keep_good: bool = False,
) -> ImportResult:
    """Import a file in our JSON Lines format in one event.

    Raises ImportRefusedError with every fault found, unless `keep_good` keeps the other lines; a
    line that refers to one left out is left out too. Known keys with the same content change nothing; with other content they are refused, or
    brought up to date if `update`.
    """
    lines, faults = read_lines(content)
    _refuse(faults, keep_good=keep_good)
    work = _Import(session, by, update=update, keep_good=keep_good)
    result = work.take(lines)
    result.faults = sorted((*faults, *result.faults), key=_line)
    if result.changed:
        record(session, by, "import:file", instead=_summary(content, name, result))
    return result


def _refuse(faults: Sequence[Fault], *, keep_good: bool) -> None:
    if faults and not keep_good:
        raise ImportRefusedError(sorted(faults, key=_line))


def _line(fault: Fault) -> int:
    return fault.line


def _summary(content: bytes, name: str, result: ImportResult) -> dict[str, object]:
    return {
        "file": name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "statements": result.made,
        "links": result.links,
        "speakers_and_sources": result.parties,
        "updated": result.updated,
    }


class _FaultyError(Exception):
    """Takes back what was stored beside lines with faults."""


class _Import:
    """One import at work."""

    def __init__(self, session: Session, by: Actor, *, update: bool, keep_good: bool) -> None:
        self.session, self.by = session, by
        self.update, self.keep_good = update, keep_good
        self.known: dict[str, StatementRecord] = {}
        self._begin()

    def take(self, lines: Sequence[NumberedLine]) -> ImportResult:
        """Store the lines, without those that have faults if the good ones are to be kept."""
        self.known = self._known(lines)
        left_out: list[Fault] = []
        while not self._stored(lines):
            _refuse(self.result.faults, keep_good=self.keep_good)
            left_out += self.result.faults
            faulty = {fault.line for fault in left_out}
            lines = [line for line in lines if line.number not in faulty]
        self.result.faults = left_out
        return self.result

    def _begin(self) -> None:
        self.result = ImportResult()
        self.parties = Parties(self.session, update=self.update)
        self.links = Links(self.session, self.by, update=self.update)

    def _stored(self, lines: Sequence[NumberedLine]) -> bool:
        """Store the lines, then what refers to them; nothing of it if one has a fault."""
        self._begin()
        try:
            with self.session.begin_nested():
                self._store(lines)
        except _FaultyError:
            return False
        self.result.parties = self.parties.made
        self.result.links = self.links.made
        self.result.updated += [*self.parties.updated, *self.links.updated]
        return True

    def _store(self, lines: Sequence[NumberedLine]) -> None:
        stored = [(line, self._try(line, self._statement)) for line in lines]
        for line, statement in stored:
            if statement is not None:
                self._try(line, partial(self._references, statement))
        if self.result.faults:
            raise _FaultyError
        ask_about(self.session, self.parties.noticed)
        ask_about_corrected(self.session, [*self.links.made, *self.links.updated])

    def _try(
        self, line: NumberedLine, store: Callable[[StatementLine], Statement]
    ) -> Statement | None:
        try:
            with self.session.begin_nested():
                return store(line.draft)
        except RefusedError as refused:
            self.result.faults.append(Fault(line.number, refused.field, refused.reason))
            return None

    def _known(self, lines: Sequence[NumberedLine]) -> dict[str, StatementRecord]:
        keys = [line.draft.key for line in lines if line.draft.key]
        ids: list[int] = []
        for start in range(0, len(keys), records.BATCH):
            some = Statement.key.in_(keys[start : start + records.BATCH])
            ids.extend(self.session.scalars(select(Statement.id).where(some)))
        return {statement.key: statement for statement in records.whole(self.session, ids)}

    def _statement(self, draft: StatementLine) -> Statement:
        known = self.known.get(draft.key or "")
        if known is None:
            return self._make(draft)
        path = difference(draft, known, leave_out=LATER)
        statement = self.session.get_one(Statement, known.id)
        if path is None:
            self.result.matched.append(known.key)
            return statement
        if not self.update:
            reason = f"“{known.key}” is known and says otherwise; import with --update to change it"
            raise RefusedError(path, reason)
        return self._bring_up_to_date(statement, draft)

    def _make(self, draft: StatementLine) -> Statement:
        statement = Statement(key=draft.key) if draft.key else Statement()
        write_statement(self.session, self.parties, statement, draft)
        self.result.made.append(statement.key)
        return statement

    def _bring_up_to_date(self, statement: Statement, draft: StatementLine) -> Statement:
        before = weight(statement)
        write_statement(self.session, self.parties, statement, draft)
        statement.revised_at = now()
        if weight(statement) != before:
            recheck_links_of(self.session, statement, "an import changed the statement")
        self.result.updated.append(statement.key)
        return statement

    def _references(self, statement: Statement, draft: StatementLine) -> Statement:
        for line in draft.links:
            self.links.take(statement, line)
        for source, told in self._sources(statement, draft):
            self.parties.notices(source, told)
        if statement.key in chain(self.result.made, self.result.updated):
            answers_and_reviews(self.session, statement, draft)
        self.session.flush()
        return statement

    def _sources(
        self, statement: Statement, draft: StatementLine
    ) -> Iterator[tuple[Source, SourceDraft]]:
        for found, line in zip(statement.appearances, draft.appearances, strict=True):
            yield found.source, line.source
            for hop, relay in zip(found.relays, line.relays, strict=True):
                if hop.source is not None and relay.source is not None:
                    yield hop.source, relay.source
