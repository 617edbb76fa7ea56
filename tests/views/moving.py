"""Desks of their own for tests that carry one elsewhere."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from sqlalchemy import text

from app import create_app
from config import Config
from desk.moving import places
from desk.moving.live import Live
from desk.moving.shapes import tables_of
from desk.moving.sums import Sum, sum_of
from views.context import EXTENSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from flask.testing import FlaskCliRunner

    from desk.moving.engines import Numbers


@contextmanager
def desk_at(url: str, instance: Path) -> Iterator[FlaskCliRunner]:
    """Run commands on the desk in another database."""
    config = Config(SECRET_KEY="other", DATABASE_URL=url, INSTANCE=instance, TESTING=True)  # noqa: S106
    app = create_app(config)
    yield app.test_cli_runner()
    app.extensions[EXTENSION].engine.dispose()


def everything(url: str) -> tuple[dict[str, Sum], Numbers]:
    """Return what each table holds, and the last number that it gave."""
    with places.place(url) as engine, places.snapshot(engine) as connection:
        desk = Live(connection)
        return {one.name: sum_of(desk.engine, one) for one in desk.tables}, desk.last_numbers


def holds_anything(url: str) -> bool:
    """Tell whether there is a table in a database."""
    with places.place(url) as engine, engine.connect() as connection:
        return bool(tables_of(connection))


def do(url: str, statement: str) -> None:
    """Run SQL past the desk."""
    with places.place(url) as engine, engine.begin() as connection:
        connection.execute(text(statement))
