"""Who speaks: people, organisations, groups, and those whom a source leaves unnamed."""

from __future__ import annotations

import unicodedata
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from models.base import Base, Keyed, Numbered, Stamped, Versioned
from models.dates import bounds
from models.marks import stream_safe
from models.source import Source
from models.terms import SpeakerKind


def name_key(name: str) -> str:
    """Fold a name for comparison: NFKC, case folded, white space collapsed."""
    return " ".join(unicodedata.normalize("NFKC", stream_safe(name)).casefold().split())


class Speaker(Keyed, Versioned, Stamped, Base):
    """A speaker; names are not unique, since homonyms are legitimate."""

    __tablename__ = "speaker"
    __table_args__ = (
        CheckConstraint("(kind = 'unnamed') = (source_id IS NOT NULL)", name="unnamed_has_source"),
        CheckConstraint("trim(name) <> ''", name="has_name"),
        CheckConstraint("merged_into_id <> id", name="not_merged_into_itself"),
        {"sqlite_autoincrement": True},
    )

    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    kind: Mapped[SpeakerKind]
    plural: Mapped[bool] = mapped_column(default=False)
    #: For whom this speaker speaks, as the trade writes it.
    speaks_for: Mapped[str | None]
    wikidata: Mapped[str | None]
    note: Mapped[str | None]
    #: The one source of an unnamed speaker.
    source_id: Mapped[int | None] = mapped_column(ForeignKey("source.id"), index=True)
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("speaker.id"), index=True)

    source: Mapped[Source | None] = relationship()
    names: Mapped[list[SpeakerName]] = relationship(
        back_populates="speaker",
        order_by="SpeakerName.position",
        cascade="all, delete-orphan",
    )
    offices: Mapped[list[Office]] = relationship(
        back_populates="speaker", order_by="Office.position", cascade="all, delete-orphan"
    )

    @validates("name")
    def _fold_name(self, _attribute: str, name: str) -> str:
        self.name_key = name_key(name)
        return name


class SpeakerName(Numbered, Base):
    """Another name of a speaker: an alias or a transliteration."""

    __tablename__ = "speaker_name"
    __table_args__ = (UniqueConstraint("speaker_id", "name"), {"sqlite_autoincrement": True})

    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id"))
    position: Mapped[int]
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)

    speaker: Mapped[Speaker] = relationship(back_populates="names")

    @validates("name")
    def _fold_name(self, _attribute: str, name: str) -> str:
        self.name_key = name_key(name)
        return name


class Office(Numbered, Base):
    """An office that a speaker held, from and until EDTF dates."""

    __tablename__ = "office"

    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id"), index=True)
    position: Mapped[int]
    title: Mapped[str]
    organisation: Mapped[str | None]
    since: Mapped[str | None]
    since_from: Mapped[date | None]
    since_to: Mapped[date | None]
    until: Mapped[str | None]
    until_from: Mapped[date | None]
    until_to: Mapped[date | None]

    speaker: Mapped[Speaker] = relationship(back_populates="offices")

    @validates("since")
    def _bound_since(self, _attribute: str, since: str | None) -> str | None:
        self.since_from, self.since_to = bounds(since)
        return since

    @validates("until")
    def _bound_until(self, _attribute: str, until: str | None) -> str | None:
        self.until_from, self.until_to = bounds(until)
        return until
