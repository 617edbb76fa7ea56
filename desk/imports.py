"""Imports: a file of statements, stored whole or, on request, its good lines."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk import records
from desk.audit import record
from desk.import_differences import difference
from desk.import_lines import Fault, ImportRefusedError, NumberedLine, read_lines
from desk.import_links import import_link, import_notices, import_reply
from desk.import_parties import Parties
from desk.rechecks import recheck_links_of
from desk.refusals import RefusedError
from desk.statements import index, write_words
from desk.topics import topics_named
from models import Appearance, Relay, Review, Statement, Translation, now

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.source_drafts import AppearanceLine, SourceDraft
    from desk.statement_drafts import StatementLine
    from models import Source
    from models.records import StatementRecord

#: What refers to other statements is compared and written on its own.
LATER = ("links",)
LOCATOR = ("exact", "prefix", "suffix", "start", "end", "page", "time")
REVIEW = ("word", "value", "best", "worst", "summary", "url", "date", "organisation")
TRANSLATION = ("language", "text", "by", "date", "kind")


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

    Raises ImportRefusedError with every fault found, unless `keep_good` keeps the other lines.
    Known keys with the same content change nothing; with other content they are refused, or
    brought up to date if `update`.
    """
    lines, faults = read_lines(content)
    _refuse(faults, keep_good=keep_good)
    work = _Import(session, by, update=update, keep_good=keep_good)
    work.result.faults.extend(faults)
    work.take(lines)
    if work.result.changed:
        record(session, by, "import:file", instead=_summary(content, name, work.result))
    return work.result


def _refuse(faults: Sequence[Fault], *, keep_good: bool) -> None:
    if faults and not keep_good:
        raise ImportRefusedError(faults)


def _summary(content: bytes, name: str, result: ImportResult) -> dict[str, object]:
    return {
        "file": name,
        "sha256": hashlib.sha256(content).hexdigest(),
        "statements": result.made,
        "links": result.links,
        "speakers_and_sources": result.parties,
        "updated": result.updated,
    }


class _Import:
    """One import at work."""

    def __init__(self, session: Session, by: Actor, *, update: bool, keep_good: bool) -> None:
        self.session, self.by = session, by
        self.update, self.keep_good = update, keep_good
        self.result = ImportResult()
        self.parties = Parties(session, update=update)
        self.known: dict[str, StatementRecord] = {}

    def take(self, lines: Sequence[NumberedLine]) -> None:
        """Store the statements, then what refers to them."""
        self.known = self._known(lines)
        stored = [(line, self._try(line, self._statement)) for line in lines]
        for line, statement in stored:
            if statement is not None:
                self._try(line, partial(self._references, statement))
        _refuse(self.result.faults, keep_good=self.keep_good)
        self.result.parties += self.parties.made
        self.result.updated += self.parties.updated

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
        self._write(statement, draft)
        self.result.made.append(statement.key)
        return statement

    def _bring_up_to_date(self, statement: Statement, draft: StatementLine) -> Statement:
        statement.appearances.clear()
        statement.translations.clear()
        self.session.flush()
        self._write(statement, draft)
        statement.revised_at = now()
        recheck_links_of(self.session, statement, "an import changed the statement")
        self.result.updated.append(statement.key)
        return statement

    def _write(self, statement: Statement, draft: StatementLine) -> None:
        with self.session.no_autoflush:
            write_words(statement, draft)
            statement.status, statement.status_reason = draft.status, draft.status_reason
            statement.topics = topics_named(self.session, draft.topics)
            statement.appearances = [
                self._appearance(place, line) for place, line in enumerate(draft.appearances)
            ]
            source = statement.appearances[0].source
            statement.speaker = self.parties.speaker(draft.speaker, source)
            statement.translations = [
                Translation(position=place, **{name: getattr(one, name) for name in TRANSLATION})
                for place, one in enumerate(draft.translations)
            ]
        self.session.add(statement)
        index(self.session, statement)

    def _appearance(self, position: int, line: AppearanceLine) -> Appearance:
        field = f"appearances.{position}.source"
        found = Appearance(position=position, source=self.parties.source(line.source, field))
        found.heard = line.heard
        for name in LOCATOR:
            setattr(found, name, getattr(line.locator, name))
        for place, hop in enumerate(line.relays):
            source = self.parties.source(hop.source, f"{field}.relays") if hop.source else None
            found.relays.append(Relay(position=place, name=hop.name, verb=hop.verb, source=source))
        return found

    def _references(self, statement: Statement, draft: StatementLine) -> Statement:
        for line in draft.links:
            link = import_link(self.session, statement, line, self.by)
            self.result.links += [link.key] if link else []
        for source, told in self._sources(statement, draft):
            if import_notices(self.session, source, told):
                self.result.updated.append(source.key)
        if statement.key in self.result.made:
            self._reviews_and_replies(statement, draft)
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

    def _reviews_and_replies(self, statement: Statement, draft: StatementLine) -> None:
        for review in draft.reviews:
            values = {name: getattr(review, name) for name in REVIEW}
            self.session.add(Review(statement_id=statement.id, **values))
        for reply in draft.reply_requests:
            import_reply(self.session, statement, reply)
