"""Jobs on each store of the queue: several hosts share one, and whichever is killed, each is done once."""

from __future__ import annotations

import pickle
import signal
import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import make_url, text

from app import create_app
from models.terms import JobState
from tests.views.jobs_begun import beginning
from tests.views.redis_store import redis_served
from tests.views.serving import environment, free_port, gainsay, working
from tests.views.stored import last, rows
from views import jobs
from views.context import EXTENSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flask import Flask
    from sqlalchemy import Engine

    from config import Config

SECRET = "only for tests"  # noqa: S105
PATIENCE = 60
LINES = 12_000


@pytest.fixture
def url(request: pytest.FixtureRequest, database_url: str, tmp_path: Path) -> Iterator[str]:
    """Where the jobs wait: beside the database, or in Redis."""
    if request.param == "redis":
        with redis_served() as redis:
            yield redis.url
    elif database_url.startswith("sqlite"):
        yield f"sqlite:///{tmp_path / 'shared.db'}"
    else:
        plain = make_url(database_url).set(drivername="postgresql")
        yield plain.render_as_string(hide_password=False)


@pytest.fixture
def queueing(config: Config, url: str) -> Iterator[Flask]:
    """An application that puts its jobs there."""
    app = create_app(replace(config, QUEUE_URL=url))
    yield app
    with app.app_context():
        # A connection of PostgreSQL that nobody closed would be a fault.
        jobs.the_queue().huey.storage.close()
    app.extensions[EXTENSION].engine.dispose()


def _until(what: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.01)


class _Forged:
    """What would run a command wherever it is read without a look at its signature."""

    def __init__(self, place: Path) -> None:
        self._place = place

    def __reduce__(self) -> tuple[object, ...]:
        return (open, (str(self._place), "w"))


@pytest.mark.parametrize(
    "url", ["beside", pytest.param("redis", marks=pytest.mark.sqlite)], indirect=True
)
def test_hosts_share_a_queue_and_take_over_from_whoever_ends(
    url: str,
    queueing: Flask,
    account_: Callable[..., str],
    engine: Engine,
    database_url: str,
    tmp_path: Path,
) -> None:
    settings = {"DATABASE_URL": database_url, "SECRET_KEY": SECRET, "QUEUE_URL": url}
    named = {f"GAINSAY_{name}": value for name, value in settings.items()}
    hosts = [environment(tmp_path / name, **named) for name in ("one", "two", "three")]
    job_id = beginning(queueing, account_, engine)(LINES)
    with queueing.app_context():
        queue = jobs.the_queue()
        queue.huey.storage.enqueue(pickle.dumps(_Forged(tmp_path / "forged")))

    def stores() -> bool:
        return queue.told(job_id).get("stage") == "storing"

    with working(hosts[0]) as one:
        _until(stores)
        one.send_signal(signal.SIGTERM)
        assert one.wait(PATIENCE) == 0
    given_back = last(engine, "job")
    assert (given_back["state"], given_back["attempts"]) == (JobState.QUEUED, 0)
    queue.forget(job_id)
    with working(hosts[1]) as two:
        _until(stores)
        two.kill()
        two.wait(PATIENCE)
    assert rows(engine, "statement") == []
    with engine.begin() as connection:
        # The time of the lease passes.
        connection.execute(text("UPDATE job SET lease_until = NULL"))
    with working(hosts[2]):
        _until(lambda: last(engine, "job")["state"] == JobState.DONE)
    assert len(rows(engine, "statement")) == LINES
    assert [event["tag"] for event in rows(engine, "event")].count("import:file") == 1
    assert last(engine, "job")["attempts"] == 2
    assert not (tmp_path / "forged").exists()
    assert gainsay(hosts[2], "verify").returncode == 0


def test_a_queue_that_is_away_fails_neither_who_begins_a_job_nor_who_does_it(
    config: Config, account_: Callable[..., str], engine: Engine
) -> None:
    app = create_app(replace(config, QUEUE_URL=f"redis://127.0.0.1:{free_port()}"))
    job_id = beginning(app, account_, engine)(3)
    assert last(engine, "job")["state"] == JobState.QUEUED
    with app.app_context():
        assert jobs.the_queue().told(job_id) == {}
        jobs.sweep()
        jobs.do(job_id)
    app.extensions[EXTENSION].engine.dispose()
    assert last(engine, "job")["state"] == JobState.DONE
    assert len(rows(engine, "statement")) == 3
