"""What an account follows, and how far it has looked; no part of the record or of its history."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Numbered, Stamped
from models.terms import Watched


class Watch(Numbered, Stamped, Base):
    """A statement, speaker or topic that an account follows."""

    __tablename__ = "watch"
    __table_args__ = (
        UniqueConstraint("account_id", "subject_type", "subject_id"),
        Index("ix_watch_subject_type_subject_id", "subject_type", "subject_id"),
        {"sqlite_autoincrement": True},
    )

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    subject_type: Mapped[Watched]
    subject_id: Mapped[int]


class Watcher(Base):
    """Up to which moment an account has seen what is new."""

    __tablename__ = "watcher"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id"), primary_key=True, autoincrement=False
    )
    looked_at: Mapped[datetime]
