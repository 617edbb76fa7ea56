"""Speakers: described, revised, found to be one, named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk import describing as desk
from desk import lists
from desk.merging.drafts import IdentityDraft, IdentityWords, MergerDraft, SameSpeakerDraft
from desk.merging.mergers import merge_speakers, name_speaker
from desk.merging.partings import unmerge_speaker
from desk.merging.previews import preview
from desk.party_scopes import OtherScope, SpeakerOrder, SpeakerScope
from desk.refusals import RefusedError
from desk.speaker_files import SpeakerFile, file_of
from desk.statement_drafts import SpeakerDraft, SpeakerWords
from models import Permission
from views.api.answers.speakers import (
    ListedSpeakerJSON,
    SpeakerJSON,
    SpeakerMergerJSON,
    merger_told,
)
from views.api.operations import Resource
from views.context import me, reading

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.lists import SpeakerLine
    from desk.pages import Page

speakers = Resource("Speakers", "Who said something: people, organisations, groups, the unnamed.")


class NewSpeakerDraft(SpeakerDraft):
    """A speaker to describe; `confirmed` makes another one even though the name is known."""

    confirmed: bool = False


@speakers.lists("/speakers", ListedSpeakerJSON, SpeakerScope)
def list_speakers(scope: SpeakerScope) -> Page[SpeakerLine]:
    """List speakers, and find them by name or other name, in any spelling, or by key.

    The key of one who was merged into another leads to that other.
    """
    newest = scope.order is SpeakerOrder.NEWEST
    return lists.speakers(reading(), scope.q, scope.before, newest=newest, key=scope.key)


@speakers.shows("/speakers/<int:id>", SpeakerJSON)
def show_speaker(id: int) -> SpeakerFile:  # noqa: A002 -- the name in the address
    """Show a speaker; one who was merged into another says so in `merged_into`."""
    return file_of(reading(), id)


@speakers.makes("/speakers", NewSpeakerDraft, show_speaker, permission=Permission.LOG)
def describe_speaker(session: Session, draft: NewSpeakerDraft) -> int:
    """Describe a speaker before anything they said is logged.

    A name that is known already is refused until `confirmed` is true. An unnamed speaker belongs to
    one source, and is made with what they said there.
    """
    return desk.add_speaker(session, draft, me(), confirmed=draft.confirmed).id


@speakers.changes("/speakers/<int:id>", SpeakerWords, show_speaker, permission=Permission.REVISE)
def revise_speaker(session: Session, draft: SpeakerWords, version: int, id: int) -> int:  # noqa: A002
    """Replace what is kept of a speaker; roles kept with statements stay as they are."""
    return desk.revise_speaker(session, id, version, draft, me()).id


@speakers.shows("/speakers/<int:id>/merge", SpeakerMergerJSON, OtherScope)
def preview_speaker_merger(scope: OtherScope, id: int) -> SpeakerMergerJSON:  # noqa: A002
    """Show what would move if the `other` speaker were merged into this one."""
    if scope.other == id:
        field = "other"
        raise RefusedError(field, "This is the same speaker; choose another one.")
    return merger_told(preview(reading(), id, scope.other))


@speakers.decides(
    "/speakers/<int:id>/merge", SameSpeakerDraft, show_speaker, permission=Permission.REVISE
)
def merge_speaker(session: Session, draft: SameSpeakerDraft, version: int, id: int) -> int:  # noqa: A002
    """Make one speaker of two: what the `other` said moves to this one; it can be undone.

    Confirmed links between the two are set to re-check.
    """
    told = draft.model_dump(exclude={"other"})
    seen = MergerDraft(version=version, **told)
    return merge_speakers(session, id, draft.other, seen, me()).id


@speakers.decides("/speakers/<int:id>/unmerge", None, show_speaker, permission=Permission.REVISE)
def part_speaker(session: Session, version: int, id: int) -> int:  # noqa: A002
    """Part a speaker again from the one whom they were merged into.

    What the merger moved goes back where it still is as the merger left it.
    """
    return unmerge_speaker(session, id, version, me()).speaker.id


@speakers.decides(
    "/speakers/<int:id>/name", IdentityWords, show_speaker, permission=Permission.REVISE
)
def identify_speaker(session: Session, draft: IdentityWords, version: int, id: int) -> int:  # noqa: A002
    """Say who an unnamed speaker was, and how we know; shows the speaker who has the name.

    What they said moves there, the published words stay with it. A name that fits several speakers
    is refused with the `candidates`.
    """
    seen = IdentityDraft(version=version, **draft.model_dump())
    return name_speaker(session, id, seen, me()).id
