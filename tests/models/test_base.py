from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import ArgumentError, StatementError

from models import Account, for_writing, now, open_engine
from models.base import UTCDateTime
from tests.factories import an_account

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

BRUSSELS = timezone(timedelta(hours=2))


def test_a_moment_without_a_time_zone_is_refused(session: Session) -> None:
    account = an_account(session)
    account.created_at = datetime(2017, 9, 18, 12)  # noqa: DTZ001 -- the mistake in question
    with pytest.raises(StatementError, match="needs a time zone"):
        session.flush()


def test_a_moment_comes_back_as_it_went_in_and_in_utc(session: Session) -> None:
    account = an_account(session)
    moment = account.created_at = datetime(2017, 9, 18, 12, 0, 0, 123456, tzinfo=BRUSSELS)
    session.commit()
    read = session.get_one(Account, account.id).created_at
    assert read == moment
    assert read.tzinfo is UTC
    assert read.hour == 10


def test_no_moment_is_no_moment() -> None:
    assert UTCDateTime().process_bind_param(None, sqlite.dialect()) is None
    assert UTCDateTime().process_result_value(None, sqlite.dialect()) is None


def test_now_is_aware() -> None:
    assert now().tzinfo is UTC


@pytest.mark.parametrize("url", ["", "nonsense", "sqlite", "mongo://x/y"])
def test_a_database_url_that_cannot_be_read_is_refused(url: str) -> None:
    with pytest.raises(ArgumentError):
        open_engine(url)


def test_an_engine_is_opened_without_asking_the_database() -> None:
    assert open_engine("postgresql+psycopg://nobody@nowhere/x").dialect.name == "postgresql"


def test_sqlite_is_set_up_on_every_connection(engine: Engine) -> None:
    if engine.dialect.name != "sqlite":
        return
    expected = {"journal_mode": "wal", "busy_timeout": 5000, "foreign_keys": 1, "synchronous": 2}
    with engine.connect() as first, engine.connect() as second:
        for connection in (first, second):
            for pragma, value in expected.items():
                assert connection.exec_driver_sql(f"PRAGMA {pragma}").scalar_one() == value


def test_a_change_of_schema_is_taken_back_with_the_rest(engine: Engine) -> None:
    with for_writing(engine).connect() as connection:
        connection.execute(text("CREATE TABLE half (id INTEGER)"))
        connection.rollback()
    assert not inspect(engine).has_table("half")


def test_queries_are_counted_through_either_engine(
    engine: Engine, count_queries: Callable[[Engine], AbstractContextManager[list[str]]]
) -> None:
    with count_queries(engine) as queries:
        for way_in in (engine, for_writing(engine)):
            with way_in.connect() as connection:
                connection.execute(text("SELECT 1"))
    assert queries == ["SELECT 1", "SELECT 1"]
