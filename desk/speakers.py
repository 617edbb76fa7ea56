"""Speakers: found by id or name, or made on the spot; a machine never merges two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from desk.parties import speakers
from desk.refusals import AmbiguousSpeakerError, RefusedError
from models import Office, Speaker, SpeakerName, name_key
from models.terms import SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from desk.statement_drafts import SpeakerDraft
    from models import Source
    from models.records import SpeakerRecord


def speaker_for(
    session: Session,
    speaker_id: int | None,
    draft: SpeakerDraft | None,
    source: Source,
    *,
    new: bool,
) -> Speaker:
    """Return the speaker that a person means: by id, by a name that fits one, or a new one.

    Raises RefusedError when none is named or the id is unknown, AmbiguousSpeakerError when the
    name fits several.
    """
    if speaker_id is not None:
        return _speaker_with(session, speaker_id)
    if draft is None:
        field = "speaker_name"
        raise RefusedError(field, "Name the speaker, or describe an unnamed one as published.")
    known = [] if new else session.scalars(_named(draft, source)).all()
    kinds = {speaker.kind for speaker in known} | {draft.kind}
    if len(known) == 1 and SpeakerKind.UNNAMED not in kinds:
        return known[0]
    if known:
        raise AmbiguousSpeakerError(_which(draft, known), _records(session, known))
    return make_speaker(session, draft, source)


def is_known(session: Session, draft: SpeakerDraft | None, source: Source) -> bool:
    """Tell whether anybody is called so, among those that this source could mean."""
    if draft is None:
        return False
    return session.scalars(_named(draft, source).limit(1)).first() is not None


def make_speaker(session: Session, draft: SpeakerDraft, source: Source) -> Speaker:
    """Add a speaker to the record; an unnamed one is bound to the source."""
    speaker = Speaker(
        name=draft.name,
        kind=draft.kind,
        plural=draft.plural,
        speaks_for=draft.speaks_for,
        wikidata=draft.wikidata,
        note=draft.note,
        source=source if draft.kind is SpeakerKind.UNNAMED else None,
    )
    if draft.key:
        speaker.key = draft.key
    speaker.names = [SpeakerName(position=n, name=name) for n, name in enumerate(draft.aliases)]
    speaker.offices = offices_of(draft)
    session.add(speaker)
    session.flush()
    return speaker


def offices_of(draft: SpeakerDraft) -> list[Office]:
    """Return the offices of a draft as rows, in their order."""
    return [
        Office(
            position=place,
            title=office.title,
            organisation=office.organisation,
            since=office.since,
            until=office.until,
        )
        for place, office in enumerate(draft.offices)
    ]


def role_at(speaker: Speaker, said_from: date | None, said_to: date | None) -> str | None:
    """Return the one office that the speaker surely held over the whole time, as text."""
    if said_from is None or said_to is None:
        return None
    held = [office for office in speaker.offices if _covers(office, said_from, said_to)]
    if len(held) != 1:
        return None
    return ", ".join(filter(None, (held[0].title, held[0].organisation)))


def _covers(office: Office, said_from: date, said_to: date) -> bool:
    begun = office.since_to is not None and office.since_to <= said_from
    return begun and (office.until_from is None or said_to <= office.until_from)


def _speaker_with(session: Session, speaker_id: int) -> Speaker:
    speaker = session.get(Speaker, speaker_id)
    while speaker is not None and speaker.merged_into_id is not None:
        speaker = session.get(Speaker, speaker.merged_into_id)
    if speaker is None:
        field = "speaker_id"
        raise RefusedError(field, f"There is no speaker {speaker_id}; choose one or type a name.")
    return speaker


def _named(draft: SpeakerDraft, source: Source) -> Select[Speaker]:
    """Select whoever is called so: known speakers by name or alias, and this source's unnamed."""
    key = name_key(draft.name)
    also = select(SpeakerName.speaker_id).where(SpeakerName.name_key == key)
    here = or_(Speaker.kind != SpeakerKind.UNNAMED, Speaker.source_id == source.id)
    called = or_(Speaker.name_key == key, Speaker.id.in_(also))
    living = Speaker.merged_into_id.is_(None)
    return select(Speaker).where(living, here, called).order_by(Speaker.id)


def _which(draft: SpeakerDraft, known: Sequence[Speaker]) -> str:
    if any(speaker.kind is SpeakerKind.UNNAMED for speaker in known):
        return (
            f"This source already has “{draft.name}”, whom it does not name. "
            "Say whether it is the same one or another; nobody but you can know."
        )
    if draft.kind is SpeakerKind.UNNAMED:
        return f"“{draft.name}” is a known speaker. Say whether it is the same one or another."
    return f"{len(known)} speakers are called “{draft.name}”. Choose one, or make a new one."


def _records(session: Session, known: Sequence[Speaker]) -> list[SpeakerRecord]:
    return list(speakers(session, [speaker.id for speaker in known]).values())
