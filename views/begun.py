"""Reading begun from a page: a job of its own, which the page leads on to."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from flask import redirect, url_for

from views import jobs, reading_jobs
from views.context import finish_reading, me
from views.reading_jobs import ReadingTask

if TYPE_CHECKING:
    from werkzeug.wrappers import Response


def begun(capture_id: int, *, confirmed: bool = True) -> Response:
    """Have statements proposed of a capture, and lead on to how far that is.

    `confirmed` where a person has looked at the details of the article.
    """
    task = ReadingTask(capture_id, confirmed)
    finish_reading()
    job_id = jobs.begin(reading_jobs.KIND, me().account_id, asdict(task))
    return redirect(url_for("reading.job", id=job_id), 303)
