"""Jobs: how far long work is, what it did, and stopping it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from desk import job_lists as desk
from desk.job_lists import JobScope
from desk.pages import OnwardScope, Page
from desk.proposals.batches import documents_of
from models import Permission
from models.terms import JobState, Verdict
from views import import_jobs
from views import jobs as workers
from views.api.answers.jobs import DocumentJSON, JobJSON, JobRowJSON
from views.api.operations import NothingAsked, Resource
from views.context import finish_reading, my_account, reading
from views.paces import pace_of

if TYPE_CHECKING:
    from models import Job, JobRow

jobs = Resource("Jobs", "Long work: imports, and articles that are read, with how far they are.")
OPEN = frozenset({JobState.QUEUED, JobState.RUNNING})
#: What a job notes for itself of who asked, and from where.
_PRIVATE = frozenset({"token_id", "confirmed"})
_TOLD = (
    "id",
    "kind",
    "state",
    "account_id",
    "error",
    "result",
    "attempts",
    "created_at",
    "finished_at",
)


class RowScope(OnwardScope):
    """Which rows of an import are shown."""

    verdict: Verdict | None = None


def my_job(job_id: int) -> Job:
    """Return a job that the account began, or any for an admin; raises MissingError."""
    return desk.job_of(reading(), job_id, my_account())


@jobs.lists("/jobs", JobJSON, JobScope, permission=Permission.READ)
def list_jobs(scope: JobScope) -> Page[JobJSON]:
    """List the jobs that the account began, the newest first; an admin sees those of all."""
    page = desk.jobs_page(reading(), my_account(), scope)
    return page.of(lambda rows: [_told(one) for one in rows])


@jobs.shows("/jobs/<int:id>", JobJSON, permission=Permission.READ)
def show_job(id: int) -> JobJSON:  # noqa: A002 -- the name in the address
    """Show how far a job is, or what it did.

    `asked` and `result` are empty where a redaction has let go of them.
    """
    return _told(my_job(id))


@jobs.lists("/jobs/<int:id>/rows", JobRowJSON, RowScope, permission=Permission.IMPORT)
def list_job_rows(scope: RowScope, id: int) -> Page[JobRowJSON]:  # noqa: A002
    """List what an import does or would do, row by row, with why."""
    found = desk.job_rows(reading(), my_job(id).id, scope.verdict, scope.after)
    return Page(tuple(_row(one) for one in found.rows), found.next)


@jobs.lists("/jobs/<int:id>/documents", DocumentJSON, permission=Permission.READ)
def list_documents(id: int) -> Page[DocumentJSON]:  # noqa: A002
    """List the documents of a batch that is read in one go, all at once: 500 at most."""
    found = documents_of(reading(), my_job(id).id)
    names = set(DocumentJSON.model_fields) - {"id"}
    return Page(
        tuple(
            DocumentJSON(id=one.number, **{name: getattr(one, name) for name in names})
            for one in found
        )
    )


@jobs.asks("/jobs/<int:id>/cancel", NothingAsked, show_job, permission=Permission.READ)
def cancel_job(draft: NothingAsked, id: int) -> int:  # noqa: A002
    """Stop a job that is not over; one that is over stays as it is.

    Of an import nothing is stored then; articles that were read before stay. A job that is storing
    just now stops at its next step.
    """
    del draft
    is_open = my_job(id).state in OPEN
    finish_reading()
    if is_open:
        workers.cancel(id)
    return id


def _told(job: Job) -> JobJSON:
    is_open, queue = job.state in OPEN, workers.the_queue()
    told = queue.told(job.id) if is_open else {}
    pace = pace_of(told)
    more: dict[str, Any] = {
        "asked": {name: value for name, value in job.arguments.items() if name not in _PRIVATE},
        "stage": told.get("stage"),
        "done": told.get("done", job.done),
        "total": told.get("total", job.total),
        "rate": pace.rate if pace else None,
        "seconds_left": pace.left if pace else None,
        "stopping": is_open and queue.is_stopped(job.id),
        "may_store": job.kind == import_jobs.KIND and import_jobs.may_store(job),
    }
    return JobJSON(**{name: getattr(job, name) for name in _TOLD}, **more)


def _row(row: JobRow) -> JobRowJSON:
    names = set(JobRowJSON.model_fields) - {"id"}
    return JobRowJSON(id=row.number, **{name: getattr(row, name) for name in names})
