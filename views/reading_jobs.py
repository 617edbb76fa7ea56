"""Reading as a job: the text of a capture is read outside of any lock, what it proposes is kept."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk import jobs as desk
from desk.actors import actor_of
from desk.api_tokens import through
from desk.proposals.keeping import article_to_read, keep_reading
from desk.proposals.reading import read_text
from desk.refusals import NotAllowedError
from desk.visiting import viewer
from models import Account, Permission
from models.terms import Face
from views.context import finish_reading, reading, see_as, writing

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.proposals.keeping import Article
    from models import Job
    from reading.proposing import Proposed
    from views.jobs import AtWork

KIND = "reading"
#: The characters of a text are told in so many steps.
STEPS = 1_000


@dataclass(frozen=True)
class ReadingTask:
    """The capture that is read; `confirmed`: a person has looked at its details."""

    #: None where a redaction has let go of it.
    capture_id: int | None = None
    confirmed: bool = False
    #: The token with which it was begun.
    token_id: int | None = None

    @classmethod
    def of(cls, job: Job) -> ReadingTask:
        """Return what a job is asked to do."""
        return cls(**job.arguments)


def run(at_work: AtWork) -> None:
    """Read a capture, and keep what is proposed of it."""
    with at_work.booked() as session:
        job = at_work.job(session)
        task, account_id = ReadingTask.of(job), job.account_id
    see_as(viewer(reading(), account_id))
    article = article_to_read(reading(), task.capture_id or 0)
    finish_reading()
    with at_work.kept():
        proposed = read(article, lambda done, total: _tell(at_work, done, total))
    with writing() as session:
        held = at_work.job(session)
        by = reader(session, account_id, task.token_id)
        kept = keep_reading(
            session, article, proposed, by, job_id=at_work.claim.job_id, confirmed=task.confirmed
        )
        at_work.heed()
        result = {"reading": kept.reading.id, "added": kept.added}
        desk.let_go_of_content(held)
        desk.finish_job(session, at_work.claim, result, (), steps=STEPS)
        session.commit()


def read(article: Article, progress: Callable[[int, int], None]) -> Proposed:
    """Read an article; no lock is held, and no session open."""
    return read_text(article.text, article.published, article.outlet, progress)


def reader(session: Session, account_id: int, token_id: int | None) -> Actor:
    """Return who has the work done; raises NotAllowedError where they may not any more."""
    account = session.get_one(Account, account_id)
    by = through(session, actor_of(account, Face.JOB), token_id)
    if not (account.active and by.may(Permission.READ)):
        message = f"{account.email} may not read articles any more."
        raise NotAllowedError(message)
    return by


def _tell(at_work: AtWork, done: int, total: int) -> None:
    # One step less than all: what is read is still to be kept.
    step = min(STEPS - 1, done * STEPS // max(total, 1))
    at_work.progress("reading", step, STEPS, renew=True)
