"""Has the database look at how its tables are filled, so that it takes the shortest way."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from sqlalchemy.exc import OperationalError

if TYPE_CHECKING:
    from sqlalchemy import Engine

_STEPS = {"sqlite": ("PRAGMA analysis_limit=400", "ANALYZE"), "postgresql": ("ANALYZE",)}
_TAKEN = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}


def learn_sizes(engine: Engine) -> bool:
    """Tell the database how many rows stand behind each index; return whether that was done.

    On SQLite milliseconds, whatever the size (https://sqlite.org/lang_analyze.html): without it a
    statement with thousands of links is taken for one like any other. False when somebody else was
    writing there. PostgreSQL does the same by itself, but only a minute after much has changed, and
    takes the long way till then; nobody waits for it meanwhile. Raises OperationalError for
    whatever else stands in the way, such as a full disk.
    """
    try:
        with engine.begin() as connection:
            for step in _STEPS[engine.dialect.name]:
                connection.exec_driver_sql(step)
    except OperationalError as error:
        if _taken(error.orig):
            return False
        raise
    return True


def _taken(error: BaseException | None) -> bool:
    """Tell whether somebody else was writing; the low byte is the kind of what went wrong."""
    return isinstance(error, sqlite3.Error) and error.sqlite_errorcode & 0xFF in _TAKEN
