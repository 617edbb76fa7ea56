"""What people at the desk say to each other about a link; no part of what leaves the desk."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Numbered, Stamped, Versioned


class Remark(Numbered, Versioned, Stamped, Base):
    """A remark on a link; one that is withdrawn stays in its place, and its words in the history."""

    __tablename__ = "remark"
    __table_args__ = (
        CheckConstraint("trim(text) <> ''", name="text_has_words"),
        Index("ix_remark_link_id_id", "link_id", "id"),
        {"sqlite_autoincrement": True},
    )

    link_id: Mapped[int] = mapped_column(ForeignKey("link.id"))
    author_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    text: Mapped[str]
    revised_at: Mapped[datetime | None]
    withdrawn_at: Mapped[datetime | None]
