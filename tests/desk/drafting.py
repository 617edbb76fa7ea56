"""Drafts and deeds for tests: each says what is not told, and deeds are committed."""

from __future__ import annotations

import json
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desk import keeping
from desk.accounts import JoiningDraft
from desk.articles import pasted
from desk.decisions import confirm_link
from desk.link_drafts import DecisionDraft, LinkDraft
from desk.links import propose_link
from desk.source_drafts import SourceDraft
from desk.statement_drafts import StatementDraft
from desk.statements import WORDS as WRITTEN
from desk.statements import log_statement, revise_statement, withdraw_statement
from models import Event, Statement

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models import Capture, Link

WORDS = "We have not ceded any of the ground we have taken to anybody."
ARTICLE = f"“{WORDS}” Mattis told reporters on Monday.\n\nThe outpost was closed."
REPORT = {"type": "article-newspaper", "title": "The outpost", "url": "https://example.org/outpost"}
LONG_ENOUGH = "correct horse battery"
WHY = "One says that ground was given up, the other that none was."


def a_source_draft(**parts: object) -> SourceDraft:
    """Describe a source; the same one each time, since its address is."""
    return SourceDraft.model_validate(REPORT | parts)


def found(**parts: object) -> dict[str, object]:
    """Describe an appearance in that source, or as the parts have it."""
    known: dict[str, object] = {"source": REPORT}
    return (parts if {"source_id", "source", "capture_id"} & set(parts) else known | parts).copy()


def a_draft(**parts: object) -> StatementDraft:
    """Draft a verbatim statement of a named speaker, or as the parts have it."""
    known: dict[str, object] = {
        "form": "direct",
        "quote": WORDS,
        "appearance": found(),
    }
    if "speaker_id" not in parts:
        known["speaker"] = {"name": "James Mattis"}
    return StatementDraft.model_validate(known | parts)


def log(session: Session, by: Actor, **parts: object) -> Statement:
    """Log a statement and commit."""
    statement = log_statement(session, a_draft(**parts), by)
    session.commit()
    return statement


def revise(session: Session, statement: Statement, by: Actor, **parts: object) -> Statement:
    """Revise the current version of a statement and commit."""
    revise_statement(session, statement.id, statement.version, a_draft(**parts), by)
    session.commit()
    return statement


def revise_key(session: Session, key: str, by: Actor, **parts: object) -> Statement:
    """Revise plain fields of a known statement and leave the rest of it, and commit."""
    statement = session.scalars(select(Statement).where(Statement.key == key)).one()
    words = {name: getattr(statement, name) for name in WRITTEN}
    kept: dict[str, object] = {
        "speaker_id": statement.speaker_id,
        "appearance": {},
    }
    return revise(session, statement, by, **words | kept | parts)


def withdraw(session: Session, statement: Statement, by: Actor) -> Statement:
    """Withdraw the current version of a statement and commit."""
    withdraw_statement(session, statement.id, statement.version, "Logged twice.", by)
    session.commit()
    return statement


def keep(session: Session, by: Actor, text: str = ARTICLE, **parts: object) -> Capture:
    """Keep an article and commit."""
    kept = keeping.keep(session, a_source_draft(**parts), pasted(text), by)
    session.commit()
    return kept.capture


def a_link_draft(start: Statement, end: Statement, **parts: object) -> LinkDraft:
    """Draft a contradiction of two statements with its rationale, or as the parts have it."""
    known = {"from_id": start.id, "to_id": end.id, "relation": "contradicts", "rationale": WHY}
    return LinkDraft.model_validate(known | parts)


def propose(session: Session, start: Statement, end: Statement, by: Actor, **parts: object) -> Link:
    """Propose a link and commit."""
    link = propose_link(session, a_link_draft(start, end, **parts), by)
    session.commit()
    return link


def confirm(session: Session, link: Link, by: Actor, override_reason: str | None = None) -> Link:
    """Confirm the current version of a link and commit."""
    draft = DecisionDraft(override_reason=override_reason)
    confirm_link(session, link.id, link.version, draft, by)
    session.commit()
    return link


def a_joining_draft(**parts: object) -> JoiningDraft:
    """Draft what somebody with a one-time link tells."""
    known = {"email": "a@example.org", "name": "Ada", "password": LONG_ENOUGH}
    return JoiningDraft.model_validate(known | parts)


def history(session: Session) -> list[Event]:
    """Return every event, the first first."""
    return list(session.scalars(select(Event).order_by(Event.seq)))


def told(event: Event) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what an event tells of before and after."""
    return json.loads(event.before or "{}"), json.loads(event.after or "{}")


@contextmanager
def one_event(session: Session, tag: str) -> Iterator[list[Event]]:
    """Expect that what is done inside, once committed, left one event of this tag."""
    left: list[Event] = []
    known = len(history(session))
    yield left
    session.commit()
    left.extend(history(session)[known:])
    assert [event.tag for event in left] == [tag]
