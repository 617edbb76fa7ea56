"""Workers are shared: work lets others go first, holds what it is at, and keeps nothing that went."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from desk import articles
from desk.actors import actor_of
from desk.articles import WEB
from desk.articles import uploaded as articles_uploaded
from desk.jobs import LEASE, claim_job, gives_way
from desk.proposals.batches import Given
from desk.redacting.redactions import redact
from models import Account, Role, now
from models.terms import DocumentState, Face
from tests.desk.redacting import draft
from tests.factories import a_capture, a_source, an_account
from tests.views.stored import rows
from views import batch_jobs, jobs
from views.context import writing
from views.reading_jobs import read

if TYPE_CHECKING:
    import pytest
    from flask import Flask
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from desk.articles import Article
    from desk.proposals.keeping import Article as ToRead
    from reading.proposing import Proposed


ARTICLE = "“We will rebuild the bridge before winter,” Mayor Ada Bell said on Monday."


def test_what_is_redacted_while_it_is_in_hand_is_not_kept(
    app: Flask, session: Session, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker, admin = an_account(session).id, an_account(session, Role.ADMIN).id
    capture = a_capture(session, a_source(session), ARTICLE).id
    session.commit()

    def meanwhile(article: ToRead, *rest: object) -> Proposed:
        with writing() as deed:
            by = actor_of(deed.get_one(Account, admin), Face.PAGE)
            redact(deed, "capture", capture, draft("content"), by)
            deed.commit()
        return read(article, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(batch_jobs, "read", meanwhile)
    with app.app_context():
        given = [Given("a.txt", ARTICLE.encode(), "text/plain")]
        jobs.begin(batch_jobs.KIND, worker, {}, documents=given)
        jobs.the_queue().work_off()
    assert len(rows(engine, "capture")) == 1
    [document] = rows(engine, "batch_document")
    assert (document["state"], document["content"]) == (DocumentState.REFUSED, None)
    [job] = rows(engine, "job")
    assert (job["state"], job["result"]["refused"]) == ("done", 1)


def _begin(app: Flask, account: int, *names: str) -> int:
    with app.app_context():
        given = [Given(name, f"{ARTICLE} {name}".encode(), "text/plain") for name in names]
        return jobs.begin(batch_jobs.KIND, account, {}, documents=given)


def test_a_batch_lets_others_go_first_after_each_document(
    app: Flask, session: Session, engine: Engine
) -> None:
    one, other = an_account(session).id, an_account(session).id
    session.commit()
    _begin(app, one, *(f"long {number}.txt" for number in range(3)))
    _begin(app, other, "short.txt")
    with app.app_context():
        jobs.the_queue().work_off()
    names = [row["filename"] for row in rows(engine, "capture")]
    assert names == ["long 0.txt", "short.txt", "long 1.txt", "long 2.txt"]
    assert [(row["state"], row["attempts"]) for row in rows(engine, "job")] == [("done", 1)] * 2


def test_a_second_job_of_an_account_waits_for_those_of_others(
    app: Flask, session: Session, engine: Engine
) -> None:
    one, other = an_account(session).id, an_account(session).id
    session.commit()
    at_work = _begin(app, one, "first.txt")
    second = _begin(app, one, "second.txt")
    assert claim_job(session, at_work) is not None
    session.commit()
    assert not gives_way(session, second)
    session.rollback()
    _begin(app, other, "other.txt")
    assert gives_way(session, second)
    session.rollback()
    with app.app_context():
        jobs.the_queue().work_off()
    assert [row["filename"] for row in rows(engine, "capture")] == ["other.txt"]
    assert [row["state"] for row in rows(engine, "job")] == ["running", "queued", "done"]


def test_a_job_is_held_for_as_long_as_an_article_may_take(
    app: Flask, session: Session, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    account = an_account(session).id
    session.commit()
    before, held = now(), []

    def uploaded(*told: Any) -> Article:  # noqa: ANN401
        held.append(rows(engine, "job")[0]["lease_until"])
        return articles_uploaded(*told)

    monkeypatch.setattr(articles, "uploaded", uploaded)
    _begin(app, account, "a.txt")
    with app.app_context():
        jobs.the_queue().work_off()
    assert held[0] - before > timedelta(seconds=WEB.seconds) + LEASE


def test_what_the_first_lines_of_a_file_seem_to_say_waits_for_a_look(
    app: Flask, session: Session, engine: Engine
) -> None:
    account = an_account(session).id
    a_source(session, "Bridge to return", published="2024-03-06", seen=False)
    session.commit()
    words = f"Bridge to return\n\nMarch 6, 2024\n\n{ARTICLE}"
    with app.app_context():
        given = [Given("a.txt", words.encode(), "text/plain")]
        jobs.begin(batch_jobs.KIND, account, {}, documents=given)
        jobs.the_queue().work_off()
    source, read_ = rows(engine, "source")[-1], rows(engine, "reading")[-1]
    assert (source["title"], source["title_supplied"]) == ("Bridge to return", False)
    # Nobody has looked at it, whatever is known of a source that is called the same.
    assert (read_["published"], read_["confirmed_at"]) == ("2024-03-06", None)
    assert rows(engine, "proposal")[-1]["said"] == "2024-03-04"
