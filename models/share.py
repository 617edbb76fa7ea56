"""Guest links: who was shown a frozen report, by whom, and until when."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.account import Token
from models.base import Base, Numbered, Stamped
from models.frozen import FrozenReport
from models.saved import SavedReport


class Share(Numbered, Stamped, Base):
    """An address that shows a frozen report without signing in; its token says until when."""

    __tablename__ = "share"
    __table_args__ = (
        CheckConstraint("trim(label) <> ''", name="has_label"),
        {"sqlite_autoincrement": True},
    )

    token_id: Mapped[int] = mapped_column(ForeignKey("token.id"), unique=True)
    report_id: Mapped[int] = mapped_column(ForeignKey("saved_report.id"), index=True)
    #: None for whichever version of the report is the latest.
    frozen_id: Mapped[int | None] = mapped_column(ForeignKey("frozen_report.id"), index=True)
    #: For whom it was made.
    label: Mapped[str]

    token: Mapped[Token] = relationship()
    report: Mapped[SavedReport] = relationship()
    frozen: Mapped[FrozenReport | None] = relationship()


class ShareOpening(Base):
    """How often a guest link was opened, and when the last time; no part of the history."""

    __tablename__ = "share_opening"

    share_id: Mapped[int] = mapped_column(
        ForeignKey("share.id"), primary_key=True, autoincrement=False
    )
    times: Mapped[int]
    last_at: Mapped[datetime]
