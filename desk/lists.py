"""Lists of statements, speakers, sources and topics, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from desk import records
from desk.drafts import Draft, EdtfText, RecordId
from desk.pages import SIZE, Page, page_of
from desk.scopes import found_in
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
from models.dates import read_edtf
from models.search import matching
from models.terms import SpeakerKind, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from models.records import StatementRecord


class StatementScope(Draft):
    """Which statements a list shows."""

    q: str | None = None
    speaker_id: RecordId | None = None
    topic_id: RecordId | None = None
    source_id: RecordId | None = None
    status: StatementStatus | None = StatementStatus.LOGGED
    since: EdtfText | None = None
    until: EdtfText | None = None
    before: RecordId | None = None


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
    """Return a page of statements, the last logged first."""
    ids = session.scalars(_narrowed(session, scope).limit(SIZE + 1)).all()
    return page_of(ids, scope.before).of(lambda shown: records.cards(session, shown))


def statement_ids(session: Session, scope: StatementScope) -> Sequence[int]:
    """Return the ids of all statements in scope."""
    return session.scalars(_narrowed(session, scope)).all()


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
    chosen = select(Source.id)
    if q:
        fields = (Source.title, Source.container_title, Source.publisher)
        chosen = chosen.where(or_(*(field.icontains(q, autoescape=True) for field in fields)))
    if before is not None:
        chosen = chosen.where(Source.id < before)
    ids = session.scalars(chosen.order_by(Source.id.desc()).limit(SIZE + 1)).all()
    return page_of(ids, before).of(lambda shown: _source_lines(session, shown))


def topics(session: Session, before: int | None) -> Page[TopicLine]:
    """Return a page of topics."""
    chosen = select(Topic.id).where(Topic.merged_into_id.is_(None))
    if before is not None:
        chosen = chosen.where(Topic.id < before)
    ids = session.scalars(chosen.order_by(Topic.id.desc()).limit(SIZE + 1)).all()
    return page_of(ids, before).of(lambda shown: _topic_lines(session, shown))


def _narrowed(session: Session, scope: StatementScope) -> Select[int]:
    chosen = select(Statement.id).order_by(Statement.id.desc())
    if scope.q is not None:
        found = matching(scope.q, session.get_bind().dialect.name)
        chosen = chosen.where(Statement.id.in_(found)) if found is not None else chosen
    if scope.before is not None:
        chosen = chosen.where(Statement.id < scope.before)
    return _by_party(_by_date(chosen, scope), scope)


def _by_party(chosen: Select[int], scope: StatementScope) -> Select[int]:
    if scope.status is not None:
        chosen = chosen.where(Statement.status == scope.status)
    if scope.speaker_id is not None:
        chosen = chosen.where(Statement.speaker_id == scope.speaker_id)
    if scope.topic_id is not None:
        held = select(statement_topic.c.statement_id)
        held = held.where(statement_topic.c.topic_id == scope.topic_id)
        chosen = chosen.where(Statement.id.in_(held))
    if scope.source_id is not None:
        chosen = chosen.where(Statement.id.in_(found_in(scope.source_id)))
    return chosen


def _by_date(chosen: Select[int], scope: StatementScope) -> Select[int]:
    if scope.since:
        chosen = chosen.where(Statement.said_to >= read_edtf(scope.since).earliest)
    if scope.until:
        chosen = chosen.where(Statement.said_from <= read_edtf(scope.until).latest)
    return chosen


def _speaker_lines(session: Session, ids: Sequence[int]) -> list[SpeakerLine]:
    said = (
        select(func.count())
        .where(Statement.speaker_id == Speaker.id, Statement.status == StatementStatus.LOGGED)
        .scalar_subquery()
    )
    chosen = select(Speaker.id, Speaker.name, Speaker.kind, Speaker.plural, said)
    rows = session.execute(chosen.where(Speaker.id.in_(ids)).order_by(Speaker.id.desc()))
    return [SpeakerLine(*row) for row in rows]


def _source_lines(session: Session, ids: Sequence[int]) -> list[SourceLine]:
    here = select(Appearance.statement_id).where(Appearance.source_id == Source.id)
    through = (
        select(Appearance.statement_id)
        .join(Relay, Relay.appearance_id == Appearance.id)
        .where(Relay.source_id == Source.id)
    )
    found = select(func.count()).select_from(here.union(through).subquery()).scalar_subquery()
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
        .where(statement_topic.c.topic_id == Topic.id)
        .scalar_subquery()
    )
    chosen = select(Topic.id, Topic.name, Topic.slug, held)
    rows = session.execute(chosen.where(Topic.id.in_(ids)).order_by(Topic.id.desc()))
    return [TopicLine(*row) for row in rows]
