"""Reports as they stood at a moment: stored as bytes, never changed but for redaction."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Account
from models.base import Base, Numbered, Stamped
from models.saved import SavedReport

frozen_statement = Table(
    "frozen_statement",
    Base.metadata,
    Column("frozen_id", ForeignKey("frozen_report.id"), primary_key=True),
    Column("statement_id", ForeignKey("statement.id"), primary_key=True, index=True),
)
"""Which statements a frozen report holds."""

frozen_link = Table(
    "frozen_link",
    Base.metadata,
    Column("frozen_id", ForeignKey("frozen_report.id"), primary_key=True),
    Column("link_id", ForeignKey("link.id"), primary_key=True, index=True),
)
"""Which links a frozen report holds."""

frozen_redaction = Table(
    "frozen_redaction",
    Base.metadata,
    Column("frozen_id", ForeignKey("frozen_report.id"), primary_key=True),
    Column("redaction_id", ForeignKey("redaction.id"), primary_key=True, index=True),
)
"""Which redactions blanked values of a frozen report."""


class FrozenReport(Numbered, Stamped, Base):
    """A saved report as it was frozen: canonical JSON in UTF-8, and the SHA-256 of these bytes.

    `head_seq` and `head_hash` are those of the history's last event at that moment.
    """

    __tablename__ = "frozen_report"
    __table_args__ = (
        UniqueConstraint("report_id", "number"),
        {"sqlite_autoincrement": True},
    )

    report_id: Mapped[int] = mapped_column(ForeignKey("saved_report.id"))
    #: The first version of a report is 1.
    number: Mapped[int]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    content: Mapped[bytes]
    pairs: Mapped[int]
    sha256: Mapped[str]
    head_seq: Mapped[int]
    head_hash: Mapped[str]
    #: The last redaction that blanked values in it, and the SHA-256 of what is left.
    redacted_by: Mapped[int | None] = mapped_column(ForeignKey("redaction.id"), index=True)
    redacted_sha256: Mapped[str | None]

    account: Mapped[Account] = relationship()
    report: Mapped[SavedReport] = relationship()
