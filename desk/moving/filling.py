"""Fills the tables of an empty database with rows that are carried there."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING, Protocol

from sqlalchemy import text

from desk.moving.engines import engine_of
from desk.moving.refusals import NotABackupError, UnequalError, UnfitRowsError
from desk.moving.shapes import tables_of
from desk.moving.sums import Counting, sum_of
from desk.moving.values import row_of

if TYPE_CHECKING:
    from collections.abc import Generator, Sequence

    from sqlalchemy import Connection

    from desk.moving.engines import Engine, Numbers
    from desk.moving.shapes import Table
    from desk.moving.sums import Sum


ALL = "by table"
"""What is named where no single table is at fault."""


class Carried(Protocol):
    """A whole desk on its way."""

    @property
    def tables(self) -> Sequence[Table]:
        """Its tables."""

    @property
    def last_numbers(self) -> Numbers:
        """The last number that each table gave to a row."""

    def lines(self, table: Table) -> Generator[bytes]:
        """Yield the rows of a table as lines, in the order of its key."""


def fill(connection: Connection, carried: Carried) -> dict[str, Sum]:
    """Write a desk into the freshly made tables of its schema; return what each table has now.

    Proves that it reads back as it was carried. Raises NotABackupError where the tables are not
    those of the schema, UnfitRowsError for rows that they do not take, and UnequalError.
    """
    tables = tables_of(connection)
    _same_tables(tables, carried.tables)
    engine = engine_of(connection, tables)
    engine.sleep()
    _wipe(connection, tables)
    written = {table.name: _taken(engine, table, carried) for table in tables}
    engine.number_on(carried.last_numbers)
    _awake(engine)
    different = [table.name for table in tables if sum_of(engine, table) != written[table.name]]
    if different:
        raise UnequalError(different)
    return written


def _same_tables(made: Sequence[Table], carried: Sequence[Table]) -> None:
    if {table.name: table for table in made} != {table.name: table for table in carried}:
        why = "its tables are not those of the release that it names"
        raise NotABackupError(why)


def _wipe(connection: Connection, tables: Sequence[Table]) -> None:
    """Take away the few rows that migrations make."""
    for table in reversed(tables):
        connection.execute(text(f'DELETE FROM "{table.name}"'))  # noqa: S608 -- our own names


def _taken(engine: Engine, table: Table, carried: Carried) -> Sum:
    counting = Counting()
    try:
        with closing(carried.lines(table)) as lines:
            engine.take(table, map(row_of(table), counting.passing(lines)))
    except engine.faults as fault:
        raise UnfitRowsError(table.name, fault) from None
    return counting.sum


def _awake(engine: Engine) -> None:
    try:
        engine.wake()
    except engine.faults as fault:
        raise UnfitRowsError(ALL, fault) from None
