"""Articles that were read, and the statements that were proposed of them: no part of the record."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Numbered, Versioned, json_list, now
from models.capture import Capture
from models.terms import DocumentState, Form, Heard, ProposalState, SpeakerKind


class Reading(Numbered, Base):
    """A capture whose text was read for statements; each is read as one reading, however often."""

    __tablename__ = "reading"

    capture_id: Mapped[int] = mapped_column(ForeignKey("capture.id"), unique=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    job_id: Mapped[int | None] = mapped_column(ForeignKey("job.id"), index=True)
    #: The language it seems to be written in (BCP 47).
    language: Mapped[str | None]
    by_model: Mapped[bool] = mapped_column(default=False)
    #: Sentences for people on what was left undone.
    notes: Mapped[json_list]
    #: The date of publication (EDTF) from which the dates were counted.
    published: Mapped[str | None]
    #: When a person has looked at title, authors, outlet and date; None where nobody has yet.
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    read_at: Mapped[datetime] = mapped_column(default=now)

    capture: Mapped[Capture] = relationship()


class Proposal(Numbered, Versioned, Base):
    """A statement that the program proposes; it makes no record until a person accepts it.

    `start`, `end` and all other places count characters of the capture's text.
    """

    __tablename__ = "proposal"
    __table_args__ = (
        UniqueConstraint("reading_id", "number"),
        UniqueConstraint("reading_id", "fingerprint"),
        CheckConstraint('"start" >= 0 AND "start" < "end"', name="span_order"),
        CheckConstraint("(form = 'indirect') = (quote IS NULL)", name="quote_fits_form"),
        CheckConstraint(
            "(state = 'accepted') = (statement_id IS NOT NULL)", name="accepted_is_logged"
        ),
        CheckConstraint("(state = 'waiting') = (decided_at IS NULL)", name="decided_has_moment"),
        Index("ix_proposal_reading_id_state_start", "reading_id", "state", "start"),
        {"sqlite_autoincrement": True},
    )

    reading_id: Mapped[int] = mapped_column(ForeignKey("reading.id"))
    number: Mapped[int]
    start: Mapped[int]
    end: Mapped[int]
    #: What stands between the two.
    passage: Mapped[str]
    #: The pieces, as pairs of places, where the words are interrupted.
    parts: Mapped[json_list]
    form: Mapped[Form]
    quote: Mapped[str | None]
    cue_start: Mapped[int | None]
    cue_end: Mapped[int | None]
    mention_start: Mapped[int | None]
    mention_end: Mapped[int | None]
    #: Who speaks, as it stands beside the words, such as “he”.
    mention: Mapped[str | None]
    #: Whom that means.
    speaker: Mapped[str | None]
    speaker_kind: Mapped[SpeakerKind]
    plural: Mapped[bool] = mapped_column(default=False)
    role: Mapped[str | None]
    affiliation: Mapped[str | None]
    told: Mapped[str | None]
    heard: Mapped[Heard] = mapped_column(default=Heard.UNSTATED)
    #: The hops, nearest to the speaker first: `{"name", "verb"}`.
    relays: Mapped[json_list]
    said: Mapped[str | None]
    said_text: Mapped[str | None]
    reason: Mapped[str]
    state: Mapped[ProposalState] = mapped_column(default=ProposalState.WAITING)
    statement_id: Mapped[int | None] = mapped_column(ForeignKey("statement.id"), index=True)
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("account.id"))
    decided_at: Mapped[datetime | None]
    #: A hash of the folded passage: what was proposed of a source once is not proposed again.
    fingerprint: Mapped[str] = mapped_column(index=True)

    reading: Mapped[Reading] = relationship()


class BatchDocument(Base):
    """A document of a batch that is read in one go, in the order it was given."""

    __tablename__ = "batch_document"

    job_id: Mapped[int] = mapped_column(ForeignKey("job.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    #: A web address, or the name of an uploaded file.
    name: Mapped[str]
    media_type: Mapped[str | None]
    #: The uploaded file; None for an address, and once it is read.
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    state: Mapped[DocumentState] = mapped_column(default=DocumentState.WAITING)
    error: Mapped[str | None]
    #: In which attempt at the job it was begun; 0 where it was not. One that stops worker after
    #: worker is given up.
    begun: Mapped[int] = mapped_column(default=0, server_default="0")
    reading_id: Mapped[int | None] = mapped_column(ForeignKey("reading.id"), index=True)
