"""Articles read, and what is proposed of them, as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from models.terms import DocumentState, Form, Heard, ProposalState, SpeakerKind

if TYPE_CHECKING:
    from datetime import datetime

    from models.party_records import SourceRecord, SpeakerRecord


class NotSure(StrEnum):
    """Why a proposal is not accepted together with others: a person has to look at it."""

    NOT_QUOTED = "not_quoted"
    """Not all of it stands in quotation marks."""
    JOINED = "joined"
    """Its quote is joined of several quotations, with words of the article between them."""
    NO_SPEAKER = "no_speaker"
    UNNAMED = "unnamed"
    """The article does not name the speaker: whether two such are one, a person says."""
    NOT_NAMED_THERE = "not_named_there"
    """The article has “he” or “the minister” there; whom that means was worked out."""
    SEVERAL = "several"
    """Several known speakers are called so, or one is spelt much like it."""
    PART_OF_A_NAME = "part_of_a_name"
    NO_DATE = "no_date"
    UNSURE_DATE = "unsure_date"
    """The date is not one day, or only about it."""
    UNCONFIRMED = "unconfirmed"
    """Nobody has looked at the details of the article yet."""
    REPEAT = "repeat"
    """It is likely logged already."""
    ODD = "odd"
    """Something about it looks odd, and would be asked."""
    DECIDED = "decided"


class MatchedBy(StrEnum):
    """How the name in an article fits a known speaker."""

    NAME = "name"
    ALIAS = "alias"
    SPELLING = "spelling"
    PART = "part"


@dataclass(frozen=True, kw_only=True)
class SpeakerMatch:
    """A known speaker who may be meant, and by what."""

    speaker: SpeakerRecord
    by: MatchedBy


@dataclass(frozen=True, kw_only=True)
class ReadingRecord:
    """An article that was read; `published` is the EDTF date from which its dates were counted."""

    id: int
    source: SourceRecord
    capture_id: int
    filename: str | None = None
    language: str | None = None
    by_model: bool = False
    notes: tuple[str, ...] = ()
    published: str | None = None
    confirmed_at: datetime | None = None
    read_at: datetime
    redacted: bool = False
    account_id: int
    job_id: int | None = None
    waiting: int = 0
    accepted: int = 0
    rejected: int = 0

    @property
    def outlet(self) -> str:
        """Who reported, as the trade names it."""
        return self.source.outlet

    @property
    def total(self) -> int:
        """How many statements were proposed."""
        return self.waiting + self.accepted + self.rejected

    @property
    def confirmed(self) -> bool:
        """Whether a person has looked at the details of the article."""
        return self.confirmed_at is not None

    @property
    def is_redated(self) -> bool:
        """Whether the source has another date now than the one that dates were counted from."""
        return self.published != self.source.published


@dataclass(frozen=True, kw_only=True)
class ProposalRecord:
    """A proposed statement; places count characters of the capture's text.

    `parts` are the pieces where the words are interrupted, `relays` names with the verb.
    """

    id: int
    version: int
    reading_id: int
    number: int
    start: int
    end: int
    passage: str
    parts: tuple[tuple[int, int], ...] = ()
    form: Form
    quote: str | None = None
    cue_start: int | None = None
    cue_end: int | None = None
    mention_start: int | None = None
    mention_end: int | None = None
    mention: str | None = None
    speaker: str | None = None
    speaker_kind: SpeakerKind = SpeakerKind.PERSON
    plural: bool = False
    role: str | None = None
    affiliation: str | None = None
    told: str | None = None
    heard: Heard = Heard.UNSTATED
    relays: tuple[tuple[str, str | None], ...] = ()
    said: str | None = None
    said_text: str | None = None
    reason: str
    state: ProposalState = ProposalState.WAITING
    statement_id: int | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    why_not: tuple[NotSure, ...] = ()

    @property
    def sure(self) -> bool:
        """Whether it can be accepted together with others, without a person looking at each."""
        return not self.why_not

    @property
    def joined(self) -> bool:
        """Whether an ellipsis of ours joins several quotations: the article has other words there."""
        ours = len(self.parts) > 1 or "…" not in self.passage
        return ours and "…" in (self.quote or "")


@dataclass(frozen=True, kw_only=True)
class DocumentRecord:
    """A document of a batch: its address or file name, and what became of it."""

    number: int
    name: str
    state: DocumentState
    error: str | None = None
    reading_id: int | None = None
    proposals: int = 0
