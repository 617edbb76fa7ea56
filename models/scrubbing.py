"""Makes sure that what was blanked stands nowhere in the database's file either."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from sqlalchemy import Engine

_STEPS = (
    # Words that were deleted stay in the index's old segments until it is built anew.
    "INSERT INTO statement_words (statement_words) VALUES ('rebuild')",
    "VACUUM",
)


def scrub(engine: Engine) -> bool:
    """Write an SQLite file and its search index anew and empty the log; tell whether that is done.

    False when somebody else was reading all the while: what was blanked may still stand in freed
    pages or in the log, and it has to be tried again. On PostgreSQL nothing is done: dead rows and
    its own log are for whoever runs it (VACUUM FULL).
    """
    if engine.dialect.name != "sqlite":
        return False
    lent = engine.raw_connection()
    try:
        driver = cast("sqlite3.Connection", lent.driver_connection)
        for step in _STEPS:
            driver.execute(step)
        busy, *_pages = driver.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except sqlite3.OperationalError:
        return False
    else:
        return bool(busy == 0)
    finally:
        lent.close()
