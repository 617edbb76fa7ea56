"""What is there for an account, kind by kind: the conditions under which a query finds a record."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, not_, or_, select
from sqlalchemy.orm import with_loader_criteria

from desk.hidden import (
    hidden_links,
    hidden_sources,
    hidden_speakers,
    hidden_statements,
    secret_topics,
)
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
    from collections.abc import Callable, Iterator

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm.interfaces import ORMOption

    Ids = Select[Any]
    Told = Callable[[Any], ColumnElement[bool]]
    Shown = tuple[type[Any], Told]

# Tables, since the criteria of mapped classes would be hidden from themselves.
_CAPTURE = Capture.__table__.c
_READING = Reading.__table__.c
_REVIEW, _REPLY = Review.__table__.c, ReplyRequest.__table__.c
_REMARK, _REPORT = Remark.__table__.c, SavedReport.__table__.c
_FROZEN = frozen_statement.c


@lru_cache(maxsize=64)
def criteria(viewer: int) -> tuple[ORMOption, ...]:
    """Tell for each kind of record which are there for an account, as options of a query."""
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
