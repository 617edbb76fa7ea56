"""The speakers of a file in great strokes: known ones are looked up together, new ones written so."""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.importing.bulk.writing import TableRows, table_of
from desk.importing.differences import difference
from desk.importing.parties import only, says_otherwise
from desk.parties import speakers as speaker_records
from desk.rows import in_batches
from desk.speakers import described
from desk.statement_drafts import SpeakerDraft
from models import Base, Office, Speaker, SpeakerName, name_key
from models.records import OfficeRecord, SpeakerRecord
from models.terms import Imported, SpeakerKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from desk.importing.bulk.reading import BulkLine
    from desk.importing.rows import Rows

    #: Folded name, kind, and of an unnamed speaker the source.
    Name = tuple[str, SpeakerKind, int | None]


class Speakers:
    """The speakers of one import by their numbers in the file, each looked up once."""

    def __init__(self, session: Session, told: Rows, count: int, made: list[str]) -> None:
        self.session, self.told, self.made = session, told, made
        self._ids = array("q", bytes(8 * count))
        self._of_sources: dict[tuple[int, int], int] = {}
        self._drafts: dict[int, SpeakerDraft] = {}
        self._marks: dict[tuple[bytes, int], int] = {}
        self._keyed: dict[str, SpeakerRecord] = {}
        self._named: dict[Name, list[int]] = defaultdict(list)
        self._whole: dict[int, SpeakerDraft] = {}
        self._rows = TableRows(session, table_of(Speaker))
        self._parts = [TableRows(session, table_of(kind)) for kind in (SpeakerName, Office)]

    def begin(self, lines: Sequence[BulkLine]) -> None:
        """Look for the speakers that lines name for the first time, or of their sources alone."""
        read = SpeakerDraft.model_validate_json
        for number, text in chain.from_iterable(line.new_speakers for line in lines):
            self._drafts[number] = read(text, strict=True)
        numbers = {line.speaker for line in lines if line.speaker in self._drafts}
        drafts = [self._drafts[number] for number in numbers]
        self._look_for_keys(sorted({draft.key for draft in drafts if draft.key}))
        self._look_for_names(sorted({name_key(one.name) for one in drafts if not one.key}))

    def id_of(self, line: BulkLine, source_id: int) -> int:
        """Return the id of a line's speaker; raises RefusedError as Parties.speaker does."""
        number = line.speaker
        if line.of_source:
            own = number, source_id
            if own not in self._of_sources:
                self._of_sources[own] = self._found(self._drafts[number], source_id, own=source_id)
            return self._of_sources[own]
        if not self._ids[number]:
            self._ids[number] = self._found(self._drafts.pop(number), source_id, own=0)
        return self._ids[number]

    def draft(self, number: int) -> SpeakerDraft:
        """Return what is told of a speaker; of one who was met before, what is known of them."""
        if number in self._drafts:
            return self._drafts[number]
        if number not in self._whole:
            self._write()
            found = speaker_records(self.session, [self._ids[number]])[self._ids[number]]
            told = SpeakerDraft.model_validate(found, from_attributes=True, by_name=True)
            self._whole[number] = told
        return self._whole[number]

    def end(self) -> None:
        """Write the new ones, and let go of what was looked up for some lines."""
        self._write()
        self._keyed, self._named, self._whole = {}, defaultdict(list), {}

    def _write(self) -> None:
        self._rows.write()
        for part in self._parts:
            part.write()

    def _found(self, draft: SpeakerDraft, source_id: int, *, own: int) -> int:
        told = hashlib.blake2b(draft.model_dump_json().encode(), digest_size=12).digest()
        mark = told, own
        if mark not in self._marks:
            self._marks[mark] = self._known(draft, source_id) or self._make(draft, source_id)
        return self._marks[mark]

    def _known(self, draft: SpeakerDraft, source_id: int) -> int | None:
        if draft.key:
            return self._met(draft, self._keyed.get(draft.key))
        known = only(self._named[_name(draft, source_id)], draft)
        if known is not None:
            self.told.add(Imported.SPEAKER, Verdict.MATCHED, draft.name)
        return known

    def _met(self, draft: SpeakerDraft, record: SpeakerRecord | None) -> int | None:
        if record is None:
            return None
        path = difference(draft, record)
        if path is not None:
            raise says_otherwise(Speaker.__tablename__, record.key, f"speaker.{path}")
        self.told.add(Imported.SPEAKER, Verdict.MATCHED, draft.name)
        return record.id

    def _make(self, draft: SpeakerDraft, source_id: int) -> int:
        made = described(draft)
        made.id = self._rows.next_id()
        made.source_id = source_id if draft.kind is SpeakerKind.UNNAMED else None
        self._rows.add_record(made)
        names, offices = self._parts
        for rows, parts in ((names, list[Base](made.names)), (offices, list[Base](made.offices))):
            for part in parts:
                rows.add_record(part, id=rows.next_id(), speaker_id=made.id)
        self._named[_name(draft, source_id)].append(made.id)
        if draft.key:
            self._keyed[draft.key] = _record(draft, made)
        self.made.append(made.key)
        self.told.add(Imported.SPEAKER, Verdict.MADE, draft.name)
        return made.id

    def _look_for_keys(self, keys: Sequence[str]) -> None:
        ids: list[int] = []
        for some in in_batches(keys):
            ids += self.session.scalars(select(Speaker.id).where(Speaker.key.in_(some)))
        for some_ids in in_batches(ids):
            found = speaker_records(self.session, some_ids).values()
            self._keyed |= {record.key: record for record in found}

    def _look_for_names(self, names: Sequence[str]) -> None:
        chosen = select(Speaker.id, Speaker.name_key, Speaker.kind, Speaker.source_id)
        chosen = chosen.where(Speaker.merged_into_id.is_(None)).order_by(Speaker.id)
        for some in in_batches(names):
            rows = self.session.execute(chosen.where(Speaker.name_key.in_(some)))
            for number, name, kind, source_id in rows:
                self._named[_called(name, kind, source_id)].append(number)


def _name(draft: SpeakerDraft, source_id: int) -> Name:
    return _called(name_key(draft.name), draft.kind, source_id)


def _called(name: str, kind: SpeakerKind, source_id: int | None) -> Name:
    return name, kind, source_id if kind is SpeakerKind.UNNAMED else None


def _record(draft: SpeakerDraft, made: Speaker) -> SpeakerRecord:
    """Return the record of a speaker who was just made; its offices say what a record's say."""
    return SpeakerRecord(
        id=made.id,
        key=made.key,
        name=made.name,
        kind=draft.kind,
        plural=draft.plural,
        aliases=draft.aliases,
        offices=tuple(
            OfficeRecord(
                title=one.title, organisation=one.organisation, since=one.since, until=one.until
            )
            for one in draft.offices
        ),
        speaks_for=draft.speaks_for,
        wikidata=draft.wikidata,
        note=draft.note,
    )
