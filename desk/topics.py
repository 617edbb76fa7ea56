"""Topics: found by name or made on the spot; what was merged leads to the topic that is kept."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.refusals import RefusedError
from desk.rows import in_batches
from desk.sight import whole_record
from models import OldSlug, Topic, name_key
from models.keys import new_key
from models.marks import stream_safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

SLUG_CHARACTERS = 60
LONGEST_ID = 9


def topics_named(session: Session, names: Iterable[str]) -> list[Topic]:
    """Return the topics with these names, made where they are new; each once, by name.

    Raises RefusedError for the name of a topic that whoever does the deed may not see.
    """
    wanted: dict[str, str] = {}
    for name in names:
        wanted.setdefault(name_key(name), name.strip())
    with whole_record(session):
        known = session.scalars(select(Topic).where(Topic.name_key.in_(wanted)))
        found = {topic.name_key: kept_topic(session, topic) for topic in known}
    refuse_hidden(session, found.values(), "topics")
    made = new_topics(session, [name for key, name in wanted.items() if key not in found])
    found |= {topic.name_key: topic for topic in made}
    return sorted(set(found.values()), key=lambda topic: topic.name)


def refuse_hidden(session: Session, topics: Iterable[Topic], field: str) -> None:
    """Refuse topics that are not there for whoever does the deed, without saying what they are."""
    ids = {topic.id for topic in topics}
    seen = set(session.scalars(select(Topic.id).where(Topic.id.in_(ids)))) if ids else ids
    if ids - seen:
        raise RefusedError(field, "A topic cannot be called so here; choose another name.")


def kept_topic(session: Session, topic: Topic) -> Topic:
    """Return the topic that took over from this one, or this one itself."""
    while topic.merged_into_id is not None:
        topic = session.get_one(Topic, topic.merged_into_id)
    return topic


def merged_names(session: Session) -> dict[str, str]:
    """Return by folded name what became of every topic that was merged: the name that is kept."""
    gone = session.scalars(select(Topic).where(Topic.merged_into_id.is_not(None)))
    return {topic.name_key: kept_topic(session, topic).name for topic in gone}


def slug_of(name: str) -> str:
    """Return a name as it stands in a URL: ASCII letters and digits joined by dashes, maybe none."""
    ascii_name = unicodedata.normalize("NFKD", stream_safe(name)).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", ascii_name.casefold())
    return "-".join(words)[:SLUG_CHARACTERS].strip("-")


def topic_at(session: Session, slug: str) -> Topic | None:
    """Return the topic that has, or once had, this slug, or has this id."""
    found = session.scalar(select(Topic).where(Topic.slug == slug))
    if found is None:
        found = session.scalar(select(Topic).join(OldSlug).where(OldSlug.slug == slug))
    if found is None and slug.isascii() and slug.isdecimal() and len(slug) <= LONGEST_ID:
        found = session.get(Topic, int(slug))
    return kept_topic(session, found) if found is not None else None


def topic_with(session: Session, topic_id: int) -> Topic:
    """Return the topic with this id; raises sqlalchemy.exc.NoResultFound."""
    return session.get_one(Topic, topic_id)


def free_slug(session: Session, topic: Topic) -> str:
    """Return the slug for a topic's name, made longer where another one has or had it."""
    slug = slug_of(topic.name) or topic.key
    return slug if _holders(session, [slug])[slug] <= {topic.id} else f"{slug}-{new_key()}"


def _holders(session: Session, slugs: Sequence[str]) -> dict[str, set[int]]:
    """Return which topics have or had each of some slugs."""
    holders: dict[str, set[int]] = {slug: set() for slug in slugs}
    with whole_record(session):
        for some in in_batches(slugs):
            now = select(Topic.slug, Topic.id).where(Topic.slug.in_(some))
            former = select(OldSlug.slug, OldSlug.topic_id).where(OldSlug.slug.in_(some))
            for slug, number in (*session.execute(now), *session.execute(former)):
                holders[slug].add(number)
    return holders


def new_topic(session: Session, name: str) -> Topic:
    """Add a topic of this name, which no other one has, to the record; it has its address."""
    [topic] = new_topics(session, [name])
    return topic


def new_topics(session: Session, names: Sequence[str]) -> list[Topic]:
    """Add topics of these names, which no others have, to the record in this order, as new_topic does."""
    topics = [Topic(key=new_key(), name=name, name_key=name_key(name)) for name in names]
    slugs = [slug_of(topic.name) or topic.key for topic in topics]
    taken = {slug for slug, holders in _holders(session, slugs).items() if holders}
    for topic, slug in zip(topics, slugs, strict=True):
        topic.slug = f"{slug}-{new_key()}" if slug in taken else slug
        taken.add(slug)
    session.add_all(topics)
    session.flush()
    return topics
