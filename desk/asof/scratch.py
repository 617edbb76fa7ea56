"""A database in memory, for the length of a question, that holds some rows as they once stood."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import NullPool, create_engine, insert, text
from sqlalchemy.orm import Session

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Table

    Rows = Sequence[dict[str, Any]]

#: One engine, so that what was compiled once stays; each connection is a database of its own.
_ENGINE = create_engine("sqlite://", poolclass=NullPool, hide_parameters=True)


@contextmanager
def holding(rows: Mapping[Table, Rows]) -> Iterator[Session]:
    """Give a session on a database that holds these rows and nothing else.

    Its tables are bare: what is put together from two times need not keep today's rules.
    """
    with _ENGINE.connect() as connection:
        for table, held in rows.items():
            for line in _bare(table):
                connection.execute(text(line))
            if held:
                connection.execute(insert(table), held)
        with Session(connection) as session:
            yield session


def _bare(table: Table) -> Iterator[str]:
    names = ", ".join(f'"{column.name}"' for column in table.columns)
    keys = ", ".join(f'"{column.name}"' for column in table.primary_key)
    yield f'CREATE TABLE "{table.name}" ({names}, PRIMARY KEY ({keys}))'
    for column in table.columns:
        if column.foreign_keys and not column.primary_key:
            yield f'CREATE INDEX "{table.name}_{column.name}" ON "{table.name}" ("{column.name}")'
