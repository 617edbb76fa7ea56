"""Rows written many at a time, past the session's records: INSERT on SQLite, COPY on PostgreSQL."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

from sqlalchemy import text

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from sqlalchemy import Column, Table
    from sqlalchemy.orm import Session

    from models import Base

_LAST = text("SELECT seq FROM sqlite_sequence WHERE name = :name")
_NEXT = text(
    "SELECT nextval(pg_get_serial_sequence(:name, 'id')) FROM generate_series(1, :count) ORDER BY 1"
)


FIRST_VERSION, _VERSION = 1, "version"
#: How many numbers are taken at once from a sequence.
RESERVED = 1_000


def table_of(kind: type[Base]) -> Table:
    """Return the table of a kind of record."""
    return cast("Table", kind.__table__)


class TableRows:
    """The rows of one table, written in the order of its columns that are named."""

    def __init__(self, session: Session, table: Table, names: Sequence[str] = ()) -> None:
        self.connection = session.connection()
        self.table = table
        self.columns: list[Column[Any]] = [table.c[name] for name in names or table.c.keys()]
        self._dialect = self.connection.dialect
        self._bound = [self._bind(column) for column in self.columns]
        self._columns = [column.name for column in self.columns]
        self._sql = self._insert()
        self._waiting: list[tuple[Any, ...]] = []
        self._last, self._reserved = 0, list[int]()

    def add(self, values: tuple[Any, ...]) -> None:
        """Have a row wait whose values are as the database takes them."""
        self._waiting.append(values)

    def add_record(self, record: Base, **others: object) -> None:
        """Have a record wait that no session knows, with these values in place of its own."""
        self._waiting.append(
            tuple(
                bind(others.get(column.name, _value(record, column)))
                for column, bind in zip(self.columns, self._bound, strict=True)
            )
        )

    def add_values(self, values: Mapping[str, Any]) -> None:
        """Have a row wait of which these values are known; the rest is that of a new row."""
        self._waiting.append(
            tuple(
                bind(values[name]) if name in values else begun
                for name, bind, begun in zip(self._columns, self._bound, self._begun, strict=True)
            )
        )

    @cached_property
    def _begun(self) -> list[Any]:
        """What a new row begins with, column by column."""
        pairs = zip(self.columns, self._bound, strict=True)
        return [bind(_begun(column)) for column, bind in pairs]

    def bound(self, name: str, value: object) -> object:
        """Return a value of a column as the database takes it."""
        place = [column.name for column in self.columns].index(name)
        return self._bound[place](value)

    def write(self) -> None:
        """Write what waits."""
        rows, self._waiting = self._waiting, []
        if not rows:
            return
        if self._dialect.name == "postgresql":
            self._copy(rows)
        else:
            self.connection.exec_driver_sql(self._sql, rows)

    def next_id(self) -> int:
        """Return a number for a new row that no row has had.

        On SQLite writing the rows takes them, so that nobody else may write before.
        """
        if self._dialect.name != "postgresql":
            if not self._last:
                self._last = self.connection.scalar(_LAST, {"name": self.table.name}) or 0
            self._last += 1
            return self._last
        if not self._reserved:
            told = {"name": self.table.name, "count": RESERVED}
            self._reserved = list(self.connection.scalars(_NEXT, told))[::-1]
        return self._reserved.pop()

    def look_again(self) -> None:
        """Look up the last number anew: others wrote rows of this table, after those so far."""
        self._last, self._reserved = 0, []

    def _names(self) -> str:
        quote = self._dialect.identifier_preparer.quote
        return ", ".join(quote(column.name) for column in self.columns)

    def _insert(self) -> str:
        names = [column.name for column in self.columns]
        marks = ", ".join("?" for _ in names)
        return f"INSERT INTO {self.table.name} ({self._names()}) VALUES ({marks})"  # noqa: S608

    def _copy(self, rows: list[tuple[Any, ...]]) -> None:
        driver = cast("Any", self.connection.connection.driver_connection)
        told = f"COPY {self.table.name} ({self._names()}) FROM STDIN"
        with driver.cursor() as cursor, cursor.copy(told) as copy:
            for row in rows:
                copy.write_row(row)

    def _bind(self, column: Column[Any]) -> Callable[[Any], Any]:
        kind = column.type.dialect_impl(self._dialect)
        return kind.bind_processor(self._dialect) or _as_it_is


def _as_it_is(value: object) -> object:
    return value


def _value(record: Base, column: Column[Any]) -> object:
    """Return what a record holds for a column; where it holds nothing, what a new row begins with."""
    value = getattr(record, column.key)
    return _begun(column) if value is None else value


def _begun(column: Column[Any]) -> object:
    """Return what a new row begins with."""
    if column.name == _VERSION:
        # The mapper counts the edits; it is not asked here.
        return FIRST_VERSION
    default = cast("Any", column.default)
    if default is None:
        return None
    return default.arg(None) if default.is_callable else default.arg
