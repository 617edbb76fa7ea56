"""Lists of statements, speakers, sources and topics, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

from pydantic import BeforeValidator
from sqlalchemy import exists, func, select
from sqlalchemy.orm import aliased

from desk import records, statement_pages
from desk.drafts import Draft, EdtfText, Language, RecordId
from desk.pages import SIZE, Page, page_of
from desk.speakers import holding
from models import (
    Appearance,
    Relay,
    Source,
    Speaker,
    Statement,
    Topic,
    statement_topic,
)
from models.asked import Asked, asked
from models.matching import holding as holding_words
from models.terms import Form, QuoteCheck, Relation, SpeakerKind, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from models.records import StatementRecord

ALL = "all"


class Order(StrEnum):
    """In which order a list shows statements."""

    LOGGED = "logged"
    """The last logged first."""
    SAID = "said"
    """The last said first; those of unknown date at the end."""
    OLDEST = "oldest"
    """The first said first; those of unknown date at the end."""
    RELEVANCE = "relevance"
    """What fits the words best first."""


class Linked(StrEnum):
    """Whether a live link joins a statement to another, and in which relation."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    REPEATS = "repeats"
    CORRECTS = "corrects"
    NONE = "none"

    @property
    def relation(self) -> Relation | None:
        """The relation asked for; None where no link at all is."""
        return None if self is Linked.NONE else Relation(self.value)


def _all(status: object) -> object:
    return None if status == ALL else status


class StatementScope(Draft):
    """Which statements a list shows, in which order."""

    q: str | None = None
    speaker_id: RecordId | None = None
    topic_id: RecordId | None = None
    source_id: RecordId | None = None
    #: None for every status, also written `all`.
    status: Annotated[StatementStatus | None, BeforeValidator(_all)] = StatementStatus.LOGGED
    form: Form | None = None
    relation: Linked | None = None
    #: Whether the desk holds a capture of a source it was found in.
    captured: bool | None = None
    #: Whether no appearance leads back to a source: see `desk.narrowing`.
    unsourced: bool | None = None
    #: What the comparison of its words with the captured text found, in any appearance.
    check: QuoteCheck | None = None
    language: Language | None = None
    since: EdtfText | None = None
    until: EdtfText | None = None
    #: None for the best match first where words are looked for, else the last logged first.
    order: Order | None = None
    #: The last statement of the page before.
    before: RecordId | None = None

    @property
    def asked(self) -> Asked:
        """What is looked for in words."""
        return asked(self.q or "")

    @property
    def wordless(self) -> bool:
        """Whether something was typed in which there is no word; then nothing is found."""
        return bool(self.q and self.q.strip()) and not self.asked

    @property
    def sorted_by(self) -> Order:
        """The order, filled in; without words nothing fits better than the rest."""
        order = self.order or Order.RELEVANCE
        return Order.LOGGED if order is Order.RELEVANCE and not self.asked else order


@dataclass(frozen=True)
class SpeakerLine:
    """A speaker in a list, with the number of logged statements."""

    id: int
    name: str
    kind: SpeakerKind
    plural: bool
    statements: int


@dataclass(frozen=True)
class SourceLine:
    """A source in a list, with the number of statements found in it."""

    id: int
    title: str
    title_supplied: bool
    outlet: str
    published: str | None
    seen: bool
    statements: int


@dataclass(frozen=True)
class TopicLine:
    """A topic in a list, with the number of its statements."""

    id: int
    name: str
    slug: str
    statements: int


def statements(session: Session, scope: StatementScope) -> Page[StatementRecord]:
    """Return a page of statements in the order of the scope.

    By relevance, only the two hundred best are put in order.
    """
    page = statement_pages.page(session, scope)
    return page.of(lambda shown: records.cards(session, shown))


def statement_ids(session: Session, scope: StatementScope) -> Sequence[int]:
    """Return the ids of all statements in scope, the last logged first."""
    return statement_pages.every(session, scope)


