"""Articles read by a worker: one by one, or many in one go; nothing twice, and nothing lost."""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from desk.actors import actor_of
from desk.jobs import Claim
from desk.proposals.batches import Given, add_documents, documents_of, take_up
from desk.redacting.redactions import redact
from models import Account, Job, Role, Source
from models.terms import DocumentState, Face, JobState
from reading.fetching.fetch import Limits
from tests.desk.redacting import draft
from tests.factories import a_capture, a_source, an_account
from tests.reading.fetching.serving import page, web
from tests.views.serving import environment, gainsay, served
from tests.views.stored import last, rows
from views import batch_jobs, jobs, reading_jobs
from views.context import EXTENSION, writing
from views.reading_jobs import ReadingTask

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask import Flask
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

SECRET = "only for tests"  # noqa: S105
PATIENCE = 90
BRIDGE = "We will rebuild the bridge before winter"
ARTICLE = f"“{BRIDGE},” Mayor Ada Bell said on Monday."
PAGE = """<html lang=en><head><title>Bridge to return</title>
<meta property="article:published_time" content="2024-03-06">
<meta property="og:site_name" content="The Valley Post"></head>
<body><article><h1>Bridge to return</h1><p>{}</p><p>{}</p></article></body></html>"""
FILLING = "The town council met for three hours and looked at the plans of four builders. " * 4


def _page(words: str = ARTICLE) -> bytes:
    return PAGE.format(words, FILLING).encode()


@pytest.fixture
def worker(session: Session) -> int:
    """Somebody who reads articles; the number of the account."""
    number = an_account(session, Role.CHECKER).id
    session.commit()
    return number


@pytest.fixture
def captured(session: Session) -> int:
    """A captured article without a date; the number of the capture."""
    source = a_source(session, "Bridge to return", container_title="The Valley Post")
    number = a_capture(session, source, ARTICLE).id
    session.commit()
    return number


def _done(app: Flask, job_id: int, engine: Engine) -> dict[str, Any]:
    with app.app_context():
        jobs.enqueue(job_id)
        jobs.the_queue().work_off()
    return next(row for row in rows(engine, "job") if row["id"] == job_id)


def _read(app: Flask, account: int, capture: int, engine: Engine, **rest: bool) -> dict[str, Any]:
    with app.app_context():
        task = asdict(ReadingTask(capture, **rest))
        job_id = jobs.begin(reading_jobs.KIND, account, task)
    return _done(app, job_id, engine)


def _begin(app: Flask, account: int, *given: Given) -> int:
    with app.app_context():
        return jobs.begin(batch_jobs.KIND, account, {}, documents=given)


def _states(engine: Engine) -> list[str]:
    return [str(row["state"]) for row in rows(engine, "batch_document")]


def test_a_capture_is_read_and_dates_are_counted_anew_once_it_has_one(
    app: Flask, worker: int, captured: int, engine: Engine, session: Session
) -> None:
    job = _read(app, worker, captured, engine)
    assert (job["state"], job["error"]) == (JobState.DONE, None)
    assert job["result"] == {"reading": 1, "added": 1}
    found = last(engine, "proposal")
    assert found["quote"].startswith(BRIDGE)
    assert found["passage"] == ARTICLE[found["start"] : found["end"]]
    assert last(engine, "reading")["confirmed_at"] is None
    session.get_one(Source, 1).published = "2024-03-06"
    session.commit()
    again = _read(app, worker, captured, engine, confirmed=True)
    assert again["result"] == {"reading": 1, "added": 0}
    assert last(engine, "reading")["published"] == "2024-03-06"
    assert last(engine, "reading")["confirmed_by_id"] == worker
    assert (found["said"], last(engine, "proposal")["said"]) == (None, "2024-03-04")
    assert rows(engine, "event") == []


