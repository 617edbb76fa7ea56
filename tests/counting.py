"""Counts the statements that reach a database, since the cost of a page is a promise."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import event

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

#: Opening a transaction asks nothing; on PostgreSQL the driver sends it unseen.
_NO_QUESTION = ("BEGIN", "SET LOCAL", "SAVEPOINT", "RELEASE", "ROLLBACK")


@contextmanager
def counted(engine: Engine) -> Iterator[list[str]]:
    """Give a list that fills with the SQL sent through an engine; its length is the count."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(_NO_QUESTION):
            sent.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield sent
    finally:
        event.remove(engine, "before_cursor_execute", note)


@contextmanager
def rows_read(engine: Engine) -> Iterator[list[int]]:
    """Give a list whose one number is how many rows the connections opened from now on have read."""
    count = [0]

    def on_sqlite(_cursor: object, row: object) -> object:
        count[0] += 1
        return row

    def on_postgresql(_cursor: object) -> Any:  # noqa: ANN401 -- as psycopg types it
        return lambda values: on_sqlite(None, tuple(values))

    def watch(connection: Any, *_rest: object) -> None:  # noqa: ANN401 -- the event is untyped
        sqlite = engine.dialect.name == "sqlite"
        connection.row_factory = on_sqlite if sqlite else on_postgresql

    engine.dispose()
    event.listen(engine, "connect", watch)
    try:
        yield count
    finally:
        event.remove(engine, "connect", watch)
        engine.dispose()
