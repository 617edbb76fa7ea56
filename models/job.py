"""Long work: the row is the truth, whatever the queue may lose."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Numbered, Stamped, json_object
from models.terms import JobState


class Job(Numbered, Stamped, Base):
    """A piece of long work with its progress; an expired lease is work that somebody dropped."""

    __tablename__ = "job"

    kind: Mapped[str]
    state: Mapped[JobState] = mapped_column(default=JobState.QUEUED, index=True)
    arguments: Mapped[json_object]
    #: The file that the work is about; emptied once the work is over.
    content: Mapped[bytes | None] = mapped_column(LargeBinary, deferred=True)
    result: Mapped[json_object]
    error: Mapped[str | None]
    done: Mapped[int] = mapped_column(default=0)
    total: Mapped[int | None]
    attempts: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    account_id: Mapped[int] = mapped_column(ForeignKey("account.id"), index=True)
