"""Whether the desk can serve: its database answers, and stands where this release needs it."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, cast

import structlog
from flask import current_app
from sqlalchemy.exc import SQLAlchemyError

from views import migrating

if TYPE_CHECKING:
    from concurrent.futures import Future

    from flask import Flask

EXTENSION = "gainsay.readiness"
BOUND = 3.0
"""How long the database may take to answer, in seconds."""
UNREACHED = "database: it cannot be reached"
LATE = f"database: it does not answer within {BOUND:.0f} seconds"
BEHIND = "migrations: the database is not at this release’s revision; run: gainsay upgrade"
log = structlog.get_logger()


class Readiness:
    """Asks one question at a time, in a thread of its own: nobody waits longer than the bound.

    Who asks meanwhile gets the same answer, so that many who ask cost no more than one.
    """

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="readiness")
        self._asked: Future[str | None] | None = None
        self._asking = threading.Lock()

    def fault(self, bound: float = BOUND) -> str | None:
        """Return what is wrong, in words that anybody may read; None when nothing is."""
        with self._asking:
            if self._asked is None or self._asked.done():
                self._asked = self._thread.submit(self._ask)
            asked = self._asked
        try:
            return asked.result(bound)
        except TimeoutError:
            return LATE

    def _ask(self) -> str | None:
        try:
            with self._app.app_context():
                return None if migrating.is_current() else BEHIND
        except SQLAlchemyError as error:
            log.warning("not ready", error=type(error).__name__)
            return UNREACHED


def register(app: Flask) -> None:
    """Have one who asks the database in each process."""
    app.extensions[EXTENSION] = Readiness(app)


def fault() -> str | None:
    """Return what keeps the current app from serving, in a line; None when nothing does."""
    return cast("Readiness", current_app.extensions[EXTENSION]).fault()
