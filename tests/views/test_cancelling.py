"""Jobs that are cancelled, and those that two workers want."""

from __future__ import annotations

import sqlite3
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import OperationalError

from app import create_app
from desk import jobs as desk
from models import now
from models.terms import JobState
from tests.views.jobs_begun import beginning
from tests.views.stored import last, rows
from views import jobs
from views.context import EXTENSION
from views.import_jobs import KIND

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from sqlalchemy import Engine

    from config import Config


@pytest.fixture
def begin(app: Flask, account_: Callable[..., str], engine: Engine) -> Callable[..., int]:
    """Begin an import of so many lines, as a checker."""
    return beginning(app, account_, engine)


@pytest.fixture
def other(config: Config) -> Iterator[Flask]:
    """Another process at the same database, with workers of its own."""
    made = create_app(config)
    yield made
    made.extensions[EXTENSION].engine.dispose()


@pytest.fixture
def at_first_progress(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Have something happen once, as soon as a worker tells how far it is."""

    def wait(stage: str, happen: Callable[[], object]) -> None:
        with app.app_context():
            found = jobs.the_queue()
        waiting, tell = [happen], found.tell

        def told(job_id: int, reached: str, done: int, total: int, seconds: float = 0) -> None:
            if reached == stage and waiting:
                waiting.pop()()
            tell(job_id, reached, done, total, seconds)

        monkeypatch.setattr(found, "tell", told)

    return wait


def _do(app: Flask, job_id: int) -> None:
    with app.app_context():
        jobs.do(job_id)


def _cancel(app: Flask, job_id: int) -> bool:
    with app.app_context():
        return jobs.cancel(job_id)


def test_a_job_lost_to_a_second_worker_is_done_once(
    app: Flask,
    other: Flask,
    begin: Callable[..., int],
    engine: Engine,
    at_first_progress: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    job_id = begin(3)

    def an_hour_later() -> None:
        monkeypatch.setattr(desk, "now", lambda: now() + timedelta(hours=1))
        _do(other, job_id)

    at_first_progress("reading", an_hour_later)
    _do(app, job_id)
    job = last(engine, "job")
    assert (job["state"], job["attempts"]) == (JobState.DONE, 2)
    assert len(rows(engine, "statement")) == 3
    assert len(rows(engine, "event")) == 1


def test_a_process_does_not_take_a_job_over_from_itself(
    app: Flask,
    begin: Callable[..., int],
    engine: Engine,
    at_first_progress: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    job_id = begin()

    def an_hour_later() -> None:
        monkeypatch.setattr(desk, "now", lambda: now() + timedelta(hours=1))
        _do(app, job_id)

    at_first_progress("reading", an_hour_later)
    _do(app, job_id)
    assert (last(engine, "job")["state"], last(engine, "job")["attempts"]) == (JobState.DONE, 1)


def test_a_job_at_work_is_over_as_soon_as_it_is_cancelled(
    app: Flask, begin: Callable[..., int], engine: Engine, at_first_progress: Callable[..., None]
) -> None:
    job_id = begin()
    states: list[str] = []

    def cancelled() -> None:
        assert _cancel(app, job_id)
        states.append(last(engine, "job")["state"])

    at_first_progress("reading", cancelled)
    _do(app, job_id)
    assert [*states, last(engine, "job")["state"]] == [JobState.CANCELLED, JobState.CANCELLED]
    assert (rows(engine, "statement"), rows(engine, "event")) == ([], [])
    with app.app_context():
        assert not jobs.the_queue().is_stopped(job_id)


def test_a_cancelled_job_stores_nothing_though_its_worker_was_not_told(
    app: Flask,
    begin: Callable[..., int],
    engine: Engine,
    at_first_progress: Callable[..., None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    job_id = begin()

    def cancelled() -> None:
        _cancel(app, job_id)
        jobs.the_queue().forget(job_id)

    at_first_progress("reading", cancelled)
    _do(app, job_id)
    assert last(engine, "job")["state"] == JobState.CANCELLED
    assert (rows(engine, "statement"), rows(engine, "event")) == ([], [])
    told = capsys.readouterr()
    assert "error" not in (told.out + told.err).lower()


def test_one_that_stores_is_asked_to_stop_and_does_so_before_the_end(
    app: Flask, begin: Callable[..., int], engine: Engine, at_first_progress: Callable[..., None]
) -> None:
    job_id = begin()

    def cancelled() -> None:
        # What a cancellation leaves while the worker holds the job.
        jobs.the_queue().stop(job_id)

    at_first_progress("storing", cancelled)
    _do(app, job_id)
    assert last(engine, "job")["state"] == JobState.CANCELLED
    assert rows(engine, "statement") == []


def test_a_wish_to_stop_outlives_a_job_that_is_put_off(
    app: Flask, begin: Callable[..., int], engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    job_id = begin()
    locked = OperationalError("", {}, sqlite3.OperationalError("locked"))

    def busy(_at_work: jobs.AtWork) -> None:
        jobs.the_queue().stop(job_id)
        raise locked

    with monkeypatch.context() as meanwhile:
        meanwhile.setitem(jobs.KINDS, KIND, busy)
        _do(app, job_id)
    assert last(engine, "job")["state"] == JobState.QUEUED
    _do(app, job_id)
    assert last(engine, "job")["state"] == JobState.CANCELLED
