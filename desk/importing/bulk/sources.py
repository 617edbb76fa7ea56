"""The sources of a file in great strokes: new ones with a key are written together."""

from __future__ import annotations

import hashlib
from array import array
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.importing.bulk.writing import Rows, table_of
from desk.importing.differences import difference
from desk.importing.overlay import filled_source
from desk.importing.parties import LATER, Parties, says_otherwise
from desk.parties import sources as source_records
from desk.rows import in_batches
from desk.source_drafts import SourceDraft
from desk.sources import values_of
from models import Source
from models.terms import Imported, Verdict

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from sqlalchemy.orm import Session

    from desk.importing.bulk.reading import BulkLine
    from desk.importing.rows import Rows as Told
    from models.records import SourceRecord


class Sources:
    """The sources of one import by their numbers in the file, each looked up once.

    `made` gathers the keys of new ones, in their order, with those of new speakers.
    """

    def __init__(self, session: Session, told: Told, count: int, made: list[str]) -> None:
        self.session, self.told, self.made = session, told, made
        self._ids = array("q", bytes(8 * count))
        self._drafts: dict[int, SourceDraft] = {}
        self._mentioned: set[int] = set()
        self._taken: set[str] = set()
        self._records: dict[str, SourceRecord] = {}
        #: What was told of a source, by its digest; of a table once it was filled in.
        self._marks: dict[bytes, int] = {}
        #: When it was published, where a table says otherwise.
        self.published: dict[int, str | None] = {}
        # Those without a key are looked for as they are line by line.
        self._parties = Parties(session, told, (), update=False)
        self._rows = Rows(session, table_of(Source))

    def begin(self, lines: Iterable[BulkLine]) -> None:
        """Look for the sources that lines name for the first time."""
        read = SourceDraft.model_validate_json
        for line in lines:
            self._drafts |= {number: read(text, strict=True) for number, text in line.new_sources}
        keys = sorted({draft.key for draft in self._drafts.values() if draft.key})
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

    def write(self) -> None:
        """Write the new ones."""
        self._rows.write()

    def end(self) -> None:
        """Let go of what was looked up for some lines."""
        self.write()
        self._parties.let_go()
        self._taken, self._records = set(), {}

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
        if path is not None:
            raise says_otherwise(Source.__tablename__, record.key, f"{field}.{path}")
        self.told.add(Imported.SOURCE, Verdict.MATCHED, told.title)
        return record.id

    def _make(self, draft: SourceDraft) -> int:
        made = values_of(draft) | {"id": self._rows.next_id()}
        self._rows.add_values(made)
        self._taken.add(made["key"])
        self._parties.works.add_told(made["id"], draft)
        self.made.append(made["key"])
        self.told.add(Imported.SOURCE, Verdict.MADE, draft.title)
        return int(made["id"])

    def _other(self, number: int, draft: SourceDraft, field: str, *, whole: bool) -> int:
        """Return the id of a source that is looked for as it is line by line."""
        self.write()
        known = None if whole else self._parties.works.record(draft)
        told = draft if whole else filled_source(draft, known)
        self._note(number, draft, told)
        return self._marked(told, lambda: self._by_itself(told, field))

    def _by_itself(self, told: SourceDraft, field: str) -> int:
        source = self._parties.source(told, field)
        self.session.flush()
        self._rows.look_again()
        self.made += self._parties.made
        self._parties.made.clear()
        return source.id
