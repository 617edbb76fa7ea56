"""Requests that made a record, by the keys that their clients gave them."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Numbered, Stamped


class RepeatedRequest(Numbered, Stamped, Base):
    """What a request has made, so that the same one sent again makes nothing; kept for some days."""

    __tablename__ = "repeated_request"
    __table_args__ = (
        Index("uq_repeated_request_account_id_key", "account_id", "key", unique=True),
        Index("ix_repeated_request_created_at", "created_at"),
        {"sqlite_autoincrement": True},
    )

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"))
    key: Mapped[str]
    #: The SHA-256 of address and body.
    digest: Mapped[str]
    #: The id of the record that was made.
    made_id: Mapped[int]
