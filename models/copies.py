"""Copies of a whole SQLite database, made while others read and write."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine


def copy_to(engine: Engine, place: Path) -> None:
    """Write all that a database of SQLite holds at this moment to a new file, which is not synced.

    Raises sqlite3.OperationalError where there is no room for it.
    """
    with engine.connect() as connection, closing(sqlite3.connect(place)) as copy:
        copy.execute("PRAGMA synchronous = OFF")
        copy.execute("PRAGMA journal_mode = OFF")
        cast("sqlite3.Connection", connection.connection.driver_connection).backup(copy)
