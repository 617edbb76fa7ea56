"""One utterance: who said what, when, to whom, in which form we have it."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship, validates

from models.base import Base, Keyed, Numbered, Stamped, Versioned, bound
from models.dates import bounds
from models.speaker import Speaker
from models.terms import Form, StatementStatus, TranslationKind
from models.topic import Topic, statement_topic

if TYPE_CHECKING:
    from models.appearance import Appearance


class Statement(Keyed, Versioned, Stamped, Base):
    """A statement; `quote` holds only the words that the source puts in quotation marks."""

    __tablename__ = "statement"
    __table_args__ = (
        CheckConstraint("(form = 'indirect') = (quote IS NULL)", name="quote_fits_form"),
        CheckConstraint("quote <> ''", name="quote_has_words"),
        CheckConstraint(
            "status <> 'withdrawn' OR status_reason IS NOT NULL", name="withdrawn_has_reason"
        ),
        CheckConstraint(bound("said"), name="said_bound"),
        CheckConstraint("said_from <= said_to", name="said_order"),
        CheckConstraint(bound("about"), name="about_bound"),
        CheckConstraint("about_from <= about_to", name="about_order"),
        Index("ix_statement_speaker_id_said_to_id", "speaker_id", "said_to", "id"),
        Index("ix_statement_said_to_id", "said_to", "id"),
        Index("ix_statement_speaker_id_id", "speaker_id", "id"),
        {"sqlite_autoincrement": True},
    )

    form: Mapped[Form]
    quote: Mapped[str | None]
    claim: Mapped[str | None]
    speaker_id: Mapped[int] = mapped_column(ForeignKey("speaker.id"))
    #: The speaker's role at the time, kept as text.
    role: Mapped[str | None]
    told: Mapped[str | None]
    in_answer_to: Mapped[str | None]
    where: Mapped[str | None]
    said: Mapped[str | None]
    said_from: Mapped[date | None]
    said_to: Mapped[date | None]
    said_text: Mapped[str | None]
    about: Mapped[str | None]
    about_from: Mapped[date | None]
    about_to: Mapped[date | None]
    about_text: Mapped[str | None]
    language: Mapped[str | None]
    context: Mapped[str | None]
    note: Mapped[str | None]
    status: Mapped[StatementStatus] = mapped_column(default=StatementStatus.LOGGED, index=True)
    status_reason: Mapped[str | None]
    revised_at: Mapped[datetime | None]
    #: When values of it were blanked; the redaction names them and says why.
    redacted_at: Mapped[datetime | None]

    speaker: Mapped[Speaker] = relationship()
    topics: Mapped[list[Topic]] = relationship(secondary=statement_topic, order_by=Topic.name)
    translations: Mapped[list[Translation]] = relationship(
        back_populates="statement",
        order_by="Translation.position",
        cascade="all, delete-orphan",
    )
    appearances: Mapped[list[Appearance]] = relationship(
        back_populates="statement",
        order_by="Appearance.position",
        cascade="all, delete-orphan",
    )

    @validates("said")
    def _bound_said(self, _attribute: str, said: str | None) -> str | None:
        self.said_from, self.said_to = bounds(said)
        return said

    @validates("about")
    def _bound_about(self, _attribute: str, about: str | None) -> str | None:
        self.about_from, self.about_to = bounds(about)
        return about


class Translation(Numbered, Base):
    """The words of a statement in another language."""

    __tablename__ = "translation"

    statement_id: Mapped[int] = mapped_column(ForeignKey("statement.id"), index=True)
    position: Mapped[int]
    language: Mapped[str]
    text: Mapped[str]
    by: Mapped[str | None]
    date: Mapped[str | None]
    kind: Mapped[TranslationKind]

    statement: Mapped[Statement] = relationship(back_populates="translations")
