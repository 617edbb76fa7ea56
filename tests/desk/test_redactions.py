"""A redaction blanks a value wherever it stands, and the history still bears itself out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, text
from sqlalchemy.orm import Session

from desk.exports import chosen
from desk.lists import statements as listed
from desk.redacting import redactions
from desk.redacting.redactable import PARTS
from desk.redacting.tombstones import still_standing, tombstones, tombstones_of
from desk.refusals import MissingError, NotAllowedError, RefusedError
from desk.statement_scopes import StatementScope
from models import (
    Event,
    Link,
    Redaction,
    Statement,
    for_writing,
    now,
)
from models.scrubbing import scrub
from models.terms import QuoteCheck
from models.tombstone import TOMBSTONE
from tests.desk.drafting import (
    history,
    log,
    withdraw,
)
from tests.desk.importing import export

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from desk.actors import Actor

from tests.desk.redacting import REASON, SAID, draft, everywhere, faults, redact


def test_a_redacted_quote_stands_nowhere_and_the_chain_verifies(
    writing: Session, secret: Statement, admin: Actor, engine: Engine
) -> None:
    every = tuple(PARTS["statement"])
    done = redact(writing, admin, "statement", secret.id, *every)
    redact(writing, admin, "capture", 1, "content", "url", "filename")
    assert done.events == 3
    assert "informant" not in everywhere(engine).casefold()
    assert "zanzibarquartz" not in everywhere(engine).casefold()
    assert faults(engine) == []
    assert still_standing(writing, done.values) == []
    assert (secret.quote, secret.claim, secret.said) == (TOMBSTONE, TOMBSTONE, None)
    assert secret.redacted_at is not None
    assert secret.appearances[0].check is QuoteCheck.NOT_CHECKED


def test_what_was_blanked_says_by_which_deed(
    writing: Session, secret: Statement, admin: Actor
) -> None:
    redact(writing, admin, "statement", secret.id, "quote")
    deed = history(writing)[-1]
    assert (deed.tag, deed.subject_id) == ("statement:redact", secret.id)
    assert deed.after
    assert REASON in deed.after
    assert SAID not in deed.after
    blanked = [one for one in history(writing) if one.redacted_by == deed.seq]
    assert [(one.before, one.after, one.salt) for one in blanked] == [(None, None, None)] * 3
    [stone] = tombstones_of(writing, "statement", secret.id)
    assert (stone.parts, stone.reason) == (("quote",), REASON)
    assert tombstones(writing, None).rows == (stone,)


def test_a_part_alone_leaves_the_others(writing: Session, secret: Statement, admin: Actor) -> None:
    redact(writing, admin, "statement", secret.id, "note")
    assert (secret.note, secret.quote) == (TOMBSTONE, SAID)
    found_there = {(one.table, one.id) for one in still_standing(writing, [SAID])}
    assert ("statement", secret.id) in found_there
    assert ("capture", 1) in found_there


def test_links_that_rest_on_it_wait_and_their_marked_words_go(
    writing: Session, secret: Statement, admin: Actor
) -> None:
    redact(writing, admin, "statement", secret.id, "quote", "claim", "passages")
    link = writing.scalars(select(Link)).one()
    assert (link.words, link.recheck) == (TOMBSTONE, True)
    assert link.recheck_why == f"statement {secret.id} was redacted: quote, claim, passages"


def test_it_is_no_longer_found_by_its_words(
    writing: Session, secret: Statement, admin: Actor
) -> None:
    assert listed(writing, StatementScope(q="zanzibarquartz")).rows
    redact(writing, admin, "statement", secret.id, *PARTS["statement"])
    assert not listed(writing, StatementScope(q="zanzibarquartz")).rows


def test_exports_carry_the_tombstone(writing: Session, secret: Statement, admin: Actor) -> None:
    redact(writing, admin, "statement", secret.id, "quote")
    [record] = chosen(writing, [secret.id])
    assert record.quote == TOMBSTONE
    writing.rollback()
    assert TOMBSTONE in export(writing)


@pytest.mark.parametrize(
    ("subject", "number", "parts", "error"),
    [
        ("statement", 4711, ["quote"], MissingError),
        ("topic", 1, ["name"], MissingError),
        ("statement", 1, ["version"], RefusedError),
    ],
)
@pytest.mark.usefixtures("secret")
def test_what_cannot_be_redacted_is_refused(
    writing: Session,
    admin: Actor,
    subject: str,
    number: int,
    parts: list[str],
    error: type[Exception],
) -> None:
    with pytest.raises(error):
        redact(writing, admin, subject, number, *parts)
    writing.rollback()
    assert writing.scalars(select(Redaction)).all() == []


def test_a_reason_may_not_repeat_what_goes(
    writing: Session, secret: Statement, admin: Actor
) -> None:
    with pytest.raises(RefusedError) as refused:
        redact(writing, admin, "statement", secret.id, "quote", reason=f"It said: {SAID}!")
    assert refused.value.field == "reason"


def test_only_an_admin_redacts(writing: Session, secret: Statement, reviewer: Actor) -> None:
    with pytest.raises(NotAllowedError):
        redact(writing, reviewer, "statement", secret.id, "quote")


def test_a_redaction_cut_off_leaves_nothing_half(
    writing: Session, secret: Statement, admin: Actor, engine: Engine
) -> None:
    before = everywhere(engine)
    redactions.redact(writing, "statement", secret.id, draft("quote"), admin)
    writing.rollback()
    assert everywhere(engine) == before
    assert faults(engine) == []


def test_it_can_be_done_again(writing: Session, secret: Statement, admin: Actor) -> None:
    redact(writing, admin, "statement", secret.id, "quote")
    again = redact(writing, admin, "statement", secret.id, "quote")
    assert (again.events, again.values) == (0, ())


def _bytes(engine: Engine) -> bytes:
    file = Path(str(engine.url.database))
    beside = [file, *file.parent.glob(f"{file.name}-*")]
    return b"".join(one.read_bytes() for one in beside)


def test_the_file_holds_not_a_byte_of_it(
    writing: Session, secret: Statement, admin: Actor, checker: Actor, engine: Engine
) -> None:
    if engine.dialect.name != "sqlite":
        assert not scrub(engine)
        return
    assert b"Zanzibarquartz" in _bytes(engine)
    withdraw(writing, log(writing, checker, quote="Something else entirely."), checker)
    redact(writing, admin, "statement", secret.id, *PARTS["statement"])
    redact(writing, admin, "capture", 1, "content")
    writing.close()
    assert scrub(engine)
    left = _bytes(engine).lower()
    assert b"zanzibarquartz" not in left
    assert b"informant" not in left
    with Session(engine) as session:
        assert session.scalar(text("PRAGMA integrity_check")) == "ok"
        words = "SELECT rowid FROM statement_words WHERE statement_words MATCH 'entirely'"
        assert session.scalars(text(words)).all()
        assert session.scalars(text(words.replace("entirely", "nowhere"))).all()


def test_a_reader_in_the_way_is_told(
    writing: Session, secret: Statement, admin: Actor, engine: Engine
) -> None:
    if engine.dialect.name != "sqlite":
        return
    redact(writing, admin, "statement", secret.id, "note")
    writing.close()
    with Session(for_writing(engine)) as in_the_way:
        in_the_way.scalars(select(Event)).all()
        assert not scrub(engine)
    assert scrub(engine)
    assert now()
