"""Cases and subjects that statements belong to."""

from __future__ import annotations

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Table, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from models.account import Account
from models.base import Base, Keyed, Stamped, Versioned
from models.search import searchable

statement_topic = Table(
    "statement_topic",
    Base.metadata,
    Column("statement_id", ForeignKey("statement.id"), primary_key=True),
    Column("topic_id", ForeignKey("topic.id"), primary_key=True),
    Index(None, "topic_id", "statement_id"),
)

topic_account = Table(
    "topic_account",
    Base.metadata,
    Column("topic_id", ForeignKey("topic.id"), primary_key=True),
    Column("account_id", ForeignKey("account.id"), primary_key=True, index=True),
)
"""The accounts that may see a restricted topic."""


class Topic(Keyed, Versioned, Stamped, Base):
    """A case or subject; a restricted one is seen by its accounts alone."""

    __tablename__ = "topic"
    __table_args__ = (
        CheckConstraint("trim(name) <> ''", name="has_name"),
        CheckConstraint("merged_into_id <> id", name="not_merged_into_itself"),
        {"sqlite_autoincrement": True},
    )

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(unique=True)
    #: The words of the name, as the search has them.
    found_by: Mapped[str] = mapped_column(server_default="")
    slug: Mapped[str] = mapped_column(unique=True)
    #: Asked of every query that hides something, so the few are found without a look at all.
    restricted: Mapped[bool] = mapped_column(default=False, index=True)
    #: The topic that took over its statements; its own name and slug lead there.
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("topic.id"), index=True)

    old_slugs: Mapped[list[OldSlug]] = relationship(
        back_populates="topic", cascade="all, delete-orphan"
    )

    #: Who may see it beside the admins, while it is restricted.
    accounts: Mapped[list[Account]] = relationship(secondary=topic_account, order_by="Account.id")

    @validates("name")
    def _fold_name(self, _attribute: str, name: str) -> str:
        self.found_by = searchable([name])
        return name


class OldSlug(Base):
    """A slug that a topic had once; it redirects."""

    __tablename__ = "old_slug"

    slug: Mapped[str] = mapped_column(Text, primary_key=True)
    topic_id: Mapped[int] = mapped_column(ForeignKey("topic.id"), index=True)

    topic: Mapped[Topic] = relationship(back_populates="old_slugs")
