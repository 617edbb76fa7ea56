"""Long work: the row is the truth, whatever the queue may lose."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, Index, LargeBinary
from sqlalchemy.orm import Mapped, mapped_column

from models.base import Base, Numbered, Stamped, json_object
from models.terms import Imported, JobState, Verdict


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


class JobRow(Base):
    """A row of what an import does or would do, in the order of the file."""

    __tablename__ = "job_row"
    __table_args__ = (Index("ix_job_row_job_id_verdict_number", "job_id", "verdict", "number"),)

    job_id: Mapped[int] = mapped_column(ForeignKey("job.id"), primary_key=True)
    number: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    line: Mapped[int]
    what: Mapped[Imported]
    verdict: Mapped[Verdict]
    text: Mapped[str]
    field: Mapped[str]
    column: Mapped[int | None]
    why: Mapped[str]