@pytest.mark.parametrize("missing", ["capture", "permission"])
def test_what_cannot_be_read_says_why(
    missing: str, app: Flask, worker: int, captured: int, engine: Engine
) -> None:
    if missing == "permission":
        with engine.begin() as connection:
            connection.execute(text("UPDATE account SET role = 'reader' WHERE machine = false"))
    job = _read(app, worker, captured + (missing == "capture"), engine)
    assert job["state"] == JobState.FAILED
    assert ("There is no capture" if missing == "capture" else "may not read") in job["error"]
    assert rows(engine, "proposal") == []


def test_files_are_read_in_one_go_whatever_is_among_them(
    app: Flask, worker: int, engine: Engine
) -> None:
    given = (
        Given("articles/bridge.html", _page(), "text/html"),
        Given("articles/broken.pdf", b"%PDF-1.7 nothing of the kind", "application/pdf"),
        Given(
            "articles/old/road.txt", b"\xe2\x80\x9cNever,\xe2\x80\x9d Ada Bell said.", "text/plain"
        ),
        Given("again.html", _page(), "text/html"),
        Given("empty.txt", b"", "text/plain"),
        Given("  "),
    )
    job = _done(app, _begin(app, worker, *given), engine)
    assert (job["state"], job["error"]) == (JobState.DONE, None)
    assert job["result"] == {"documents": 5, "read": 3, "refused": 2, "proposals": 3}
    assert _states(engine) == ["read", "refused", "read", "read", "refused"]
    documents = rows(engine, "batch_document")
    assert all(one["content"] is None for one in documents)
    assert all(bool(one["error"]) == (one["state"] == "refused") for one in documents)
    titles = [(one["title"], one["title_supplied"]) for one in rows(engine, "source")]
    assert titles == [("Bridge to return", False), ("road", True)]
    assert rows(engine, "source")[0]["container_title"] == "The Valley Post"
    assert [one["confirmed_at"] for one in rows(engine, "reading")] == [None, None]
    assert [one["filename"] for one in rows(engine, "capture")] == ["bridge.html", "road.txt"]
    assert rows(engine, "reading")[0]["published"] == "2024-03-06"


def test_addresses_are_fetched_and_what_is_known_is_kept_of_its_source(
    app: Flask, worker: int, engine: Engine, session: Session
) -> None:
    app.extensions[EXTENSION].web = Limits(
        may_reach=lambda address, _port: address == "127.0.0.1", seconds=5
    )
    html = page(_page(), "Content-Type: text/html; charset=utf-8")
    gone = page(b"", status="404 Not Found")
    with web(lambda head, visit: visit.send(html if "/bridge" in head else gone)) as near:
        a_source(session, "The bridge", url=near.url("/bridge"), published="2024-03-13")
        session.commit()
        given = map(Given, (near.url("/bridge"), near.url("/gone"), "ftp://x.example/"))
        job = _done(app, _begin(app, worker, *given), engine)
    assert job["result"] == {"documents": 3, "read": 1, "refused": 2, "proposals": 1}
    assert [one["title"] for one in rows(engine, "source")] == ["The bridge"]
    # Somebody has described the source: its date counts, and its details are confirmed.
    assert last(engine, "reading")["published"] == "2024-03-13"
    assert last(engine, "reading")["confirmed_at"] is not None


def test_kill_9_in_the_middle_of_a_batch_loses_nothing_and_does_nothing_twice(
    app: Flask, worker: int, engine: Engine, database_url: str, tmp_path: Path
) -> None:
    count, lines = 16, 10
    words = "\n".join(
        f"<p>“{BRIDGE} number {{0}}.{line},” Ada Bell said.</p>" for line in range(lines)
    )
    given = [
        Given(f"{number}.html", _page(words.format(number)), "text/html") for number in range(count)
    ]
    env = environment(tmp_path, GAINSAY_DATABASE_URL=database_url, GAINSAY_SECRET_KEY=SECRET)
    with served(env) as server:
        job_id = _begin(app, worker, *given)
        _until(lambda: "read" in _states(engine))
        server.process.kill()
        server.process.wait()
    done = _states(engine).count("read")
    assert 0 < done < count
    assert len(rows(engine, "capture")) == len(rows(engine, "reading")) == done
    with engine.begin() as connection:
        # The time of the lease passes.
        connection.execute(text("UPDATE job SET lease_until = NULL"))
    with served(env):
        _until(lambda: last(engine, "job")["state"] == JobState.DONE)
    assert _states(engine) == ["read"] * count
    for table in ("source", "capture", "reading"):
        assert len(rows(engine, table)) == count
    assert len(rows(engine, "proposal")) == count * lines
    tags = [event["tag"] for event in rows(engine, "event")]
    assert tags.count("capture:keep") == count
    assert "capture:see_again" not in tags
    job = last(engine, "job")
    assert (job["id"], job["attempts"], job["result"]["read"]) == (job_id, 2, count)
    assert gainsay(env, "verify").returncode == 0


