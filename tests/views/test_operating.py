from __future__ import annotations

import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from prometheus_client.parser import text_string_to_metric_families as told_in
from sqlalchemy import create_engine, text

from app import create_app
from models import now
from models.terms import JobState
from tests.factories import an_account
from tests.views.serving import Visit, environment, free_port, served
from views.context import EXTENSION, patient, reading, steady, writing
from views.readiness import BEHIND, LATE, UNREACHED, Readiness

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from config import Config

TOKEN = "for the one who counts"  # noqa: S105 -- of applications that live for one test


@pytest.fixture
def set_up(config: Config) -> Iterator[Callable[..., Flask]]:
    """Make an application with settings of its own."""
    made: list[Flask] = []

    def make(**settings: object) -> Flask:
        made.append(create_app(replace(config, **settings)))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for app in made:
        app.extensions[EXTENSION].engine.dispose()


def test_a_desk_that_is_there_is_alive_and_ready(client: FlaskClient) -> None:
    client.set_cookie("session", "of somebody")
    for address, word in [("/healthz", "alive"), ("/readyz", "ready")]:
        answer = client.get(address)
        assert (answer.status_code, answer.text) == (200, f"{word}\n")
        assert answer.mimetype == "text/plain"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Set-Cookie" not in answer.headers


def test_being_alive_asks_nothing_of_a_database_that_is_away(
    set_up: Callable[..., Flask],
) -> None:
    away = f"postgresql+psycopg://desk:hunter2@127.0.0.1:{free_port()}/desk"
    client = set_up(DATABASE_URL=away).test_client()
    assert client.get("/healthz").status_code == 200
    answer = client.get("/readyz")
    assert (answer.status_code, answer.text) == (503, f"{UNREACHED}\n")


def test_a_database_of_another_release_is_not_ready(client: FlaskClient, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = 'older'"))
    answer = client.get("/readyz")
    assert (answer.status_code, answer.text) == (503, f"{BEHIND}\n")


def test_a_database_that_goes_away_is_missed_until_it_is_back(
    client: FlaskClient, engine: Engine
) -> None:
    if engine.dialect.name != "postgresql":
        # The file of SQLite is there, or it is not.
        return
    away = 'ALTER DATABASE "{}" WITH ALLOW_CONNECTIONS {}'
    cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{}'"
    name, server = engine.url.database, create_engine(engine.url.set(database="postgres"))
    with server.connect().execution_options(isolation_level="AUTOCOMMIT") as asked:
        assert client.get("/readyz").status_code == 200
        asked.exec_driver_sql(away.format(name, "false"))
        asked.exec_driver_sql(cut.format(name))
        told = [client.get(address).status_code for address in ("/readyz", "/healthz", "/join/x")]
        asked.exec_driver_sql(away.format(name, "true"))
        assert told == [503, 200, 503]
        assert client.get("/readyz").status_code == 200
    server.dispose()


def test_nobody_waits_longer_than_the_bound_and_many_who_ask_cost_one_question(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked, may_answer = [], threading.Event()
    one = Readiness(app)

    def slow() -> str | None:
        asked.append(1)
        may_answer.wait(10)
        return None

    # As a database would that takes a connection and then says nothing.
    monkeypatch.setattr(one, "_ask", slow)
    assert [one.fault(bound=0.01) for _turn in range(3)] == [LATE] * 3
    may_answer.set()
    assert one.fault() is None
    assert sum(asked) == 1


@pytest.mark.parametrize("token", ["", "Bearer", "Bearer wrong", f"Basic {TOKEN}", "Bearer é"])
def test_what_is_counted_is_for_who_knows_the_token(
    token: str, set_up: Callable[..., Flask]
) -> None:
    counting = set_up(METRICS_TOKEN=TOKEN).test_client()
    answer = counting.get("/metrics", headers={"Authorization": token})
    assert (answer.status_code, answer.text) == (401, "\n")
    assert answer.headers["WWW-Authenticate"] == "Bearer"


def test_where_no_token_is_set_nothing_opens_the_counts(client: FlaskClient) -> None:
    for token in ("Bearer", "Bearer ", "Bearer None"):
        assert client.get("/metrics", headers={"Authorization": token}).status_code == 404


def _counts(client: FlaskClient) -> dict[tuple[str, ...], float]:
    answer = client.get("/metrics", headers={"Authorization": f"Bearer {TOKEN}"})
    assert answer.status_code == 200
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in told_in(answer.text)
        for sample in family.samples
    }


def test_requests_jobs_pool_and_release_are_told(
    set_up: Callable[..., Flask], session: Session
) -> None:
    account = an_account(session)
    waiting = {"kind": "import", "state": JobState.QUEUED, "account": account.id, "at": now()}
    row = "INSERT INTO job (kind, state, arguments, result, done, attempts, account_id, created_at)"
    session.execute(
        text(f"{row} VALUES (:kind, :state, '{{}}', '{{}}', 0, 0, :account, :at)"), waiting
    )
    session.commit()
    client = set_up(METRICS_TOKEN=TOKEN).test_client()
    for address in ("/sign-in", "/sign-in", "/nowhere", "/healthz"):
        client.get(address)
    client.open("/sign-in", method="STRANGE")
    told = _counts(client)
    assert told["gainsay_requests_total", "accounts.sign_in", "GET", "200"] == 2
    assert told["gainsay_requests_total", "nowhere", "GET", "404"] == 1
    assert told["gainsay_requests_total", "nowhere", "other", "405"] == 1
    assert not any("operating.alive" in name for name in told)
    assert told["gainsay_request_seconds_count", "accounts.sign_in"] == 2
    assert told["gainsay_database_up",] == told["gainsay_jobs", "queued"] == 1
    assert told["gainsay_jobs", "failed"] == 0
    assert ("gainsay_database_pool", "in_use") in told
    assert ("gainsay_build_info", "0.1.0") in told


def test_a_database_that_is_away_is_counted_as_away(set_up: Callable[..., Flask]) -> None:
    away = f"postgresql+psycopg://desk@127.0.0.1:{free_port()}/desk"
    told = _counts(set_up(DATABASE_URL=away, METRICS_TOKEN=TOKEN).test_client())
    assert told["gainsay_database_up",] == 0
    assert ("gainsay_jobs", "queued") not in told


def test_a_page_is_limited_and_an_export_and_a_job_are_not(app: Flask, engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        with app.test_request_context():
            assert patient(engine) is engine
        return
    asked = text("SHOW statement_timeout")
    with app.test_request_context():
        assert reading().scalar(asked) == "30s"
        with writing() as session:
            assert session.scalar(asked) == "30s"
        assert steady().scalar(asked) == "0"
    with app.app_context():
        assert reading().scalar(asked) == "0"


def test_whichever_process_is_asked_tells_what_others_counted(
    database_url: str, tmp_path: Path, set_up: Callable[..., Flask]
) -> None:
    counts = tmp_path / "counts"
    counts.mkdir()
    settings = {"GAINSAY_METRICS_TOKEN": TOKEN, "PROMETHEUS_MULTIPROC_DIR": str(counts)}
    env = environment(tmp_path, GAINSAY_DATABASE_URL=database_url, **settings)
    with served(env) as other:
        assert Visit(other.address).get("/sign-in")[0] == 200
    told = _counts(set_up(METRICS_TOKEN=TOKEN, METRICS_DIR=str(counts)).test_client())
    assert told["gainsay_requests_total", "accounts.sign_in", "GET", "200"] == 1
    assert ("gainsay_database_pool", "in_use") in told
