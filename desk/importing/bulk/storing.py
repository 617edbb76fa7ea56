"""Stores what waits in a spool: statements, then their links, then all that rests on them."""

from __future__ import annotations

import json
from itertools import chain
from typing import TYPE_CHECKING

from sqlalchemy import insert, literal, select

from desk.corrections import ask_about_corrected
from desk.history import changes
from desk.history.audit import record_text
from desk.history.filing import file_under
from desk.importing.bulk.indexing import Indexing
from desk.importing.bulk.links import BulkLinks
from desk.importing.bulk.paces import Going
from desk.importing.bulk.reading import BulkLine
from desk.importing.bulk.results import Reread, SpooledRows, firsts, rows_in_order
from desk.importing.bulk.spools import Spool
from desk.importing.bulk.statements import Statements
from desk.importing.imports import ImportResult
from desk.importing.rows import ImportRow, counts, in_order, row_of
from desk.read_models import conflicts
from desk.read_models.search_index import reindex
from desk.rows import in_batches
from models import Link, Source, Speaker, Statement, event_record
from models.terms import Imported, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.importing.bulk.reading import BulkRead
    from desk.importing.imports import ImportOptions, NamedFile
    from desk.readers.faults import Fault

#: How many statements are indexed at once.
_INDEXED = 2_000
_READ = 5_000


