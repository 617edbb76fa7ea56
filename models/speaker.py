"""Who speaks: people, organisations, groups, and those whom a source leaves unnamed."""

from __future__ import annotations

import unicodedata
from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from models.base import Base, Keyed, Numbered, Stamped, Versioned
from models.dates import bounds
from models.marks import stream_safe
from models.search import fold
from models.source import Source
from models.terms import SpeakerKind


def name_key(name: str) -> str:
    """Fold a name for comparison: NFKC, case folded, white space collapsed."""
    return " ".join(unicodedata.normalize("NFKC", stream_safe(name)).casefold().split())


# Letters that no normal form takes apart, as they are typed without them.
_TYPED_AS = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
# Marks, signs, spaces and what does not show; letters of these are apostrophes, or draw out a word.
_PASSED_OVER = frozenset("PSZC")
_MODIFIERS = frozenset(map(chr, range(0x2B0, 0x300))) | {"\u0640"}


def finding_key(name: str) -> str:
    """Fold a name loosely: also without accents, apostrophes, hyphens, dots and spaces.

    For finding alone: two names that fold alike are shown to a person, never taken for one. A
    name without a letter or digit is folded as name_key does.
    """
    letters = fold(name).translate(_TYPED_AS)
    return "".join(filter(_told_apart, letters)) or name_key(name)


def _told_apart(letter: str) -> bool:
    return unicodedata.category(letter)[0] not in _PASSED_OVER and letter not in _MODIFIERS


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
    #: The name as it is looked for, whichever way it is spelt.
    found_by: Mapped[str] = mapped_column(index=True, server_default="")
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
        self.name_key, self.found_by = name_key(name), finding_key(name)
        return name


class SpeakerName(Numbered, Base):
    """Another name of a speaker: an alias or a transliteration."""

    __tablename__ = "speaker_name"
    __table_args__ = (UniqueConstraint("speaker_id", "name"), {"sqlite_autoincrement": True})

    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id"))
    position: Mapped[int]
    name: Mapped[str]
    name_key: Mapped[str] = mapped_column(index=True)
    found_by: Mapped[str] = mapped_column(index=True, server_default="")

    speaker: Mapped[Speaker] = relationship(back_populates="names")

    @validates("name")
    def _fold_name(self, _attribute: str, name: str) -> str:
        self.name_key, self.found_by = name_key(name), finding_key(name)
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
