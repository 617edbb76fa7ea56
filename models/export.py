"""What left the desk, when, and to whom."""

from __future__ import annotations

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Account
from models.base import Base, Numbered, Stamped, json_object
from models.terms import Face

exported_statement = Table(
    "exported_statement",
    Base.metadata,
    Column("export_id", ForeignKey("export.id"), primary_key=True),
    Column("statement_id", ForeignKey("statement.id"), primary_key=True, index=True),
)


class Export(Numbered, Stamped, Base):
    """One file or text that left the desk, with the SHA-256 of its bytes in hexadecimal."""

    __tablename__ = "export"

    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
    face: Mapped[Face]
    format: Mapped[str]
    style: Mapped[str | None]
    #: Which statements were asked for: a selection or the scope of a report.
    scope: Mapped[json_object]
    to_whom: Mapped[str | None]
    sha256: Mapped[str]

    account: Mapped[Account] = relationship()
