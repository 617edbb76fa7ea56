"""Drafts of deeds that make one speaker of two."""

from __future__ import annotations

from desk.drafts import Draft, Line, Number, RecordId, Words
from models.terms import SpeakerKind


class MergerWords(Draft):
    """Which version of the other one was seen, and why both are one; `same` is for unnamed ones."""

    other_version: Number
    same: bool = False
    reason: Words | None = None


class MergerDraft(MergerWords):
    """That two speakers are one, of which this version of the kept one was seen."""

    version: Number


class SameSpeakerDraft(MergerWords):
    """Which speaker is the same one, by id."""

    other: RecordId


class IdentityWords(Draft):
    """Who an unnamed speaker was, and how we know: a known speaker by id, or a name."""

    reason: Words
    speaker_id: RecordId | None = None
    name: Line | None = None
    kind: SpeakerKind = SpeakerKind.PERSON
    #: Make a new speaker even though the name is known.
    new_speaker: bool = False


class IdentityDraft(IdentityWords):
    """Who an unnamed speaker was, of whom this version was seen."""

    version: Number
