"""Print how much room each table and index of a desk takes: `python -m bench.scale.sizes URL`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import create_engine

if TYPE_CHECKING:
    from collections.abc import Iterator

_MEBIBYTE = 2**20
_ASKED = {
    # What FTS5 writes stands in tables of its own, named after the one that is asked.
    "sqlite": """
        SELECT master.tbl_name, CASE master.type WHEN 'index' THEN 'index' ELSE 'table' END,
        sum(used.pgsize) FROM dbstat AS used JOIN sqlite_master AS master ON master.name = used.name
        GROUP BY 1, 2 ORDER BY 3 DESC
    """,
    "postgresql": """
        SELECT relname, 'table', pg_table_size(oid) FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace
        UNION ALL SELECT relname, 'index', pg_indexes_size(oid) FROM pg_class
        WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY 3 DESC
    """,
}


class Size(NamedTuple):
    """How many bytes a table, or all of its indexes, take."""

    table: str
    part: str
    bytes: int


def sizes(url: str) -> Iterator[Size]:
    """Yield the sizes of a database, the largest first."""
    engine = create_engine(url)
    with engine.connect() as connection:
        for row in connection.exec_driver_sql(_ASKED[engine.dialect.name]):
            yield Size(*row)
    engine.dispose()


def main() -> None:
    """Print what takes more than a mebibyte, and all of it together."""
    found = list(sizes(sys.argv[1]))
    for size in found:
        if size.bytes >= _MEBIBYTE:
            sys.stdout.write(f"{size.table:28} {size.part:6} {size.bytes / _MEBIBYTE:10.1f} MiB\n")
    whole = sum(size.bytes for size in found) / _MEBIBYTE
    sys.stdout.write(f"{'all':28} {'':6} {whole:10.1f} MiB\n")


if __name__ == "__main__":
    main()
