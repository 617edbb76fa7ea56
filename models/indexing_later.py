"""The words of very many new statements, indexed together once they are written.

SQLite's index writes itself out whenever a place comes before the last one, and after each row that
a trigger brings: by themselves and in the order of their places, rows cost a fraction of that.
PostgreSQL keeps its index by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import Connection

#: What would index each row that is written, or written anew.
_TRIGGERS = ("statement_text_added", "statement_text_changed")
_TRIGGER = "SELECT sql FROM sqlite_master WHERE type = 'trigger' AND name = ?"
#: The plus keeps SQLite from walking the places of all statements there are.
_INDEX = """
    INSERT INTO statement_words (rowid, body, facets)
    SELECT place, body, facets FROM statement_text
    WHERE statement_id BETWEEN ? AND ? ORDER BY +place
"""
_REWRITE = "UPDATE statement_text SET body = ?, facets = ? WHERE statement_id = ?"
_HASH_SIZE = "INSERT INTO statement_words (statement_words, rank) VALUES ('hashsize', ?)"
#: How many bytes of words SQLite gathers before it writes them out: usually, and for very many.
_USUAL, _LARGE = 1 << 20, 8 << 20
_AT_ONCE = 20_000


class IndexedLater:
    """Holds indexing back until it is told to, in the transaction of whoever writes the rows."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._is_sqlite = connection.dialect.name == "sqlite"
        self._triggers: list[str] = []
        if self._is_sqlite:
            for name in _TRIGGERS:
                found = connection.exec_driver_sql(_TRIGGER, (name,)).scalar_one()
                self._triggers.append(found)
                connection.exec_driver_sql(f"DROP TRIGGER {name}")

    def rewrite(self, rows: Sequence[tuple[str, str, int]]) -> None:
        """Write body and facets of statements anew that are not indexed yet, told with their ids."""
        if rows:
            mark = _REWRITE if self._is_sqlite else _REWRITE.replace("?", "%s")
            self._connection.exec_driver_sql(mark, list(rows))

    def index(self, ids: range) -> Iterator[int]:
        """Index the statements of these ids, and from then on each row when it is written.

        Yields how many of the ids are done, now and then.
        """
        if self._is_sqlite:
            self._connection.exec_driver_sql(_HASH_SIZE, (_LARGE,))
            for start in range(ids.start, ids.stop, _AT_ONCE):
                last = min(start + _AT_ONCE, ids.stop) - 1
                self._connection.exec_driver_sql(_INDEX, (start, last))
                yield last + 1 - ids.start
            self._connection.exec_driver_sql(_HASH_SIZE, (_USUAL,))
            for trigger in self._triggers:
                self._connection.exec_driver_sql(trigger)
        yield len(ids)
