"""One pass through the lines of an import: all of them stored, or none."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import select

from desk.corrections import ask_about_corrected
from desk.importing.differences import difference
from desk.importing.known_keys import KnownKeys
from desk.importing.links import Links
from desk.importing.noted import completed_note
from desk.importing.notices import ask_about
from desk.importing.overlay import completed, filled
from desk.importing.parties import Parties
from desk.importing.raters import refuse_new_reviews
from desk.importing.redacted import refuse_redacted_statement
from desk.importing.reviews import Reviews
from desk.importing.rows import Rows, words_of
from desk.importing.words import write_answers, write_reviews, write_statement
from desk.importing.works import sources_of
from desk.lint import why_odd
from desk.readers.faults import Fault
from desk.readers.reading import counted
from desk.rechecks import recheck_links_of
from desk.refusals import RefusedError
from desk.rows import BATCH
from desk.statements import weight
from models import Statement, now
from models.roles import Permission
from models.terms import Imported, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.importing.imports import ImportOptions
    from desk.readers.reading import NumberedLine, NumberedWork
    from desk.source_drafts import SourceDraft
    from desk.statement_drafts import StatementLine
    from models import Source
    from models.records import StatementRecord

T = TypeVar("T")
#: What refers to other statements is compared and written on its own.
LATER = ("links",)
#: After how many lines they are written: together they take a fraction of what they take alone.
FLUSHED = 100


@dataclass(frozen=True)
class Work:
    """What there is to store, and the statements of these keys that are known already."""

    lines: Sequence[NumberedLine]
    works: Sequence[NumberedWork]
    known: dict[str, StatementRecord]

    def without(self, numbers: Collection[int]) -> Work:
        """Return the work without the lines of these numbers."""
        return replace(
            self,
            lines=[line for line in self.lines if line.number not in numbers],
            works=[work for work in self.works if work.number not in numbers],
        )


def refers_to(draft: StatementLine) -> set[str]:
    """Return the keys of the statements that a line names beside its own."""
    touched = (key for source in sources_of(draft) for one in source.notices for key in one.touches)
    named = {link.to for link in draft.links} | {one.answer for one in draft.reply_requests}
    return {key for key in (*named, *touched) if key and key != draft.key}


class _FaultyError(Exception):
    """Takes back what was stored beside lines with faults."""


class Pass:
    """One pass. A careful one takes back each refused line alone and goes on to the next fault."""

    def __init__(
        self, session: Session, by: Actor, options: ImportOptions, *, careful: bool
    ) -> None:
        self.session, self.by, self.options, self.careful = session, by, options, careful
        self.rows = Rows()
        self.links = Links(session, by, self.rows, update=options.update)
        self.reviews = Reviews(session, by, update=options.update)
        self.faults: list[Fault] = []
        self.made: list[str] = []
        self.matched: list[str] = []
        self.updated: list[str] = []
        self.rewritten: set[Statement] = set()

    @property
    def outcome(self) -> dict[str, Any]:
        """What the pass did, as an import tells it."""
        return {
            "made": self.made,
            "matched": self.matched,
            "updated": [
                *self.updated,
                *self.reviews.changed,
                *self.parties.updated,
                *self.links.updated,
            ],
            "links": self.links.made,
            "parties": self.parties.made,
            "rows": self.rows.all,
        }

    def run(self, work: Work) -> bool:
        """Store the lines, then what refers to them; tell whether nothing was refused."""
        self.known = work.known
        drafts = [line.draft for line in work.lines]
        self.parties = Parties(
            self.session, self.rows, drafts, by=self.by, update=self.options.update
        )
        self.taken = KnownKeys(self.session, Statement, (one.key for one in drafts))
        self.keys = {line.draft.key for line in work.lines}
        self.works = {one.number for one in work.works} - {line.number for line in work.lines}
        try:
            with self.session.begin_nested():
                self._store(work)
        except (_FaultyError, RefusedError):
            return False
        return True

    def _store(self, work: Work) -> None:
        # Held while the pass runs, so that the session finds them without asking one by one.
        held = list(self._known_rows())
        total = 2 * len(work.lines) + len(work.works)
        for source in counted(work.works, self._told(0, total)):
            self._try(source.number, partial(self.parties.work, source))
        stored = [
            (line, self._try(line.number, partial(self._statement, line)))
            for line in counted(work.lines, self._told(len(work.works), total))
        ]
        self.session.flush()
        begun = len(work.works) + len(work.lines)
        for line, taken in counted(stored, self._told(begun, total)):
            if taken is not None:
                self._try(line.number, partial(self._references, *taken))
        if self.faults:
            raise _FaultyError
        del held
        ask_about(self.session, self.parties.noticed)
        ask_about_corrected(self.session, [*self.links.made, *self.links.updated])

    def _known_rows(self) -> Iterator[Statement]:
        ids = [known.id for known in self.known.values()]
        for start in range(0, len(ids), BATCH):
            some = Statement.id.in_(ids[start : start + BATCH])
            yield from self.session.scalars(select(Statement).where(some))

    def _told(self, begun: int, total: int) -> Callable[[int, int], None]:
        return lambda done, _of: self.options.progress(begun + done, total)

    def _try(self, number: int, store: Callable[[], T]) -> T | None:
        self.rows.line = number
        if not self.careful:
            if number % FLUSHED == 0:
                self.session.flush()
            return store()
        try:
            with self.session.begin_nested():
                return store()
        except RefusedError as refused:
            self.parties.forget()
            self.taken.forget()
            is_work = number in self.works
            self.faults.append(Fault(number, refused.field, refused.reason, work=is_work))
            return None

    def _statement(self, line: NumberedLine) -> tuple[Statement, StatementLine]:
        known = self.known.get(line.draft.key or "")
        if line.reviewed:
            return self._reviewed(line.draft, known), line.draft.model_copy(update={"reviews": ()})
        draft = self._whole(line, known)
        if known is None or self.options.update:
            refuse_new_reviews(self.by, draft, known)
        return (self._make(draft) if known is None else self._meet(known, draft)), draft

    def _whole(self, line: NumberedLine, known: StatementRecord | None) -> StatementLine:
        """Return all that the line and what is known say together of the statement."""
        if line.noted:
            return completed_note(line.draft, known, self.parties)
        if not line.whole:
            return filled(line.draft, known, self.parties.works.record)
        return completed(line.draft, known, self.keys) if known else line.draft

    def _reviewed(self, draft: StatementLine, known: StatementRecord | None) -> Statement:
        """Meet or make the statement that was reviewed, and give it the reviews it does not have."""
        statement = self.reviews.statement(draft, known)
        if statement is None:
            statement = self._make(self.reviews.whole(draft, self.parties))
            self.session.flush()
            self.reviews.add(statement, draft)
            self.reviews.made[statement.key] = statement
            return statement
        news = self.reviews.add(statement, draft)
        if known is None:
            self._tell(Verdict.MATCHED, draft, news)
        elif news:
            self.reviews.changed[known.key] = None
            self._tell(Verdict.UPDATED, draft, news)
        else:
            self.matched.append(known.key)
            self._tell(Verdict.MATCHED, draft)
        return statement

    def _make(self, draft: StatementLine) -> Statement:
        self.taken.refuse_taken(draft.key)
        statement = Statement(key=draft.key) if draft.key else Statement()
        write_statement(self.session, self.parties, statement, draft)
        self.made.append(statement.key)
        self._tell(Verdict.MADE, draft)
        return statement

    def _meet(self, known: StatementRecord, draft: StatementLine) -> Statement:
        path = difference(draft, known, leave_out=LATER)
        statement = self.session.get_one(Statement, known.id)
        if path is None:
            self.matched.append(known.key)
            self._tell(Verdict.MATCHED, draft)
            return statement
        if not self.options.update:
            reason = f"“{known.key}” is known and says otherwise; import with --update to change it"
            raise RefusedError(path, reason)
        refuse_redacted_statement(self.session, self.by, known, draft)
        return self._bring_up_to_date(statement, draft, path)

    def _bring_up_to_date(self, statement: Statement, draft: StatementLine, path: str) -> Statement:
        before = weight(statement)
        write_statement(self.session, self.parties, statement, draft)
        statement.revised_at = now()
        if weight(statement) != before:
            recheck_links_of(self.session, statement, "an import changed the statement")
        self.updated.append(statement.key)
        self.rewritten.add(statement)
        self._tell(Verdict.UPDATED, draft, f"{path} is new")
        return statement

    def _tell(self, verdict: Verdict, draft: StatementLine, why: str = "") -> None:
        odd = why_odd(draft.said, (found.source.published for found in draft.appearances))
        told = "; ".join(filter(None, (why, odd)))
        self.rows.add(Imported.STATEMENT, verdict, words_of(draft), told)

    def _references(self, statement: Statement, draft: StatementLine) -> Statement:
        for line in draft.links:
            self.links.take(statement, line)
        if self.options.update or any(source.notices for source in sources_of(draft)):
            for source, told in self._sources(statement, draft):
                if told.notices or (self.options.update and source.notices):
                    self.parties.notices(source, told, self.keys, self.by)
        is_new = statement.key not in self.known
        if is_new or statement in self.rewritten:
            write_answers(self.session, statement, draft, is_new=is_new)
            # Who may not rate brings none that are not there.
            if self.by.may(Permission.REVIEW):
                write_reviews(self.session, statement, draft, is_new=is_new)
        return statement

    def _sources(
        self, statement: Statement, draft: StatementLine
    ) -> Iterator[tuple[Source, SourceDraft]]:
        for found, line in zip(statement.appearances, draft.appearances, strict=True):
            yield found.source, line.source
            for hop, relay in zip(found.relays, line.relays, strict=True):
                if hop.source is not None and relay.source is not None:
                    yield hop.source, relay.source
