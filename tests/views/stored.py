"""What a database holds, to prove that something, or nothing, was stored."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import Table, select

from models import Base

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine


def rows(engine: Engine, table: str) -> list[dict[str, Any]]:
    """Return the rows of a table, in the order of its key."""
    return _rows(engine, Base.metadata.tables[table])


def last(engine: Engine, table: str) -> dict[str, Any]:
    """Return the newest row of a table."""
    return rows(engine, table)[-1]


@contextmanager
def nothing_stored(engine: Engine) -> Iterator[None]:
    """Expect that every row of every table, the history's too, stays as it is."""
    before = _everything(engine)
    yield
    assert _everything(engine) == before


def _everything(engine: Engine) -> dict[str, list[dict[str, Any]]]:
    return {table.name: _rows(engine, table) for table in Base.metadata.sorted_tables}


def _rows(engine: Engine, table: Table) -> list[dict[str, Any]]:
    with engine.connect() as connection:
        found = connection.execute(select(table).order_by(*table.primary_key.columns))
        return [dict(row._mapping) for row in found]  # noqa: SLF001 -- SQLAlchemy's public name
