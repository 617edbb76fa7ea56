from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, inspect, text
from sqlalchemy.exc import OperationalError

from models import Pooling, for_pages, for_writing, open_engine

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

ONE = "postgresql+psycopg://desk@one.example/gainsay"
SEVERAL = (
    "postgresql+psycopg://desk@/gainsay?host=one.example:5432&host=two.example:5433"
    "&target_session_attrs=read-write"
)


class _ToldEnoughError(Exception):
    """Stands in the way of a connection: what the driver is told is known by then."""


def _told(url: str, pooling: Pooling | None = None) -> dict[str, Any]:
    engine = open_engine(url, pooling)
    told: dict[str, Any] = {}

    @event.listens_for(engine, "do_connect")
    def note(_dialect: object, _record: object, _plain: object, named: dict[str, Any]) -> None:
        told.update(named)
        raise _ToldEnoughError

    with pytest.raises(_ToldEnoughError):
        engine.connect()
    return told


def test_several_hosts_are_tried_for_the_one_that_writes() -> None:
    told = _told(SEVERAL)
    assert (told["host"], told["port"]) == ("one.example,two.example", "5432,5433")
    assert told["target_session_attrs"] == "read-write"


def test_nothing_is_prepared_and_a_host_is_not_waited_for_without_end() -> None:
    told = _told(ONE, Pooling(connect_seconds=7))
    assert (told["prepare_threshold"], told["connect_timeout"]) == (None, 7)
    assert _told(f"{ONE}?connect_timeout=3")["connect_timeout"] == "3"


def test_as_many_connections_are_held_as_are_set() -> None:
    pool: Any = open_engine(ONE, Pooling(size=2, overflow=1)).pool
    assert (pool.size(), pool._max_overflow) == (2, 1)  # noqa: SLF001 -- told nowhere else


def test_postgresql_gives_up_what_takes_too_long_and_nothing_after_it(engine: Engine) -> None:
    limited = for_pages(engine, 1)
    if engine.dialect.name == "sqlite":
        assert limited is engine
        return
    with pytest.raises(OperationalError, match="statement timeout"), limited.connect() as asked:
        asked.execute(text("SELECT pg_sleep(20)"))
    with engine.connect() as asked:
        assert asked.scalar(text("SHOW statement_timeout")) == "0"
    with for_pages(engine, 0).connect() as asked:
        assert asked.scalar(text("SHOW statement_timeout")) == "0"


def test_a_page_reads_by_index_and_what_goes_over_everything_does_not(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        assert for_pages(engine, 0) is engine
        return
    for seconds in (0, 1):
        with for_pages(engine, seconds).connect() as asked:
            assert asked.scalar(text("SHOW random_page_cost")) == "1.1"
    with engine.connect() as asked:
        assert asked.scalar(text("SHOW random_page_cost")) == "4"


def test_a_deed_holds_the_lock_of_sqlite_from_its_first_moment(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'desk.db'}")
    writer = for_writing(engine)
    with closing(sqlite3.connect(tmp_path / "desk.db", isolation_level=None, timeout=0)) as other:
        for made in (writer, writer.execution_options(stream_results=False)):
            with made.begin(), pytest.raises(sqlite3.OperationalError, match="locked"):
                other.execute("BEGIN IMMEDIATE")
        with engine.begin() as reading:
            assert reading.scalar(text("SELECT 1")) == 1
            other.execute("BEGIN IMMEDIATE")
            other.execute("ROLLBACK")
    engine.dispose()


def test_nothing_is_sent_to_sqlite_but_the_transaction_and_what_it_asks(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'desk.db'}")
    sent: list[str] = []
    with engine.connect() as connection:
        assert connection.connection.dbapi_connection is not None
        connection.connection.dbapi_connection.set_trace_callback(sent.append)
    with engine.begin() as again:
        again.execute(text("SELECT 2"))
    assert sent == ["BEGIN", "SELECT 2", "COMMIT"]
    engine.dispose()


def test_what_the_first_connection_finds_out_is_known_for_reading_and_writing(
    tmp_path: Path,
) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'desk.db'}")
    writer = for_writing(engine)
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE note (id INTEGER PRIMARY KEY)"))
    for made in (engine, writer, for_writing(engine)):
        assert [one["name"] for one in inspect(made).get_columns("note")] == ["id"]
        assert made.dialect.server_version_info == sqlite3.sqlite_version_info
    engine.dispose()
