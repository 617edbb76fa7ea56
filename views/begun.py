"""Reading begun from a page: a job of its own, which the page leads on to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, url_for

from views import jobs, reading_jobs
from views.context import me

if TYPE_CHECKING:
    from werkzeug.wrappers import Response


def begun(capture_id: int) -> Response:
    """Have statements proposed of a capture, and lead on to how far that is."""
    job_id = jobs.begin(reading_jobs.KIND, me().account_id, {"capture_id": capture_id}, b"")
    return redirect(url_for("reading.job", id=job_id), 303)
