"""Writes rows as quickly as an engine takes them: many at once on SQLite, by COPY on PostgreSQL."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from bench.corpus.parties import Row

AT_ONCE = 20_000


class Writer:
    """Writes through a cursor of the driver, in whatever transaction it is in."""

    def __init__(self, cursor: Any, dialect: str) -> None:  # noqa: ANN401 -- of either driver
        self._cursor, self._dialect = cursor, dialect

    def write(self, table: str, columns: Sequence[str], rows: Iterable[Row]) -> None:
        """Write rows into columns of a table."""
        names = ", ".join(f'"{name}"' for name in columns)
        if self._dialect == "sqlite":
            marks = ", ".join("?" for _ in columns)
            told = f'INSERT INTO "{table}" ({names}) VALUES ({marks})'  # noqa: S608 -- ours
            self._cursor.executemany(told, rows)
            return
        with self._cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
            for row in rows:
                copy.write_row(row)

    def tell(self, told: str) -> list[Row]:
        """Have one statement of SQL done, and return what it answers."""
        self._cursor.execute(told)
        return list(self._cursor) if self._cursor.description else []

    def begin_counting_after(self, table: str) -> None:
        """Have the next number of a table follow the last one written; SQLite does by itself."""
        if self._dialect != "sqlite":
            last = f'(SELECT coalesce(max(id), 1) FROM "{table}")'  # noqa: S608 -- ours
            self.tell(f"SELECT setval(pg_get_serial_sequence('\"{table}\"', 'id'), {last})")


def in_turns(rows: Iterable[Any]) -> Iterable[list[Any]]:
    """Yield rows some thousands at a time."""
    waiting = iter(rows)
    while some := list(islice(waiting, AT_ONCE)):
        yield some
