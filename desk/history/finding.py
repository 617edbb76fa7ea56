"""Finds the events that tell of a record: those done to it, and those that changed it in passing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, func, or_, select, union_all

from desk.history.filing import MERGED
from models import (
    Appearance,
    Capture,
    Event,
    Link,
    Proposal,
    Reading,
    Relay,
    Source,
    Speaker,
    Statement,
    Topic,
    event_record,
    statement_topic,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from sqlalchemy import Select
    from sqlalchemy.orm import Session
    from sqlalchemy.sql.selectable import SelectBase

    from desk.history.subjects import Subject

    RowIds = dict[str, set[str]]
    Related = Iterator[tuple[str, SelectBase]]

# A table beside the one that is asked, so that what is hidden is looked at there alone.
_TOLD = Event.__table__.alias("told").c
_CAPTURE, _READING, _PROPOSAL = (one.__table__.c for one in (Capture, Reading, Proposal))


def events_about(subject: Subject, rows: RowIds) -> ColumnElement[bool]:
    """Return the condition of the events that may tell of a record; `concerns` says which do.

    Those done to it, the imports that brought it, the mergers into it, and those done to what it
    rests on while its own rows changed too, such as a link's re-check when a statement is revised.
    Each is found by an index, however many events there are.
    """
    return Event.seq.in_(union_all(_done_to(subject), _filed(subject), *_in_passing(subject, rows)))


def rows_of(session: Session, subject: Subject) -> RowIds:
    """Return the rows in which the record is kept, as ids by table."""
    rows = {subject.type: {str(subject.id)}}
    if subject.type == "statement":
        found = select(Appearance.id).where(Appearance.statement_id == subject.id)
        rows["appearance"] = {str(one) for one in session.scalars(found)}
    if subject.type == "source":
        rows |= _read_rows(session, subject.id)
    return rows


def _read_rows(session: Session, source_id: int) -> RowIds:
    """Return the readings of a source, and of what is proposed there what was ever decided.

    Of a source that is there for who looks; what is kept of it is asked of no further.
    """
    told = select(_TOLD.subject_id).where(_TOLD.subject_type == "proposal")
    there = select(Source.id).where(Source.id == source_id).exists()
    found = {
        "reading": _readings(source_id).where(there),
        "proposal": _proposals(source_id).where(_PROPOSAL.id.in_(told), there),
    }
    return {table: {str(one) for one in session.scalars(ids)} for table, ids in found.items()}


def _readings(source_id: int) -> Select[int]:
    captures = select(_CAPTURE.id).where(_CAPTURE.source_id == source_id)
    return select(_READING.id).where(_READING.capture_id.in_(captures))


def _proposals(source_id: int) -> Select[int]:
    return select(_PROPOSAL.id).where(_PROPOSAL.reading_id.in_(_readings(source_id)))


def concerns(rows: RowIds, told: Mapping[str, Any]) -> bool:
    """Tell whether values of an event are those of a record, by its rows."""
    own = any(not ids.isdisjoint(told.get(table, {})) for table, ids in rows.items())
    return own or took_over(rows, told)


def took_over(rows: RowIds, told: Mapping[str, Any]) -> bool:
    """Tell whether values are of a record that was merged into one of these rows."""
    return any(
        str(row.get(MERGED)) in ids
        for table, ids in rows.items()
        for row in told.get(table, {}).values()
    )


def _done_to(subject: Subject) -> Select[int]:
    mine = _TOLD.subject_type == subject.type, _TOLD.subject_id == subject.id
    return select(_TOLD.seq).where(*mine)


def _filed(subject: Subject) -> Select[int]:
    filed = event_record.c
    mine = filed.subject_type == subject.type, filed.subject_id == subject.id
    return select(filed.seq).where(*mine)


def _in_passing(subject: Subject, rows: RowIds) -> Iterator[Select[int]]:
    related = _RELATED.get(subject.type)
    told = or_(*(_holds(side, table) for side in (_TOLD.before, _TOLD.after) for table in rows))
    for kind, ids in related(subject.id) if related else ():
        done = _TOLD.subject_type == kind, _TOLD.subject_id.in_(ids)
        yield select(_TOLD.seq).where(*done, told)


def _holds(side: ColumnElement[Any], table: str) -> ColumnElement[bool]:
    return side.contains(f'"{table}":{{', autoescape=True)


def _around_statement(statement_id: int) -> Related:
    yield from _around_appearances(Appearance.statement_id == statement_id)
    yield from _around_speakers(select(Statement.speaker_id).where(Statement.id == statement_id))
    held = select(statement_topic.c.topic_id).where(statement_topic.c.statement_id == statement_id)
    yield "topic", held
    yield "topic", select(Topic.id).where(Topic.merged_into_id.in_(held))


def _around_speakers(speakers: Select[int]) -> Related:
    yield "speaker", speakers
    yield "speaker", select(Speaker.id).where(Speaker.merged_into_id.in_(speakers))


def _around_appearances(found: ColumnElement[bool]) -> Related:
    relayed = select(Relay.source_id).join(Appearance).where(found)
    known = select(Appearance.source_id).where(found), relayed.where(Relay.source_id.is_not(None))
    for sources in known:
        yield "source", sources
        yield "source", select(Source.id).where(Source.merged_into_id.in_(sources))
    captured = select(Appearance.capture_id).where(found)
    yield "capture", captured.where(Appearance.capture_id.is_not(None))


def _around_link(link_id: int) -> Related:
    this = Link.id == link_id
    both = select(Link.low_id).where(this).union_all(select(Link.high_id).where(this))
    yield "statement", both
    yield from _around_appearances(Appearance.statement_id.in_(both))
    yield from _around_speakers(select(Statement.speaker_id).where(Statement.id.in_(both)))
    # Proposing the opposite of a proposed link rejects it in the same deed.
    low, high = (select(side).where(this) for side in (Link.low_id, Link.high_id))
    yield "link", select(Link.id).where(Link.low_id.in_(low), Link.high_id.in_(high))


def _around_speaker(speaker_id: int) -> Related:
    # A speaker is often made by the deed that logs their first statement.
    yield "statement", select(func.min(Statement.id)).where(Statement.speaker_id == speaker_id)


def _around_source(source_id: int) -> Related:
    first = select(func.min(Appearance.id)).where(Appearance.source_id == source_id)
    yield "statement", select(Appearance.statement_id).where(Appearance.id.in_(first))
    relayed = select(func.min(Relay.appearance_id)).where(Relay.source_id == source_id)
    yield "statement", select(Appearance.statement_id).where(Appearance.id.in_(relayed))
    yield "capture", select(Capture.id).where(Capture.source_id == source_id)
    yield "reading", _readings(source_id)
    yield "proposal", _proposals(source_id)


def _around_topic(topic_id: int) -> Related:
    first = select(func.min(statement_topic.c.statement_id))
    yield "statement", first.where(statement_topic.c.topic_id == topic_id)


_RELATED: dict[str, Callable[[int], Related]] = {
    "statement": _around_statement,
    "link": _around_link,
    "speaker": _around_speaker,
    "source": _around_source,
    "topic": _around_topic,
}
