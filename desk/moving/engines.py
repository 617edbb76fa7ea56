"""How each engine gives its rows out, one after the other, and takes them in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, cast

from sqlalchemy import text

from desk.moving.shapes import Kind

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Iterable, Iterator, Sequence

    import psycopg
    from sqlalchemy import Connection

    from desk.moving.shapes import Table

Numbers = dict[str, int]


class Engine(Protocol):
    """What differs between engines; each works in the transaction of its connection."""

    @property
    def faults(self) -> tuple[type[Exception], ...]:
        """What rows that cannot be read or written raise."""

    def rows(self, table: Table) -> Iterator[Sequence[Any]]:
        """Yield the rows of a table in the order of its key, never many at once."""

    def take(self, table: Table, rows: Iterable[Sequence[Any]]) -> None:
        """Write rows into a table."""

    def wake(self) -> None:
        """Have the triggers watch again, prove the foreign keys, and index what was written."""

    def sleep(self) -> None:
        """Have no trigger watch: some keep rows from being written as they are."""

    def last_numbers(self) -> Numbers:
        """Return the last number that each table gave to a row, which it never gives again."""

    def number_on(self, last: Numbers) -> None:
        """Have each table go on behind the last number it gave."""


def engine_of(connection: Connection, tables: Sequence[Table]) -> Engine:
    """Return the engine behind a connection, for the tables of its database."""
    known = Postgres if connection.dialect.name == "postgresql" else Sqlite
    return known(connection, tables)


class Sqlite:
    """SQLite; the connection does not enforce foreign keys while it writes."""

    def __init__(self, connection: Connection, tables: Sequence[Table]) -> None:
        self._connection, self._tables = connection, tables
        self._asleep: list[str] = []
        self.faults = _faults(connection)

    def rows(self, table: Table) -> Iterator[Sequence[Any]]:
        """Read by a cursor, which fetches each row as it is asked for."""
        names, key = _listed(dict(table.columns)), _listed(table.key)
        asked = f'SELECT {names} FROM "{table.name}" ORDER BY {key}'  # noqa: S608 -- our own names
        # No `yield from` the cursor: that would close it, maybe after its connection.
        yield from iter(self._driver.execute(asked).fetchone, None)

    def take(self, table: Table, rows: Iterable[Sequence[Any]]) -> None:
        """Insert row after row; a statement is prepared once."""
        names, marks = _listed(dict(table.columns)), ", ".join("?" * len(table.columns))
        self._driver.executemany(
            f'INSERT INTO "{table.name}" ({names}) VALUES ({marks})',  # noqa: S608
            rows,
        )

    def sleep(self) -> None:
        """Drop the triggers; SQLite cannot disable them."""
        kept = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY rowid"
        for name, made in self._driver.execute(kept).fetchall():
            self._asleep.append(made)
            self._driver.execute(f'DROP TRIGGER "{name}"')

    def wake(self) -> None:
        """Make the triggers as they were, index, and prove every foreign key."""
        for made in self._asleep:
            self._driver.execute(made)
        self._driver.execute("INSERT INTO statement_words (statement_words) VALUES ('rebuild')")
        broken = self._driver.execute("PRAGMA foreign_key_check").fetchone()
        if broken:
            message = f"a row of {broken[0]} points at a row of {broken[2]} that is not there"
            raise ValueError(message)

    def last_numbers(self) -> Numbers:
        """Read what AUTOINCREMENT remembers, else the highest number."""
        given = dict(self._driver.execute("SELECT name, seq FROM sqlite_sequence").fetchall())
        return {name: given.get(name, 0) for name in self._numbering}

    def number_on(self, last: Numbers) -> None:
        """Tell AUTOINCREMENT what to remember."""
        for name in self._numbering:
            self._driver.execute("DELETE FROM sqlite_sequence WHERE name = ?", [name])
            if last.get(name):
                self._driver.execute(
                    "INSERT INTO sqlite_sequence (name, seq) VALUES (?, ?)", [name, last[name]]
                )

    @property
    def _numbering(self) -> list[str]:
        known = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%AUTOINCREMENT%'"
        return [name for (name,) in self._driver.execute(known).fetchall()]

    @property
    def _driver(self) -> sqlite3.Connection:
        return cast("sqlite3.Connection", self._connection.connection.driver_connection)


class Postgres:
    """PostgreSQL by psycopg: COPY both ways."""

    _READ = {  # noqa: RUF012 -- never written to
        Kind.TRUTH: "{}::int",
        Kind.DAY: "to_char({}, 'YYYY-MM-DD')",
        Kind.MOMENT: "to_char({} AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')",
        Kind.JSON: "{}::text",
    }
    _TYPES = {Kind.NUMBER: "int8", Kind.TRUTH: "int8", Kind.BYTES: "bytea"}  # noqa: RUF012
    _SEQUENCE = text("SELECT pg_get_serial_sequence(:name, :column)")

    def __init__(self, connection: Connection, tables: Sequence[Table]) -> None:
        self._connection, self._tables = connection, tables
        self.faults = _faults(connection)

    def rows(self, table: Table) -> Iterator[Sequence[Any]]:
        """Copy out, which the server sends as it is read."""
        kinds = dict(table.columns)
        names = ", ".join(
            self._READ.get(kind, "{}").format(f'"{name}"') for name, kind in table.columns
        )
        # As SQLite does: by the bytes of a text, whatever the language of the server.
        key = ", ".join(
            f'"{name}" COLLATE "C"' if kinds[name] is Kind.TEXT else f'"{name}"'
            for name in table.key
        )
        asked = f'SELECT {names} FROM "{table.name}" ORDER BY {key}'  # noqa: S608 -- our own names
        with self._driver.cursor() as cursor, cursor.copy(f"COPY ({asked}) TO STDOUT") as copy:
            copy.set_types([self._TYPES.get(kind, "text") for kind in kinds.values()])
            yield from copy.rows()

    def take(self, table: Table, rows: Iterable[Sequence[Any]]) -> None:
        """Copy in; foreign keys are proved at the end of each table."""
        names = _listed(dict(table.columns))
        # A moment is written without its zone.
        self._connection.execute(text("SET LOCAL TIME ZONE 'UTC'"))
        taking = f'COPY "{table.name}" ({names}) FROM STDIN'
        with self._driver.cursor() as cursor, cursor.copy(taking) as copy:
            for row in rows:
                copy.write_row(row)

    def sleep(self) -> None:
        """Disable the triggers that are ours: the engine goes on proving foreign keys."""
        self._alter("DISABLE")

    def wake(self) -> None:
        """Enable the triggers again."""
        self._alter("ENABLE")

    def last_numbers(self) -> Numbers:
        """Read the sequences."""
        return {name: self._last(sequence) for name, sequence in self._sequences()}

    def number_on(self, last: Numbers) -> None:
        """Set the sequences."""
        going_on = text("SELECT setval(:sequence, :last)")
        for name, sequence in self._sequences():
            if last.get(name):
                self._connection.execute(going_on, {"sequence": sequence, "last": last[name]})

    def _sequences(self) -> Iterator[tuple[str, str]]:
        for table in filter(_numbered, self._tables):
            asked = {"name": f'"{table.name}"', "column": table.key[0]}
            if sequence := self._connection.scalar(self._SEQUENCE, asked):
                yield table.name, sequence

    def _last(self, sequence: str) -> int:
        asked = f"SELECT CASE WHEN is_called THEN last_value ELSE 0 END FROM {sequence}"  # noqa: S608
        return int(self._connection.scalar(text(asked)) or 0)

    def _alter(self, deed: str) -> None:
        for table in self._tables:
            self._driver.execute(f'ALTER TABLE "{table.name}" {deed} TRIGGER USER')

    @property
    def _driver(self) -> psycopg.Connection[Any]:
        return cast("psycopg.Connection[Any]", self._connection.connection.driver_connection)


def _faults(connection: Connection) -> tuple[type[Exception], ...]:
    return (ValueError, OverflowError, RecursionError, connection.dialect.loaded_dbapi.Error)


def _listed(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


def _numbered(table: Table) -> bool:
    kinds = dict(table.columns)
    return len(table.key) == 1 and kinds[table.key[0]] is Kind.NUMBER
