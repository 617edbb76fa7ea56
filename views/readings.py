"""Pages of articles that are read: what waits, reading begun and watched, the review of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from desk import captures
from desk import job_lists as desk
from desk.proposals import readings
from desk.proposals.batches import documents_of, was_looked_at
from models import Permission
from models.terms import JobState
from views import (
    batch_jobs,
    deciding,
    jobs,
    proposals,
    reading_details,
    reading_jobs,
    sure_proposals,
)
from views.begun import begun
from views.context import finish_reading, me, my_account, reading
from views.forms.readings import ManyForm
from views.guards import may
from views.numbers import needed_number, number

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    Answer = Response | tuple[str, int]

bp = Blueprint("reading", __name__, url_prefix="/reading")
OPEN = frozenset({JobState.QUEUED, JobState.RUNNING})
BATCH = batch_jobs.KIND
KINDS = (reading_jobs.KIND, BATCH)
READ, LOG = may(Permission.READ), may(Permission.LOG)
GIVEN = ["GET", "POST"]
bp.add_url_rule("/<int:id>", "show", READ(proposals.show))
bp.add_url_rule("/<int:id>/details", "details", LOG(reading_details.edit), methods=GIVEN)
bp.add_url_rule("/<int:id>/sure", "sure", LOG(sure_proposals.show), methods=GIVEN)
bp.add_url_rule("/<int:id>/<int:number>", "decide", LOG(deciding.decide), methods=GIVEN)
for _name, _view in {"reject": deciding.reject, "bring_back": deciding.bring_back}.items():
    _address = f"/<int:id>/<int:number>/{_name.replace('_', '-')}"
    bp.add_url_rule(_address, _name, LOG(_view), methods=["POST"])


@bp.get("/")
@READ
def index() -> str:
    """Show the articles with something to decide, what is being read, and batches of before."""
    everything = request.args.get("all") == "1"
    page = readings.readings(reading(), number("before"), waiting=not everything)
    running = desk.open_jobs(reading(), my_account(), KINDS)
    batches = [one for one in desk.jobs_of(reading(), my_account(), BATCH) if one.state not in OPEN]
    return render_template(
        "reading/index.html", page=page, everything=everything, running=running, batches=batches
    )


@bp.post("/begin")
@READ
def begin() -> Response:
    """Have statements proposed of a capture; read again, only what is new is proposed."""
    capture = captures.capture_record(
        reading(), needed_number("capture", request.form.get("capture", ""))
    )
    return begun(capture.id, confirmed=was_looked_at(reading(), capture.source.id))


@bp.route("/many", methods=["GET", "POST"])
@may(Permission.CAPTURE)
def many() -> Response | tuple[str, int]:
    """Have many articles fetched or taken from files, kept and read, one after another."""
    form = ManyForm()
    brought = form.brought() if request.method == "POST" else None
    if brought is None:
        return render_template("reading/many.html", form=form), form.answer_status
    if brought.left_out:
        left = ngettext(
            "%(num)d file of other kinds was left out.",
            "%(num)d files of other kinds were left out.",
            brought.left_out,
        )
        flash(left, "warning")
    finish_reading()
    job_id = jobs.begin(BATCH, me().account_id, {}, documents=brought.documents)
    return redirect(url_for("reading.job", id=job_id), 303)


@bp.get("/jobs/<int:id>")
@READ
def job(id: int) -> str | Response:  # noqa: A002 -- the name in the address
    """Show how far reading is; of one article that is read, the proposals."""
    found = desk.job_of(reading(), id, my_account())
    if found.kind not in KINDS:
        abort(404)
    read = found.result.get("reading")
    if read:
        _tell_news(read, found.result.get("added", 0))
        return redirect(url_for("reading.show", id=read))
    is_open, queue = found.state in OPEN, jobs.the_queue()
    return render_template(
        "reading/job.html",
        job=found,
        is_open=is_open,
        documents=documents_of(reading(), id) if found.kind == BATCH else (),
        told=queue.told(id) if is_open else {},
        is_stopped=is_open and queue.is_stopped(id),
    )


@bp.post("/jobs/<int:id>/cancel")
@READ
def cancel(id: int) -> Response:  # noqa: A002
    """Stop reading; what was read before stays."""
    found = desk.job_of(reading(), id, my_account())
    if found.kind in KINDS and found.state in OPEN:
        reading().rollback()
        if not jobs.cancel(id):
            flash(_("Reading is being stopped."), "success")
    return redirect(url_for("reading.job", id=id), 303)


def _tell_news(reading_id: int, added: int) -> None:
    """Say what reading an article once more has found."""
    if readings.reading_of(reading(), reading_id).total == added:
        return
    news = ngettext(
        "Read again: %(num)d more statement is proposed.",
        "Read again: %(num)d more statements are proposed.",
        added,
    )
    flash(news if added else _("Read again: nothing new is proposed."), "success")
