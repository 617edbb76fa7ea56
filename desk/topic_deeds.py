"""Topics made, renamed and merged; every address and name they had leads on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from desk.drafts import Draft, SeenDraft
from desk.editing import current, touch
from desk.history.audit import record
from desk.read_models.search_index import of_topic, reindex
from desk.refusals import RefusedError
from desk.sight import whole_record
from desk.statement_drafts import TopicName
from desk.topics import free_slug, kept_topic, new_topic, refuse_hidden
from models import OldSlug, Statement, Topic, name_key

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.merging.drafts import BothSeenDraft

BATCH = 500


class NamingDraft(Draft):
    """What a topic is to be called."""

    name: TopicName


class RenamingDraft(NamingDraft, SeenDraft):
    """What a topic is to be called, and which version was seen."""


def make_topic(session: Session, draft: NamingDraft, by: Actor) -> Topic:
    """Make a topic before any statement belongs to it.

    Raises RefusedError for the name of one that is known, or that was merged into one.
    """
    name = draft.name.strip()
    with whole_record(session):
        known = session.scalar(select(Topic).where(Topic.name_key == name_key(name)))
        kept = kept_topic(session, known) if known else None
    if kept is not None:
        field = "name"
        refuse_hidden(session, [kept], field)
        raise RefusedError(field, f"This is topic {kept.id}, “{kept.name}”, already; go on there.")
    topic = new_topic(session, name)
    record(session, by, "topic:make", topic)
    return topic


def rename_topic(session: Session, topic_id: int, draft: RenamingDraft, by: Actor) -> Topic:
    """Give a topic another name; its old address leads to the new one.

    Raises MissingError, StaleError, RefusedError when another topic is called so.
    """
    topic = current(session, Topic, topic_id, draft.version)
    name = draft.name.strip()
    _free_name(session, topic, name)
    topic.name, topic.name_key = name, name_key(name)
    _move_in(session, topic)
    record(session, by, "topic:rename", topic)
    return topic


def merge_topics(
    session: Session, kept_id: int, other_id: int, draft: BothSeenDraft, by: Actor
) -> Topic:
    """Make one topic of two: the statements of the other go to the kept one.

    Name, addresses and key of the other lead there, and the search finds all of it by either name.
    Raises MissingError, StaleError, RefusedError when one of the two is restricted.
    """
    if kept_id == other_id:
        field = "other"
        raise RefusedError(field, "This is one topic already; choose another one.")
    versions = {kept_id: draft.version, other_id: draft.other_version}
    found = {one: current(session, Topic, one, versions[one]) for one in sorted(versions)}
    kept, other = found[kept_id], found[other_id]
    _refuse_restricted(kept, other)
    with whole_record(session):
        _move_statements(session, kept, other)
        merged = select(Topic).where(Topic.merged_into_id == other.id)
        for gone in (other, *session.scalars(merged)):
            gone.merged_into_id = kept.id
        touch(kept)
        # What carried the kept topic before is found by the other one's name from now on, too.
        reindex(session, session.scalars(of_topic(kept.id)))
        record(session, by, "topic:merge", other)
    return kept


def _move_statements(session: Session, kept: Topic, other: Topic) -> None:
    ids = list(session.scalars(of_topic(other.id)))
    for start in range(0, len(ids), BATCH):
        some = Statement.id.in_(ids[start : start + BATCH])
        chosen = select(Statement).where(some).options(selectinload(Statement.topics))
        for statement in session.scalars(chosen):
            topics = [topic for topic in statement.topics if topic is not other]
            statement.topics = topics if kept in topics else [*topics, kept]


def _refuse_restricted(*topics: Topic) -> None:
    for topic in topics:
        if topic.restricted:
            field = "other"
            reason = (
                f"“{topic.name}” is restricted to some accounts; an admin has to lift that first."
            )
            raise RefusedError(field, reason)


def _free_name(session: Session, topic: Topic, name: str) -> None:
    """Refuse the name of another topic; one that was merged into this one takes ours in turn."""
    with whole_record(session):
        holder = session.scalar(select(Topic).where(Topic.name_key == name_key(name)))
    if holder is None or holder is topic:
        return
    refuse_hidden(session, [holder], "name")
    if kept_topic(session, holder) is not topic:
        field = "name"
        reason = f"“{holder.name}” is another topic. Merge the two if they are one case."
        raise RefusedError(field, reason)
    # A name is held once: it has to be let go before the other one can have it.
    ours = topic.name
    topic.name_key = topic.key
    holder.name_key = holder.key
    session.flush()
    holder.name, holder.name_key = ours, name_key(ours)
    session.flush()


def _move_in(session: Session, topic: Topic) -> None:
    """Give a topic the address of its name; the one it had stays and leads there."""
    slug = free_slug(session, topic)
    if slug == topic.slug:
        return
    known = {old.slug: old for old in topic.old_slugs}
    if slug in known:
        topic.old_slugs.remove(known[slug])
    topic.old_slugs.append(OldSlug(slug=topic.slug))
    topic.slug = slug
