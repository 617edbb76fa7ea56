"""Jobs: one worker at a time, no work lost, none done twice."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from desk import job_lists
from desk import jobs as desk
from desk.importing.rows import ImportRow
from desk.jobs import MOST_ATTEMPTS, Claim, LostJobError
from desk.refusals import MissingError
from models import Account, Job, JobRow, Role, for_writing, now
from models.terms import Imported, JobState, Verdict
from tests.factories import an_account

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine


@pytest.fixture
def books(engine: Engine) -> Iterator[Session]:
    """A session for keeping the books of jobs."""
    with Session(for_writing(engine)) as session:
        yield session


@pytest.fixture
def job(books: Session) -> Job:
    """A job that waits."""
    account = an_account(books, Role.CHECKER)
    books.flush()
    return desk.begin_job(books, "import", account.id, {"name": "x"}, b"content")


def _claimed(session: Session, job: Job) -> Claim:
    claim = desk.claim_job(session, job.id)
    assert claim is not None
    return claim


def _go_silent(session: Session, job: Job) -> None:
    job.lease_until = now() - timedelta(seconds=1)
    session.flush()


def test_a_job_is_taken_by_one_worker(books: Session, job: Job) -> None:
    claim = _claimed(books, job)
    assert (job.state, claim.attempt) == (JobState.RUNNING, 1)
    assert desk.claim_job(books, job.id) is None


def test_a_job_whose_worker_has_gone_silent_is_taken_again(books: Session, job: Job) -> None:
    first = _claimed(books, job)
    _go_silent(books, job)
    second = _claimed(books, job)
    assert second.attempt == 2
    with pytest.raises(LostJobError):
        desk.renew_job(books, first, 1, 2)
    with pytest.raises(LostJobError):
        desk.finish_job(books, first, {}, [])
    desk.renew_job(books, second, 1, 2)
    assert (job.done, job.total) == (1, 2)
    assert job.lease_until
    assert job.lease_until > now()


def test_a_job_at_work_is_cancelled_and_its_worker_can_end_it_no_more(
    books: Session, job: Job
) -> None:
    claim = _claimed(books, job)
    assert desk.cancel_job(books, job.id)
    assert (job.state, job.content) == (JobState.CANCELLED, None)
    assert desk.is_over(books, job.id)
    with pytest.raises(LostJobError):
        desk.finish_job(books, claim, {}, [])
    assert desk.claim_job(books, job.id) is None


def test_a_job_that_never_ends_is_given_up(books: Session, job: Job) -> None:
    for _attempt in range(MOST_ATTEMPTS):
        _claimed(books, job)
        _go_silent(books, job)
    assert desk.claim_job(books, job.id) is None
    assert job.state is JobState.FAILED
    assert "begun 5 times" in (job.error or "")


def test_a_job_that_is_put_off_has_not_been_begun(books: Session, job: Job) -> None:
    for _attempt in range(MOST_ATTEMPTS + 1):
        desk.give_back(books, _claimed(books, job))
    assert (job.state, job.attempts) == (JobState.QUEUED, 0)


def test_a_job_ends_with_its_rows(books: Session, job: Job) -> None:
    rows = [
        ImportRow(n, Imported.STATEMENT, Verdict.MADE if n % 2 else Verdict.REFUSED, f"row {n}")
        for n in range(1, 151)
    ]
    desk.finish_job(books, _claimed(books, job), {"changed": True}, rows)
    books.flush()
    assert (job.state, job.lease_until) == (JobState.DONE, None)
    assert desk.claim_job(books, job.id) is None
    page = job_lists.job_rows(books, job.id, None, None)
    assert ([row.line for row in page.rows], page.next) == ([*range(1, 101)], 100)
    rest = job_lists.job_rows(books, job.id, None, page.next)
    assert ([row.line for row in rest.rows], rest.next) == ([*range(101, 151)], None)
    refused = job_lists.job_rows(books, job.id, "refused", None)
    assert {row.verdict for row in refused.rows} == {Verdict.REFUSED}
    assert len(refused.rows) == 75
    assert isinstance(page.rows[0], JobRow)


def test_what_is_over_stays_as_it_ended_when_it_is_cancelled(books: Session, job: Job) -> None:
    desk.finish_job(books, _claimed(books, job), {}, [])
    assert desk.cancel_job(books, job.id)
    assert job.state is JobState.DONE
    assert not desk.cancel_job(books, 99)


def test_a_job_that_fails_says_why(books: Session, job: Job) -> None:
    desk.fail_job(books, _claimed(books, job), "The desk is closed.")
    assert (job.state, job.error, job.content) == (JobState.FAILED, "The desk is closed.", None)


def test_what_is_not_over_is_found_again(books: Session, job: Job) -> None:
    assert desk.unfinished(books) == [(job.id, None)]
    claim = _claimed(books, job)
    assert desk.unfinished(books) == [(job.id, job.lease_until)]
    desk.finish_job(books, claim, {}, [])
    books.flush()
    assert desk.unfinished(books) == []
    assert desk.claim_job(books, 99) is None


def test_a_job_is_seen_by_who_began_it_and_by_admins(books: Session, job: Job) -> None:
    other, admin = an_account(books, Role.REVIEWER), an_account(books, Role.ADMIN)
    books.flush()
    owner = books.get_one(Account, job.account_id)
    assert job_lists.job_of(books, job.id, owner) is job_lists.job_of(books, job.id, admin) is job
    assert (
        job_lists.jobs_of(books, owner, "import")
        == job_lists.jobs_of(books, admin, "import")
        == [job]
    )
    assert (
        job_lists.jobs_of(books, other, "import") == job_lists.jobs_of(books, owner, "read") == []
    )
    for account, number in ((other, job.id), (admin, 99)):
        with pytest.raises(MissingError):
            job_lists.job_of(books, number, account)


def test_a_tried_file_is_forgotten_after_a_day(books: Session, job: Job) -> None:
    desk.finish_job(books, _claimed(books, job), {}, [])
    desk.forget_old_files(books)
    assert job.content == b"content"
    assert not desk.files_are_old(books)
    job.finished_at = now() - desk.KEPT - timedelta(minutes=1)
    assert desk.files_are_old(books)
    desk.forget_old_files(books)
    assert job.content is None
