"""Reading begun from a page: a job of its own, which the page leads on to."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING

from flask import redirect, url_for

from desk.jobs import waiting_job
from views import jobs, reading_jobs
from views.context import finish_reading, me, reading
from views.reading_jobs import ReadingTask

if TYPE_CHECKING:
    from werkzeug.wrappers import Response


def begun(capture_id: int, *, confirmed: bool = True) -> Response:
    """Have statements proposed of a capture, and lead on to how far that is.

    Asked for again while it waits to be begun, it is read once.

    `confirmed` where a person has looked at the details of the article.
    """
    task, account_id = asdict(ReadingTask(capture_id, confirmed)), me().account_id
    job_id = waiting_job(reading(), reading_jobs.KIND, account_id, task)
    finish_reading()
    if job_id is None:
        job_id = jobs.begin(reading_jobs.KIND, account_id, task)
    return redirect(url_for("reading.job", id=job_id), 303)
