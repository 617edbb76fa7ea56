"""The history: one event a deed, chained, never changed."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Account, Token
from models.base import Base
from models.terms import Face

GENESIS = "0" * 64
"""The `prev_hash` of the first event."""


class Event(Base):
    """A deed: who, through which face, what, to which subject, before and after.

    `before` and `after` are canonical JSON; their digests are salted SHA-256, and `hash` runs over
    the digests, so that redaction can blank the values while the chain still verifies.
    """

    __tablename__ = "event"
    __table_args__ = (
        Index("ix_event_subject_type_subject_id_seq", "subject_type", "subject_id", "seq"),
    )

    seq: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    at: Mapped[datetime]
    actor_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    face: Mapped[Face]
    token_id: Mapped[int | None] = mapped_column(ForeignKey("token.id"), index=True)
    tag: Mapped[str]
    subject_type: Mapped[str]
    subject_id: Mapped[int | None]
    subject_key: Mapped[str | None]
    before: Mapped[str | None]
    after: Mapped[str | None]
    salt: Mapped[str | None]
    before_digest: Mapped[str]
    after_digest: Mapped[str]
    prev_hash: Mapped[str]
    hash: Mapped[str]
    #: The event that blanked `before`, `after` and `salt`.
    redacted_by: Mapped[int | None] = mapped_column(ForeignKey("event.seq"), index=True)

    actor: Mapped[Account] = relationship()
    token: Mapped[Token | None] = relationship()


class EventHead(Base):
    """The one row that deeds lock to take their place in the history."""

    __tablename__ = "event_head"
    __table_args__ = (CheckConstraint("id = 1", name="one_row"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    seq: Mapped[int]
    hash: Mapped[str]


event_record = Table(
    "event_record",
    Base.metadata,
    Column("subject_type", String(32), primary_key=True),
    Column("subject_id", Integer, primary_key=True, autoincrement=False),
    # No foreign key: an event is never deleted, and an import writes a row for each record.
    Column("seq", Integer, primary_key=True, autoincrement=False),
    sqlite_with_rowid=False,
)
"""Which events tell of a record that they were not done to: its import, and what merged into it."""
