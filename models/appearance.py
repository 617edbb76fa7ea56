"""Where a statement was found, and through whose hands it came there."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Numbered, Stamped
from models.capture import Capture
from models.source import Source
from models.statement import Statement
from models.terms import Heard, QuoteCheck


class Appearance(Numbered, Stamped, Base):
    """A statement found in a source; `start` and `end` count characters of the capture's text."""

    __tablename__ = "appearance"
    __table_args__ = (
        ForeignKeyConstraint(["capture_id", "source_id"], ["capture.id", "capture.source_id"]),
        UniqueConstraint("statement_id", "position"),
        CheckConstraint('("start" IS NULL) = ("end" IS NULL)', name="span_is_whole"),
        CheckConstraint('"start" >= 0 AND "start" < "end"', name="span_order"),
        {"sqlite_autoincrement": True},
    )

    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"))
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    capture_id: Mapped[int | None] = mapped_column(index=True)
    position: Mapped[int]
    #: The passage in the source's own words.
    exact: Mapped[str | None]
    prefix: Mapped[str | None]
    suffix: Mapped[str | None]
    start: Mapped[int | None]
    end: Mapped[int | None]
    page: Mapped[str | None]
    time: Mapped[str | None]
    heard: Mapped[Heard] = mapped_column(default=Heard.UNSTATED)
    check: Mapped[QuoteCheck] = mapped_column(default=QuoteCheck.NOT_CHECKED)
    checked_at: Mapped[datetime | None]

    statement: Mapped[Statement] = relationship(back_populates="appearances")
    source: Mapped[Source] = relationship(foreign_keys=[source_id])
    capture: Mapped[Capture | None] = relationship(foreign_keys=[capture_id])
    relays: Mapped[list[Relay]] = relationship(
        back_populates="appearance", order_by="Relay.position", cascade="all, delete-orphan"
    )


class Relay(Numbered, Base):
    """One hop between speaker and source, the one nearest to the speaker first."""

    __tablename__ = "relay"
    __table_args__ = (UniqueConstraint("appearance_id", "position"), {"sqlite_autoincrement": True})

    appearance_id: Mapped[int] = mapped_column(ForeignKey("appearance.id"))
    position: Mapped[int]
    name: Mapped[str]
    verb: Mapped[str | None]
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"), index=True)

    appearance: Mapped[Appearance] = relationship(back_populates="relays")
    source: Mapped[Source | None] = relationship()
