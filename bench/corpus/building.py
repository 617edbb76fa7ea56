"""Makes a desk of very many statements: migrated, filled, and all built that is read from it."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any

from psycopg import Connection
from sqlalchemy import event, make_url

from app import create_app
from bench.corpus.filling import fill_through
from bench.corpus.shape import Shape
from bench.corpus.writing import Writer
from config import Config
from models.tuning import learn_sizes
from views.context import EXTENSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask import Flask

#: What a crash could lose is made again; nobody else looks at the file meanwhile.
_ROOMY = ("cache_size=-200000", "temp_store=2", f"mmap_size={2**34}")
_UNSAFE_BUT_QUICK = ("journal_mode=OFF", "synchronous=OFF", *_ROOMY)
_INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'"
    " AND indexname NOT IN (SELECT conname FROM pg_constraint)",
}


def build(url: str, count: int, instance: Path) -> None:
    """Make a desk of so many statements at an address where nothing is yet."""
    app = application(url, instance)
    event.listen(app.extensions[EXTENSION].engine, "connect", _hurry)
    _run(app, "upgrade")
    with _written(url) as writer:
        _without_indexes(writer, Shape(count), make_url(url).get_backend_name())
    learn_sizes(app.extensions[EXTENSION].engine)
    _run(app, "rebuild")
    # As after an import: the database takes the shortest way once it knows how many there are.
    learn_sizes(app.extensions[EXTENSION].engine)
    app.extensions[EXTENSION].engine.dispose()
    if make_url(url).get_backend_name() == "sqlite":
        _fold_log_into_file(str(make_url(url).database))


def _hurry(connection: Any, *_rest: object) -> None:  # noqa: ANN401 -- of either driver
    if isinstance(connection, sqlite3.Connection):
        for pragma in ("synchronous=OFF", *_ROOMY):
            connection.execute(f"PRAGMA {pragma}")


def application(url: str, instance: Path) -> Flask:
    """Return the application on a desk, as it runs, but for limits on how often one may ask."""
    return create_app(
        Config(
            SECRET_KEY="of a made-up desk",  # noqa: S106
            DATABASE_URL=url,
            INSTANCE=instance,
            RATELIMIT_ENABLED=False,
            LOG_LEVEL="WARNING",
        )
    )


def _run(app: Flask, *arguments: str) -> None:
    done = app.test_cli_runner().invoke(args=list(arguments), catch_exceptions=False)
    # Whoever writes without a journal has to be alone.
    app.extensions[EXTENSION].engine.dispose()
    if done.exit_code:
        message = f"gainsay {' '.join(arguments)}: {done.output}"
        raise RuntimeError(message)


@contextmanager
def _written(url: str) -> Iterator[Writer]:
    place = make_url(url)
    if place.get_backend_name() == "sqlite":
        with closing(sqlite3.connect(str(place.database), isolation_level=None)) as database:
            for pragma in _UNSAFE_BUT_QUICK:
                database.execute(f"PRAGMA {pragma}")
            database.execute("BEGIN")
            yield Writer(database.cursor(), "sqlite")
            database.execute("COMMIT")
        return
    plain = place.set(drivername="postgresql").render_as_string(hide_password=False)
    with Connection[Any].connect(plain) as server, server.cursor() as cursor:
        yield Writer(cursor, "postgresql")


def _without_indexes(writer: Writer, shape: Shape, dialect: str) -> None:
    """Fill the tables, and build their indexes once they are full."""
    indexes = writer.tell(_INDEXES[dialect])
    for name, _told in indexes:
        writer.tell(f'DROP INDEX "{name}"')
    fill_through(writer, shape)
    for _name, told in indexes:
        writer.tell(str(told))


def _fold_log_into_file(file: str) -> None:
    with closing(sqlite3.connect(file)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
