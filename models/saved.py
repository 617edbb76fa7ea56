"""What is kept to be come back to: sets of statements, and reports of one scope."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, validates

from models.base import Base, Keyed, Stamped, Versioned, json_object
from models.speaker import name_key


class StatementSet(Keyed, Versioned, Stamped, Base):
    """A named list of statements."""

    __tablename__ = "statement_set"
    __table_args__ = (
        CheckConstraint("trim(name) <> ''", name="has_name"),
        {"sqlite_autoincrement": True},
    )

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)

    @validates("name")
    def _fold_name(self, _attribute: str, name: str) -> str:
        self.name_key = name_key(name)
        return name


class SetMember(Base):
    """A statement in a set."""

    __tablename__ = "set_member"

    set_id: Mapped[int] = mapped_column(
        ForeignKey("statement_set.id"), primary_key=True, autoincrement=False
    )
    statement_id: Mapped[int] = mapped_column(
        ForeignKey("statement.id"), primary_key=True, autoincrement=False, index=True
    )


class SavedReport(Keyed, Versioned, Stamped, Base):
    """A contradiction report with a title, introduction and scope of its own.

    The scope is kept as it is asked for; the records that it names are columns as well, so that
    none of them can go while a report is about it.
    """

    __tablename__ = "saved_report"
    __table_args__ = (
        CheckConstraint("trim(title) <> ''", name="has_title"),
        {"sqlite_autoincrement": True},
    )

    title: Mapped[str]
    introduction: Mapped[str | None]
    scope: Mapped[json_object]
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("speaker.id"), index=True)
    topic_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id"), index=True)
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"), index=True)
    set_id: Mapped[int | None] = mapped_column(ForeignKey("statement_set.id"), index=True)
