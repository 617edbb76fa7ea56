"""Lists of statements, speakers, sources and topics, a page at a time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select, tuple_

from desk import records, statement_pages
from desk.merged import under_key
from desk.pages import SIZE, Page, page_of
from desk.read_models.counters import counts
from desk.speakers import holding
from models import Source, Speaker, Statement, Topic
from models.asked import asked
from models.conflict import Found
from models.matching import holding as holding_words
from models.terms import SpeakerKind, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from desk.statement_scopes import StatementScope
    from models.records import StatementRecord


SOURCE_LINE = (
    Source.id,
    Source.key,
    Source.title,
    Source.title_supplied,
    func.coalesce(Source.container_title, Source.publisher, ""),
    Source.published,
    Source.seen,
    Source.type,
    Source.url,
)
"""The columns of a source in a list, but for the number of statements."""


@dataclass(frozen=True)
class SpeakerLine:
    """A speaker in a list, with the number of logged statements."""

    id: int
    key: str
    name: str
    kind: SpeakerKind
    plural: bool
    statements: int


@dataclass(frozen=True)
class SourceLine:
    """A source in a list, with the number of statements found in it."""

    id: int
    key: str
    title: str
    title_supplied: bool
    outlet: str
    published: str | None
    seen: bool
    type: str
    url: str | None
    statements: int


@dataclass(frozen=True)
class TopicLine:
    """A topic in a list, with the number of its statements."""

    id: int
    key: str
    name: str
    slug: str
    statements: int


def statements(session: Session, scope: StatementScope) -> Page[StatementRecord]:
    """Return a page of statements in the order of the scope.

    By relevance, only the thousand best are put in order.
    """
    page = statement_pages.page(session, scope)
    return page.of(lambda shown: records.cards(session, shown))


def statement_ids(session: Session, scope: StatementScope) -> Sequence[int]:
    """Return the ids of all statements in scope, the last logged first."""
    return statement_pages.every(session, scope)


def is_empty(session: Session) -> bool:
    """Tell whether nothing has been logged yet."""
    return session.scalar(select(Statement.id).limit(1)) is None


def speakers(
    session: Session,
    q: str | None,
    before: int | None,
    *,
    newest: bool = False,
    key: str | None = None,
) -> Page[SpeakerLine]:
    """Return a page of speakers whose name or alias holds the words, in any spelling.

    By name, or the last described first; `before` is the last one of the page before. By the `key`
    of one that was merged, the one that is kept is found, here as with sources and topics.
    """
    chosen = _kept(Speaker, key)
    if q:
        chosen = chosen.where(holding(q))
    chosen = _last_first(chosen, Speaker, before) if newest else _by_name(session, chosen, before)
    ids = session.scalars(chosen.limit(SIZE + 1)).all()
    return page_of(ids, before, SIZE).of(lambda shown: _speaker_lines(session, shown))


def _last_first(
    chosen: Select[int], kind: type[Speaker | Source | Topic], before: int | None
) -> Select[int]:
    if before is not None:
        chosen = chosen.where(kind.id < before)
    return chosen.order_by(kind.id.desc())


def _by_name(session: Session, chosen: Select[int], before: int | None) -> Select[int]:
    place = (Speaker.name_key, Speaker.id)
    if before is not None:
        last = session.scalar(select(Speaker.name_key).where(Speaker.id == before))
        chosen = chosen.where(tuple_(*place) > (last or "", before))
    return chosen.order_by(*place)


def sources(
    session: Session,
    q: str | None,
    before: int | None,
    *,
    key: str | None = None,
    among: Collection[int] | None = None,
) -> Page[SourceLine]:
    """Return a page of sources whose title or outlet holds the words, `among` some if these are told."""
    found = _newest(session, Source, key, q, before, among)
    return found.of(lambda shown: _source_lines(session, shown))


def topics(
    session: Session, before: int | None, q: str | None = None, *, key: str | None = None
) -> Page[TopicLine]:
    """Return a page of topics whose name holds the words."""
    found = _newest(session, Topic, key, q, before)
    return found.of(lambda shown: _topic_lines(session, shown))


def _newest(
    session: Session,
    kind: type[Source | Topic],
    key: str | None,
    q: str | None,
    before: int | None,
    among: Collection[int] | None = None,
) -> Page[int]:
    chosen = _kept(kind, key)
    if among is not None:
        chosen = chosen.where(kind.id.in_(among))
    if q:
        chosen = chosen.where(holding_words(asked(q), kind.found_by))
    ids = session.scalars(_last_first(chosen, kind, before).limit(SIZE + 1)).all()
    return page_of(ids, before)


def _kept(kind: type[Speaker | Source | Topic], key: str | None) -> Select[int]:
    """Select those that were merged into no other; with a key, the one that it leads to."""
    chosen = select(kind.id).where(kind.merged_into_id.is_(None))
    return chosen if key is None else chosen.where(kind.id.in_(under_key(kind, key)))


def _speaker_lines(session: Session, ids: Sequence[int]) -> list[SpeakerLine]:
    said = counts(session, Found.SPEAKER, ids, (StatementStatus.LOGGED,))
    chosen = select(Speaker.id, Speaker.key, Speaker.name, Speaker.kind, Speaker.plural)
    rows = session.execute(chosen.where(Speaker.id.in_(ids)))
    found = {row.id: SpeakerLine(*row, said[row.id]) for row in rows}
    return [found[one] for one in ids if one in found]


def _source_lines(session: Session, ids: Sequence[int]) -> list[SourceLine]:
    found = counts(session, Found.SOURCE, ids)
    chosen = select(*SOURCE_LINE)
    rows = session.execute(chosen.where(Source.id.in_(ids)).order_by(Source.id.desc()))
    return [SourceLine(*row, found[row.id]) for row in rows]


def _topic_lines(session: Session, ids: Sequence[int]) -> list[TopicLine]:
    held = counts(session, Found.TOPIC, ids)
    chosen = select(Topic.id, Topic.key, Topic.name, Topic.slug)
    rows = session.execute(chosen.where(Topic.id.in_(ids)).order_by(Topic.id.desc()))
    return [TopicLine(*row, held[row.id]) for row in rows]
