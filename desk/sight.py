"""Who sees what: a restricted topic, and all that rests on it alone, is there for its accounts only.

A session that works for somebody hides the rest from every query by itself, so that no page can
forget to. Admins and the command line see everything. A deed that has to reach the whole record,
such as one that keeps the search index or sets links to re-check, says so with `whole_record`.
"""

from __future__ import annotations

from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, event, not_, or_, select
from sqlalchemy.orm import Session, with_loader_criteria

from desk.hidden import (
    hidden_links,
    hidden_sources,
    hidden_speakers,
    hidden_statements,
    secret_topics,
)
from desk.refusals import RefusedError
from models import (
    Appearance,
    Capture,
    ConflictPlace,
    Event,
    FrozenReport,
    Link,
    Notice,
    NoticeAppearance,
    Office,
    OldSlug,
    Proposal,
    Reading,
    Redaction,
    Relay,
    Remark,
    ReplyRequest,
    Review,
    SavedReport,
    SetMember,
    Source,
    Speaker,
    SpeakerName,
    Statement,
    StatementText,
    Topic,
    Translation,
    frozen_statement,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import ORMExecuteState, SessionTransaction, UOWTransaction
    from sqlalchemy.orm.interfaces import ORMOption

    from models.base import Keyed

    Ids = Select[Any]
    Told = Callable[[Any], ColumnElement[bool]]
    Shown = tuple[type[Any], Told]

NOBODY = 0
"""The viewer who is not signed in, and sees nothing of any restricted topic."""
_VIEWER, _SECRETS = "viewer", "secrets"
# Tables, since the criteria of mapped classes would be hidden from themselves.
_CAPTURE = Capture.__table__.c
_READING = Reading.__table__.c
_REVIEW, _REPLY = Review.__table__.c, ReplyRequest.__table__.c
_REMARK, _REPORT = Remark.__table__.c, SavedReport.__table__.c
_FROZEN = frozen_statement.c


def look_as(session: Session, viewer: int | None) -> None:
    """Let a session see what an account sees; None sees everything."""
    session.info[_VIEWER] = viewer


@contextmanager
def whole_record(session: Session) -> Iterator[None]:
    """Let a deed reach the whole record, whoever does it."""
    viewer = session.info.get(_VIEWER)
    look_as(session, None)
    try:
        yield
    finally:
        look_as(session, viewer)


def refuse_taken(session: Session, kind: type[Keyed], key: str | None, field: str = "key") -> None:
    """Refuse a key that a record holds which is not there for whoever does the deed.

    Keys are given once; all that is told is that this one is.
    """
    if key is not None and keys_taken(session, kind, [key]):
        raise RefusedError(field, f"the key “{key}” is taken; give another one")


def keys_taken(session: Session, kind: type[Keyed], keys: Collection[str]) -> set[str]:
    """Return which keys are held by records, also by such as are not there for who looks.

    None, without asking, for who sees everything.
    """
    if session.info.get(_VIEWER) is None:
        return set()
    with whole_record(session):
        return set(session.scalars(select(kind.key).where(kind.key.in_(keys))))


@contextmanager
def as_a_stranger(session: Session) -> Iterator[None]:
    """Look for a while as whoever is not signed in, whoever does the deed."""
    viewer = session.info.get(_VIEWER)
    look_as(session, NOBODY)
    try:
        yield
    finally:
        look_as(session, viewer)


def is_open(session: Session, kind: type[Keyed], number: int) -> bool:
    """Tell whether a record is there for everybody."""
    with as_a_stranger(session):
        return session.scalar(select(kind.id).where(kind.id == number)) is not None


def sees_all(session: Session) -> bool:
    """Tell whether nothing is hidden from who looks."""
    return not secrets_kept(session)


def secrets_kept(session: Session) -> Sequence[int]:
    """Return the ids of the restricted topics that are kept from who looks.

    Asked once, and again when anything was written or another transaction has begun.
    """
    viewer = session.info.get(_VIEWER)
    if viewer is None:
        return ()
    known: dict[int, Sequence[int]] = session.info.setdefault(_SECRETS, {})
    if viewer not in known:
        # Past the session, which would ask here what to hide.
        known[viewer] = session.connection().scalars(secret_topics(viewer)).all()
    return known[viewer]


def kept_from(session: Session) -> Select[Any] | None:
    """Select the links that are hidden from who looks; None where all are seen.

    For what is asked of tables, of which no session hides anything by itself.
    """
    viewer = session.info.get(_VIEWER)
    return None if viewer is None else hidden_links(viewer)


def hides(session: Session, kind: type[Keyed], number: int) -> bool:
    """Tell whether a record is there, but not for who looks."""
    chosen = select(kind.id).where(kind.id == number)
    if sees_all(session) or session.scalar(chosen) is not None:
        return False
    with whole_record(session):
        return session.scalar(chosen) is not None


@event.listens_for(Session, "do_orm_execute")
def _hide(state: ORMExecuteState) -> None:
    session = state.session
    if not state.is_select:
        session.info.pop(_SECRETS, None)
        return
    viewer = session.info.get(_VIEWER)
    # A column load only brings what is in the session already up to date.
    if viewer is None or state.is_column_load:
        return
    # It is not yet known who visits, or what waits to be written may restrict a topic.
    unsure = viewer == NOBODY or session.new or session.dirty or session.deleted
    if unsure or not sees_all(session):
        state.statement = state.statement.options(*_criteria(viewer))


@event.listens_for(Session, "after_flush")
def _forget_written(session: Session, _flushed: UOWTransaction) -> None:
    session.info.pop(_SECRETS, None)


@event.listens_for(Session, "after_transaction_end")
def _forget_past(session: Session, _ended: SessionTransaction) -> None:
    session.info.pop(_SECRETS, None)


@lru_cache(maxsize=64)
def _criteria(viewer: int) -> tuple[ORMOption, ...]:
    shown = (
        *_of_topics(viewer),
        *_of_statements(viewer),
        *_of_parties(viewer),
        *_of_readings(viewer),
    )
    # A function, since a condition alone is not told of the aliases of a class.
    return tuple(with_loader_criteria(kind, told, include_aliases=True) for kind, told in shown)


def _of_topics(viewer: int) -> Iterator[Shown]:
    secret = secret_topics(viewer)
    yield Topic, lambda one: and_(one.id.not_in(secret), _led(one, secret))
    yield OldSlug, lambda one: one.topic_id.not_in(secret)


def _of_statements(viewer: int) -> Iterator[Shown]:
    hidden, links = hidden_statements(viewer), hidden_links(viewer)
    here = Appearance.__table__.c
    found = select(here.id).where(here.statement_id.in_(hidden))
    frozen = select(_FROZEN.frozen_id).where(_FROZEN.statement_id.in_(hidden))
    yield Statement, lambda one: one.id.not_in(hidden)
    yield FrozenReport, lambda one: one.id.not_in(frozen)
    for kind in (Appearance, Translation, Review, SetMember, StatementText):
        yield kind, lambda one: one.statement_id.not_in(hidden)
    for part in (Relay, NoticeAppearance):
        yield part, lambda one: one.appearance_id.not_in(found)
    yield Link, lambda one: and_(one.from_id.not_in(hidden), one.to_id.not_in(hidden))
    for told in (Remark, ConflictPlace):
        yield told, lambda one: one.link_id.not_in(links)
    yield (
        ReplyRequest,
        lambda one: and_(
            or_(one.statement_id.is_(None), one.statement_id.not_in(hidden)),
            or_(one.link_id.is_(None), one.link_id.not_in(links)),
        ),
    )


def _of_parties(viewer: int) -> Iterator[Shown]:
    speakers, sources = hidden_speakers(viewer), hidden_sources(viewer)
    yield Speaker, lambda one: and_(one.id.not_in(speakers), _led(one, speakers))
    for kind in (SpeakerName, Office):
        yield kind, lambda one: one.speaker_id.not_in(speakers)
    yield Source, lambda one: and_(one.id.not_in(sources), _led(one, sources))
    for part in (Capture, Notice):
        yield part, lambda one: one.source_id.not_in(sources)
    yield SavedReport, _about(speakers, sources, secret_topics(viewer))
    for told in (Event, Redaction):
        yield told, _subjects(viewer, speakers, sources)


def _of_readings(viewer: int) -> Iterator[Shown]:
    unread = select(_CAPTURE.id).where(_CAPTURE.source_id.in_(hidden_sources(viewer)))
    readings = select(_READING.id).where(_READING.capture_id.in_(unread))
    hidden = hidden_statements(viewer)
    yield Reading, lambda one: one.capture_id.not_in(unread)
    yield (
        Proposal,
        lambda one: and_(
            one.reading_id.not_in(readings),
            or_(one.statement_id.is_(None), one.statement_id.not_in(hidden)),
        ),
    )


def _about(speakers: Ids, sources: Ids, topics: Ids) -> Told:
    """Tell of a saved report that nothing it is about is hidden."""
    return lambda one: and_(
        or_(one.speaker_id.is_(None), one.speaker_id.not_in(speakers)),
        or_(one.source_id.is_(None), one.source_id.not_in(sources)),
        or_(one.topic_id.is_(None), one.topic_id.not_in(topics)),
    )


def _subjects(viewer: int, speakers: Ids, sources: Ids) -> Told:
    """Tell of what is said about a record whether the record is there for the viewer."""
    statements, links, topics = (
        hidden_statements(viewer),
        hidden_links(viewer),
        secret_topics(viewer),
    )
    about_hidden = not_(_about(speakers, sources, topics)(_REPORT))
    reports = select(_REPORT.id).where(about_hidden)
    captures = select(_CAPTURE.id).where(_CAPTURE.source_id.in_(sources))
    reviews = select(_REVIEW.id).where(_REVIEW.statement_id.in_(statements))
    replies = select(_REPLY.id)
    replies = replies.where(or_(_REPLY.statement_id.in_(statements), _REPLY.link_id.in_(links)))
    remarks = select(_REMARK.id).where(_REMARK.link_id.in_(links))
    return lambda one: and_(
        or_(one.subject_type != "statement", one.subject_id.not_in(statements)),
        or_(one.subject_type != "link", one.subject_id.not_in(links)),
        or_(one.subject_type != "topic", one.subject_id.not_in(topics)),
        or_(one.subject_type != "speaker", one.subject_id.not_in(speakers)),
        or_(one.subject_type != "source", one.subject_id.not_in(sources)),
        or_(one.subject_type != "capture", one.subject_id.not_in(captures)),
        or_(one.subject_type != "review", one.subject_id.not_in(reviews)),
        or_(one.subject_type != "reply_request", one.subject_id.not_in(replies)),
        or_(one.subject_type != "remark", one.subject_id.not_in(remarks)),
        or_(one.subject_type != "saved_report", one.subject_id.not_in(reports)),
    )


def _led(one: Any, hidden: Ids) -> ColumnElement[bool]:  # noqa: ANN401 -- a class or an alias of it
    """Tell that a record does not lead to a hidden one into which it was merged."""
    return or_(one.merged_into_id.is_(None), one.merged_into_id.not_in(hidden))
