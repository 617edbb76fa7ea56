"""Rows for tests: each builder adds one to a session, flushes, and fills in what is not told."""

from __future__ import annotations

from hashlib import sha256
from itertools import count
from typing import TYPE_CHECKING, Any, TypedDict, TypeVar, Unpack

from models import (
    Account,
    Appearance,
    Base,
    Capture,
    Event,
    Link,
    Role,
    Source,
    Speaker,
    Statement,
    Topic,
    name_key,
    now,
)
from models.terms import (
    Answer,
    Face,
    Form,
    Heard,
    LinkStatus,
    Outcome,
    Relation,
    SpeakerKind,
    StatementStatus,
)

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

_numbers = count(1)
Row = TypeVar("Row", bound=Base)


class SpeakerParts(TypedDict, total=False):
    key: str
    kind: SpeakerKind
    plural: bool
    speaks_for: str | None
    note: str | None
    source: Source | None
    merged_into_id: int | None


class SourceParts(TypedDict, total=False):
    key: str
    type: str
    title_supplied: bool
    authors: list[dict[str, str]]
    container_title: str | None
    publisher: str | None
    genre: str | None
    url: str | None
    archived_url: str | None
    published: str | None
    accessed: str | None
    language: str | None
    csl: dict[str, Any]
    seen: bool


class StatementParts(TypedDict, total=False):
    key: str
    speaker: Speaker
    form: Form
    quote: str | None
    claim: str | None
    role: str | None
    told: str | None
    in_answer_to: str | None
    where: str | None
    said: str | None
    said_text: str | None
    about: str | None
    about_text: str | None
    language: str | None
    context: str | None
    note: str | None
    status: StatementStatus
    status_reason: str | None
    topics: list[Topic]


class AppearanceParts(TypedDict, total=False):
    capture: Capture | None
    position: int
    exact: str | None
    prefix: str | None
    suffix: str | None
    start: int | None
    end: int | None
    page: str | None
    time: str | None
    heard: Heard


class LinkParts(TypedDict, total=False):
    key: str
    rationale: str | None
    words: str | None
    to_words: str | None
    same_time: Answer | None
    same_place: Answer | None
    same_meaning: Answer | None
    status: LinkStatus
    proposer_id: int | None
    decider_id: int | None
    decided_at: datetime | None
    reason: str | None
    recheck: bool
    recheck_why: str | None
    outcome: Outcome | None
    outcome_why: str | None
    low_id: int
    high_id: int


def _added(session: Session, row: Row) -> Row:
    session.add(row)
    session.flush()
    return row


def an_account(session: Session, role: Role = Role.CHECKER, email: str | None = None) -> Account:
    address = email or f"{role}-{next(_numbers)}@example.org"
    return _added(session, Account(email=address, name=address.partition("@")[0], role=role))


def a_speaker(
    session: Session, name: str = "James Mattis", **parts: Unpack[SpeakerParts]
) -> Speaker:
    known: SpeakerParts = {"kind": SpeakerKind.PERSON, **parts}
    return _added(session, Speaker(name=name, **known))


def a_source(
    session: Session, title: str = "Pentagon briefing", **parts: Unpack[SourceParts]
) -> Source:
    known: SourceParts = {"type": "article-newspaper", **parts}
    return _added(session, Source(title=title, **known))


def a_capture(session: Session, source: Source, text: str = "The outpost was closed.") -> Capture:
    content = text.encode()
    digest = sha256(content).hexdigest()
    capture = Capture(
        source=source, content=content, media_type="text/plain", sha256=digest, text=text
    )
    return _added(session, capture)


def a_statement(session: Session, **parts: Unpack[StatementParts]) -> Statement:
    """Log a statement: a verbatim one, or as the parts have it."""
    known: StatementParts = {"form": Form.DIRECT, **parts}
    if "quote" not in known and known["form"].quotes:
        known["quote"] = f"We have not ceded any of the ground, {next(_numbers)} times over."
    if "speaker" not in known:
        known["speaker"] = a_speaker(session)
    return _added(session, Statement(**known))


def an_appearance(
    session: Session, statement: Statement, source: Source, **parts: Unpack[AppearanceParts]
) -> Appearance:
    known: AppearanceParts = {"position": len(statement.appearances), **parts}
    return _added(session, Appearance(statement=statement, source=source, **known))


def a_link(
    session: Session,
    start: Statement,
    end: Statement,
    relation: Relation = Relation.SUPPORTS,
    **parts: Unpack[LinkParts],
) -> Link:
    """Link two statements; a contradiction has its three questions open until told."""
    asked: LinkParts = {}
    if relation is Relation.CONTRADICTS:
        unknown = Answer.UNKNOWN
        asked = {"same_time": unknown, "same_place": unknown, "same_meaning": unknown}
    link = Link(relation=relation)
    link.join(start, end)
    for name, value in {**asked, **parts}.items():
        setattr(link, name, value)
    return _added(session, link)


def a_contradiction(session: Session, **parts: Unpack[LinkParts]) -> Link:
    """Link two new statements that cannot both be true."""
    return a_link(
        session, a_statement(session), a_statement(session), Relation.CONTRADICTS, **parts
    )


def a_confirmed_contradiction(session: Session, **parts: Unpack[LinkParts]) -> Link:
    """Have a reviewer confirm a contradiction for a stated reason."""
    known: LinkParts = {
        "status": LinkStatus.CONFIRMED,
        "rationale": "One says that the post was closed, the other that nothing was given up.",
        "decider_id": an_account(session, Role.REVIEWER).id,
        "decided_at": now(),
        **parts,
    }
    return a_contradiction(session, **known)


def a_topic(session: Session, name: str = "At Tanf") -> Topic:
    return _added(session, Topic(name=name, name_key=name_key(name), slug=name_key(name)))


def an_event(session: Session, seq: int = 1) -> Event:
    """Write an event with made-up digests: a row for the rules of the table, not of the chain."""
    event = Event(
        seq=seq,
        at=now(),
        actor_id=an_account(session).id,
        face=Face.COMMAND,
        tag="statement:log",
        subject_type="statement",
        subject_id=1,
        before="{}",
        after='{"quote":"We have not ceded any of the ground."}',
        salt="5a",
        before_digest="b" * 64,
        after_digest="a" * 64,
        prev_hash="0" * 64,
        hash="f" * 64,
    )
    return _added(session, event)
