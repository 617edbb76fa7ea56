"""Topics as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk.refusals import MissingError
from models import Topic

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


@dataclass(frozen=True)
class TopicRecord:
    """A topic with the addresses it had; `merged_into` is the id of the one that took it over."""

    id: int
    key: str
    version: int
    name: str
    slug: str
    old_slugs: tuple[str, ...]
    restricted: bool
    merged_into: int | None


def topic_record(session: Session, topic_id: int) -> TopicRecord:
    """Return a topic; raises MissingError."""
    topic = session.get(Topic, topic_id)
    if topic is None:
        raise MissingError(Topic.__tablename__, topic_id)
    return TopicRecord(
        id=topic.id,
        key=topic.key,
        version=topic.version,
        name=topic.name,
        slug=topic.slug,
        old_slugs=tuple(sorted(old.slug for old in topic.old_slugs)),
        restricted=topic.restricted,
        merged_into=topic.merged_into_id,
    )
