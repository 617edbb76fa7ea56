"""What forms offer to choose from: filters the most used topics and sources, others the newest."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import false, func, literal, null, select, union_all

from desk.pages import SIZE
from models import Source, StatementCount, StatementSet, Topic
from models.conflict import Found
from models.terms import StatementStatus

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import CompoundSelect
    from sqlalchemy.orm import Session

    from desk.rows import AnyRow, AnySelect


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
_USED = StatementCount.statements.label("used")


def _most_used(kind: type[Topic | Source], found: Found, *columns: Any) -> AnySelect:  # noqa: ANN401
    """Select those records of a kind of which most statements are logged, so many as are offered."""
    counted = (StatementCount.found == int(found), StatementCount.status == StatementStatus.LOGGED)
    chosen = select(*columns, _USED).join(StatementCount, StatementCount.number == kind.id)
    return (
        chosen.where(*counted, kind.merged_into_id.is_(None))
        .order_by(StatementCount.statements.desc(), StatementCount.number.desc())
        .limit(SIZE)
    )


_SOURCES = _most_used(
    Source,
    Found.SOURCE,
    literal(_SOURCE).label("kind"),
    Source.id.label("id"),
    Source.title.label("title"),
    Source.title_supplied.label("title_supplied"),
    func.coalesce(Source.container_title, Source.publisher, "").label("outlet"),
    Source.published.label("published"),
)
_NO_MORE = (false(), literal(""), null())
_TOPICS = _most_used(Topic, Found.TOPIC, literal(_TOPIC), Topic.id, Topic.name, *_NO_MORE)
_SETS = (
    select(literal(_SET), StatementSet.id, StatementSet.name, *_NO_MORE, literal(0))
    .order_by(StatementSet.id.desc())
    .limit(SIZE)
)


def _of(*kinds: AnySelect) -> CompoundSelect[*tuple[Any, ...]]:
    return union_all(*(select(kind.subquery()) for kind in kinds))


_ALL = _of(_SOURCES, _TOPICS, _SETS)
_WITHOUT_SETS = _of(_SOURCES, _TOPICS)
_MOST_USED_TOPICS = _most_used(Topic, Found.TOPIC, Topic.id, Topic.name)


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


def used_topics(session: Session) -> list[OfferedTopic]:
    """Return the most used topics, in one query."""
    return [OfferedTopic(*row[:2]) for row in session.execute(_MOST_USED_TOPICS)]


def parties(session: Session, *, sets: bool) -> Offered:
    """Return the most used topics and sources, and sets if they are asked for, in one query."""
    rows = session.execute(_ALL if sets else _WITHOUT_SETS).all()
    of: dict[str, list[AnyRow]] = {kind: [] for kind in (_TOPIC, _SOURCE, _SET)}
    for row in sorted(rows, key=lambda row: (row.used, row.id), reverse=True):
        of[row.kind].append(row)
    return Offered(
        [OfferedTopic(row.id, row.title) for row in of[_TOPIC]],
        [OfferedSource(*row[1:-1]) for row in of[_SOURCE]],
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
