"""The worker: a face like the others, which does what takes too long for a page.

The row of a job is the truth. The queue only says that there is something to look at: what it loses
is found again by the sweep, and what stands there twice is done once.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import structlog
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session
from structlog.contextvars import bound_contextvars

from desk import jobs as desk_jobs
from desk.jobs import Claim, LostJobError
from desk.proposals import batches
from desk.refusals import DeskError
from models import now
from models.tuning import learn_sizes
from views import batch_jobs, import_jobs, reading_jobs
from views.context import desk, finish_reading, reading
from views.leases import kept_by_clock
from views.queues import Queue, QueueError, queue
from views.stopping import PausedError, StoppedError
from views.tidying import forget_what_waits

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from contextlib import AbstractContextManager

    from flask import Flask

    from desk.importing.rows import ImportRow
    from desk.proposals.batches import Given
    from models import Job

KINDS = {
    import_jobs.KIND: import_jobs.run,
    reading_jobs.KIND: reading_jobs.run,
    batch_jobs.KIND: batch_jobs.run,
}
AGAIN_SECONDS = 3
#: How long a job waits that lets those of other accounts go first, in seconds.
AFTER_OTHERS = 1
#: How often progress is noted, and how often a lease is renewed, in seconds.
NOTED, RENEWED = 0.3, 5.0
log = structlog.get_logger()


def enqueue(job_id: int) -> None:
    """Have a worker look at a job; to be called once the job is committed.

    Where there is no queue just now, the sweep of a worker finds the job.
    """
    try:
        the_queue().add(job_id)
    except QueueError as error:
        log.warning("job not queued", job=job_id, error=str(error))


def the_queue() -> Queue:
    """Return the queue of the current app."""
    return queue(_build)


def _build(app: Flask) -> Queue:
    def work(job_id: int, asked_in: str | None = None) -> None:
        # What was put here by an earlier release names no request.
        with app.app_context(), bound_contextvars(request=asked_in, job=job_id):
            do(job_id)

    def search() -> None:
        with app.app_context():
            sweep()

    def learn() -> None:
        with app.app_context():
            learn_sizes(desk().engine)

    return Queue(app, work, search, learn)


def begin(
    kind: str,
    account_id: int,
    arguments: dict[str, Any],
    content: bytes = b"",
    *,
    trial: int | None = None,
    documents: Sequence[Given] = (),
) -> int:
    """Have a job done for an account; returns its id. The trial before it lets go of its file.

    `documents` are those of a batch that is read in one go.
    """
    with booking() as session:
        job_id = desk_jobs.begin_job(session, kind, account_id, arguments, content).id
        batches.add_documents(session, job_id, documents)
        if trial is not None:
            desk_jobs.let_go_of_trial(session, trial)
        session.commit()
    enqueue(job_id)
    return job_id


def cancel(job_id: int) -> bool:
    """Cancel a job; tell whether it is over now. A worker takes back what it did of it.

    One that stores holds the job, and on SQLite the whole database: it stops at its next step.
    """
    the_queue().stop(job_id)
    try:
        with booking() as session:
            is_over = desk_jobs.cancel_job(session, job_id)
            session.commit()
    except OperationalError as error:
        # An import holds the database; its worker has been told.
        log.info("job not cancelled in its row", job=job_id, error=str(error.orig))
        return False
    return is_over


@contextmanager
def booking() -> Iterator[Session]:
    """Open a session for the books of jobs: no part of the record, they wait for no import's end."""
    with Session(desk().writer) as session:
        yield session


def sweep(*, later: bool = False) -> None:
    """Have every job looked at that is not over and that no worker holds; forget what waits too long.

    `later`: those that are held too, when the lease ends; a worker that was killed left it behind.
    """
    forget_what_waits()
    for job_id, lease_until in desk_jobs.unfinished(reading()):
        left = (lease_until - now()).total_seconds() if lease_until else 0
        if left <= 0 or later:
            the_queue().add(job_id, max(left, 0))


def do(job_id: int) -> None:
    """Do a job to its end, unless a worker has it or it is over.

    Where this process is about to end, it is left to another one.
    """
    if the_queue().is_leaving:
        the_queue().add(job_id)
        return
    with the_queue().taking(job_id) as is_free:
        is_paused = is_free and _do(job_id)
    if is_paused:
        # Behind all that waits; only now, since nobody takes it up as long as it is taken.
        the_queue().add(job_id)


