"""Writes many rows of the search index in one statement, and tells whether the index is whole.

Row by row, SQLite would write out its index after each one of them.
"""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy.exc import DatabaseError

from models.engines import for_writing

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection, Engine

    Text = tuple[int, int, str, str]
    """Statement, place, body and facets."""

_PUT = """
    INSERT INTO statement_text (statement_id, place, body, facets) VALUES {rows}
    ON CONFLICT (statement_id) DO UPDATE
    SET place = excluded.place, body = excluded.body, facets = excluded.facets
"""


def put(connection: Connection, rows: Sequence[Text]) -> None:
    """Write what statements are found by, whether they were indexed before or not.

    A few hundred rows at most: engines take only so many values.
    """
    mark = "?" if connection.dialect.paramstyle == "qmark" else "%s"
    marks = ", ".join([f"({mark}, {mark}, {mark}, {mark})"] * len(rows))
    values = tuple(value for row in rows for value in row)
    connection.exec_driver_sql(_PUT.format(rows=marks), values)


@contextmanager
def emptied(connection: Connection) -> Iterator[None]:
    """Empty the index, and build it of all that is written meanwhile, in the order of its places.

    SQLite alone: with what comes in any order it would merge what it has written again and again,
    the longer the more there is. PostgreSQL keeps its index by itself, and what it holds.
    """
    if connection.dialect.name != "sqlite":
        yield
        return
    triggers = connection.exec_driver_sql(_TRIGGERS).all()
    for name, _told in triggers:
        connection.exec_driver_sql(f"DROP TRIGGER {name}")
    connection.exec_driver_sql("DELETE FROM statement_text")
    _tell(connection, "delete-all")
    yield
    for setting, value in _ROOMY.items():
        _tell(connection, setting, value)
    connection.exec_driver_sql(_FILL)
    for setting, value in _USUAL.items():
        _tell(connection, setting, value)
    # One piece is read faster than many.
    _tell(connection, "optimize")
    for _name, told in triggers:
        connection.exec_driver_sql(told)


def unlike_words(connection: Connection) -> int:
    """Count the statements that PostgreSQL would find by other words than `statement_text` holds.

    None on SQLite, whose index is a table of its own: see `is_whole`.
    """
    if connection.dialect.name == "sqlite":
        return 0
    return int(connection.exec_driver_sql(_UNLIKE).scalar_one())


def is_whole(engine: Engine) -> bool:
    """Tell whether SQLite's index holds the words of `statement_text`, and no others.

    Nobody can write meanwhile. PostgreSQL keeps what it searches in `statement_text` itself.
    """
    if engine.dialect.name != "sqlite":
        return True
    with for_writing(engine).connect() as connection:
        try:
            _tell(connection, "integrity-check", 1)
        except DatabaseError as error:
            if _is_corrupt(error.orig):
                return False
            raise
        return True


def _tell(connection: Connection, command: str, value: int | None = None) -> None:
    """Give FTS5 a command (https://www.sqlite.org/fts5.html#special_insert_commands)."""
    connection.exec_driver_sql(
        "INSERT INTO statement_words (statement_words, rank) VALUES (?, ?)", (command, value)
    )


def _is_corrupt(error: BaseException | None) -> bool:
    """Tell whether what was found is wrong; the low byte is the kind of what went wrong."""
    if not isinstance(error, sqlite3.Error):
        return False
    return error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_CORRUPT


_TRIGGERS = """
    SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'statement_text'
"""
_FILL = """
    INSERT INTO statement_words (rowid, body, facets)
    SELECT place, body, facets FROM statement_text ORDER BY place
"""
_UNLIKE = """
    SELECT count(*) FROM statement_text
    WHERE vector IS DISTINCT FROM to_tsvector('simple', facets || ' ' || body)
"""
_ROOMY = {"hashsize": 2**25, "automerge": 0}
"""How much FTS5 gathers before it writes, in bytes; and that it merges nothing till its end."""
_USUAL = {"hashsize": 2**20, "automerge": 4}