class DifferingError(Exception):
    """Lines say something else of known statements than the record does: why each is refused."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__()
        self.faults = faults


class Storing:
    """One import at work in great strokes."""

    def __init__(
        self, session: Session, by: Actor, options: ImportOptions, folder: Path | None
    ) -> None:
        self.session, self.by, self.options, self.folder = session, by, options, folder
        self.told, self.told_links = SpooledRows(folder), SpooledRows(folder)
        self.parties: list[str] = []
        self.matched = Spool(folder)
        self.made_links = Spool(folder)

    @property
    def line(self) -> int:
        """The number of the line at work."""
        return max(self.told.line, self.told_links.line)

    def store(self, read: BulkRead, file: NamedFile) -> ImportResult:
        """Store what was read, with its event unless it is a trial.

        Raises DifferingError, and RefusedError as the way line by line does.
        """
        waiting = Spool(self.folder)
        update = self.options.update
        told = self.session, self.told, read, self.parties, self.matched
        self.statements = Statements(*told, update=update)
        told_links = self.session, self.by, self.told_links, self.made_links
        self.links = BulkLinks(*told_links, update=update)
        self.indexing = Indexing(self.session)
        going = Going(self.options.progress, 2 * (len(read) + read.links))
        for block in read.spool.blocks():
            self.indexing.take(self.statements.take(block, waiting))
            changes.forget(self.session)
            going.by(len(block))
        for some in waiting.blocks():
            self.links.take(some, self.statements.first_id)
            going.by(len(some))
        waiting.close()
        self.statements.end()
        if self.statements.differing:
            raise DifferingError(self.statements.differing)
        if not self.options.trial:
            self._finish(file, going)
        going.end()
        return self._result(read)

    def _finish(self, file: NamedFile, going: Going) -> None:
        """Bring all that rests on the record up to date, and write the one event."""
        self._index(going)
        for some in _slices(self._range(self.links)):
            conflicts.refresh(self.session, some)
            going.by(len(some))
        ask_about_corrected(self.session, self.links.corrections)
        if self.statements.first_id or self.parties or self.made_links:
            self._file(record_text(self.session, self.by, "import:file", self._summary(file)))

    def _index(self, going: Going) -> None:
        """Have the search find the new statements, and by their links those known before."""
        ids = self._range(self.statements)
        for some in _slices(self._range(self.links) if ids else ()):
            self.indexing.take_links(self._ends(some, ids.start))
        begun = going.done
        for done in self.indexing.finish(ids):
            going.to(begun + done)
        reindex(self.session, self.links.known_ends)

    def _ends(self, link_ids: Sequence[int], first: int) -> list[int]:
        """Return the new statements to and from which links lead."""
        chosen = select(Link.low_id, Link.high_id)
        chosen = chosen.where(Link.id.between(link_ids[0], link_ids[-1]))
        rows = self.session.execute(chosen)
        return sorted({number for row in rows for number in row if number >= first})

    def _range(self, made: Statements | BulkLinks) -> range:
        return range(made.first_id, made.last_id + 1) if made.first_id else range(0)

    def _summary(self, file: NamedFile) -> str:
        """Return what the history tells of the import: canonical JSON."""
        parts = {
            "file": [json.dumps(file.name, ensure_ascii=False)],
            "links": self._listed(Link, self._range(self.links)),
            "sha256": [json.dumps(file.sha256)],
            "speakers_and_sources": _list(iter([self.parties])),
            "statements": self._listed(Statement, self._range(self.statements)),
            "updated": ["[]"],
        }
        pieces = chain.from_iterable(
            chain([f'{"," if place else "{"}"{name}":'], told)
            for place, (name, told) in enumerate(parts.items())
        )
        return "".join(chain(pieces, "}"))

    def _listed(self, kind: type[Statement | Link], ids: range) -> Iterator[str]:
        return _list(
            list(
                self.session.scalars(
                    select(kind.key).where(kind.id.between(some[0], some[-1])).order_by(kind.id)
                )
            )
            for some in _slices(ids, _READ)
        )

    def _file(self, seq: int) -> None:
        """File the event under all that it tells of."""
        for kind, made in ((Statement, self.statements), (Link, self.links)):
            ids = self._range(made)
            if ids:
                chosen = select(literal(kind.__tablename__), kind.id, literal(seq))
                told = chosen.where(kind.id.between(ids[0], ids[-1]))
                names = [column.name for column in event_record.columns]
                self.session.connection().execute(insert(event_record).from_select(names, told))
        for party in (Speaker, Source):
            for keys in in_batches(self.parties):
                chosen_ids = select(party.id).where(party.key.in_(keys))
                file_under(
                    self.session,
                    seq,
                    {party.__tablename__: self.session.scalars(chosen_ids).all()},
                )

    def _result(self, read: BulkRead) -> ImportResult:
        repeats = [
            ImportRow(line, Imported.STATEMENT, Verdict.MATCHED, "", f"it repeats line {first}")
            for line, first in read.repeats
        ]
        others = in_order([*map(row_of, read.faults), *repeats])
        return ImportResult(
            made=Reread(len(read) - len(self.statements.met), lambda: _keys(self._made(read))),
            matched=Reread(len(self.matched), lambda: firsts(self.matched)),
            links=Reread(len(self.made_links), lambda: firsts(self.made_links)),
            parties=self.parties,
            faults=sorted(read.faults, key=lambda fault: fault.line),
            rows=rows_in_order(lambda: self._made(read), self.told, self.told_links, others),
            dropped=read.dropped,
            counted=counts(others, self.told.counted + self.told_links.counted),
        )

    def _made(self, read: BulkRead) -> Iterator[BulkLine]:
        """Yield the lines that were made statements of, in their order."""
        rest = iter(self.statements.met)
        known = next(rest, 0)
        for line in map(BulkLine._make, read.spool):
            if line.number == known:
                known = next(rest, 0)
            else:
                yield line


def _keys(lines: Iterator[BulkLine]) -> Iterator[str]:
    return (line.key for line in lines)


def _slices(ids: Iterable[int], size: int = _INDEXED) -> Iterator[list[int]]:
    some: list[int] = []
    for one in ids:
        some.append(one)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some


def _list(slices: Iterator[list[str]]) -> Iterator[str]:
    """Yield the pieces of a JSON list of keys, which need no escapes."""
    yield "["
    is_first = True
    for keys in slices:
        if keys:
            yield ("" if is_first else ",") + ",".join(f'"{key}"' for key in keys)
            is_first = False
    yield "]"
