"""The two ends of a way: one state of a desk to read, and an empty database to fill."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import event, text
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from desk.moving.refusals import TakenPlaceError, UnknownPlaceError
from desk.moving.shapes import first_table
from models import for_writing, open_engine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Engine

_HEAD = text("SELECT seq, hash FROM event_head")


class Head(NamedTuple):
    """The last event of the history."""

    seq: int
    hash: str


@contextmanager
def place(url: str) -> Iterator[Engine]:
    """Open the engine on a database, and close it at the end.

    Raises UnknownPlaceError, never with the password in the URL.
    """
    engine = _engine(url)
    try:
        yield engine
    finally:
        engine.dispose()


def reachable(engine: Engine) -> None:
    """Open a database once; raises UnknownPlaceError where it does not answer or is not there."""
    try:
        engine.connect().close()
    except DBAPIError as error:
        words = " ".join(str(error.orig).split())
        message = f"The database to fill cannot be opened; it has to be there, and empty: {words}"
        raise UnknownPlaceError(message) from None


@contextmanager
def snapshot(engine: Engine) -> Iterator[Connection]:
    """Open a connection that sees one state of the desk to its end; nobody waits for it.

    SQLite reads so by itself (https://sqlite.org/isolation.html); PostgreSQL is asked to.
    """
    if engine.dialect.name == "postgresql":
        engine = engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
    with engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def filling(engine: Engine) -> Iterator[Connection]:
    """Open a transaction in which an empty database is filled, whole or not at all.

    Raises TakenPlaceError when there is anything in it.
    """
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _without_foreign_keys)
        # A connection that was opened before still enforces them.
        engine.dispose()
    with for_writing(engine).begin() as connection:
        if (taken := first_table(connection)) is not None:
            raise TakenPlaceError(taken)
        yield connection


def head_of(connection: Connection) -> Head:
    """Return the head of the history."""
    return Head(*connection.execute(_HEAD).one())


def _engine(url: str) -> Engine:
    try:
        engine = open_engine(url)
    except (ArgumentError, NoSuchModuleError, ImportError, ValueError):
        message = "This is no database: write sqlite:////path/to/desk.db or postgresql+psycopg://…"
        raise UnknownPlaceError(message) from None
    known = {"sqlite": "pysqlite", "postgresql": "psycopg"}
    if known.get(engine.dialect.name) != engine.driver:
        message = f"A desk is not carried by {engine.dialect.name}+{engine.driver}."
        raise UnknownPlaceError(message)
    if engine.dialect.name == "sqlite" and engine.url.database in (None, "", ":memory:"):
        message = "A database in memory would be gone at once; name a file: sqlite:////path/to.db"
        raise UnknownPlaceError(message)
    return engine


def _without_foreign_keys(connection: Any, _entry: object) -> None:  # noqa: ANN401 -- DBAPI
    # As in migrations: a table that is rebuilt would take its children along. They are proved
    # once all is there.
    connection.execute("PRAGMA foreign_keys=OFF")
