"""Drafts of deeds that make one record of two."""

from __future__ import annotations

from pydantic import ValidationInfo, field_validator

from desk.drafts import Draft, Line, Number, RecordId, SeenDraft, Words, refuse_both
from models.terms import SpeakerKind


class SameDraft(Draft):
    """Which other record is the same one, by id, and which version of it was seen."""

    other: RecordId
    other_version: Number


class BothSeenDraft(SeenDraft):
    """Which versions were seen of both that are one."""

    other_version: Number


class MergerWords(Draft):
    """Why two speakers are one; `same` is for unnamed ones."""

    same: bool = False
    reason: Words | None = None


class MergerDraft(MergerWords, BothSeenDraft):
    """That two speakers are one, of which these versions were seen."""


class SameSpeakerDraft(MergerWords, SameDraft):
    """Which speaker is the same one, and how we know."""


class IdentityWords(Draft):
    """Who an unnamed speaker was, and how we know: a known speaker by id, or a name."""

    reason: Words
    speaker_id: RecordId | None = None
    name: Line | None = None
    kind: SpeakerKind = SpeakerKind.PERSON
    #: Make a new speaker even though the name is known.
    new_speaker: bool = False

    @field_validator("name", "new_speaker")
    @classmethod
    def _one_way(cls, value: str | bool | None, info: ValidationInfo) -> str | bool | None:  # noqa: FBT001 -- a value
        refuse_both(value, info.data.get("speaker_id"), "speaker_id")
        return value


class IdentityDraft(IdentityWords, SeenDraft):
    """Who an unnamed speaker was, of whom this version was seen."""