def is_empty(session: Session) -> bool:
    """Tell whether nothing has been logged yet."""
    return session.scalar(select(Statement.id).limit(1)) is None


def speakers(session: Session, q: str | None, before: int | None) -> Page[SpeakerLine]:
    """Return a page of speakers whose name or alias holds the words, in any spelling."""
    chosen = select(Speaker.id).where(Speaker.merged_into_id.is_(None))
    if q:
        chosen = chosen.where(holding(q))
    if before is not None:
        chosen = chosen.where(Speaker.id < before)
    ids = session.scalars(chosen.order_by(Speaker.id.desc()).limit(SIZE + 1)).all()
    return page_of(ids, before).of(lambda shown: _speaker_lines(session, shown))


def sources(session: Session, q: str | None, before: int | None) -> Page[SourceLine]:
    """Return a page of sources whose title or outlet holds the words."""
    chosen = select(Source.id).where(Source.merged_into_id.is_(None))
    if q:
        chosen = chosen.where(holding_words(asked(q), Source.found_by))
    if before is not None:
        chosen = chosen.where(Source.id < before)
    ids = session.scalars(chosen.order_by(Source.id.desc()).limit(SIZE + 1)).all()
    return page_of(ids, before).of(lambda shown: source_lines(session, shown))


def topics(session: Session, before: int | None, q: str | None = None) -> Page[TopicLine]:
    """Return a page of topics whose name holds the words."""
    chosen = select(Topic.id).where(Topic.merged_into_id.is_(None))
    if q:
        chosen = chosen.where(holding_words(asked(q), Topic.found_by))
    if before is not None:
        chosen = chosen.where(Topic.id < before)
    ids = session.scalars(chosen.order_by(Topic.id.desc()).limit(SIZE + 1)).all()
    return page_of(ids, before).of(lambda shown: _topic_lines(session, shown))


def _speaker_lines(session: Session, ids: Sequence[int]) -> list[SpeakerLine]:
    said = (
        select(func.count())
        .where(Statement.speaker_id == Speaker.id, Statement.status == StatementStatus.LOGGED)
        .scalar_subquery()
    )
    chosen = select(Speaker.id, Speaker.name, Speaker.kind, Speaker.plural, said)
    rows = session.execute(chosen.where(Speaker.id.in_(ids)).order_by(Speaker.id.desc()))
    return [SpeakerLine(*row) for row in rows]


def source_lines(session: Session, ids: Sequence[int]) -> list[SourceLine]:
    """Return these sources as lists show them, the last made first."""
    other = aliased(Appearance)
    here = (
        select(func.count(Appearance.statement_id.distinct()))
        .where(Appearance.source_id == Source.id)
        .scalar_subquery()
    )
    # What came through a source and was found in it too is one statement.
    twice = exists().where(
        other.statement_id == Appearance.statement_id, other.source_id == Source.id
    )
    through = (
        select(func.count(Appearance.statement_id.distinct()))
        .join(Relay, Relay.appearance_id == Appearance.id)
        .where(Relay.source_id == Source.id, ~twice.correlate(Appearance, Source))
        .correlate(Source)
        .scalar_subquery()
    )
    found = here + through
    chosen = select(
        Source.id,
        Source.title,
        Source.title_supplied,
        func.coalesce(Source.container_title, Source.publisher, ""),
        Source.published,
        Source.seen,
        found,
    )
    rows = session.execute(chosen.where(Source.id.in_(ids)).order_by(Source.id.desc()))
    return [SourceLine(*row) for row in rows]


def _topic_lines(session: Session, ids: Sequence[int]) -> list[TopicLine]:
    held = (
        select(func.count())
        .select_from(statement_topic)
        .join(Statement, Statement.id == statement_topic.c.statement_id)
        .where(statement_topic.c.topic_id == Topic.id)
        .scalar_subquery()
    )
    chosen = select(Topic.id, Topic.name, Topic.slug, held)
    rows = session.execute(chosen.where(Topic.id.in_(ids)).order_by(Topic.id.desc()))
    return [TopicLine(*row) for row in rows]
