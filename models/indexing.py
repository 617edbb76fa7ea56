"""Writes many rows of the search index in one statement.

Row by row, SQLite would write out its index after each one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Connection

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


def merge(connection: Connection) -> None:
    """Make one piece of the many in which SQLite has written its index: it is read faster.

    PostgreSQL does so by itself.
    """
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "INSERT INTO statement_words (statement_words) VALUES ('optimize')"
        )
