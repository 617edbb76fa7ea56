"""Tries at the doors are counted for all processes together, and go on being counted without their store."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from limits.errors import StorageError
from sqlalchemy import make_url, text

from app import create_app
from models import open_engine
from tests.views.conftest import enter
from tests.views.redis_store import redis_served
from tests.views.serving import free_port
from views.context import EXTENSION
from views.limits import limiter
from views.tries import Tries

if TYPE_CHECKING:
    from config import Config

NOBODY = "nobody@example.org"


@pytest.mark.sqlite
def test_a_store_that_goes_away_locks_nobody_out_and_lets_nobody_try_without_end(
    config: Config,
) -> None:
    with redis_served() as redis:
        app = create_app(replace(config, RATELIMIT_ENABLED=True, LIMITS_URL=redis.url))
        visitor = app.test_client()
        first = [enter(visitor, NOBODY).status_code for _try in range(6)]
        redis.kill()
        rest = [enter(visitor, NOBODY).status_code for _try in range(11)]
    app.extensions[EXTENSION].engine.dispose()
    assert first == [422] * 6
    assert rest == [422] * 10 + [429]


def test_processes_count_together_in_postgresql(empty_url: str) -> None:
    if not empty_url.startswith("postgresql"):
        # SQLite serves one process, which counts in memory.
        return
    plain = make_url(empty_url).set(drivername="postgresql").render_as_string(hide_password=False)
    one, other = Tries(plain), Tries(plain)
    assert [store.incr("door", 60) for store in (one, other, one)] == [1, 2, 3]
    assert other.get("door") == 3
    assert 0 < other.get_expiry("door") - one.get_expiry("another") <= 60
    other.clear("door")
    assert one.get("door") == 0
    one.incr("short", 0)
    assert (one.incr("short", 60), one.check()) == (1, True)
    one.TIDIED = 1
    one.incr("gone", 0)
    one.incr("door", 60)
    engine = open_engine(empty_url)
    with engine.connect() as connection:
        kept = connection.scalars(text("SELECT key FROM gainsay_tries ORDER BY key")).all()
    engine.dispose()
    assert kept == ["door", "short"]
    for store in (one, other):
        store.close()


def test_a_server_that_is_away_is_said_to_be() -> None:
    away = Tries(f"postgresql://desk@127.0.0.1:{free_port()}/desk", wrap_exceptions=True)
    assert not away.check()
    with pytest.raises(StorageError):
        away.incr("door", 60)


@pytest.mark.sqlite
def test_the_limiter_knows_postgresql(config: Config) -> None:
    url = f"postgresql://desk@127.0.0.1:{free_port()}/desk"
    app = create_app(replace(config, RATELIMIT_ENABLED=True, LIMITS_URL=url))
    assert isinstance(limiter.storage, Tries)
    assert enter(app.test_client(), NOBODY).status_code == 422
    app.extensions[EXTENSION].engine.dispose()
