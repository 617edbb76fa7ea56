"""A desk that is carried straight from its database."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.moving.engines import engine_of
from desk.moving.shapes import tables_of
from desk.moving.sums import lines

if TYPE_CHECKING:
    from collections.abc import Generator

    from sqlalchemy import Connection

    from desk.moving.shapes import Table


class Live:
    """The desk that a snapshot shows."""

    def __init__(self, connection: Connection) -> None:
        self.tables = tables_of(connection)
        self.engine = engine_of(connection, self.tables)
        self.last_numbers = self.engine.last_numbers()

    def lines(self, table: Table) -> Generator[bytes]:
        """Yield the rows of a table as lines, in the order of its key."""
        return lines(self.engine, table)
