"""The desk page and its queues: what waits for me."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, url_for
from flask_babel import gettext as _

from desk import cases, contradictions, lists
from desk.board import Queue, board, waiting_in
from desk.scopes import ReportScope
from models import Permission, this_day
from views.context import me, reading, writing
from views.guards import may
from views.numbers import number
from views.watching import newest_for_me

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

bp = Blueprint("desk", __name__)


@bp.get("/")
@may(Permission.SEE)
def index() -> str:
    """Show what waits the longest: proposed links, re-checks; and the newest conflicts."""
    waiting = board(reading())
    return render_template(
        "desk/index.html",
        empty=lists.is_empty(reading()),
        pairs=waiting.newest,
        proposed=waiting.proposed,
        rechecks=waiting.rechecks,
        counts=contradictions.counts(reading(), ReportScope()),
        today=this_day(),
        fresh=newest_for_me(),
    )


@bp.get("/queue/proposed")
@may(Permission.SEE)
def proposed() -> str:
    """Show the links that wait for a decision, the oldest first."""
    return _queue(Queue.PROPOSED)


@bp.get("/queue/rechecks")
@may(Permission.SEE)
def rechecks() -> str:
    """Show the links that wait for another look, the oldest first."""
    return _queue(Queue.RECHECKS)


@bp.post("/demo")
@may(Permission.KEEP_DECISIONS)
def load_demo() -> Response:
    """Load the At Tanf case."""
    with writing() as session:
        result = cases.load_at_tanf(session, me())
        session.commit()
    if result is None:
        flash(_("The At Tanf case is loaded already."), "info")
    else:
        flash(_("The At Tanf case is loaded: have a look at its contradictions."), "success")
    return redirect(url_for("desk.index"), 303)


def _queue(queue: Queue) -> str:
    after = number("after")
    page = waiting_in(reading(), queue, after)
    return render_template("desk/queue.html", queue=queue, page=page, after=after)
