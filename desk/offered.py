"""What forms offer to choose from: the newest topics and sources by name, without any count."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from desk.pages import SIZE
from models import Source, Topic

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


def sources_with(session: Session, ids: Collection[int]) -> list[OfferedSource]:
    """Return the sources with these ids, the newest first, in one query at most."""
    if not ids:
        return []
    rows = session.execute(_sources().where(Source.id.in_(ids)).order_by(Source.id.desc()))
    return [OfferedSource(*row) for row in rows]


def _sources() -> AnySelect:
    outlet = func.coalesce(Source.container_title, Source.publisher, "")
    return select(Source.id, Source.title, Source.title_supplied, outlet, Source.published)
