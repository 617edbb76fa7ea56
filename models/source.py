"""The works that report statements, and what they say of their own errors."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from models.base import Base, Keyed, Numbered, Stamped, Versioned, bound, json_list, json_object
from models.dates import bounds
from models.search import searchable
from models.terms import NoticeKind

if TYPE_CHECKING:
    from models.appearance import Appearance

_WEB = "{0} IS NULL OR lower({0}) LIKE 'http://_%' OR lower({0}) LIKE 'https://_%'"


class Source(Keyed, Versioned, Stamped, Base):
    """A work that reported statements; `seen` is false for a stub that nobody here has read."""

    __tablename__ = "source"
    __table_args__ = (
        CheckConstraint("trim(title) <> ''", name="has_title"),
        CheckConstraint(_WEB.format("url"), name="web_url"),
        CheckConstraint(_WEB.format("archived_url"), name="web_archived_url"),
        CheckConstraint(bound("published"), name="published_bound"),
        CheckConstraint("published_from <= published_to", name="published_order"),
        CheckConstraint("merged_into_id <> id", name="not_merged_into_itself"),
        {"sqlite_autoincrement": True},
    )

    #: A CSL 1.0.2 item type.
    type: Mapped[str]
    title: Mapped[str]
    #: Whether the title is ours; such a title is bracketed wherever it is cited.
    title_supplied: Mapped[bool] = mapped_column(default=False)
    #: The words of title and outlet, as the search has them.
    found_by: Mapped[str] = mapped_column(server_default="")
    #: CSL names: `{"family", "given", ...}` or `{"literal"}`.
    authors: Mapped[json_list]
    container_title: Mapped[str | None]
    publisher: Mapped[str | None]
    genre: Mapped[str | None]
    url: Mapped[str | None]
    published: Mapped[str | None]
    published_from: Mapped[date | None] = mapped_column(index=True)
    published_to: Mapped[date | None]
    accessed: Mapped[str | None]
    archived_url: Mapped[str | None]
    language: Mapped[str | None]
    #: Every other CSL 1.0.2 variable.
    csl: Mapped[json_object]
    seen: Mapped[bool] = mapped_column(default=True)
    #: The same work entered before, which took over what was found in this one.
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"), index=True)

    notices: Mapped[list[Notice]] = relationship(
        back_populates="source", order_by="Notice.id", cascade="all, delete-orphan"
    )

    @validates("published")
    def _bound_published(self, _attribute: str, published: str | None) -> str | None:
        self.published_from, self.published_to = bounds(published)
        return published

    @validates("title", "container_title", "publisher")
    def _fold_names(self, attribute: str, name: str | None) -> str | None:
        names = {one: getattr(self, one) for one in ("title", "container_title", "publisher")}
        self.found_by = searchable({**names, attribute: name}.values())
        return name


class Notice(Numbered, Versioned, Stamped, Base):
    """A source's own correction or retraction, dated by the source (EDTF)."""

    __tablename__ = "notice"

    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    kind: Mapped[NoticeKind]
    date: Mapped[str | None]
    note: Mapped[str | None]
    revised_at: Mapped[datetime | None]

    source: Mapped[Source] = relationship(back_populates="notices")
    touched: Mapped[list[NoticeAppearance]] = relationship(
        back_populates="notice", cascade="all, delete-orphan"
    )


class NoticeAppearance(Base):
    """An appearance that a notice touches."""

    __tablename__ = "notice_appearance"

    notice_id: Mapped[int] = mapped_column(ForeignKey("notice.id"), primary_key=True)
    appearance_id: Mapped[int] = mapped_column(
        ForeignKey("appearance.id"), primary_key=True, index=True
    )

    notice: Mapped[Notice] = relationship(back_populates="touched")
    appearance: Mapped[Appearance] = relationship()
