"""Counts the statements that reach a database, since the cost of a page is a promise."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

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
