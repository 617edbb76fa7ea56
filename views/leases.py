"""The lease of a job, kept by the clock while something works at it that may be silent for long."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

import structlog
from flask import current_app
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from desk import jobs as desk_jobs
from desk.jobs import Claim, LostJobError
from views.context import desk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

log = structlog.get_logger()


@contextmanager
def kept_by_clock(claim: Claim, every_seconds: float) -> Iterator[None]:
    """Renew the lease of a job again and again, beside whatever is done meanwhile."""
    over = threading.Event()
    app: Flask = current_app._get_current_object()  # type: ignore[attr-defined]  # noqa: SLF001
    keeping = threading.Thread(
        target=_keep,
        args=(app, claim, every_seconds, over),
        name=f"keeping job {claim.job_id}",
        daemon=True,
    )
    keeping.start()
    try:
        yield
    finally:
        over.set()
        keeping.join()


def _keep(app: Flask, claim: Claim, every_seconds: float, over: threading.Event) -> None:
    with app.app_context():
        while not over.wait(every_seconds):
            try:
                _renew(claim)
            except LostJobError:
                # Whoever works at it learns that when it next looks at the row.
                return
            except OperationalError as error:
                # An import holds the database; it is tried again.
                log.info("job not renewed", job=claim.job_id, error=str(error.orig))


def _renew(claim: Claim) -> None:
    with Session(desk().writer) as session:
        desk_jobs.hold_job(session, claim, 0)
        session.commit()
