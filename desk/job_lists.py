"""Jobs as they are looked at: those that an account may see, and the rows of one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from sqlalchemy import select

from desk.pages import SIZE, Page, PageScope
from desk.refusals import MissingError
from models import Job, JobRow
from models.roles import PERMISSIONS, Permission
from models.terms import JobState

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from desk.visiting import AccountRecord
    from models import Account

ROWS = 100


class JobScope(PageScope):
    """Which jobs a list shows."""

    kind: Literal["import", "reading", "reading_batch"] | None = None
    state: JobState | None = None


@dataclass(frozen=True)
class JobPage:
    """Some rows of a job, and after which number the next page begins."""

    rows: tuple[JobRow, ...]
    next: int | None


def job_of(session: Session, job_id: int, account: Account | AccountRecord) -> Job:
    """Return a job that the account began, or any for an admin; raises MissingError."""
    job = session.get(Job, job_id)
    if job is None or not (job.account_id == account.id or _sees_all(account)):
        noun = "job"
        raise MissingError(noun, job_id)
    return job


def jobs_of(
    session: Session, account: Account | AccountRecord, kind: str, size: int = 20
) -> list[Job]:
    """Return the newest jobs of a kind that the account may see."""
    chosen = _seen_by(account).where(Job.kind == kind)
    return list(session.scalars(chosen.order_by(Job.id.desc()).limit(size)))


def jobs_page(
    session: Session, account: Account | AccountRecord, scope: JobScope, size: int = SIZE
) -> Page[Job]:
    """Return a page of the jobs that the account may see, the newest first."""
    asked = {Job.kind: scope.kind, Job.state: scope.state}
    told_of = (column == told for column, told in asked.items() if told)
    chosen = _seen_by(account).where(*told_of)
    if scope.before is not None:
        chosen = chosen.where(Job.id < scope.before)
    found = session.scalars(chosen.order_by(Job.id.desc()).limit(size + 1)).all()
    shown = tuple(found[:size])
    return Page(shown, shown[-1].id if len(found) > size else None)


def open_jobs(
    session: Session, account: Account | AccountRecord, kinds: Collection[str]
) -> list[Job]:
    """Return the jobs of these kinds that wait or are at work and that the account may see."""
    waiting = Job.state.in_((JobState.QUEUED, JobState.RUNNING))
    chosen = _seen_by(account).where(waiting, Job.kind.in_(kinds))
    return list(session.scalars(chosen.order_by(Job.id.desc())))


def job_rows(session: Session, job_id: int, verdict: str | None, after: int | None) -> JobPage:
    """Return a hundred rows of a job after a number, all of them or those of one verdict."""
    chosen = select(JobRow).where(JobRow.job_id == job_id, JobRow.number > (after or 0))
    if verdict:
        chosen = chosen.where(JobRow.verdict == verdict)
    found = session.scalars(chosen.order_by(JobRow.number).limit(ROWS + 1)).all()
    shown = tuple(found[:ROWS])
    return JobPage(shown, shown[-1].number if len(found) > ROWS else None)


def _seen_by(account: Account | AccountRecord) -> Select[Job]:
    """Select the jobs that an account may see: its own, or all."""
    return select(Job) if _sees_all(account) else select(Job).where(Job.account_id == account.id)


def _sees_all(account: Account | AccountRecord) -> bool:
    return Permission.ADMINISTER in PERMISSIONS[account.role]
