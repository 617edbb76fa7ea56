"""The draft of a statement that a proposal fills in; the claim is left to the person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from desk.drafts import Draft, EdtfText, Language, Line, RecordId, Sentence, Words
from desk.refusals import GoneError
from desk.source_drafts import HOPS, AppearanceDraft, LocatorDraft, RelayDraft
from desk.statement_drafts import SpeakerDraft, StatementDraft, TopicName
from models import Capture, Reading, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from models.reading_records import ProposalRecord

AROUND = 32
"""So many characters before and after a passage are kept with it."""


class AsProposedDraft(Draft):
    """What a person says of a proposal otherwise, or besides; all else is taken as it was proposed."""

    claim: Sentence | None = None
    language: Language | None = None
    role: Line | None = None
    told: Line | None = None
    said: EdtfText | None = None
    said_text: Line | None = None
    note: Words | None = None
    topics: tuple[TopicName, ...] = ()
    speaker_id: RecordId | None = None
    speaker: SpeakerDraft | None = None
    new_speaker: bool = False
    confirmed: bool = False

    @property
    def otherwise(self) -> dict[str, Any]:
        """What was told, by field; a speaker by id stands in place of the one who was proposed."""
        told = {name: getattr(self, name) for name in self.model_fields_set}
        known = {name: told[name] for name in told if name in AsProposedDraft.model_fields}
        return ({"speaker": None} if self.speaker_id else {}) | known


_AS_IT_IS: dict[str, Any] = {}


def draft_of(
    session: Session, proposal: ProposalRecord, otherwise: Mapping[str, Any] = _AS_IT_IS
) -> StatementDraft:
    """Return the statement that a proposal is, found in the capture it was read from.

    `otherwise` holds fields of the statement that are not to be as they were proposed. Raises GoneError when the capture was redacted, pydantic's ValidationError where what was read
    cannot be logged as it is, such as a statement whose speaker nobody could tell.
    """
    proposed = {
        "form": proposal.form,
        "quote": proposal.quote,
        "language": _language(session, proposal),
        "speaker": _speaker(proposal),
        "role": proposal.role,
        "told": proposal.told,
        "said": proposal.said,
        "said_text": proposal.said_text,
        "appearance": appearance_of(session, proposal),
    }
    return StatementDraft(**{**proposed, **otherwise})


def appearance_of(session: Session, proposal: ProposalRecord) -> AppearanceDraft:
    """Return where the proposal stands, and through whose hands the words came there."""
    chosen = (
        select(Capture.id, Capture.text, Capture.redacted_at)
        .join(Reading, Reading.capture_id == Capture.id)
        .where(Reading.id == proposal.reading_id)
    )
    row = session.execute(chosen).one()
    if row.redacted_at is not None:
        noun = "capture"
        raise GoneError(noun, row.id)
    return AppearanceDraft(
        capture_id=row.id,
        locator=locator(row.text, proposal.start, proposal.end),
        heard=proposal.heard,
        relays=tuple(RelayDraft(name=name, verb=verb) for name, verb in proposal.relays[:HOPS]),
    )


def locator(text: str, start: int, end: int) -> LocatorDraft:
    """Return the selector of a place in a text, with the characters around it."""
    return LocatorDraft(
        exact=text[start:end],
        prefix=text[max(0, start - AROUND) : start] or None,
        suffix=text[end : end + AROUND] or None,
        start=start,
        end=end,
    )


def _language(session: Session, proposal: ProposalRecord) -> str | None:
    """Return the language of the words: as the source has it, else as the text reads."""
    told = func.coalesce(Source.language, Reading.language)
    chosen = select(told).select_from(Reading).join(Capture, Capture.id == Reading.capture_id)
    of_source = chosen.join(Source, Source.id == Capture.source_id)
    return session.scalar(of_source.where(Reading.id == proposal.reading_id))


def _speaker(proposal: ProposalRecord) -> SpeakerDraft | None:
    if not proposal.speaker:
        return None
    told: dict[str, Any] = {"kind": proposal.speaker_kind, "plural": proposal.plural}
    return SpeakerDraft(name=proposal.speaker, **told)
