"""The worker: progress that is seen while it stores, and nothing lost when it is killed."""

from __future__ import annotations

import sqlite3
import threading
import time
from dataclasses import asdict
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app import create_app
from config import Config
from desk import jobs as desk
from desk import pending
from desk.articles import Article
from desk.refusals import RefusedError
from models import now
from models.terms import JobState
from tests.views.jobs_begun import beginning
from tests.views.serving import environment, gainsay, served, working
from tests.views.stored import last, rows
from views import jobs
from views.context import EXTENSION, writing
from views.import_jobs import KIND
from views.queues import QueueError
from views.stopping import StoppedError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask import Flask
    from sqlalchemy import Engine

SECRET = "only for tests"  # noqa: S105
PATIENCE = 60
LINES = 8_000


@pytest.fixture
def begin(app: Flask, account_: Callable[..., str], engine: Engine) -> Callable[..., int]:
    """Begin an import of so many lines, as a checker."""
    return beginning(app, account_, engine)


def _until(what: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.01)


def _told(app: Flask, job_id: int) -> dict[str, Any]:
    with app.app_context():
        return jobs.the_queue().told(job_id)


def _work_off(app: Flask) -> None:
    with app.app_context():
        jobs.the_queue().work_off()


def _add_again(app: Flask, job_id: int) -> None:
    with app.app_context():
        jobs.enqueue(job_id)


def test_kill_9_in_the_middle_of_an_import_loses_nothing(
    app: Flask, begin: Callable[..., int], engine: Engine, database_url: str, tmp_path: Path
) -> None:
    env = environment(tmp_path, GAINSAY_DATABASE_URL=database_url, GAINSAY_SECRET_KEY=SECRET)
    with served(env) as server:
        job_id = begin(LINES)
        # Seen from another process, while the import holds the database.
        _until(lambda: _told(app, job_id).get("stage") == "storing")
        server.process.kill()
        server.process.wait()
    assert rows(engine, "statement") == []
    assert last(engine, "job")["state"] == JobState.RUNNING
    with engine.begin() as connection:
        # The time of the lease passes.
        connection.execute(text("UPDATE job SET lease_until = NULL"))
    with served(env):
        _until(lambda: last(engine, "job")["state"] == JobState.DONE)
    assert len(rows(engine, "statement")) == LINES
    assert len([one for one in rows(engine, "event") if one["tag"] == "import:file"]) == 1
    assert last(engine, "job")["attempts"] == 2
    assert gainsay(env, "verify").returncode == 0


def test_a_job_that_stands_in_the_queue_twice_is_done_once(
    app: Flask, begin: Callable[..., int], engine: Engine
) -> None:
    job_id = begin()
    _add_again(app, job_id)
    _work_off(app)
    assert last(engine, "job")["attempts"] == 1
    assert len(rows(engine, "event")) == 1


def test_what_the_queue_lost_is_swept_up(
    app: Flask, begin: Callable[..., int], engine: Engine
) -> None:
    job_id = begin()
    with app.app_context():
        assert jobs.the_queue().huey.dequeue() is not None
        jobs.sweep()
        jobs.the_queue().work_off()
    assert (last(engine, "job")["id"], last(engine, "job")["state"]) == (job_id, JobState.DONE)


def test_a_job_that_another_worker_holds_is_looked_at_when_its_lease_ends(
    app: Flask, begin: Callable[..., int]
) -> None:
    job_id = begin()
    with app.app_context():
        with jobs.booking() as session:
            assert desk.claim_job(session, job_id)
            session.commit()
        jobs.the_queue().work_off()
        jobs.sweep()
        assert jobs.the_queue().huey.dequeue() is None
        jobs.sweep(later=True)
        jobs.the_queue().work_off()
        assert len(jobs.the_queue().huey.scheduled()) == 1


@pytest.mark.sqlite
def test_while_somebody_writes_a_job_is_put_off(
    app: Flask, begin: Callable[..., int], engine: Engine
) -> None:
    begin()
    with app.app_context(), writing():
        jobs.the_queue().work_off()
        assert len(jobs.the_queue().huey.scheduled()) == 1
    assert last(engine, "job")["state"] == JobState.QUEUED


