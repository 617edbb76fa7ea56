"""The sources of a file in great strokes: new ones with a key are written together."""

from __future__ import annotations

import hashlib
from array import array
from itertools import chain
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.importing.bulk.alike import MERGED, Alike
from desk.importing.bulk.writing import TableRows, table_of
from desk.importing.differences import difference
from desk.importing.overlay import filled_source, told_of
from desk.importing.parties import LATER, Parties, says_otherwise
from desk.parties import sources as source_records
from desk.rows import in_batches
from desk.source_drafts import SourceDraft
from desk.sources import values_of
from models import Source
from models.terms import Imported, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy.orm import Session

    from desk.importing.bulk.reading import BulkLine
    from desk.importing.rows import Rows
    from models.records import SourceRecord


def _named(lines: Sequence[BulkLine]) -> Iterator[int]:
    """Yield the numbers of the sources that lines name."""
    for number, _, _, hops in chain.from_iterable(line.appearances for line in lines):
        yield number
        if hops:
            yield from (hop for _, _, hop in hops if hop is not None)


class Sources:
    """The sources of one import by their numbers in the file, each looked up once.

    `made` gathers the keys of new ones, in their order, with those of new speakers.
    """

    def __init__(
        self, session: Session, told: Rows, count: int, made: list[str], *, update: bool = False
    ) -> None:
        self.session, self.told, self.made, self.update = session, told, made, update
        self._ids = array("q", bytes(8 * count))
        self._drafts: dict[int, SourceDraft] = {}
        self._mentioned: set[int] = set()
        self._taken: set[str] = set()
        self._records: dict[str, SourceRecord] = {}
        self._whole: dict[int, SourceDraft] = {}
        self._works: dict[str, SourceRecord] = {}
        #: What was told of a source, by its digest; of a table once it was filled in.
        self._marks: dict[bytes, int] = {}
        #: When it was published, where a table says otherwise.
        self.published: dict[int, str | None] = {}
        self._alike = Alike(session)
        # What is merged, and what a table tells less of, is looked for as it is line by line.
        self._parties = Parties(session, told, (), update=False)
        self._rows = TableRows(session, table_of(Source))

    def begin(self, lines: Sequence[BulkLine]) -> None:
        """Look for the sources that lines name, but for those that were found before."""
        read = SourceDraft.model_validate_json
        for number, text in chain.from_iterable(line.new_sources for line in lines):
            self._drafts[number] = read(text, strict=True)
        named = set(_named(lines))
        drafts = [self._drafts[number] for number in sorted(named & self._drafts.keys())]
        self._alike.begin([draft for draft in drafts if not draft.key])
        keys = sorted({draft.key for draft in drafts if draft.key})
        ids: list[int] = []
        for some in in_batches(keys):
            chosen = select(Source.key, Source.id, Source.merged_into_id)
            for key, number, merged in self.session.execute(chosen.where(Source.key.in_(some))):
                self._taken.add(key)
                ids += [] if merged else [number]
        for some_ids in in_batches(ids):
            found = source_records(self.session, some_ids).values()
            self._records |= {record.key: record for record in found}

    def id_of(self, number: int, field: str, *, whole: bool) -> int:
        """Return the id of a source, made if it is new; raises RefusedError as Parties.source does.

        `whole`: the line tells all of it; a table tells what it has columns for.
        """
        if self._ids[number]:
            return self._ids[number]
        draft = self._drafts[number]
        found = self._found(number, draft, field, whole=whole)
        # Of a work without a key a table tells less than is known the second time.
        if draft.key or whole or number in self._mentioned:
            self._ids[number] = found
            del self._drafts[number]
        self._mentioned.add(number)
        return found

    def draft(self, number: int) -> SourceDraft:
        """Return what is told of a source; of one that was met before, what is known of it."""
        if number in self._drafts:
            return self._drafts[number]
        if number not in self._whole:
            self.write()
            found = self._ids[number]
            self._whole[number] = told_of(source_records(self.session, [found])[found])
        return self._whole[number]

    def known(self, draft: SourceDraft) -> SourceRecord | None:
        """Return the known source that a row of a table means."""
        told = draft.model_dump_json()
        if told not in self._works:
            self.write()
            found = self._parties.works.record(draft)
            if found is None:
                # It may be made at once.
                return None
            self._works[told] = found
        return self._works[told]

    def write(self) -> None:
        """Write the new ones."""
        self._rows.write()

    def end(self) -> None:
        """Let go of what was looked up for some lines."""
        self.write()
        self._alike.end()
        self._parties.let_go()
        self._taken, self._records, self._whole, self._works = set(), {}, {}, {}

    def _found(self, number: int, draft: SourceDraft, field: str, *, whole: bool) -> int:
        record = self._records.get(draft.key or "")
        if draft.key and draft.key not in self._taken:
            told = draft if whole else filled_source(draft, None)
            return self._marked(told, lambda: self._make(draft))
        if record is None:
            return self._other(number, draft, field, whole=whole)
        told = draft if whole else filled_source(draft, record)
        self._note(number, draft, told)
        return self._marked(told, lambda: self._met(told, record, field))

    def _marked(self, told: SourceDraft, find: Callable[[], int]) -> int:
        text = told.model_dump_json(exclude={"notices"})
        mark = hashlib.blake2b(text.encode(), digest_size=12).digest()
        if mark not in self._marks:
            self._marks[mark] = find()
        return self._marks[mark]

    def _note(self, number: int, draft: SourceDraft, told: SourceDraft) -> None:
        if told.published != draft.published:
            self.published[number] = told.published

    def _met(self, told: SourceDraft, record: SourceRecord, field: str) -> int:
        path = difference(told, record, leave_out=LATER)
        if path is None and self.update and record.notices:
            # An update takes those away that are not told: that is done line by line.
            path = "notices"
        if path is not None:
            raise says_otherwise(Source.__tablename__, record.key, f"{field}.{path}")
        self.told.add(Imported.SOURCE, Verdict.MATCHED, told.title)
        return record.id

    def _make(self, draft: SourceDraft) -> int:
        made = values_of(draft) | {"id": self._rows.next_id()}
        self._rows.add_values(made)
        self._taken.add(made["key"])
        self._parties.works.add_told(made["id"], draft)
        self._alike.add(made["id"], draft)
        self.made.append(made["key"])
        self.told.add(Imported.SOURCE, Verdict.MADE, draft.title)
        return int(made["id"])

    def _other(self, number: int, draft: SourceDraft, field: str, *, whole: bool) -> int:
        """Return the id of a source that is known by what is told of it, made if there is none."""
        known = None if whole else self.known(draft)
        told = draft if whole else filled_source(draft, known)
        self._note(number, draft, told)
        if known is not None:
            return self._marked(told, lambda: self._met(told, known, field))
        return self._marked(told, lambda: self._alike_or_made(told, field))

    def _alike_or_made(self, told: SourceDraft, field: str) -> int:
        found = None if told.key else self._alike.of(told)
        if told.key or found == MERGED:
            self.write()
            return self._by_itself(told, field)
        if found is None:
            return self._make(told)
        if self.update and found in self._alike.noticed:
            raise says_otherwise(Source.__tablename__, told.title, f"{field}.notices")
        self.told.add(Imported.SOURCE, Verdict.MATCHED, told.title)
        return found

    def _by_itself(self, told: SourceDraft, field: str) -> int:
        source = self._parties.source(told, field)
        self.session.flush()
        self._rows.look_again()
        self.made += self._parties.made
        self._parties.made.clear()
        return source.id
