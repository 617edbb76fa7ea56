"""What is there for an account, kind by kind: the conditions under which a query finds a record."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, not_, or_
from sqlalchemy.orm import with_loader_criteria

from desk.hidden import (
    hides_link,
    hides_source,
    hides_speaker,
    hides_statement,
    secret_topics,
    there,
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

    from models.base import Base

    Ids = Select[Any]
    Condition = ColumnElement[bool]
    Told = Callable[[Any], Condition]
    Shown = tuple[type[Any], Told]

# Tables, since the criteria of mapped classes would be hidden from themselves; by names of their
# own, since a query may ask for the same ones.
_CAPTURE, _READING = Capture.__table__.alias("kept_copy"), Reading.__table__.alias("kept_reading")
_REVIEW, _REPLY = Review.__table__.alias("kept_review"), ReplyRequest.__table__.alias("kept_reply")
_REMARK, _REPORT = Remark.__table__.alias("kept_remark"), SavedReport.__table__.alias("kept_report")
_PROPOSAL = Proposal.__table__.alias("kept_proposal")
_HERE, _FROZEN = Appearance.__table__.alias("kept_part"), frozen_statement.alias("kept_version")


@lru_cache(maxsize=64)
def criteria(viewer: int, but: frozenset[type[Base]] = frozenset()) -> tuple[ORMOption, ...]:
    """Tell for each kind of record, but for some, which are there for an account.

    As options of a query.
    """
    secret = secret_topics(viewer)
    shown: tuple[Shown, ...] = (
        *_of_topics(secret),
        *_of_statements(secret),
        *_of_parties(secret),
        *_of_readings(secret),
        (Event, _done_to(secret)),
        (Redaction, _subjects(secret)),
    )
    # A function, since a condition alone is not told of the aliases of a class.
    return tuple(
        with_loader_criteria(kind, told, include_aliases=True)
        for kind, told in shown
        if kind not in but
    )


def _of_topics(secret: Ids) -> Iterator[Shown]:
    yield (
        Topic,
        lambda one: and_(
            one.id.not_in(secret),
            or_(one.merged_into_id.is_(None), one.merged_into_id.not_in(secret)),
        ),
    )
    yield OldSlug, lambda one: one.topic_id.not_in(secret)


def _of_statements(secret: Ids) -> Iterator[Shown]:
    yield Statement, lambda one: not_(hides_statement(one.id, secret))
    yield FrozenReport, lambda one: not_(_version_tells(one.id, secret))
    for kind in (Appearance, Translation, Review, SetMember, StatementText):
        yield kind, lambda one: not_(hides_statement(one.statement_id, secret))
    for part in (Relay, NoticeAppearance):
        yield part, lambda one: not_(_appearance_tells(one.appearance_id, secret))
    yield (
        Link,
        lambda one: and_(
            not_(hides_statement(one.from_id, secret)), not_(hides_statement(one.to_id, secret))
        ),
    )
    for told in (Remark, ConflictPlace):
        yield told, lambda one: not_(hides_link(one.link_id, secret))
    yield (
        ReplyRequest,
        lambda one: and_(
            not_(hides_statement(one.statement_id, secret)), not_(hides_link(one.link_id, secret))
        ),
    )


def _of_parties(secret: Ids) -> Iterator[Shown]:
    yield (
        Speaker,
        lambda one: and_(
            not_(hides_speaker(one.id, secret)),
            or_(one.merged_into_id.is_(None), not_(hides_speaker(one.merged_into_id, secret))),
        ),
    )
    for kind in (SpeakerName, Office):
        yield kind, lambda one: not_(hides_speaker(one.speaker_id, secret))
    yield (
        Source,
        lambda one: and_(
            not_(hides_source(one.id, secret)),
            or_(one.merged_into_id.is_(None), not_(hides_source(one.merged_into_id, secret))),
        ),
    )
    for part in (Capture, Notice):
        yield part, lambda one: not_(hides_source(one.source_id, secret))
    yield SavedReport, lambda one: not_(_is_about(one, secret))


def _of_readings(secret: Ids) -> Iterator[Shown]:
    yield Reading, lambda one: not_(_capture_tells(one.capture_id, secret))
    yield (
        Proposal,
        lambda one: and_(
            not_(_reading_tells(one.reading_id, secret)),
            not_(hides_statement(one.statement_id, secret)),
        ),
    )


def _done_to(secret: Ids) -> Told:
    """Tell of events that their subject is there; readings and proposals are not redacted.

    One condition for both would nest too deep for SQLite where redactions are looked for.
    """
    of_others = _subjects(secret)
    return lambda one: and_(
        of_others(one),
        or_(one.subject_type != "reading", not_(_reading_tells(one.subject_id, secret))),
        or_(one.subject_type != "proposal", not_(_proposal_tells(one.subject_id, secret))),
    )


def _subjects(secret: Ids) -> Told:
    """Tell of what is said about a record that the record is there."""
    return lambda one: and_(
        or_(one.subject_type != "statement", not_(hides_statement(one.subject_id, secret))),
        or_(one.subject_type != "link", not_(hides_link(one.subject_id, secret))),
        or_(one.subject_type != "topic", one.subject_id.not_in(secret)),
        or_(one.subject_type != "speaker", not_(hides_speaker(one.subject_id, secret))),
        or_(one.subject_type != "source", not_(hides_source(one.subject_id, secret))),
        or_(one.subject_type != "capture", not_(_capture_tells(one.subject_id, secret))),
        or_(one.subject_type != "review", not_(_review_tells(one.subject_id, secret))),
        or_(one.subject_type != "reply_request", not_(_reply_tells(one.subject_id, secret))),
        or_(one.subject_type != "remark", not_(_remark_tells(one.subject_id, secret))),
        or_(one.subject_type != "saved_report", not_(_report_tells(one.subject_id, secret))),
    )


def _is_about(report: Any, secret: Ids) -> Condition:  # noqa: ANN401 -- a class or a table
    """Tell of a saved report that something it is about is hidden."""
    return or_(
        hides_speaker(report.speaker_id, secret),
        hides_source(report.source_id, secret),
        and_(report.topic_id.is_not(None), report.topic_id.in_(secret)),
    )


def _version_tells(frozen_id: Any, secret: Ids) -> Condition:  # noqa: ANN401 -- a column
    held = hides_statement(_FROZEN.c.statement_id, secret)
    return there(_FROZEN, _FROZEN.c.frozen_id == frozen_id, held)


def _appearance_tells(appearance_id: Any, secret: Ids) -> Condition:  # noqa: ANN401 -- a column
    held = hides_statement(_HERE.c.statement_id, secret)
    return there(_HERE, _HERE.c.id == appearance_id, held)


def _capture_tells(capture_id: Any, secret: Ids) -> Condition:  # noqa: ANN401 -- a column
    held = hides_source(_CAPTURE.c.source_id, secret)
    return there(_CAPTURE, _CAPTURE.c.id == capture_id, held)


def _reading_tells(reading_id: Any, secret: Ids) -> Condition:  # noqa: ANN401 -- a column
    # One query of two tables: SQLite reads only so many inside one another.
    held = hides_source(_CAPTURE.c.source_id, secret)
    both = _READING.c.id == reading_id, _CAPTURE.c.id == _READING.c.capture_id
    return exists().where(*both, held).correlate_except(_READING, _CAPTURE)


def _proposal_tells(proposal_id: Any, secret: Ids) -> Condition:  # noqa: ANN401 -- a column
    held = hides_source(_CAPTURE.c.source_id, secret)
    mine = _PROPOSAL.c.id == proposal_id
    led = _READING.c.id == _PROPOSAL.c.reading_id, _CAPTURE.c.id == _READING.c.capture_id
    read = exists().where(mine, *led, held).correlate_except(_PROPOSAL, _READING, _CAPTURE)
    said = hides_statement(_PROPOSAL.c.statement_id, secret)
    return or_(read, there(_PROPOSAL, mine, said))


def _review_tells(review_id: Any, secret: Ids) -> Condition:  # noqa: ANN401 -- a column
    held = hides_statement(_REVIEW.c.statement_id, secret)
    return there(_REVIEW, _REVIEW.c.id == review_id, held)


def _reply_tells(reply_id: Any, secret: Ids) -> Condition:  # noqa: ANN401 -- a column
    asked = (
        hides_statement(_REPLY.c.statement_id, secret),
        hides_link(_REPLY.c.link_id, secret),
    )
    return there(_REPLY, _REPLY.c.id == reply_id, or_(*asked))


def _remark_tells(remark_id: Any, secret: Ids) -> Condition:  # noqa: ANN401 -- a column
    held = hides_link(_REMARK.c.link_id, secret)
    return there(_REMARK, _REMARK.c.id == remark_id, held)


def _report_tells(report_id: Any, secret: Ids) -> Condition:  # noqa: ANN401 -- a column
    return there(_REPORT, _REPORT.c.id == report_id, _is_about(_REPORT.c, secret))
