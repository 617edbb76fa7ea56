"""Articles that were read, and what is proposed of them, as the API tells it."""

from __future__ import annotations

from datetime import datetime

from models.reading_records import NotSure
from models.terms import Form, Heard, ProposalState, SpeakerKind
from views.api.answers.base import Answer
from views.api.answers.statements import SourceNamedJSON


class ReadingJSON(Answer):
    """An article that was read, with how many of its proposals wait, and what became of the rest."""

    id: int
    source: SourceNamedJSON
    capture_id: int
    filename: str | None
    language: str | None
    #: Whether a model of the language helped.
    by_model: bool
    notes: tuple[str, ...]
    #: The EDTF date from which dates were counted.
    published: str | None
    #: Whether the source has another date by now: then it is to be read again.
    is_redated: bool
    #: Whether somebody has looked at title, authors, outlet and date.
    confirmed: bool
    read_at: datetime
    redacted: bool
    account_id: int
    job_id: int | None
    waiting: int
    accepted: int
    rejected: int


class LeftJSON(Answer):
    """A proposal that was not accepted together with others."""

    proposal_id: int
    #: Why a person has to look at it.
    why: tuple[NotSure, ...]


class SureJSON(ReadingJSON):
    """An article of which what was sure is logged, and what was left."""

    #: The statements that were logged now.
    logged: tuple[int, ...]
    left: tuple[LeftJSON, ...]


class ProposalJSON(Answer):
    """A proposed statement; places count characters of the capture's text, half-open."""

    id: int
    version: int
    reading_id: int
    number: int
    start: int
    end: int
    passage: str
    #: The pieces where the words are interrupted.
    parts: tuple[tuple[int, int], ...]
    form: Form
    quote: str | None
    mention: str | None
    speaker: str | None
    speaker_kind: SpeakerKind
    plural: bool
    role: str | None
    affiliation: str | None
    told: str | None
    heard: Heard
    #: Name and verb of each hop, nearest to the speaker first.
    relays: tuple[tuple[str, str | None], ...]
    said: str | None
    said_text: str | None
    #: By what it was found.
    reason: str
    state: ProposalState
    statement_id: int | None
    decided_by: str | None
    decided_at: datetime | None
    #: Why a person has to look at it; nothing where it is sure.
    why_not: tuple[NotSure, ...]