def test_a_batch_that_is_cancelled_keeps_what_was_read(
    app: Flask, worker: int, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    given = [Given(f"{n}.txt", f"“{BRIDGE} {n},” Ada Bell said.".encode()) for n in range(3)]
    job_id = _begin(app, worker, *given)
    with app.app_context():
        queue = jobs.the_queue()
    tell = queue.tell

    def told(number: int, stage: str, done: int, total: int, seconds: float = 0) -> None:
        if done == 1:
            queue.stop(number)
        tell(number, stage, done, total, seconds)

    monkeypatch.setattr(jobs, "NOTED", 0.0)
    monkeypatch.setattr(queue, "tell", told)
    job = _done(app, job_id, engine)
    assert job["state"] == JobState.CANCELLED
    assert _states(engine) == ["read", "waiting", "waiting"]
    with app.app_context():
        jobs.sweep()
    assert [row["content"] for row in rows(engine, "batch_document")] == [None] * 3


def test_a_document_that_stops_every_worker_is_given_up(session: Session, worker: int) -> None:
    job = Job(kind=batch_jobs.KIND, account_id=worker, arguments={}, result={})
    session.add(job)
    session.flush()
    add_documents(session, job.id, [Given("a.txt", b"a"), Given("b.txt", b"b")])
    taken = [take_up(session, Claim(job.id, attempt)) for attempt in (1, 1, 2, 3)]
    assert [one and one.name for one in taken] == ["a.txt", "a.txt", "a.txt", "b.txt"]
    first = documents_of(session, job.id)[0]
    assert (first.state, bool(first.error)) == (DocumentState.REFUSED, True)


def test_pieces_that_are_done_count_for_further_attempts(
    app: Flask, worker: int, engine: Engine
) -> None:
    job_id = _begin(app, worker, Given("a.txt", b"Nobody said anything.", "text/plain"))
    with engine.begin() as connection:
        connection.execute(text("UPDATE job SET attempts = 5"))
    assert "begun 5 times" in _done(app, job_id, engine)["error"]
    again = _begin(app, worker, Given("a.txt", b"Nobody said anything.", "text/plain"))
    with engine.begin() as connection:
        told = {"value": '{"pieces": 1}', "id": again}
        connection.execute(
            text("UPDATE job SET attempts = 5, result = :value WHERE id = :id"), told
        )
    assert _done(app, again, engine)["state"] == JobState.DONE


def test_documents_that_wait_go_with_redacted_words(
    app: Flask, worker: int, captured: int, engine: Engine, session: Session
) -> None:
    _read(app, worker, captured, engine)
    _begin(app, worker, Given("a.txt", ARTICLE.encode()), Given(f"{ARTICLE}.txt", b"x"))
    admin = an_account(session, Role.ADMIN).id
    session.commit()
    with app.app_context():
        _redact(captured, admin)
    waiting, named = rows(engine, "batch_document")
    assert (waiting["state"], waiting["content"]) == (DocumentState.REFUSED, None)
    assert named["name"] == "[redacted]"
    assert last(engine, "proposal")["passage"] == "[redacted]"


def _redact(capture: int, admin: int) -> None:
    with writing() as deed:
        by = actor_of(deed.get_one(Account, admin), Face.PAGE)
        redact(deed, "capture", capture, draft("content"), by)
        deed.commit()


def _until(what: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not what():
        assert time.monotonic() < end, "it never came to that"
        time.sleep(0.05)
