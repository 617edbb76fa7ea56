"""What is the matter with a database that did not take something."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlalchemy.exc import DBAPIError

#: What SQLite says where a disk, a quota or a limit on files takes no more: https://sqlite.org/rescode.html
_NO_ROOM = frozenset(
    {
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_IOERR_WRITE,
        sqlite3.SQLITE_IOERR_FSYNC,
        sqlite3.SQLITE_IOERR_TRUNCATE,
        sqlite3.SQLITE_IOERR_SHMSIZE,
        sqlite3.SQLITE_IOERR_SHMMAP,
    }
)
#: disk_full: https://www.postgresql.org/docs/current/errcodes-appendix.html
_DISK_FULL = "53100"


def is_full(error: DBAPIError) -> bool:
    """Tell whether the disk of the database takes no more."""
    fault = error.orig
    if getattr(fault, "sqlite_errorcode", None) in _NO_ROOM:
        return True
    return getattr(fault, "sqlstate", None) == _DISK_FULL


def is_cut_off(error: DBAPIError) -> bool:
    """Tell whether the connection broke while a transaction was committed: nobody knows how it ended."""
    return error.connection_invalidated and error.statement is None
