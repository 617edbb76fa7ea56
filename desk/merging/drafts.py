"""Drafts of deeds that make one speaker of two."""

from __future__ import annotations

from desk.drafts import Draft, Line, Number, RecordId, Words
from models.terms import SpeakerKind


class MergerDraft(Draft):
    """Which versions a person saw of both, and why they are one; the tick is for unnamed ones."""

    version: Number
    other_version: Number
    same: bool = False
    reason: Words | None = None


class IdentityDraft(Draft):
    """Who an unnamed speaker was, and how we know: a known speaker by id, or a name."""

    version: Number
    reason: Words
    speaker_id: RecordId | None = None
    name: Line | None = None
    kind: SpeakerKind = SpeakerKind.PERSON
    #: Make a new speaker even though the name is known.
    new_speaker: bool = False
