"""Speakers and sources of an import: matched, made, or, if asked, brought up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.import_differences import difference
from desk.import_notices import import_notices
from desk.parties import sources as source_records
from desk.parties import speakers as speaker_records
from desk.refusals import RefusedError
from desk.sources import PLAIN, make_source
from desk.speakers import make_speaker, offices_of
from models import Source, Speaker, SpeakerName, name_key
from models.terms import SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from desk.source_drafts import SourceDraft
    from desk.statement_drafts import SpeakerDraft
    from models import Notice

LATER = ("notices",)
"""What is written once every statement of the file is there."""


class Parties:
    """The speakers and sources of one import, each looked up once."""

    def __init__(self, session: Session, *, update: bool) -> None:
        self.session = session
        self.update = update
        self.made: list[str] = []
        self.updated: list[str] = []
        #: Notices that are new here.
        self.noticed: list[Notice] = []

    def source(self, draft: SourceDraft, field: str) -> Source:
        """Return the source a line means; raises RefusedError when it contradicts the record."""
        known = self._known_source(draft)
        if known is None:
            source = make_source(self.session, draft)
            self.made.append(source.key)
            return source
        self._agree_source(known, draft, field)
        return known

    def speaker(self, draft: SpeakerDraft, source: Source) -> Speaker:
        """Return the speaker a line means; raises RefusedError likewise, or if it fits several."""
        known = self._known_speaker(draft, source)
        if known is None:
            speaker = make_speaker(self.session, draft, source)
            self.made.append(speaker.key)
            return speaker
        if draft.key:
            self._agree_speaker(known, draft, source)
        return known

    def notices(self, source: Source, draft: SourceDraft) -> None:
        """Add the notices that a source does not have yet; an update leaves only those told."""
        new = import_notices(self.session, source, draft, update=self.update)
        if new is not None:
            self.updated.append(source.key)
            self.noticed += new

    def _known_source(self, draft: SourceDraft) -> Source | None:
        if draft.key:
            return self.session.scalar(select(Source).where(Source.key == draft.key))
        same = (getattr(Source, name).is_not_distinct_from(getattr(draft, name)) for name in PLAIN)
        alike = self.session.scalars(select(Source).where(*same).order_by(Source.id))
        told = list(draft.authors), draft.csl
        return next((one for one in alike if (one.authors, one.csl) == told), None)

    def _agree_source(self, known: Source, draft: SourceDraft, field: str) -> None:
        record = source_records(self.session, [known.id])[known.id]
        path = difference(draft, record, leave_out=LATER)
        if path is None:
            return
        self._refuse_or_note(known.key, "source", f"{field}.{path}")
        for name in PLAIN:
            setattr(known, name, getattr(draft, name))
        known.authors, known.csl = list(draft.authors), dict(draft.csl)
        self.session.flush()

    def _known_speaker(self, draft: SpeakerDraft, source: Source) -> Speaker | None:
        if draft.key:
            return self.session.scalar(select(Speaker).where(Speaker.key == draft.key))
        chosen = select(Speaker).where(
            Speaker.name_key == name_key(draft.name),
            Speaker.kind == draft.kind,
            Speaker.merged_into_id.is_(None),
        )
        if draft.kind is SpeakerKind.UNNAMED:
            chosen = chosen.where(Speaker.source_id == source.id)
        return self._only(self.session.scalars(chosen.limit(2)).all(), draft)

    def _only(self, known: Sequence[Speaker], draft: SpeakerDraft) -> Speaker | None:
        if len(known) > 1:
            field = "speaker.key"
            reason = f"several speakers are called “{draft.name}”; give the key of the one meant"
            raise RefusedError(field, reason)
        return known[0] if known else None

    def _agree_speaker(self, known: Speaker, draft: SpeakerDraft, source: Source) -> None:
        record = speaker_records(self.session, [known.id])[known.id]
        path = difference(draft, record)
        if path is None:
            return
        self._refuse_or_note(known.key, "speaker", f"speaker.{path}")
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

    def _refuse_or_note(self, key: str, noun: str, field: str) -> None:
        if not self.update:
            reason = (
                f"{noun} “{key}” is known and says otherwise; import with --update to change it"
            )
            raise RefusedError(field, reason)
        self.updated.append(key)
