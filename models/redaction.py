"""What was blanked, by whom and why: the tombstone of a redaction."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Numbered, Stamped, json_list


class Redaction(Numbered, Stamped, Base):
    """A redaction of a record: which fields were blanked, never what stood in them."""

    __tablename__ = "redaction"
    __table_args__ = (
        Index(None, "subject_type", "subject_id"),
        {"sqlite_autoincrement": True},
    )

    #: A table's name, such as `statement` or `capture`.
    subject_type: Mapped[str]
    subject_id: Mapped[int]
    fields: Mapped[json_list]
    reason: Mapped[str]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
