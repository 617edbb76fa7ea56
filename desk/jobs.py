"""Long work: begun, claimed by a worker, renewed while it runs, and ended; the row is the truth."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, insert, select

from models import Job, JobRow, now
from models.terms import JobState

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from desk.importing.rows import ImportRow

LEASE = timedelta(seconds=20)
"""How long a worker may keep a job without a sign of life."""
KEPT = timedelta(days=1)
"""How long a file that was tried waits to be stored."""
MOST_ATTEMPTS = 5
PIECES = "pieces"
"""Under this name the result of a job at work has how many of its pieces are done for good."""
_BATCH = 1_000
_OVER = frozenset({JobState.DONE, JobState.FAILED, JobState.CANCELLED})


def jobs_by_state(session: Session) -> dict[str, int]:
    """Return how many jobs there are in each state, none left out."""
    counted = select(Job.state, func.count()).group_by(Job.state)
    found = dict[JobState, int](session.execute(counted).all())
    return {state.value: found.get(state, 0) for state in JobState}


class LostJobError(Exception):
    """The job is another worker's now, or over: whatever was done for it is taken back."""


@dataclass(frozen=True)
class Claim:
    """A worker's hold on a job; `attempt` tells it from a later worker's."""

    job_id: int
    attempt: int


def begin_job(
    session: Session, kind: str, account_id: int, arguments: dict[str, Any], content: bytes
) -> Job:
    """Add a job that waits for a worker."""
    job = Job(kind=kind, account_id=account_id, arguments=arguments, content=content, result={})
    session.add(job)
    session.flush()
    return job


def claim_job(session: Session, job_id: int) -> Claim | None:
    """Take a job that waits, or whose worker has gone silent; None when there is nothing to take.

    A job that was begun too often has failed; each piece that it has brought to its end counts for
    another beginning.
    """
    chosen = select(Job).where(Job.id == job_id).with_for_update(skip_locked=True)
    job = session.scalar(chosen)
    if job is None or job.state in _OVER or _is_held(job, now()):
        return None
    if job.attempts >= MOST_ATTEMPTS + job.result.get(PIECES, 0):
        _end(job, JobState.FAILED)
        job.error = f"It was begun {job.attempts} times and never came to its end."
        return None
    job.state, job.attempts = JobState.RUNNING, job.attempts + 1
    job.lease_until = now() + LEASE
    session.flush()
    return Claim(job.id, job.attempts)


def held_job(session: Session, claim: Claim) -> Job:
    """Return the job of a claim, locked; raises LostJobError when it is not this worker's any more."""
    job = session.scalar(select(Job).where(Job.id == claim.job_id).with_for_update())
    if job is None or job.state is not JobState.RUNNING or job.attempts != claim.attempt:
        raise LostJobError
    return job


def renew_job(session: Session, claim: Claim, done: int, total: int) -> None:
    """Keep a job for a while longer and note how far it is; raises LostJobError."""
    job = held_job(session, claim)
    job.done, job.total, job.lease_until = done, total, now() + LEASE
    session.flush()


def hold_job(session: Session, claim: Claim, seconds: float) -> None:
    """Keep a job for so many seconds without a sign of life; raises LostJobError."""
    held_job(session, claim).lease_until = now() + LEASE + timedelta(seconds=seconds)
    session.flush()


def note_pieces(session: Session, claim: Claim, done: int, total: int) -> None:
    """Note that so many pieces of a job are done for good; raises LostJobError."""
    renew_job(session, claim, done, total)
    held_job(session, claim).result = {PIECES: done}
    session.flush()


def give_back(session: Session, claim: Claim) -> None:
    """Let a job wait again, as if it had not been begun."""
    job = held_job(session, claim)
    job.state, job.attempts, job.lease_until = JobState.QUEUED, job.attempts - 1, None


