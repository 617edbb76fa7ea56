"""Documents that wait to be read go with what is redacted, however they write it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from desk.proposals.batches import Given, add_documents, is_waiting
from desk.redacting.redactable import PARTS
from models import BatchDocument, Capture, Job
from models.terms import DocumentState
from tests.desk.redacting import SAID, redact

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models import Statement

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
