"""Workers are shared: work lets others go first, holds what it is at, and keeps nothing that went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.actors import actor_of
from desk.proposals.batches import Given
from desk.redacting.redactions import redact
from models import Account, Role
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

    from desk.proposals.keeping import Article
    from reading.proposing import Proposed


ARTICLE = "“We will rebuild the bridge before winter,” Mayor Ada Bell said on Monday."


def test_what_is_redacted_while_it_is_in_hand_is_not_kept(
    app: Flask, session: Session, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker, admin = an_account(session).id, an_account(session, Role.ADMIN).id
    capture = a_capture(session, a_source(session), ARTICLE).id
    session.commit()

    def meanwhile(article: Article, *rest: object) -> Proposed:
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