def finish_job(
    session: Session,
    claim: Claim,
    result: dict[str, Any],
    rows: Sequence[ImportRow],
    *,
    steps: int = 0,
) -> None:
    """Note that a job is done, with its result and its rows; raises LostJobError.

    `steps` is how many it had where it has no rows.
    """
    job = held_job(session, claim)
    job.result, job.done, job.total = result, len(rows) or steps, len(rows) or steps
    _end(job, JobState.DONE)
    session.flush()
    values = [
        {"job_id": job.id, "number": number, **asdict(row)} for number, row in enumerate(rows, 1)
    ]
    # On the connection: rows of a job are no part of the record, and no event tells of them.
    for start in range(0, len(values), _BATCH):
        session.connection().execute(insert(JobRow), values[start : start + _BATCH])


def fail_job(session: Session, claim: Claim, why: str) -> None:
    """Note that a job came to nothing, and why; raises LostJobError."""
    job = held_job(session, claim)
    job.error, job.content = why, None
    _end(job, JobState.FAILED)


def cancel_job(session: Session, job_id: int) -> bool:
    """Cancel a job that is not over, at work or not; tell whether it is over now.

    It is not where its worker holds the row, since it is storing: that one has to be asked.
    """
    chosen = select(Job).where(Job.id == job_id).with_for_update(skip_locked=True)
    job = session.scalar(chosen)
    if job is None:
        return False
    if job.state not in _OVER:
        job.content = None
        _end(job, JobState.CANCELLED)
    return True


def is_over(session: Session, job_id: int) -> bool:
    """Tell whether a job has come to its end, whichever."""
    return session.scalar(select(Job.state).where(Job.id == job_id)) in _OVER


def let_go_of_content(job: Job) -> None:
    """Forget the file of a job that is over; its result stays."""
    job.content = None


def let_go_of_trial(session: Session, job_id: int) -> None:
    """Forget the file of a trial that another job has taken over."""
    let_go_of_content(session.get_one(Job, job_id))


def files_are_old(session: Session) -> bool:
    """Tell whether a file was tried and not stored for more than a day."""
    return session.scalar(_old_files().limit(1)) is not None


def forget_old_files(session: Session) -> None:
    """Forget the files that were tried and not stored for more than a day.

    But for those that somebody else holds just now, as a redaction does: it waits for nobody.
    """
    for job_id in session.scalars(_old_files().with_for_update(skip_locked=True)).all():
        let_go_of_trial(session, job_id)


def others_wait(session: Session, job_id: int) -> bool:
    """Tell whether another job waits for a worker."""
    waiting = select(Job.id).where(Job.state == JobState.QUEUED, Job.id != job_id)
    return session.scalar(waiting.limit(1)) is not None


def gives_way(session: Session, job_id: int) -> bool:
    """Tell whether a job lets others go first: its account has one at work, and somebody else waits."""
    account = select(Job.account_id).where(Job.id == job_id).scalar_subquery()
    mine = select(Job.id).where(
        Job.account_id == account,
        Job.id != job_id,
        Job.state == JobState.RUNNING,
        Job.lease_until > now(),
    )
    others = select(Job.id).where(Job.account_id != account, Job.state == JobState.QUEUED)
    return bool(session.scalar(select(mine.exists() & others.exists())))


def waiting_job(
    session: Session, kind: str, account_id: int, arguments: dict[str, Any]
) -> int | None:
    """Return the job of an account that waits to do the very same, None where none does."""
    waiting = select(Job).where(
        Job.state == JobState.QUEUED, Job.kind == kind, Job.account_id == account_id
    )
    return next((job.id for job in session.scalars(waiting) if job.arguments == arguments), None)


def _old_files() -> Select[int]:
    over = Job.state.in_(_OVER)
    return select(Job.id).where(over, Job.content.is_not(None), Job.finished_at < now() - KEPT)


def unfinished(session: Session) -> list[tuple[int, datetime | None]]:
    """Return the jobs that are not over, oldest first, and until when a worker holds each."""
    waiting = Job.state.in_((JobState.QUEUED, JobState.RUNNING))
    chosen = select(Job.id, Job.lease_until).where(waiting).order_by(Job.id)
    return [(row.id, row.lease_until) for row in session.execute(chosen)]


def _is_held(job: Job, moment: datetime) -> bool:
    running = job.state is JobState.RUNNING
    return running and job.lease_until is not None and job.lease_until > moment


def _end(job: Job, state: JobState) -> None:
    job.state, job.finished_at, job.lease_until = state, now(), None
