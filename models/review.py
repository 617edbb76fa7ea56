"""Ratings of statements: the third judgement, kept apart from saying and clashing."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Numbered, Stamped, Versioned


class Review(Numbered, Versioned, Stamped, Base):
    """A rating of a statement by a reviewing organisation, as ClaimReview carries it."""

    __tablename__ = "review"
    __table_args__ = (
        CheckConstraint("word <> ''", name="has_word"),
        {"sqlite_autoincrement": True},
    )

    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), index=True)
    word: Mapped[str]
    value: Mapped[int | None]
    best: Mapped[int | None]
    worst: Mapped[int | None]
    summary: Mapped[str | None]
    url: Mapped[str | None]
    date: Mapped[str | None]
    organisation: Mapped[str | None]
    #: Why the rating was taken back; a withdrawn review stays in the record and is not exported.
    withdrawn_reason: Mapped[str | None]
