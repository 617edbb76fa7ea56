"""Speakers described by people: made before they are quoted, revised when more is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.editing import current, touch
from desk.history.audit import record
from desk.refusals import Odd, RefusedError, UnconfirmedError
from desk.speakers import CANDIDATES, called, make_speaker, offices_of
from models import Office, Speaker, SpeakerName
from models.dates import read_edtf
from models.terms import SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.statement_drafts import OfficeDraft, SpeakerDraft, SpeakerWords

PLAIN = ("name", "kind", "plural", "speaks_for", "wikidata", "note")
"""The fields of a speaker that are kept as they are given."""


def add_speaker(
    session: Session, draft: SpeakerDraft, by: Actor, *, confirmed: bool = False
) -> Speaker:
    """Add a named speaker to the record, before or without a statement.

    Raises RefusedError for an unnamed one, UnconfirmedError when others are called so and nobody
    has said that this is another one.
    """
    _refuse_impossible(draft)
    if draft.kind is SpeakerKind.UNNAMED:
        field = "kind"
        reason = "An unnamed speaker belongs to one source: log what they said there."
        raise RefusedError(field, reason)
    known = [] if confirmed else session.scalars(called(draft.name).limit(CANDIDATES)).all()
    if known:
        raise UnconfirmedError([_known(known[0])], speakers=known)
    speaker = make_speaker(session, draft)
    record(session, by, "speaker:make", speaker)
    return speaker


def revise_speaker(
    session: Session, speaker_id: int, version: int, draft: SpeakerWords, by: Actor
) -> Speaker:
    """Replace what is said of a speaker; roles that statements keep stay as they are.

    Raises MissingError, StaleError when the version is not the current one, RefusedError.
    """
    speaker = current(session, Speaker, speaker_id, version)
    _refuse_impossible(draft)
    _refuse_other_kind(speaker, draft.kind)
    for name in PLAIN:
        setattr(speaker, name, getattr(draft, name))
    call(session, speaker, draft.aliases)
    install(speaker, offices_of(draft))
    touch(speaker)
    record(session, by, "speaker:revise", speaker)
    return speaker


def _known(speaker: Speaker) -> Odd:
    asked = f"“{speaker.name}” (speaker {speaker.id}) is known. Is another one of this name meant?"
    return Odd(asked, "same_name", speaker_id=speaker.id)


def call(session: Session, speaker: Speaker, names: Sequence[str]) -> None:
    """Give a speaker these other names, in this order; those that stay are left alone."""
    known = {other.name: other for other in speaker.names}
    gone = [other for name, other in known.items() if name not in names]
    for other in gone:
        speaker.names.remove(other)
    if gone:
        session.flush()
    for place, name in enumerate(names):
        if name in known:
            known[name].position = place
        else:
            speaker.names.append(SpeakerName(position=place, name=name))


def install(speaker: Speaker, offices: Sequence[Office]) -> None:
    """Give a speaker these offices, in this order; those that stay are left alone."""
    left = list(speaker.offices)
    for place, office in enumerate(offices):
        same = next((one for one in left if told(one) == told(office)), None)
        if same is None:
            speaker.offices.append(office)
        else:
            left.remove(same)
            same.position = place
    for office in left:
        speaker.offices.remove(office)


def told(office: Office) -> tuple[str | None, ...]:
    """Return what makes two offices the same."""
    return office.title, office.organisation, office.since, office.until


def _refuse_other_kind(speaker: Speaker, kind: SpeakerKind) -> None:
    unnamed = SpeakerKind.UNNAMED
    if speaker.kind is kind or unnamed not in {speaker.kind, kind}:
        return
    field = "kind"
    if kind is unnamed:
        reason = (
            "A speaker who has a name is not made unnamed; log the unnamed one from the source."
        )
    else:
        reason = (
            "The source names nobody here. If you know who it was, say so: “We know who it was”."
        )
    raise RefusedError(field, reason)


def _refuse_impossible(draft: SpeakerWords) -> None:
    for place, office in enumerate(draft.offices):
        if _ends_before_it_begins(office):
            field = f"offices.{place}.until"
            raise RefusedError(field, "This office would end before it begins.")


def _ends_before_it_begins(office: OfficeDraft) -> bool:
    if office.since is None or office.until is None:
        return False
    return read_edtf(office.until).before(read_edtf(office.since))
