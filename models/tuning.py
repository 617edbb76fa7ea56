"""Has the database look at how its tables are filled, so that it takes the shortest way."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import OperationalError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

_STEPS = {"sqlite": ("PRAGMA analysis_limit=400", "ANALYZE"), "postgresql": ("ANALYZE",)}
_MUCH_KIB = 16_384
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


@contextmanager
def much_at_hand(connection: Connection) -> Iterator[None]:
    """Let SQLite hold 16 MB of the database while very much is written, instead of its usual 2."""
    if connection.dialect.name != "sqlite":
        yield
        return
    usual = connection.exec_driver_sql("PRAGMA cache_size").scalar_one()
    connection.exec_driver_sql(f"PRAGMA cache_size = -{_MUCH_KIB}")
    try:
        yield
    finally:
        connection.exec_driver_sql(f"PRAGMA cache_size = {usual:d}")


def _taken(error: BaseException | None) -> bool:
    """Tell whether somebody else was writing; the low byte is the kind of what went wrong."""
    return isinstance(error, sqlite3.Error) and error.sqlite_errorcode & 0xFF in _TAKEN
