"""The right of reply: who was asked for comment, and what came back."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Numbered, Stamped, Versioned
from models.statement import Statement


class ReplyRequest(Numbered, Versioned, Stamped, Base):
    """A request for comment on a statement or a link, or why none was sought; dates are EDTF."""

    __tablename__ = "reply_request"
    __table_args__ = (
        CheckConstraint("(statement_id IS NULL) <> (link_id IS NULL)", name="one_subject"),
        CheckConstraint("(whom IS NULL) <> (not_sought_because IS NULL)", name="asked_or_why_not"),
        {"sqlite_autoincrement": True},
    )

    statement_id: Mapped[int | None] = mapped_column(ForeignKey("statement.id"), index=True)
    link_id: Mapped[int | None] = mapped_column(ForeignKey("link.id"), index=True)
    whom: Mapped[str | None]
    asked: Mapped[str | None]
    route: Mapped[str | None]
    deadline: Mapped[str | None]
    answer_id: Mapped[int | None] = mapped_column(ForeignKey("statement.id"), index=True)
    not_sought_because: Mapped[str | None]

    answer: Mapped[Statement | None] = relationship(foreign_keys=[answer_id])
