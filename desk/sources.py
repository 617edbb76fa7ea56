"""Sources: found by key, id or draft, made on the spot, revised, opened."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, overload

from sqlalchemy import or_, select
from sqlalchemy.orm import object_session

from desk.editing import current, refuse_known_key
from desk.history.audit import record
from desk.rechecks import ask
from desk.refusals import MissingError, RefusedError
from desk.scopes import found_in
from desk.sight import whole_record
from models import Link, Source
from models.dates import bounds
from models.keys import new_key
from models.search import searchable
from models.terms import LinkStatus

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.source_drafts import NewSourceDraft, SourceWords

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


@overload
def kept(source: Source) -> Source: ...
@overload
def kept(source: Source | None) -> Source | None: ...
def kept(source: Source | None) -> Source | None:
    """Return what a source was merged into, or the source itself."""
    while source is not None and source.merged_into_id is not None:
        session = object_session(source)
        source = session.get(Source, source.merged_into_id) if session else None
    return source


def source_with(session: Session, source_id: int, field: str = "source_id") -> Source:
    """Return the source with this id; raises RefusedError on the field when there is none."""
    source = kept(session.get(Source, source_id))
    if source is None:
        raise RefusedError(field, f"There is no source {source_id}; name one that is known.")
    return source


def source_of(session: Session, source_id: int) -> Source:
    """Return the source with this id; raises MissingError."""
    source = session.get(Source, source_id)
    if source is None:
        noun = "source"
        raise MissingError(noun, source_id)
    return source


def refuse_unseen(source: Source) -> None:
    """Raise RefusedError for a source that nobody here has read: it is not cited."""
    if not source.seen:
        field, reason = "source", "Nobody here has read this source, so it is not cited."
        raise RefusedError(field, reason)


def make_source(session: Session, draft: NewSourceDraft) -> Source:
    """Add a source to the record as the draft describes it; raises RefusedError for a taken key."""
    refuse_known_key(session, Source, draft.key)
    source = new_source(session, draft)
    session.flush()
    return source


def new_source(session: Session, draft: NewSourceDraft) -> Source:
    """Add a source as make_source does, one that the next flush writes; it has its key already."""
    source = described(draft)
    session.add(source)
    return source


def described(draft: NewSourceDraft) -> Source:
    """Return a source as the draft describes it, not in the record yet; it has its key already."""
    source = Source(**{name: getattr(draft, name) for name in PLAIN})
    source.authors, source.csl = list(draft.authors), dict(draft.csl)
    source.key = draft.key or new_key()
    return source


def add_source(session: Session, draft: NewSourceDraft, by: Actor) -> Source:
    """Add a source to the record, before or without a statement found in it.

    Raises RefusedError for a key that is taken, and for what is surely a known source.
    """
    known = same_source(session, draft)
    if known is not None:
        field = "url" if draft.url else "title"
        raise RefusedError(field, f"This is source {known.id}, which is known; go on there.")
    source = make_source(session, draft)
    record(session, by, "source:make", source)
    return source


def values_of(draft: NewSourceDraft) -> dict[str, Any]:
    """Return what a source that the draft describes holds, for many at once; it has its key."""
    since, until = bounds(draft.published)
    return {name: getattr(draft, name) for name in PLAIN} | {
        "key": draft.key or new_key(),
        "authors": list(draft.authors),
        "csl": dict(draft.csl),
        "published_from": since,
        "published_to": until,
        "found_by": searchable((draft.title, draft.container_title, draft.publisher)),
    }


def revise_source(
    session: Session, source_id: int, version: int, draft: SourceWords, by: Actor
) -> Source:
    """Replace what is known of a source; whether anybody has consulted it stays as it is.

    Confirmed links that rest on what was found in it are re-checked when its date changes. Raises
    MissingError, StaleError, and RefusedError for an address that is another source's.
    """
    source = current(session, Source, source_id, version)
    _write(session, source, draft)
    record(session, by, "source:revise", source)
    return source


def open_source(
    session: Session, source_id: int, version: int, draft: SourceWords, by: Actor
) -> Source:
    """Say that somebody here has the original of a stub in hand, and what it really is.

    From then on it is cited as consulted. Raises what revise_source raises, and RefusedError for a
    source that is no stub.
    """
    source = current(session, Source, source_id, version)
    if source.seen:
        field = "version"
        raise RefusedError(field, "This source has been consulted already; edit it instead.")
    _write(session, source, draft)
    source.seen = True
    record(session, by, "source:open", source)
    return source


def recheck_links_on(session: Session, source: Source, why: str) -> None:
    """Mark every confirmed link that rests on what was found in or through a source."""
    found = found_in(source.id)
    chosen = select(Link).where(
        or_(Link.from_id.in_(found), Link.to_id.in_(found)),
        Link.status == LinkStatus.CONFIRMED,
    )
    with whole_record(session):
        links = session.scalars(chosen).all()
    for link in links:
        ask(link, why)


def _write(session: Session, source: Source, draft: SourceWords) -> None:
    _refuse_taken_address(session, source, draft)
    published = source.published
    for name in PLAIN:
        if name != "seen":
            setattr(source, name, getattr(draft, name))
    # What is equal stays the same object, so that the history tells of real changes only.
    if source.authors != list(draft.authors):
        source.authors = list(draft.authors)
    if source.csl != draft.csl:
        source.csl = dict(draft.csl)
    if source.published != published:
        recheck_links_on(session, source, f"the date of source {source.id} was revised")


def _refuse_taken_address(session: Session, source: Source, draft: SourceWords) -> None:
    if draft.url is None or draft.url == source.url:
        return
    taken = source_at_address(session, draft.url)
    if taken is not None and taken is not source:
        field = "url"
        reason = f"This is the address of source {taken.id}; merge the two if they are one work."
        raise RefusedError(field, reason)


def source_for(session: Session, draft: NewSourceDraft) -> Source:
    """Return the source that a draft means, made if it is new; a known stub stays a stub."""
    return same_source(session, draft) or make_source(session, draft)


def same_source(session: Session, draft: NewSourceDraft) -> Source | None:
    """Return the one known source that the draft surely means: the same URL, or the same stub.

    A stub is the same when outlet, title and date are; anything less is for a person to say.
    """
    if draft.url:
        return source_at_address(session, draft.url)
    if draft.seen:
        return None
    return kept(_same_stub(session, draft))


def source_at_address(session: Session, url: str) -> Source | None:
    """Return the source that is known by a web address."""
    chosen = select(Source).where(Source.url == url).order_by(Source.id).limit(1)
    return kept(session.scalars(chosen).first())


def _same_stub(session: Session, draft: NewSourceDraft) -> Source | None:
    chosen = select(Source).where(
        Source.title == draft.title,
        Source.seen.is_(False),
        Source.published.is_not_distinct_from(draft.published),
        Source.publisher.is_not_distinct_from(draft.publisher),
        Source.container_title.is_not_distinct_from(draft.container_title),
    )
    return session.scalars(chosen.order_by(Source.id).limit(1)).first()
