"""Documents that wait to be read go with what is redacted, however they write it."""

from __future__ import annotations

import threading
import time
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, select, text, update
from sqlalchemy.orm import Session

from desk import jobs, pending
from desk.articles import uploaded
from desk.history.audit import writing_session
from desk.proposals.batches import (
    Given,
    add_documents,
    forget_files,
    is_waiting,
    note_refused,
)
from desk.redacting.proposals import hold_jobs
from desk.redacting.redactable import PARTS
from models import BatchDocument, Capture, Job, PendingCapture, Statement, now
from models.terms import DocumentState, JobState
from tests.desk.redacting import SAID, redact

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from desk.actors import Actor
HARMLESS = "<p>Another article, “on ships”, with é and &amp;.</p>".encode()


def _waiting(session: Session, by: Actor, content: bytes) -> BatchDocument:
    job = Job(kind="reading_batch", account_id=by.account_id, arguments={}, result={})
    session.add(job)
    session.flush()
    add_documents(session, job.id, [Given("a", content), Given("b", HARMLESS)])
    session.commit()
    assert is_waiting(session, job.id, 1)
    return session.get_one(BatchDocument, (job.id, 1))


_ESCAPED = "".join(f"&#{ord(letter)};" for letter in SAID)


@pytest.mark.parametrize(
    "content",
    [
        f"<p>{SAID}</p>".encode(),
        f"<p>{_ESCAPED}</p>".encode(),
        SAID.replace(" ", " <b>\n", 2).encode(),
        SAID.replace("a", "a<wbr>").encode(),
        SAID.encode("utf-16"),
        "Ein früher Artikel".encode("latin-1"),
        b"\n%PDF-1.7 packed words",
    ],
    ids=["plain", "entities", "tags", "within", "utf-16", "latin-1", "pdf"],
)
def test_what_holds_the_words_or_does_not_show_its_own_goes(
    writing: Session, secret: Statement, admin: Actor, content: bytes
) -> None:
    held = _waiting(writing, admin, content)
    job_id = held.job_id
    redact(writing, admin, "statement", secret.id, *PARTS["statement"])
    writing.expire_all()
    assert (held.content, held.state) == (None, DocumentState.REFUSED)
    assert held.error
    assert not is_waiting(writing, job_id, 1)
    assert is_waiting(writing, job_id, 2)
    assert writing.get_one(BatchDocument, (job_id, 2)).content == HARMLESS


def test_the_very_bytes_of_a_redacted_capture_go(
    writing: Session, secret: Statement, admin: Actor
) -> None:
    shown = b"Quite other words."
    # Its text was read out of bytes that show nothing of it.
    writing.connection().execute(update(Capture).values(content=shown))
    writing.commit()
    held = _waiting(writing, admin, shown)
    assert secret.appearances[0].capture_id == 1
    redact(writing, admin, "capture", 1, "content")
    writing.expire_all()
    assert (held.content, held.state) == (None, DocumentState.REFUSED)


def test_a_redaction_waits_for_a_worker_that_is_at_a_document_of_its_batch(
    writing: Session, secret: Statement, admin: Actor, engine: Engine
) -> None:
    if engine.dialect.name != "postgresql":
        # Whoever writes there waits for whoever writes, before it has anything.
        return
    held = _waiting(writing, admin, SAID.encode())
    job_id, statement_id = held.job_id, secret.id
    writing.rollback()
    with engine.begin() as connection:
        connection.execute(update(Job).values(arguments={"name": SAID}))

    def redact_meanwhile() -> None:
        with writing_session(engine) as session:
            redact(session, admin, "statement", statement_id, *PARTS["statement"])

    redacting = threading.Thread(target=redact_meanwhile)
    with Session(engine) as worker:
        claim = jobs.claim_job(worker, job_id)
        assert claim is not None
        worker.commit()
        jobs.held_job(worker, claim)
        redacting.start()
        _until_one_waits(engine)
        # In the other order, each would now wait for the other, and one be ended by the server.
        note_refused(worker, job_id, 2, "It cannot be read.")
        note_refused(worker, job_id, 1, f"It cannot be read: {SAID}")
        worker.commit()
    redacting.join(60)
    with Session(engine) as session:
        document = session.get_one(BatchDocument, (job_id, 1))
        assert SAID not in str(document.error)
        assert session.get_one(Statement, statement_id).redacted_at is not None


def test_who_tidies_up_waits_for_no_redaction_and_the_redaction_for_him(
    writing: Session, secret: Statement, admin: Actor, engine: Engine
) -> None:
    if engine.dialect.name != "postgresql":
        return
    statement_id, held = secret.id, [_waiting(writing, admin, HARMLESS).job_id for _each in "ab"]
    old = now() - timedelta(days=9)
    with engine.begin() as connection:
        over = {"state": JobState.DONE, "finished_at": old, "content": b"x"}
        connection.execute(update(Job).values(over))

    def redact_meanwhile() -> None:
        with writing_session(engine) as session:
            redact(session, admin, "statement", statement_id, *PARTS["statement"])

    redacting = threading.Thread(target=redact_meanwhile)
    with Session(engine) as one, Session(engine) as tidying:
        tidying.execute(text("SET LOCAL lock_timeout = '5s'"))
        # As a redaction that has come so far: what it holds is left to it.
        hold_jobs(one, held[0])
        jobs.forget_old_files(tidying)
        one.rollback()
        redacting.start()
        _until_one_waits(engine)
        # In the other order, each would now wait for the other.
        forget_files(tidying)
        jobs.forget_old_files(tidying)
        tidying.commit()
    redacting.join(60)
    assert not redacting.is_alive()
    with Session(engine) as session:
        assert session.get_one(Statement, statement_id).redacted_at is not None
        assert [job.content for job in session.scalars(select(Job))] == [None, None]


def test_an_article_that_was_tidied_away_meanwhile_is_passed_over(
    writing: Session, secret: Statement, admin: Actor, engine: Engine
) -> None:
    if engine.dialect.name != "postgresql":
        return
    statement_id, article = secret.id, uploaded(f"<p>{SAID}</p>".encode(), "a.html", "text/html")
    pending.hold(writing, article, {}, admin.account_id)
    writing.commit()

    def redact_meanwhile() -> None:
        with writing_session(engine) as session:
            redact(session, admin, "statement", statement_id, *PARTS["statement"])

    redacting = threading.Thread(target=redact_meanwhile)
    with Session(engine) as tidying:
        tidying.execute(delete(PendingCapture))
        redacting.start()
        _until_one_waits(engine)
        tidying.commit()
    redacting.join(60)
    with Session(engine) as session:
        assert session.get_one(Statement, statement_id).redacted_at is not None


def _until_one_waits(engine: Engine) -> None:
    asked = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    end = time.monotonic() + 60
    with engine.connect() as connection:
        while not connection.scalar(asked):
            assert time.monotonic() < end, "nobody waits"
            connection.rollback()
            time.sleep(0.05)
