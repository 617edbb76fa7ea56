"""What the desk kept of a source at a moment."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Base, Numbered, now
from models.source import Source


class Capture(Numbered, Base):
    """Bytes as they came, their SHA-256 in hexadecimal, and the text extracted from them."""

    __tablename__ = "capture"
    __table_args__ = (
        # Lets an appearance hold its capture to its own source.
        UniqueConstraint("id", "source_id"),
        UniqueConstraint("source_id", "sha256"),
        {"sqlite_autoincrement": True},
    )

    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"))
    content: Mapped[bytes] = mapped_column(deferred=True)
    media_type: Mapped[str]
    sha256: Mapped[str] = mapped_column(index=True)
    text: Mapped[str] = mapped_column(deferred=True)
    #: The address it was fetched from, after every redirect; None for what was pasted or uploaded.
    url: Mapped[str | None]
    #: The name of the uploaded file; None for what was pasted or fetched.
    filename: Mapped[str | None]
    retrieved_at: Mapped[datetime] = mapped_column(default=now)
    #: When the source was last found to send these same bytes again.
    seen_again_at: Mapped[datetime | None]
    #: When bytes and text were blanked; they are empty since.
    redacted_at: Mapped[datetime | None]

    source: Mapped[Source] = relationship()
