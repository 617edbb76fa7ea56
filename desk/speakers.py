"""Speakers: found by id or name, or made on the spot; a machine never merges two."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import literal, or_, select, union_all

from desk.editing import refuse_known_key
from desk.parties import speakers
from desk.refusals import AmbiguousSpeakerError, RefusedError, refused_at
from models import Office, Speaker, SpeakerName, finding_key, name_key
from models.dates import bounds
from models.keys import new_key
from models.terms import SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from desk.statement_drafts import SpeakerDraft, SpeakerWords
    from models import Source
    from models.records import OfficeRecord, SpeakerRecord

CANDIDATES = 8
"""How many speakers whose names are spelt alike are shown to choose from."""
OFFERED = 200
"""How many speakers a form offers by their names."""


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
        field = "speaker"
        raise RefusedError(field, "Name the speaker, or describe an unnamed one as published.")
    known = [] if new else session.scalars(_named(draft, source)).all()
    kinds = {speaker.kind for speaker in known} | {draft.kind}
    if len(known) == 1 and SpeakerKind.UNNAMED not in kinds:
        return known[0]
    if known:
        raise AmbiguousSpeakerError(_which(draft, known), _records(session, known))
    alike = [] if new else session.scalars(_spelt_alike(draft, source).limit(CANDIDATES)).all()
    if alike:
        raise AmbiguousSpeakerError(_spelling(draft, alike), _records(session, alike))
    with refused_at("speaker"):
        return make_speaker(session, draft, source)


def called(name: str) -> Select[Speaker]:
    """Select the named speakers who are called so, in any spelling."""
    named, living = Speaker.kind != SpeakerKind.UNNAMED, Speaker.merged_into_id.is_(None)
    return select(Speaker).where(named, living, _found_by(name)).order_by(Speaker.id)


def holding(words: str) -> ColumnElement[bool]:
    """Return the condition that a speaker's name or alias holds the words, in any spelling."""
    folded, loose = name_key(words), finding_key(words)
    also = select(SpeakerName.speaker_id).where(
        or_(
            SpeakerName.name_key.contains(folded, autoescape=True),
            SpeakerName.found_by.contains(loose, autoescape=True),
        )
    )
    return or_(
        Speaker.name_key.contains(folded, autoescape=True),
        Speaker.found_by.contains(loose, autoescape=True),
        Speaker.id.in_(also),
    )


def names_offered(session: Session) -> list[str]:
    """Return names and aliases of the newest speakers, for a form to offer; each once."""
    newest = (
        select(Speaker.id)
        .where(Speaker.merged_into_id.is_(None))
        .order_by(Speaker.id.desc())
        .limit(OFFERED)
    )
    names = select(Speaker.id, literal(-1).label("place"), Speaker.name)
    others = select(SpeakerName.speaker_id, SpeakerName.position, SpeakerName.name)
    found = union_all(
        names.where(Speaker.id.in_(newest)), others.where(SpeakerName.speaker_id.in_(newest))
    ).subquery()
    order = (found.c.id.desc(), found.c.place)
    return list(dict.fromkeys(session.scalars(select(found.c.name).order_by(*order))))


def is_known(session: Session, draft: SpeakerDraft | None, source: Source) -> bool:
    """Tell whether anybody is called so, among those that this source could mean."""
    if draft is None:
        return False
    return session.scalars(_named(draft, source).limit(1)).first() is not None


def make_speaker(session: Session, draft: SpeakerDraft, source: Source | None = None) -> Speaker:
    """Add a speaker to the record; an unnamed one is bound to the source, and needs it.

    Raises RefusedError for a key that is taken.
    """
    refuse_known_key(session, Speaker, draft.key)
    speaker = new_speaker(session, draft, source)
    session.flush()
    return speaker


def new_speaker(session: Session, draft: SpeakerDraft, source: Source | None) -> Speaker:
    """Add a speaker as make_speaker does, one that the next flush writes; the key is there."""
    speaker = described(draft)
    speaker.source = source if draft.kind is SpeakerKind.UNNAMED else None
    session.add(speaker)
    return speaker


