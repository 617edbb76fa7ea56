"""Articles that were read: listed, with what waits of each, and confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from desk.history.audit import record_values
from desk.pages import SIZE, Page, page_of
from desk.parties import sources
from desk.refusals import GoneError, MissingError
from models import Capture, Proposal, Reading, now
from models.reading_records import ReadingRecord
from models.terms import ProposalState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.rows import AnyRow
    from models.records import SourceRecord

_LINE = (
    Reading.id,
    Reading.capture_id,
    Reading.language,
    Reading.by_model,
    Reading.notes,
    Reading.published,
    Reading.confirmed_at,
    Reading.read_at,
    Reading.account_id,
    Reading.job_id,
    Capture.filename,
    Capture.source_id,
    Capture.redacted_at,
)


def reading_of(session: Session, reading_id: int) -> ReadingRecord:
    """Return an article that was read, with its counts; raises MissingError."""
    found = _records(session, [reading_id])
    if not found:
        noun = "reading"
        raise MissingError(noun, reading_id)
    return found[0]


def article_of(session: Session, reading_id: int) -> ReadingRecord:
    """Return an article as reading_of does; raises GoneError too, where it was redacted."""
    article = reading_of(session, reading_id)
    if article.redacted:
        noun = "capture"
        raise GoneError(noun, article.capture_id)
    return article


def reading_at(session: Session, capture_id: int) -> int | None:
    """Return the number of the reading of a capture, None where it was not read."""
    return session.scalar(select(Reading.id).where(Reading.capture_id == capture_id))


def readings(
    session: Session, before: int | None = None, *, waiting: bool = False
) -> Page[ReadingRecord]:
    """Return a page of the articles read, newest first; `waiting`: those with something to decide."""
    chosen = select(Reading.id).join(Capture, Capture.id == Reading.capture_id)
    if before is not None:
        chosen = chosen.where(Reading.id < before)
    if waiting:
        open_ = select(Proposal.id).where(
            Proposal.reading_id == Reading.id, Proposal.state == ProposalState.WAITING
        )
        chosen = chosen.where(open_.exists(), Capture.redacted_at.is_(None))
    ids = session.scalars(chosen.order_by(Reading.id.desc()).limit(SIZE + 1)).all()
    return page_of(ids, before).of(lambda shown: _records(session, shown))


def confirm_details(session: Session, reading_id: int, by: Actor) -> Reading:
    """Note that a person has looked at title, authors, outlet and date; raises MissingError."""
    found = session.get(Reading, reading_id)
    if found is None:
        noun = "reading"
        raise MissingError(noun, reading_id)
    before = _looked_at(found)
    found.confirmed_at, found.confirmed_by_id = now(), by.account_id
    record_values(session, by, "reading:confirm", found, (before, _looked_at(found)))
    return found


def _looked_at(found: Reading) -> dict[str, Any]:
    return {"confirmed_by_id": found.confirmed_by_id}


def _records(session: Session, ids: Sequence[int]) -> list[ReadingRecord]:
    chosen = select(*_LINE).join(Capture, Capture.id == Reading.capture_id)
    rows = session.execute(chosen.where(Reading.id.in_(ids)).order_by(Reading.id.desc())).all()
    works = sources(session, {row.source_id for row in rows})
    counts = _counts(session, ids)
    return [_record(row, works[row.source_id], counts.get(row.id, {})) for row in rows]


def _counts(session: Session, ids: Sequence[int]) -> dict[int, dict[str, int]]:
    chosen = (
        select(Proposal.reading_id, Proposal.state, func.count().label("times"))
        .where(Proposal.reading_id.in_(ids))
        .group_by(Proposal.reading_id, Proposal.state)
    )
    found: dict[int, dict[str, int]] = {}
    for row in session.execute(chosen):
        found.setdefault(row.reading_id, {})[row.state.value] = row.times
    return found


def _record(row: AnyRow, source: SourceRecord, counts: dict[str, int]) -> ReadingRecord:
    fields: dict[str, Any] = {**row._asdict(), **counts}
    gone = fields.pop("redacted_at") is not None
    fields |= {"notes": tuple(fields.pop("notes")), "source": source, "redacted": gone}
    del fields["source_id"]
    return ReadingRecord(**fields)
