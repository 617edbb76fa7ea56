"""Topics: found by name or made on the spot."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sqlalchemy import select

from models import OldSlug, Topic, name_key
from models.keys import new_key
from models.marks import stream_safe

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy.orm import Session

SLUG_CHARACTERS = 60


def topics_named(session: Session, names: Iterable[str]) -> list[Topic]:
    """Return the topics with these names, made where they are new; each once, by name."""
    wanted: dict[str, str] = {}
    for name in names:
        wanted.setdefault(name_key(name), name.strip())
    known = session.scalars(select(Topic).where(Topic.name_key.in_(wanted)))
    found = {topic.name_key: topic for topic in known}
    for key, name in wanted.items():
        if key not in found:
            found[key] = _make_topic(session, name)
    return sorted(found.values(), key=lambda topic: topic.name)


def slug_of(name: str) -> str:
    """Return a name as it stands in a URL: ASCII letters and digits joined by dashes, maybe none."""
    ascii_name = unicodedata.normalize("NFKD", stream_safe(name)).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", ascii_name.casefold())
    return "-".join(words)[:SLUG_CHARACTERS].strip("-")


def topic_at(session: Session, slug: str) -> Topic | None:
    """Return the topic that has, or once had, this slug."""
    current = session.scalar(select(Topic).where(Topic.slug == slug))
    if current is not None:
        return current
    return session.scalar(select(Topic).join(OldSlug).where(OldSlug.slug == slug))


def _make_topic(session: Session, name: str) -> Topic:
    topic = Topic(key=new_key(), name=name, name_key=name_key(name))
    topic.slug = _free_slug(session, slug_of(name) or topic.key)
    session.add(topic)
    session.flush()
    return topic


def _free_slug(session: Session, slug: str) -> str:
    return slug if topic_at(session, slug) is None else f"{slug}-{new_key()}"