def described(draft: SpeakerDraft) -> Speaker:
    """Return a speaker as the draft describes it, not in the record yet; the key is there."""
    speaker = Speaker(
        name=draft.name,
        kind=draft.kind,
        plural=draft.plural,
        speaks_for=draft.speaks_for,
        wikidata=draft.wikidata,
        note=draft.note,
    )
    speaker.key = draft.key or new_key()
    speaker.names = [SpeakerName(position=n, name=name) for n, name in enumerate(draft.aliases)]
    speaker.offices = offices_of(draft)
    return speaker


def offices_of(draft: SpeakerWords) -> list[Office]:
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


def role_at(
    speaker: Speaker | SpeakerRecord, said_from: date | None, said_to: date | None
) -> str | None:
    """Return the one office that the speaker surely held over the whole time, as text."""
    if said_from is None or said_to is None:
        return None
    held = [office for office in speaker.offices if _covers(office, said_from, said_to)]
    if len(held) != 1:
        return None
    return ", ".join(filter(None, (held[0].title, held[0].organisation)))


def _covers(office: Office | OfficeRecord, said_from: date, said_to: date) -> bool:
    _, begun = bounds(office.since)
    ended, _ = bounds(office.until)
    return begun is not None and begun <= said_from and (ended is None or said_to <= ended)


def _speaker_with(session: Session, speaker_id: int) -> Speaker:
    speaker = session.get(Speaker, speaker_id)
    if speaker is None:
        field = "speaker_id"
        raise RefusedError(
            field, f"There is no speaker {speaker_id}; name a known one, or a new one."
        )
    return kept_speaker(session, speaker)


def kept_speaker(session: Session, speaker: Speaker) -> Speaker:
    """Return who a speaker was merged into, or this one."""
    while speaker.merged_into_id is not None:
        speaker = session.get_one(Speaker, speaker.merged_into_id)
    return speaker


def _named(draft: SpeakerDraft, source: Source) -> Select[Speaker]:
    """Select whoever is called so: known speakers by name or alias, and this source's unnamed."""
    key = name_key(draft.name)
    also = select(SpeakerName.speaker_id).where(SpeakerName.name_key == key)
    return _present(source).where(or_(Speaker.name_key == key, Speaker.id.in_(also)))


def _spelt_alike(draft: SpeakerDraft, source: Source) -> Select[Speaker]:
    """Select whoever might be meant: accents, apostrophes, hyphens and spaces aside."""
    return _present(source).where(_found_by(draft.name))


def _found_by(name: str) -> ColumnElement[bool]:
    key = finding_key(name)
    also = select(SpeakerName.speaker_id).where(SpeakerName.found_by == key)
    return or_(Speaker.found_by == key, Speaker.id.in_(also))


def _present(source: Source) -> Select[Speaker]:
    """Select those whom a source could mean: every named speaker, and its own unnamed ones."""
    here = or_(Speaker.kind != SpeakerKind.UNNAMED, Speaker.source_id == source.id)
    living = Speaker.merged_into_id.is_(None)
    return select(Speaker).where(living, here).order_by(Speaker.id)


def _spelling(draft: SpeakerDraft, alike: Sequence[Speaker]) -> str:
    names = ", ".join(_alike_name(draft, speaker) for speaker in alike)
    return (
        f"“{draft.name}” is spelt much like {names}. "
        "Say whether it is the same one or another; the spelling alone decides nothing."
    )


def _alike_name(draft: SpeakerDraft, speaker: Speaker) -> str:
    """Return the name that is spelt alike; where it is another name of a speaker, whose."""
    key = finding_key(draft.name)
    if speaker.found_by == key:
        return f"“{speaker.name}”"
    others = (f"“{one.name}”, another name of " for one in speaker.names if one.found_by == key)
    return f"{next(others, '')}“{speaker.name}”"


def _which(draft: SpeakerDraft, known: Sequence[Speaker]) -> str:
    if any(speaker.kind is SpeakerKind.UNNAMED for speaker in known):
        return (
            f"This source already has “{draft.name}”, whom it does not name. "
            "Say whether it is the same one or another; nobody but you can know."
        )
    if draft.kind is SpeakerKind.UNNAMED:
        return f"“{draft.name}” is a known speaker. Say whether it is the same one or another."
    return f"{len(known)} speakers are called “{draft.name}”. Say which one it is, or that it is another one."


def _records(session: Session, known: Sequence[Speaker]) -> list[SpeakerRecord]:
    return list(speakers(session, [speaker.id for speaker in known]).values())
