"""Sources: found by key, id or draft, or made on the spot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.refusals import MissingError, RefusedError
from models import Source

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.source_drafts import SourceDraft

PLAIN = (
    "type",
    "title",
    "title_supplied",
    "container_title",
    "publisher",
    "genre",
    "url",
    "published",
    "accessed",
    "archived_url",
    "language",
    "seen",
)


def source_with(session: Session, source_id: int, field: str = "source_id") -> Source:
    """Return the source with this id; raises RefusedError on the field when there is none."""
    source = session.get(Source, source_id)
    if source is None:
        raise RefusedError(field, f"There is no source {source_id}; choose one from the list.")
    return source


def source_of(session: Session, source_id: int) -> Source:
    """Return the source with this id; raises MissingError."""
    source = session.get(Source, source_id)
    if source is None:
        noun = "source"
        raise MissingError(noun, source_id)
    return source


def make_source(session: Session, draft: SourceDraft) -> Source:
    """Add a source to the record as the draft describes it."""
    source = Source(**{name: getattr(draft, name) for name in PLAIN})
    source.authors, source.csl = list(draft.authors), dict(draft.csl)
    if draft.key:
        source.key = draft.key
    session.add(source)
    session.flush()
    return source


def source_for(session: Session, draft: SourceDraft) -> Source:
    """Return the source that a draft means, made if it is new; a known stub stays a stub."""
    return same_source(session, draft) or make_source(session, draft)


def same_source(session: Session, draft: SourceDraft) -> Source | None:
    """Return the one known source that the draft surely means: the same URL, or the same stub.

    A stub is the same when outlet, title and date are; anything less is for a person to say.
    """
    if draft.url:
        return session.scalars(
            select(Source).where(Source.url == draft.url).order_by(Source.id).limit(1)
        ).first()
    if draft.seen:
        return None
    return _same_stub(session, draft)


def _same_stub(session: Session, draft: SourceDraft) -> Source | None:
    chosen = select(Source).where(
        Source.title == draft.title,
        Source.seen.is_(False),
        Source.published.is_not_distinct_from(draft.published),
        Source.publisher.is_not_distinct_from(draft.publisher),
        Source.container_title.is_not_distinct_from(draft.container_title),
    )
    return session.scalars(chosen.order_by(Source.id).limit(1)).first()
