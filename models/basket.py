"""What an account keeps for citing; no part of the record or of its history."""

from __future__ import annotations

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Numbered, Stamped


class Collected(Numbered, Stamped, Base):
    """A statement in the basket of an account."""

    __tablename__ = "collected"
    __table_args__ = (
        UniqueConstraint("account_id", "statement_id"),
        {"sqlite_autoincrement": True},
    )

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), index=True)


class CitingChoice(Base):
    """In which format, style (a CSL id, or our own) and CSL locale an account cited last."""

    __tablename__ = "citing_choice"

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id"), primary_key=True, autoincrement=False
    )
    format: Mapped[str]
    style: Mapped[str]
    locale: Mapped[str]
