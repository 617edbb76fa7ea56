"""Documents that are read in one go: each is taken up, read or refused, and noted for good."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from models import BatchDocument, Capture, Job, Proposal, Reading
from models.reading_records import DocumentRecord
from models.terms import DocumentState, JobState

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from desk.jobs import Claim
    from models import Source

MOST_STOPS = 2
"""A document at which so many workers were stopped is given up, so that the others are read."""
NAME_CHARACTERS = 2_000
_OVER = (JobState.DONE, JobState.FAILED, JobState.CANCELLED)
_STOPS = "Reading it broke off again and again; bring it alone, or paste its text."


@dataclass(frozen=True)
class Given:
    """A document of a batch: a web address, or the name, bytes and media type of a file."""

    name: str
    content: bytes | None = None
    media_type: str | None = None


@dataclass(frozen=True)
class Taken(Given):
    """A document that a worker has taken up, with its number in the batch."""

    number: int = 0


def add_documents(session: Session, job_id: int, given: Iterable[Given]) -> None:
    """Add the documents of a batch to its job, in their order; empty names are left out."""
    named = (one for one in given if one.name.strip())
    for number, one in enumerate(named, 1):
        session.add(
            BatchDocument(
                job_id=job_id,
                number=number,
                name=one.name.strip()[:NAME_CHARACTERS],
                content=one.content,
                media_type=one.media_type,
            )
        )
    session.flush()


def take_up(session: Session, claim: Claim) -> Taken | None:
    """Take up the next document that waits, None when none does.

    One that was begun before and is in hand still has stopped its worker; again and again, it is
    refused.
    """
    chosen = _of_job(claim.job_id).where(BatchDocument.state == DocumentState.WAITING)
    for found in session.scalars(chosen.order_by(BatchDocument.number)):
        found.begun = found.begun or claim.attempt
        if claim.attempt - found.begun < MOST_STOPS:
            session.flush()
            return Taken(found.name, found.content, found.media_type, found.number)
        _end(found, DocumentState.REFUSED, error=_STOPS)
    session.flush()
    return None


def is_waiting(session: Session, job_id: int, number: int) -> bool:
    """Tell whether a document that is in hand waits still: a redaction may have let go of it."""
    chosen = _of_job(job_id).where(BatchDocument.number == number).with_for_update()
    found = session.scalar(chosen.execution_options(populate_existing=True))
    return found is not None and found.state is DocumentState.WAITING


def note_read(session: Session, job_id: int, number: int, reading_id: int) -> None:
    """Note that a document is read; its bytes are kept as a capture."""
    found = session.get_one(BatchDocument, (job_id, number))
    _end(found, DocumentState.READ, reading_id=reading_id)


def note_refused(session: Session, job_id: int, number: int, why: str) -> None:
    """Note why a document cannot be read; the others go on."""
    _end(session.get_one(BatchDocument, (job_id, number)), DocumentState.REFUSED, error=why)


def counted(session: Session, job_id: int) -> tuple[int, int]:
    """Return how many documents of a batch are done, read or not, and how many there are."""
    chosen = select(BatchDocument.state, func.count().label("times")).group_by(BatchDocument.state)
    rows = session.execute(chosen.where(BatchDocument.job_id == job_id))
    states = {row.state: row.times for row in rows}
    total = sum(states.values())
    return total - states.get(DocumentState.WAITING, 0), total


def documents_of(session: Session, job_id: int) -> tuple[DocumentRecord, ...]:
    """Return the documents of a batch in their order, with how many statements were proposed."""
    readings = select(BatchDocument.reading_id).where(BatchDocument.job_id == job_id)
    times = (
        select(Proposal.reading_id, func.count().label("times"))
        .where(Proposal.reading_id.in_(readings))
        .group_by(Proposal.reading_id)
    )
    proposals = {row.reading_id: row.times for row in session.execute(times)}
    seen = set(session.scalars(select(Reading.id).where(Reading.id.in_(readings))))
    rows = session.scalars(_of_job(job_id).order_by(BatchDocument.number))
    return tuple(_record(one, seen, proposals) for one in rows)


def source_with_bytes(session: Session, sha256: str) -> Source | None:
    """Return the source of which these very bytes were kept first, None where none were."""
    chosen = select(Capture).where(Capture.sha256 == sha256, Capture.redacted_at.is_(None))
    for capture in session.scalars(chosen.order_by(Capture.id)):
        if capture.source.merged_into_id is None:
            return capture.source
    return None


def capture_with(session: Session, source_id: int, sha256: str) -> Capture | None:
    """Return the capture of a source with these bytes, None where they are new to it."""
    chosen = select(Capture).where(Capture.source_id == source_id, Capture.sha256 == sha256)
    return session.scalar(chosen)


def was_looked_at(session: Session, source_id: int) -> bool:
    """Tell whether the details of a source need nobody's look: no reading of it waits for one."""
    chosen = select(Reading.id).join(Capture, Capture.id == Reading.capture_id)
    waiting = chosen.where(Capture.source_id == source_id, Reading.confirmed_at.is_(None))
    return session.scalar(waiting.limit(1)) is None


def files_are_left(session: Session) -> bool:
    """Tell whether files of batches that are over are still there."""
    return session.scalar(_left().limit(1)) is not None


def forget_files(session: Session) -> None:
    """Forget the files of batches that are over, such as those that were not read before.

    But for those that somebody else holds just now, as a redaction does: it waits for nobody.
    """
    for found in session.scalars(_left().with_for_update(skip_locked=True)):
        found.content = None
    session.flush()


def _left() -> Select[BatchDocument]:
    over = select(Job.id).where(Job.state.in_(_OVER))
    held = BatchDocument.content.is_not(None)
    return select(BatchDocument).where(held, BatchDocument.job_id.in_(over))


def _of_job(job_id: int) -> Select[BatchDocument]:
    return select(BatchDocument).where(BatchDocument.job_id == job_id)


def _end(
    found: BatchDocument,
    state: DocumentState,
    *,
    error: str | None = None,
    reading_id: int | None = None,
) -> None:
    found.state, found.error, found.reading_id, found.content = state, error, reading_id, None


def _record(found: BatchDocument, seen: set[int], proposals: dict[int, int]) -> DocumentRecord:
    """Return a document; a reading that is not there for who looks is not told of."""
    reading_id = found.reading_id if found.reading_id in seen else None
    return DocumentRecord(
        number=found.number,
        name=found.name,
        state=found.state,
        error=found.error,
        reading_id=reading_id,
        proposals=proposals.get(reading_id or 0, 0),
    )
