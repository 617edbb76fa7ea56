"""How databases are opened, so that many may read and write at once and nobody waits for ever."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import URL, Dialect, Engine, create_engine, event, make_url

if TYPE_CHECKING:
    from sqlalchemy.engine.interfaces import DBAPIConnection
    from sqlalchemy.pool import ConnectionPoolEntry, PoolProxiedConnection

BUSY_TIMEOUT_MS = 5_000
PRAGMAS = (
    "journal_mode=WAL",
    f"busy_timeout={BUSY_TIMEOUT_MS}",
    "foreign_keys=ON",
    "synchronous=FULL",
)
PAGE_COST = 1.1
"""What a block read by an index costs a page, beside one of a table that is read from end to end.

PostgreSQL takes it for four, as on a disk that turns. A page reads some hundred rows wherever they
are: at four it goes through whole tables for them as these grow.
"""


@dataclass(frozen=True)
class Pooling:
    """How a process holds connections to PostgreSQL."""

    #: So many are kept open, and so many more are opened where all of them are in use.
    size: int = 5
    overflow: int = 10
    #: How long reaching one host may take.
    connect_seconds: int = 5


def open_engine(url: str, pooling: Pooling | None = None) -> Engine:
    """Open an engine on SQLite or PostgreSQL, set up for safe concurrent writing.

    Raises sqlalchemy.exc.ArgumentError when the URL cannot be read.
    """
    place = make_url(url)
    # Parameters hold what people wrote, and hashes: they stay out of messages and logs.
    if place.get_backend_name() == "postgresql":
        return _open_postgresql(place, pooling or Pooling())
    # A file does not go away between two transactions, as a server does: it is not asked whether it is there.
    engine = create_engine(place, hide_parameters=True)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        engine.dialect = _that_begins(engine.dialect, "BEGIN")
    return engine


def for_writing(engine: Engine) -> Engine:
    """Return the engine as deeds use it: on SQLite each transaction takes the write lock at once.

    A transaction that reads first and writes later would fail there without waiting
    (SQLITE_BUSY_SNAPSHOT), or lose an update.
    """
    writer = engine.execution_options()
    if engine.dialect.name == "sqlite":
        writer.dialect = _that_begins(engine.dialect, "BEGIN IMMEDIATE")
    return writer


def for_pages(engine: Engine, seconds: int) -> Engine:
    """Return the engine as pages use it: PostgreSQL reads by index, and gives up what takes longer.

    What waits for a lock takes time too. With 0 nothing is given up; SQLite knows no such limit.
    """
    if engine.dialect.name != "postgresql":
        return engine
    limit = f"; SET LOCAL statement_timeout = '{seconds:d}s'" if seconds else ""
    return engine.execution_options(set_local=f"SET LOCAL random_page_cost = {PAGE_COST}{limit}")


def _open_postgresql(place: URL, pooling: Pooling) -> Engine:
    """Open an engine that holds nothing in a connection beyond a transaction's end.

    So it may be another one each time, as behind pgbouncer in transaction mode: no statement is
    prepared there, and each limit is set for its transaction alone.
    """
    told = {"prepare_threshold": None, "connect_timeout": pooling.connect_seconds}
    if "connect_timeout" in place.query:
        del told["connect_timeout"]
    engine = create_engine(
        place,
        pool_pre_ping=True,
        hide_parameters=True,
        pool_size=pooling.size,
        max_overflow=pooling.overflow,
        connect_args=told,
    )
    event.listen(engine, "begin", _set_postgresql)
    return engine


def _set_postgresql(connection: Any) -> None:  # noqa: ANN401 -- a Connection; the event is untyped
    if told := connection.get_execution_options().get("set_local"):
        connection.exec_driver_sql(told)


def _prepare_sqlite(connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
    # Without this the driver opens transactions by itself, and not before a SELECT.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _that_begins(dialect: Dialect, told: str) -> Dialect:
    """Return a dialect of SQLite that begins each transaction with these words.

    An event of the engine could send them too, but then every statement looks who listens.
    """

    class Beginning(type(dialect)):  # type: ignore[misc]
        supports_statement_cache = True

        def do_begin(self, dbapi_connection: PoolProxiedConnection) -> None:
            dbapi_connection.cursor().execute(told)

    begun = Beginning.__new__(Beginning)
    # What the first connection finds out about SQLite is known to both.
    begun.__dict__ = dialect.__dict__
    return begun
