"""What nobody came back for is taken away, now and then, by whoever works."""

from __future__ import annotations

import structlog
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from desk import jobs, pending, repeated_requests
from desk.proposals import batches
from views.context import desk, reading

log = structlog.get_logger()


def forget_what_waits() -> None:
    """Take away the articles and the tried files that nobody came back for."""
    session = reading()
    if not any(
        (
            pending.are_old(session),
            jobs.files_are_old(session),
            batches.files_are_left(session),
            repeated_requests.are_old(session),
        )
    ):
        return
    try:
        with Session(desk().writer) as session:
            pending.forget_old(session)
            jobs.forget_old_files(session)
            batches.forget_files(session)
            repeated_requests.forget_old(session)
            session.commit()
    except OperationalError as error:
        # An import holds the database; the next sweep comes.
        log.info("nothing forgotten yet", error=str(error.orig))