def _do(job_id: int) -> bool:
    """Do a job; tell whether it was paused."""
    is_paused = False
    if desk_jobs.gives_way(reading(), job_id):
        the_queue().add(job_id, AFTER_OTHERS)
        return False
    finish_reading()
    try:
        with booking() as session:
            claim = desk_jobs.claim_job(session, job_id)
            session.commit()
    except OperationalError:
        the_queue().add(job_id, AGAIN_SECONDS)
        return False
    if claim is not None:
        began = time.perf_counter()
        is_paused = _work(claim)
        log.info("job worked at", job=job_id, seconds=round(time.perf_counter() - began, 1))
    finish_reading()
    # One that is put off or taken over is still to be stopped where somebody asked for that.
    if desk_jobs.is_over(reading(), job_id):
        the_queue().forget(job_id)
        learn_sizes(desk().engine)
    return is_paused


def _work(claim: Claim) -> bool:
    """Work at a job, to its end or until it is paused; tell whether it was."""
    at_work = AtWork(claim)
    try:
        with booking() as session:
            job = desk_jobs.held_job(session, claim)
            kind = job.kind
        KINDS[kind](at_work)
    except LostJobError:
        # Cancelled, or another worker's: nothing is wrong with that.
        log.info("job let go", job=claim.job_id)
    except PausedError:
        _close(claim, lambda session: desk_jobs.give_back(session, claim))
        return True
    except StoppedError:
        _close(claim, lambda session: desk_jobs.cancel_job(session, claim.job_id))
    except OperationalError as error:
        log.warning("job put off", job=claim.job_id, error=str(error.orig))
        _close(claim, lambda session: desk_jobs.give_back(session, claim))
        the_queue().add(claim.job_id, AGAIN_SECONDS)
    except DeskError as refused:
        _fail(claim, str(refused))
    except Exception:
        # The worker outlives whatever a job does.
        log.exception("job failed", job=claim.job_id)
        _fail(claim, "Something broke on our side. It has been logged; nothing was stored.")
    return False


def _fail(claim: Claim, why: str) -> None:
    _close(claim, lambda session: desk_jobs.fail_job(session, claim, why))


def _close(claim: Claim, end: Any) -> None:  # noqa: ANN401 -- what to do with the session
    # What the work has read may hold the row of the job.
    finish_reading()
    try:
        with booking() as session:
            end(session)
            session.commit()
    except LostJobError:
        log.info("job let go", job=claim.job_id)
    except OperationalError as error:
        # Its lease ends, and the sweep finds it.
        log.warning("job not closed", job=claim.job_id, error=str(error.orig))


@dataclass
class AtWork:
    """A job at work: what it holds, and how it says how far it is."""

    claim: Claim
    _noted: float = field(default=0.0, init=False)
    _renewed: float = field(default_factory=time.monotonic, init=False)
    #: When each stage began.
    _begun: dict[str, float] = field(default_factory=dict, init=False)

    def job(self, session: Session) -> Job:
        """Return the job's row, locked for this worker; raises LostJobError."""
        return desk_jobs.held_job(session, self.claim)

    @contextmanager
    def booked(self) -> Iterator[Session]:
        """Open a session for the books of the job, which it commits; raises LostJobError."""
        with booking() as session:
            self.job(session)
            yield session
            session.commit()

    def finish(self, result: dict[str, Any], rows: Sequence[ImportRow], *, steps: int = 0) -> None:
        """Note the result of work that stored nothing; raises LostJobError."""
        with booking() as session:
            desk_jobs.finish_job(session, self.claim, result, rows, steps=steps)
            session.commit()

    def hold(self, seconds: float) -> None:
        """Keep the job for so many seconds in which nothing can be told; raises LostJobError."""
        with booking() as session:
            desk_jobs.hold_job(session, self.claim, seconds)
            session.commit()

    def heed(self) -> None:
        """Raise StoppedError when somebody cancelled the job, PausedError when the worker is to end."""
        if the_queue().is_stopped(self.claim.job_id):
            raise StoppedError
        if the_queue().is_leaving:
            raise PausedError

    def kept(self) -> AbstractContextManager[None]:
        """Keep the job by the clock, while something works at it that may be silent for long."""
        return kept_by_clock(self.claim, RENEWED)

    def progress(self, stage: str, done: int, total: int, *, renew: bool) -> None:
        """Note how far the work is, and keep the job while nothing else holds the database.

        Raises StoppedError when somebody cancelled it, PausedError when the worker is to end.
        """
        moment = time.monotonic()
        begun = self._begun.setdefault(stage, moment)
        if done < total and moment - self._noted < NOTED:
            return
        self._noted = moment
        the_queue().tell(self.claim.job_id, stage, done, total, moment - begun)
        self.heed()
        if renew and moment - self._renewed > RENEWED:
            self._renewed = moment
            with booking() as session:
                desk_jobs.renew_job(session, self.claim, done, total)
                session.commit()