@pytest.mark.parametrize(
    ("error", "state", "words"),
    [
        (RuntimeError("disk"), JobState.FAILED, "Something broke on our side"),
        (RefusedError("field", "Not like this."), JobState.FAILED, "Not like this."),
        (StoppedError(), JobState.CANCELLED, None),
        (desk.LostJobError(), JobState.RUNNING, None),
        (OperationalError("", {}, sqlite3.OperationalError("locked")), JobState.QUEUED, None),
    ],
)
def test_whatever_a_job_meets_its_row_says_it(
    error: Exception,
    state: JobState,
    words: str | None,
    begin: Callable[..., int],
    meeting: Callable[[Exception], dict[str, Any]],
) -> None:
    begin()
    job = meeting(error)
    assert job["state"] == state
    assert (words is None and job["error"] is None) or words in job["error"]


@pytest.fixture
def meeting(
    app: Flask, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> Callable[[Exception], dict[str, Any]]:
    """Have the job that waits meet with an error; return its row."""

    def meet(error: Exception) -> dict[str, Any]:
        def work(_at_work: jobs.AtWork) -> None:
            raise error

        monkeypatch.setitem(jobs.KINDS, KIND, work)
        _work_off(app)
        return last(engine, "job")

    return meet


def test_progress_is_noted_now_and_then_and_keeps_the_lease(
    app: Flask, begin: Callable[..., int], engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = begin()
    with app.app_context():
        with jobs.booking() as session:
            claim = desk.claim_job(session, job_id)
            session.commit()
        assert claim
        at_work = jobs.AtWork(claim)
        at_work.progress("reading", 1, 9, renew=True)
        at_work.progress("reading", 2, 9, renew=True)
        assert jobs.the_queue().told(job_id)["done"] == 1
        monkeypatch.setattr(jobs, "RENEWED", -1.0)
        at_work.progress("reading", 9, 9, renew=True)
        assert last(engine, "job")["done"] == 9
        jobs.the_queue().stop(job_id)
        with pytest.raises(StoppedError):
            at_work.progress("storing", 9, 9, renew=False)


def test_a_clock_keeps_the_lease_of_work_that_tells_nothing(
    app: Flask, begin: Callable[..., int], engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = begin()
    monkeypatch.setattr(jobs, "RENEWED", 0.02)
    with app.app_context():
        with jobs.booking() as session:
            claim = desk.claim_job(session, job_id)
            session.commit()
        assert claim
        begun = last(engine, "job")["lease_until"]
        with jobs.AtWork(claim).kept():
            _until(lambda: last(engine, "job")["lease_until"] > begun)
        with engine.begin() as connection:
            connection.execute(text("UPDATE job SET attempts = 4"))
        taken_over = last(engine, "job")
        # Another worker's by now: that one keeps it, and this clock stops.
        with jobs.AtWork(claim).kept():
            _until(lambda: "keeping job" not in _threads())
        assert last(engine, "job") == taken_over


def _threads() -> str:
    return " ".join(thread.name for thread in threading.enumerate())


@pytest.mark.parametrize(
    "url", ["nonsense", "redis://desk:hunter2@127.0.0.1:port", "sqlite:////nowhere/at/all/queue.db"]
)
def test_a_queue_that_cannot_be_used_is_said_without_its_password(url: str, config: Config) -> None:
    app = create_app(Config(**{**asdict(config), "QUEUE_URL": url}))
    with app.app_context(), pytest.raises(QueueError) as error:
        jobs.the_queue()
    app.extensions[EXTENSION].engine.dispose()
    assert str(error.value).startswith("GAINSAY_QUEUE_URL cannot be used: ")
    assert "hunter2" not in str(error.value)


def test_starting_a_command_does_not_wait_for_the_queue(tmp_path: Path) -> None:
    gainsay(environment(tmp_path), "upgrade")
    begun = time.monotonic()
    assert gainsay(environment(tmp_path), "--help").returncode == 0
    assert time.monotonic() - begun < PATIENCE
    assert not (tmp_path / "queue.db").exists()


def test_a_worker_of_its_own_does_the_work(
    begin: Callable[..., int], engine: Engine, database_url: str, tmp_path: Path
) -> None:
    begin()
    env = environment(tmp_path, GAINSAY_DATABASE_URL=database_url, GAINSAY_SECRET_KEY=SECRET)
    with working(env) as process:
        _until(lambda: last(engine, "job")["state"] == JobState.DONE)
        process.send_signal(2)
        assert process.wait(PATIENCE) == 0


def test_the_sweep_forgets_articles_that_nobody_came_back_for(
    app: Flask, begin: Callable[..., int], engine: Engine
) -> None:
    begin()
    old = Article(b"x", "text/plain", "x", retrieved_at=now() - timedelta(days=2))
    with app.app_context():
        with jobs.booking() as session:
            pending.hold(session, old, {}, last(engine, "job")["account_id"])
            session.commit()
        jobs.sweep()
    assert rows(engine, "pending_capture") == []
