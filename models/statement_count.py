"""How many statements there are: of everything, of a speaker, a topic, a source."""

from __future__ import annotations

from sqlalchemy import Index, SmallInteger
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base
from models.terms import StatementStatus


class StatementCount(Base):
    """How many statements of a status there are; a read model, made from the record.

    `found` is one of `models.conflict.Found`. A statement counts once for each source in which, or
    through which, it was found.
    """

    __tablename__ = "statement_count"
    __table_args__ = (
        # Those of which there are most.
        Index("ix_statement_count_most", "found", "status", "statements", "number"),
        {"sqlite_with_rowid": False},
    )

    found: Mapped[int] = mapped_column(SmallInteger, primary_key=True)
    #: Of which speaker, topic or source; 0 for everything.
    number: Mapped[int] = mapped_column(primary_key=True)
    status: Mapped[StatementStatus] = mapped_column(primary_key=True)
    statements: Mapped[int]
