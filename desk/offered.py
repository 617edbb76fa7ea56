"""What forms offer to choose from: the newest topics and sources by name, without any count."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import false, func, literal, null, select, union_all

from desk.pages import SIZE
from models import Source, StatementSet, Topic

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy.orm import Session

    from desk.rows import AnySelect


class OfferedTopic(NamedTuple):
    """A topic that may be chosen."""

    id: int
    name: str


class OfferedSource(NamedTuple):
    """A work that may be chosen; `published` is EDTF."""

    id: int
    title: str
    title_supplied: bool
    outlet: str
    published: str | None


class Offered(NamedTuple):
    """What a form of filters offers; sets by number and name."""

    topics: list[OfferedTopic]
    sources: list[OfferedSource]
    sets: list[tuple[int, str]]


_TOPIC, _SOURCE, _SET = "topic", "source", "set"
_SOURCES = (
    select(
        literal(_SOURCE).label("kind"),
        Source.id.label("id"),
        Source.title.label("title"),
        Source.title_supplied.label("title_supplied"),
        func.coalesce(Source.container_title, Source.publisher, "").label("outlet"),
        Source.published.label("published"),
    )
    .where(Source.merged_into_id.is_(None))
    .order_by(Source.id.desc())
)
_NO_MORE = (false(), literal(""), null())
_TOPICS = (
    select(literal(_TOPIC), Topic.id, Topic.name, *_NO_MORE)
    .where(Topic.merged_into_id.is_(None))
    .order_by(Topic.id.desc())
)
_SETS = select(literal(_SET), StatementSet.id, StatementSet.name, *_NO_MORE).order_by(
    StatementSet.id.desc()
)


def topics(session: Session) -> list[OfferedTopic]:
    """Return the newest topics, in one query."""
    chosen = select(Topic.id, Topic.name).where(Topic.merged_into_id.is_(None))
    rows = session.execute(chosen.order_by(Topic.id.desc()).limit(SIZE))
    return [OfferedTopic(*row) for row in rows]


def topics_with(session: Session, ids: Collection[int]) -> list[OfferedTopic]:
    """Return the topics with these ids, in one query."""
    rows = session.execute(select(Topic.id, Topic.name).where(Topic.id.in_(ids)))
    return [OfferedTopic(*row) for row in rows]


def sources(session: Session) -> list[OfferedSource]:
    """Return the newest sources, in one query."""
    chosen = _sources().where(Source.merged_into_id.is_(None))
    rows = session.execute(chosen.order_by(Source.id.desc()).limit(SIZE))
    return [OfferedSource(*row) for row in rows]


def parties(session: Session, *, sets: bool) -> Offered:
    """Return the newest topics and sources, and sets if they are asked for, in one query."""
    kinds = (_SOURCES, _TOPICS, _SETS) if sets else (_SOURCES, _TOPICS)
    newest = (select(one.limit(SIZE).subquery()) for one in kinds)
    rows = sorted(session.execute(union_all(*newest)).all(), key=lambda row: -row.id)
    of = {kind: [row for row in rows if row.kind == kind] for kind in (_TOPIC, _SOURCE, _SET)}
    return Offered(
        [OfferedTopic(row.id, row.title) for row in of[_TOPIC]],
        [OfferedSource(*row[1:]) for row in of[_SOURCE]],
        [(row.id, row.title) for row in of[_SET]],
    )


def sources_with(session: Session, ids: Collection[int]) -> list[OfferedSource]:
    """Return the sources with these ids, the newest first, in one query at most."""
    if not ids:
        return []
    rows = session.execute(_sources().where(Source.id.in_(ids)).order_by(Source.id.desc()))
    return [OfferedSource(*row) for row in rows]


def _sources() -> AnySelect:
    outlet = func.coalesce(Source.container_title, Source.publisher, "")
    return select(Source.id, Source.title, Source.title_supplied, outlet, Source.published)
