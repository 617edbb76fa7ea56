"""Speakers and sources of an import: matched, made, or, if asked, brought up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from sqlalchemy import select

from desk.importing.differences import difference
from desk.importing.known_keys import KnownKeys
from desk.importing.known_works import KnownWorks
from desk.importing.notices import import_notices
from desk.importing.overlay import completed_notices, told_of
from desk.importing.redacted import SOURCE, SPEAKER, brought_of, refuse_redacted
from desk.importing.works import sources_of, take_work
from desk.parties import sources as source_records
from desk.parties import speakers as speaker_records
from desk.refusals import RefusedError
from desk.sources import PLAIN, kept, new_source
from desk.speakers import new_speaker, offices_of
from desk.statement_drafts import SpeakerDraft
from desk.topics import topics_named
from models import Source, Speaker, SpeakerName, name_key
from models.terms import Imported, SpeakerKind, Verdict

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.importing.rows import Rows
    from desk.readers.reading import NumberedWork
    from desk.source_drafts import SourceDraft
    from desk.statement_drafts import StatementLine
    from models import Notice, Topic

T = TypeVar("T")
LATER = ("notices",)
"""What is written once every statement of the file is there."""


class Parties:
    """The speakers and sources of one import, each looked up once."""

    def __init__(
        self,
        session: Session,
        rows: Rows,
        drafts: Collection[StatementLine],
        *,
        update: bool,
        by: Actor | None = None,
    ) -> None:
        #: Whoever brings them, where known ones are brought up to date.
        self.by = by
        self.session, self.rows, self.update = session, rows, update
        told = (source.key for draft in drafts for source in sources_of(draft))
        self._keyed_sources = KnownKeys(session, Source, told)
        self._keyed_speakers = KnownKeys(session, Speaker, (one.speaker.key for one in drafts))
        self.made: list[str] = []
        self.updated: list[str] = []
        #: Notices that are new here.
        self.noticed: list[Notice] = []
        #: The works of the file by what it tells of them, and all that is known of each.
        self._of_file: dict[str, int] = {}
        self._whole: dict[str, SourceDraft] = {}
        self._look_up_anew()

    def forget(self) -> None:
        """Look everything up anew: what a refused line made is gone."""
        self._keyed_sources.forget()
        self._keyed_speakers.forget()
        self._look_up_anew()

    def _look_up_anew(self) -> None:
        self._sources: dict[str, Source] = {}
        self._speakers: dict[tuple[str, str | None], Speaker] = {}
        self._topics: dict[tuple[str, ...], list[Topic]] = {}
        self.works = KnownWorks(self.session)

    def source(self, draft: SourceDraft, field: str) -> Source:
        """Return the source a line means; raises RefusedError when it contradicts the record."""
        told = draft.model_dump_json(exclude={"notices"})
        if told not in self._sources:
            self._sources[told] = self._source(draft, field)
        return self._sources[told]

    def speaker(self, draft: SpeakerDraft, source: Source) -> Speaker:
        """Return the speaker a line means; raises RefusedError likewise, or if it fits several."""
        own = draft.kind is SpeakerKind.UNNAMED and not draft.key
        told = draft.model_dump_json(), source.key if own else None
        if told not in self._speakers:
            self._speakers[told] = self._speaker(draft, source)
        return self._speakers[told]

    def let_go(self) -> None:
        """Forget every source and speaker that was looked up; what is known of works stays known."""
        self._keyed_sources.forget()
        self._sources.clear()

    def topics(self, names: tuple[str, ...]) -> list[Topic]:
        """Return the topics a line names."""
        if names not in self._topics:
            self._topics[names] = topics_named(self.session, names)
        return list(self._topics[names])

    def work(self, work: NumberedWork) -> None:
        """Take the source of a reference file."""
        taken = take_work(self, work)
        self.session.flush()
        self._keyed_sources.add(taken)
        self._of_file[work.draft.model_dump_json()] = taken.id

    def source_of_file(self, draft: SourceDraft) -> SourceDraft | None:
        """Return all that is known now of a source of the file; None where it was refused."""
        told = draft.model_dump_json()
        if told not in self._of_file:
            return None
        if told not in self._whole:
            record = source_records(self.session, [self._of_file[told]])[self._of_file[told]]
            self._whole[told] = told_of(record)
        whole = self._whole[told]
        known = self.session.get_one(Source, self._of_file[told])
        # Nothing is to be said of it once more.
        self._sources[whole.model_dump_json(exclude={"notices"})] = known
        return whole

    def source_behind(self, draft: SourceDraft) -> SourceDraft:
        """Return all that is known of a source that carried the words, else what is told of it."""
        record = self.works.record(draft)
        return told_of(record) if record else draft

    def whole_speaker(self, draft: SpeakerDraft) -> SpeakerDraft:
        """Return all that is known of a speaker of whom a line tells key, name and kind."""
        known = self._keyed_speakers.find(draft.key) if draft.key else None
        if known is None or (known.name_key, known.kind) != (name_key(draft.name), draft.kind):
            return draft
        self.session.flush()
        record = speaker_records(self.session, [known.id])[known.id]
        return SpeakerDraft.model_validate(record, from_attributes=True, by_name=True)

    def notices(
        self, source: Source, draft: SourceDraft, keys: Collection[str | None], by: Actor
    ) -> None:
        """Add the notices that a source does not have yet; an update leaves only those told.

        What they touch outside the file, of which these are the keys, they go on touching.
        """
        held = [
            (one, {touched.appearance.statement.key for touched in one.touched})
            for one in source.notices
        ]
        told = completed_notices(draft, held, keys)
        new = import_notices(self.session, source, told, by, update=self.update)
        if new is not None:
            self.updated.append(source.key)
            self.noticed += new

    def note_made(self, source: Source) -> None:
        """Remember a source that is new."""
        self.made.append(source.key)
        self.works.add(source)

    def note_updated(self, changed: Source | Speaker) -> None:
        """Remember a source or speaker that says something else now."""
        self.updated.append(changed.key)

    def _source(self, draft: SourceDraft, field: str) -> Source:
        known = self._known_source(draft)
        if known is None:
            self._keyed_sources.refuse_taken(draft.key, f"{field}.key")
            self._tell(Imported.SOURCE, Verdict.MADE, draft.title)
            source = new_source(self.session, draft)
            self._keyed_sources.add(source)
            self.note_made(source)
            return source
        path = self._agree_source(known, draft, field)
        self._tell(Imported.SOURCE, Verdict.UPDATED if path else Verdict.MATCHED, draft.title, path)
        return known

    def _speaker(self, draft: SpeakerDraft, source: Source) -> Speaker:
        known = self._known_speaker(draft, source)
        if known is None:
            self._keyed_speakers.refuse_taken(draft.key, "speaker.key")
            self._tell(Imported.SPEAKER, Verdict.MADE, draft.name)
            speaker = new_speaker(self.session, draft, source)
            self._keyed_speakers.add(speaker)
            self.made.append(speaker.key)
            return speaker
        path = self._agree_speaker(known, draft, source) if draft.key else None
        self._tell(Imported.SPEAKER, Verdict.UPDATED if path else Verdict.MATCHED, draft.name, path)
        return known

    def _tell(self, what: Imported, verdict: Verdict, text: str, path: str | None = None) -> None:
        self.rows.add(what, verdict, text, f"{path} is new" if path else "")

    def _known_source(self, draft: SourceDraft) -> Source | None:
        if draft.key:
            return kept(self._keyed_sources.find(draft.key))
        self.session.flush()
        same = (getattr(Source, name).is_not_distinct_from(getattr(draft, name)) for name in PLAIN)
        alike = self.session.scalars(select(Source).where(*same).order_by(Source.id))
        told = list(draft.authors), draft.csl
        return kept(next((one for one in alike if (one.authors, one.csl) == told), None))

    def _agree_source(self, known: Source, draft: SourceDraft, field: str) -> str | None:
        """Return the first field that is brought up to date, if any."""
        self.session.flush()
        record = source_records(self.session, [known.id])[known.id]
        path = difference(draft, record, leave_out=LATER)
        if path is None:
            return None
        self._refuse_or_note(known, f"{field}.{path}", brought_of(draft, record, SOURCE, field))
        for name in PLAIN:
            setattr(known, name, getattr(draft, name))
        known.authors, known.csl = list(draft.authors), dict(draft.csl)
        self.session.flush()
        return path

    def _known_speaker(self, draft: SpeakerDraft, source: Source) -> Speaker | None:
        if draft.key:
            return self._keyed_speakers.find(draft.key)
        self.session.flush()
        chosen = select(Speaker).where(
            Speaker.name_key == name_key(draft.name),
            Speaker.kind == draft.kind,
            Speaker.merged_into_id.is_(None),
        )
        if draft.kind is SpeakerKind.UNNAMED:
            chosen = chosen.where(Speaker.source_id == source.id)
        return only(self.session.scalars(chosen.limit(2)).all(), draft)

    def _agree_speaker(self, known: Speaker, draft: SpeakerDraft, source: Source) -> str | None:
        """Return the first field that is brought up to date, if any."""
        self.session.flush()
        record = speaker_records(self.session, [known.id])[known.id]
        path = difference(draft, record)
        if path is None:
            return None
        brought = brought_of(draft, record, SPEAKER, "speaker")
        self._refuse_or_note(known, f"speaker.{path}", brought)
        known.name, known.kind, known.plural = draft.name, draft.kind, draft.plural
        known.speaks_for, known.wikidata, known.note = (
            draft.speaks_for,
            draft.wikidata,
            draft.note,
        )
        if (draft.kind is SpeakerKind.UNNAMED) != (known.source is not None):
            known.source = source if draft.kind is SpeakerKind.UNNAMED else None
        # The old names have to go first: one name cannot stand there twice.
        known.names.clear()
        self.session.flush()
        known.names = [SpeakerName(position=n, name=name) for n, name in enumerate(draft.aliases)]
        known.offices = offices_of(draft)
        self.session.flush()
        return path

    def _refuse_or_note(
        self, known: Source | Speaker, field: str, brought: Mapping[str, str]
    ) -> None:
        if not self.update:
            raise says_otherwise(known.__tablename__, known.key, field)
        refuse_redacted(self.session, self.by, known.__tablename__, known.id, brought)
        self.note_updated(known)


def only(known: Sequence[T], draft: SpeakerDraft) -> T | None:
    """Return the one speaker of a name, if any; raises RefusedError where there are several."""
    if len(known) > 1:
        field = "speaker.key"
        reason = f"several speakers are called “{draft.name}”; give the key of the one meant"
        raise RefusedError(field, reason)
    return known[0] if known else None


def says_otherwise(noun: str, key: str, field: str) -> RefusedError:
    """Return why a line is refused that says something else of a known source or speaker."""
    reason = f"{noun} “{key}” is known and says otherwise; import with --update to change it"
    return RefusedError(field, reason)
