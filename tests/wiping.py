"""A database of PostgreSQL brought back to how it was made, which costs less than a new one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from psycopg import sql

if TYPE_CHECKING:
    from psycopg import Connection

#: All that a test may have altered of the tables, their triggers and the functions behind them.
_FORM = """
SELECT md5(string_agg(line, ';' ORDER BY line)) FROM (
    SELECT concat(c.relname, ' ', c.relkind, ' ', a.attname, a.atttypid, a.attnotnull, a.attnum)
    FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relnamespace = 'public'::regnamespace
    UNION ALL SELECT concat(tgname, tgrelid::regclass, tgenabled) FROM pg_trigger
    UNION ALL SELECT concat(conname, conrelid::regclass, convalidated) FROM pg_constraint
    UNION ALL SELECT concat(proname, prosrc) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
) AS told(line)
"""
_TABLES = """
SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum)
FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
GROUP BY c.relname ORDER BY c.relname
"""
_NUMBERS = "SELECT sequencename, coalesce(last_value, 1), last_value IS NOT NULL FROM pg_sequences"
_OTHERS = """
SELECT pg_terminate_backend(pid, 2000) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@dataclass(frozen=True)
class Original:
    """What a database held when it was made: its form, the rows of each table, its numbers."""

    form: str
    rows: dict[str, tuple[list[str], bytes]]
    numbers: tuple[tuple[str, int, bool], ...]

    @classmethod
    def of(cls, database: Connection[Any]) -> Original:
        """Remember a database."""
        columns: dict[str, list[str]] = dict(database.execute(_TABLES).fetchall())
        rows = {table: (names, _copied(database, table, names)) for table, names in columns.items()}
        return cls(_form(database), rows, tuple(database.execute(_NUMBERS).fetchall()))

    def brought_back(self, database: Connection[Any]) -> bool:
        """Bring a database back to it; False where it was altered in form, and has to be made anew.

        Nobody else is left connected. Triggers sleep meanwhile: some keep rows from being deleted.
        """
        database.execute(_OTHERS)
        if _form(database) != self.form:
            return False
        database.execute(self._deletions)
        for table, (names, rows) in self.rows.items():
            if rows:
                _paste(database, table, names, rows)
        database.execute(self._numbering)
        return True

    @property
    def _deletions(self) -> sql.Composed:
        deletions = (sql.SQL("DELETE FROM {}").format(sql.Identifier(each)) for each in self.rows)
        return sql.SQL("; ").join([sql.SQL("SET session_replication_role = replica"), *deletions])

    @property
    def _numbering(self) -> sql.Composed:
        settings = (sql.SQL("setval({}, {}, {})").format(*each) for each in self.numbers)
        return sql.SQL("SELECT {}").format(sql.SQL(", ").join(settings))


def _form(database: Connection[Any]) -> str:
    row = database.execute(_FORM).fetchone()
    return str(row and row[0])


def _copied(database: Connection[Any], table: str, names: list[str]) -> bytes:
    told = sql.SQL("COPY {} ({}) TO STDOUT").format(sql.Identifier(table), _listed(names))
    with database.cursor().copy(told) as rows:
        return b"".join(bytes(piece) for piece in rows)


def _paste(database: Connection[Any], table: str, names: list[str], rows: bytes) -> None:
    told = sql.SQL("COPY {} ({}) FROM STDIN").format(sql.Identifier(table), _listed(names))
    with database.cursor().copy(told) as into:
        into.write(rows)


def _listed(names: list[str]) -> sql.Composed:
    return sql.SQL(", ").join(map(sql.Identifier, names))
