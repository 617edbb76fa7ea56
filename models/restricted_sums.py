"""How much rests on restricted topics: what is taken off for whoever is not let in.

Read models, made from the record. `topics` tells on which restricted topics it rests, as
`marked` writes them: who is let into some may be kept out of others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base
from models.terms import StatementStatus

if TYPE_CHECKING:
    from collections.abc import Iterable


def marked(topics: Iterable[int]) -> str:
    """Return topics as a text in which each stands between spaces, in order: " 2 7 "."""
    return f" {' '.join(map(str, sorted(topics)))} "


class RestrictedMonth(Base):
    """Of a `ConflictMonth`, the contradictions of which a side is of these topics."""

    __tablename__ = "restricted_month"
    __table_args__ = {"sqlite_with_rowid": False}

    found: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    section: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    month: Mapped[int] = mapped_column(primary_key=True)
    topics: Mapped[str] = mapped_column(primary_key=True)
    direct: Mapped[int]
    unresolved: Mapped[int]
    apparent: Mapped[int]
    recheck: Mapped[int]
    proposed: Mapped[int]


class RestrictedCount(Base):
    """Of a `StatementCount`, the statements of these topics."""

    __tablename__ = "restricted_count"
    __table_args__ = {"sqlite_with_rowid": False}

    found: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[StatementStatus] = mapped_column(primary_key=True)
    topics: Mapped[str] = mapped_column(primary_key=True)
    statements: Mapped[int]
