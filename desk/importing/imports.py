"""Imports: a file of statements or sources, stored whole or, on request, its good lines."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk import records
from desk.history.audit import record
from desk.history.filing import file_import
from desk.importing.known_words import known_by_words
from desk.importing.lines import Pass, Work, refers_to
from desk.importing.mergers import follow_mergers
from desk.importing.rows import ImportRow, counts, in_order, row_of
from desk.readers.faults import Fault, ImportRefusedError
from desk.readers.jsonl import read_jsonl
from desk.readers.reading import Progress, silent
from desk.rows import in_batches
from models import Statement
from models.terms import Imported, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.readers.reading import FileRead, NumberedLine
    from models.records import StatementRecord

REFERENCES = frozenset({"links.to", "notices.touches", "reply_requests.answer"})


@dataclass(frozen=True)
class ImportOptions:
    """How a file is taken: with known records brought up to date, with its good lines kept.

    A trial goes through all of it, refused lines or not, for the rows alone: it leaves no event, so
    that nothing of it can be committed.
    """

    update: bool = False
    keep_good: bool = False
    trial: bool = False
    progress: Progress = silent


@dataclass
class ImportResult:
    """What an import did, by keys, and row by row; `dropped` has no place in the record."""

    made: Sequence[str] = ()
    matched: Sequence[str] = ()
    updated: Sequence[str] = ()
    links: Sequence[str] = ()
    parties: Sequence[str] = ()
    faults: list[Fault] = field(default_factory=list)
    rows: Sequence[ImportRow] = ()
    dropped: tuple[str, ...] = ()
    #: How many rows of each kind there are, where that was counted while they were written.
    counted: dict[str, dict[str, int]] | None = None
    #: What the numbers of the rows count: lines or entries.
    unit: str = "line"
    #: Whether the file told of works by themselves, as reference files do.
    of_works: bool = False

    @property
    def changed(self) -> bool:
        """Whether anything was stored."""
        return bool(self.made or self.updated or self.links or self.parties)

    @property
    def counts(self) -> dict[str, dict[str, int]]:
        """How many are made, matched, updated, refused, left out, of each kind."""
        return self.counted if self.counted is not None else counts(self.rows)


def import_file(
    session: Session,
    content: bytes,
    by: Actor,
    *,
    name: str = "",
    update: bool = False,
    keep_good: bool = False,
) -> ImportResult:
    """Import a file in our JSON Lines format in one event; raises as import_read."""
    options = ImportOptions(update=update, keep_good=keep_good)
    return import_read(session, read_jsonl(content), by, options, FileName(content, name))


@dataclass(frozen=True)
class NamedFile:
    """What the history calls a file: the SHA-256 of its content, in hexadecimal, and its name."""

    sha256: str
    name: str = ""


@dataclass(frozen=True)
class FileName:
    """What the history calls a file: its name and the SHA-256 of its content."""

    content: bytes
    name: str = ""

    @property
    def sha256(self) -> str:
        """The SHA-256 of the file, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


def import_read(
    session: Session, read: FileRead, by: Actor, options: ImportOptions, file: FileName | NamedFile
) -> ImportResult:
    """Import what was read of a file in one event.

    Raises ImportRefusedError with every fault found, unless the good lines are to be kept; a line
    that refers to one left out is left out too. Known keys with the same content change nothing;
    with other content they are refused, or brought up to date if the options say so.
    """
    _refuse(read.faults, options)
    result = _Import(session, by, options).take(read)
    result.faults = sorted((*read.faults, *result.faults), key=_line)
    result.rows = in_order([*result.rows, *map(row_of, result.faults), *_repeats(read)])
    result.dropped, result.unit = read.dropped, read.unit
    result.of_works = bool(read.works)
    if result.changed and not options.trial:
        file_import(session, record(session, by, "import:file", instead=_summary(file, result)))
    return result


def refuse_unread(faults: Sequence[Fault]) -> None:
    """Raise ImportRefusedError with all that reading found wrong, if anything; nothing is tried."""
    if faults:
        raise ImportRefusedError(sorted(faults, key=_line))


