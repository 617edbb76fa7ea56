"""Pages of imports: send a file, watch it being tried, read what would happen, store it."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _

from desk import job_lists as desk
from desk.readers.formats import IMPORT_FORMATS
from models import Permission
from models.terms import JobState, Verdict
from views import jobs
from views.context import my_account, reading
from views.forms.imports import ImportForm
from views.guards import may
from views.import_jobs import KIND, ImportTask, after_trial, may_store
from views.numbers import number
from views.paces import pace_of

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from models import Job

    Answer = Response | tuple[str, int]

bp = Blueprint("imports", __name__, url_prefix="/imports")
OPEN = frozenset({JobState.QUEUED, JobState.RUNNING})


@bp.route("/", methods=["GET", "POST"])
@may(Permission.IMPORT)
def index() -> Answer:
    """Take a file and have it tried; below, the imports of before."""
    form = ImportForm()
    taken = form.taken_file() if request.method == "POST" else None
    if taken is None:
        status = form.refusal_status if request.method == "POST" else 200
        return render_template("imports/index.html", form=form, imports=_imports()), status
    task, content = taken
    job_id = jobs.begin(KIND, my_account().id, asdict(task), content)
    return redirect(url_for("imports.show", id=job_id), 303)


@bp.get("/<int:id>")
@may(Permission.IMPORT)
def show(id: int) -> str:  # noqa: A002 -- the name in the address
    """Show how far an import is, or what it did or would do, row by row."""
    job = _job(id)
    told = jobs.the_queue().told(id) if job.state in OPEN else {}
    verdict = request.args.get("verdict")
    if verdict is not None and verdict not in set(Verdict):
        abort(404)
    return render_template(
        "imports/show.html",
        job=job,
        task=ImportTask.of(job),
        format_title=_format_title(ImportTask.of(job)),
        told=told,
        pace=pace_of(told),
        is_stopped=job.state in OPEN and jobs.the_queue().is_stopped(id),
        is_open=job.state in OPEN,
        page=desk.job_rows(reading(), id, verdict, number("after")),
        verdict=verdict,
        may_store=may_store(job),
    )


@bp.post("/<int:id>/store")
@may(Permission.IMPORT)
def store(id: int) -> Response:  # noqa: A002 -- the name in the address
    """Store a file that was tried, or try the good lines of one that could not be read whole.

    What has changed since is judged anew.
    """
    job = _job(id)
    if not may_store(job) or job.content is None:
        flash(_("This file is not kept any more. Send it again."), "warning")
        return redirect(url_for("imports.show", id=id), 303)
    asked = asdict(after_trial(job, partial=request.form.get("partial") == "yes"))
    content, account_id = job.content, job.account_id
    reading().rollback()
    made = jobs.begin(KIND, account_id, asked, content, trial=id)
    return redirect(url_for("imports.show", id=made), 303)


@bp.post("/<int:id>/cancel")
@may(Permission.IMPORT)
def cancel(id: int) -> Response:  # noqa: A002 -- the name in the address
    """Stop an import that is not over; nothing of it is stored."""
    job = _job(id)
    if job.state in OPEN:
        reading().rollback()
        if not jobs.cancel(id):
            flash(_("The import is being stopped."), "success")
    return redirect(url_for("imports.show", id=id), 303)


def _job(job_id: int) -> Job:
    return desk.job_of(reading(), job_id, my_account())


def _imports() -> list[tuple[Job, ImportTask]]:
    found = desk.jobs_of(reading(), my_account(), KIND)
    return [(job, ImportTask.of(job)) for job in found]


def _format_title(task: ImportTask) -> str:
    return IMPORT_FORMATS[task.format].title if task.format in IMPORT_FORMATS else ""
