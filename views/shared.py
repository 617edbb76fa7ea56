"""What guests see: a frozen report under an address that is told once, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

import structlog
from flask import Blueprint, abort, request, url_for
from flask import render_template as render
from flask_babel import gettext as _
from sqlalchemy.exc import OperationalError

from desk.freezing import freezing
from desk.freezing import sharing as desk
from desk.sight import NOBODY
from views import errors
from views.context import reading, see_as, writing
from views.frozen_reports import parts_of, sent
from views.guards import public
from views.guests import SHARED
from views.limits import GUESSES, limiter

if TYPE_CHECKING:
    from flask import Response

    from desk.freezing.freezing import FrozenLine
    from views.errors import Answer

bp = Blueprint(SHARED, __name__, url_prefix="/shared")
GONE, MISSING = 410, 404
log = structlog.get_logger()


@bp.get("/<secret>")
@public
@limiter.limit(GUESSES)
def show(secret: str) -> str | Answer:
    """Show a frozen report to whoever knows the address."""
    line = _opened(secret)
    if line is None:
        return _over()
    file = url_for("shared.file", secret=secret)
    return render("shared/show.html", **parts_of(line) | {"file": file})


@bp.get("/<secret>/report.json")
@public
@limiter.limit(GUESSES)
def file(secret: str) -> Response | Answer:
    """Send the stored bytes to whoever knows the address."""
    line = _opened(secret)
    return _over() if line is None else sent(line, freezing.content_of(reading(), line.id))


def _opened(secret: str) -> FrozenLine | None:
    """Return what an address shows, and count that it was opened; None where it is over."""
    found = desk.shared_at(reading(), secret)
    if found is None:
        abort(MISSING)
    if found.line is None:
        return None
    see_as(NOBODY)
    if request.method == "GET":
        _count(found.share_id)
    return found.line


def _count(share_id: int) -> None:
    try:
        with writing() as session:
            desk.note_opening(session, share_id)
            session.commit()
    except OperationalError:
        # Somebody else writes for long: reading goes on all the same.
        log.warning("an opening of a guest link was not counted", share=share_id)


def _over() -> Answer:
    text = _("This address shows nothing any more: its time is over, or it is not shared any more.")
    remedy = _("Ask whoever gave it to you for a new one.")
    return errors.page(GONE, _("No longer shared"), text, remedy)