def _refuse(faults: Sequence[Fault], options: ImportOptions) -> None:
    if faults and not (options.keep_good or options.trial):
        raise ImportRefusedError(sorted(faults, key=_line))


def _line(fault: Fault) -> int:
    return fault.line


def _repeats(read: FileRead) -> list[ImportRow]:
    return [
        ImportRow(line, Imported.STATEMENT, Verdict.MATCHED, "", f"it repeats line {first}")
        for line, first in read.repeats
    ]


def _summary(file: FileName | NamedFile, result: ImportResult) -> dict[str, object]:
    return {
        "file": file.name,
        "sha256": file.sha256,
        "statements": result.made,
        "links": result.links,
        "speakers_and_sources": result.parties,
        "updated": result.updated,
    }


class _Import:
    """One import at work: as many passes as it takes until nothing is refused."""

    def __init__(self, session: Session, by: Actor, options: ImportOptions) -> None:
        self.session, self.by, self.options = session, by, options

    def take(self, read: FileRead) -> ImportResult:
        """Store what was read, without the lines that have faults if the good ones are kept."""
        lines = known_by_words(self.session, follow_mergers(self.session, read.lines))
        known = self._known(lines)
        work = Work(lines, list(read.works), known)
        left_out: list[Fault] = []
        while faults := self._stored(work):
            faults = _with_leaning(faults, work)
            faults = [replace(fault, unit=read.unit) for fault in faults]
            _refuse(faults, self.options)
            left_out += faults
            work = work.without({fault.line for fault in faults})
        self.result.faults = left_out
        return self.result

    def _stored(self, work: Work) -> list[Fault]:
        """Store all of it, or nothing; return what is wrong."""
        for careful in (False, True):
            one = Pass(self.session, self.by, self.options, careful=careful)
            if one.run(work):
                self.result = ImportResult(**one.outcome)
                return []
        return one.faults

    def _known(self, lines: Sequence[NumberedLine]) -> dict[str, StatementRecord]:
        keys = [line.draft.key for line in lines if line.draft.key]
        ids: list[int] = []
        for some in in_batches(keys):
            ids.extend(self.session.scalars(select(Statement.id).where(Statement.key.in_(some))))
        return {statement.key: statement for statement in records.whole(self.session, ids)}


def _with_leaning(faults: Sequence[Fault], work: Work) -> list[Fault]:
    """Return the faults, and one for each line that leans on a line that is refused."""
    lines = {line.number: line for line in work.lines}
    refused = {fault.line for fault in faults}
    # Several may stand on one line, and leave together.
    gone = {line.draft.key or "": line.number for line in work.lines if line.number in refused}
    told = [_told(fault, lines, gone.keys()) for fault in faults]
    for line in _leaning(work, gone):
        key = min(refers_to(line.draft) & gone.keys() - work.known.keys())
        reason = f"it refers to “{key}”, which line {gone[key]} does not bring"
        told.append(Fault(line.number, "", reason, left_out=True))
    return told


def _leaning(work: Work, gone: dict[str, int]) -> list[NumberedLine]:
    """Return the lines that refer to those that are gone, and add them to these."""
    leaning = defaultdict(list)
    for line in work.lines:
        for key in refers_to(line.draft) - work.known.keys():
            leaning[key].append(line)
    found: list[NumberedLine] = []
    waiting, numbers = list(gone), set(gone.values())
    while waiting:
        for line in leaning.pop(waiting.pop(), ()):
            if line.number not in numbers:
                numbers.add(line.number)
                found.append(line)
                gone[line.draft.key or ""] = line.number
                waiting.append(line.draft.key or "")
    return found


def _told(fault: Fault, lines: dict[int, NumberedLine], gone: Collection[str]) -> Fault:
    """Return a fault as that of a line left out if all that is wrong is what it refers to."""
    line = lines.get(fault.line)
    leans = line is not None and bool(refers_to(line.draft) & set(gone))
    return replace(fault, left_out=leans and fault.field in REFERENCES)
