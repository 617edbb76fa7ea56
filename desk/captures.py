"""Captures: what was kept of a source, read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.pages import SIZE, Page, page_of
from desk.parties import sources
from desk.refusals import GoneError, MissingError
from desk.sources import source_of
from models import Appearance, Capture

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from models import Source
    from models.records import SourceRecord

_LINE = (
    Capture.id,
    Capture.media_type,
    Capture.sha256,
    Capture.url,
    Capture.filename,
    Capture.retrieved_at,
    Capture.seen_again_at,
    Capture.redacted_at,
)


@dataclass(frozen=True)
class CaptureLine:
    """A capture in a list."""

    id: int
    media_type: str
    sha256: str
    url: str | None
    filename: str | None
    retrieved_at: datetime
    seen_again_at: datetime | None
    redacted_at: datetime | None


@dataclass(frozen=True)
class CaptureRecord(CaptureLine):
    """A capture with its source and text, without its bytes."""

    source: SourceRecord
    text: str


def capture_record(session: Session, capture_id: int) -> CaptureRecord:
    """Return a capture with its text; raises MissingError."""
    chosen = select(*_LINE, Capture.source_id, Capture.text).where(Capture.id == capture_id)
    row = session.execute(chosen).one_or_none()
    if row is None:
        noun = "capture"
        raise MissingError(noun, capture_id)
    fields = row._asdict()
    source = sources(session, [fields.pop("source_id")])[row.source_id]
    return CaptureRecord(source=source, **fields)


def text_of(session: Session, capture_id: int) -> str:
    """Return the text of a capture; raises MissingError."""
    text = session.scalar(select(Capture.text).where(Capture.id == capture_id))
    if text is None:
        noun = "capture"
        raise MissingError(noun, capture_id)
    return text


def readable_text(session: Session, capture_id: int) -> str:
    """Return the text of a capture; raises MissingError, and GoneError when it was redacted."""
    capture = capture_record(session, capture_id)
    if capture.redacted_at is not None:
        noun = "capture"
        raise GoneError(noun, capture_id)
    return capture.text


def captures_of(session: Session, source: Source) -> list[CaptureLine]:
    """Return the captures of a source, newest first."""
    return captures_at(session, source.id)


def captures_at(session: Session, source_id: int) -> list[CaptureLine]:
    """Return the captures of the source with this id, newest first."""
    chosen = select(*_LINE).where(Capture.source_id == source_id).order_by(Capture.id.desc())
    return [CaptureLine(*row) for row in session.execute(chosen)]


def page(session: Session, source_id: int, before: int | None) -> Page[CaptureLine]:
    """Return a page of the captures of a source, newest first; raises MissingError."""
    source_of(session, source_id)
    chosen = select(*_LINE).where(Capture.source_id == source_id)
    if before is not None:
        chosen = chosen.where(Capture.id < before)
    rows = session.execute(chosen.order_by(Capture.id.desc()).limit(SIZE + 1)).all()
    known = {row.id: CaptureLine(*row) for row in rows}
    return page_of([*known], before).of(lambda shown: [known[one] for one in shown])


def content_of(session: Session, capture_id: int) -> tuple[bytes, str]:
    """Return the bytes of a capture as they came, and their media type.

    Raises MissingError, and GoneError when they were redacted.
    """
    chosen = select(Capture.content, Capture.media_type, Capture.redacted_at).where(
        Capture.id == capture_id
    )
    row = session.execute(chosen).one_or_none()
    if row is None:
        noun = "capture"
        raise MissingError(noun, capture_id)
    if row.redacted_at is not None:
        noun = "capture"
        raise GoneError(noun, capture_id)
    return row.content, row.media_type


def passages_of(session: Session, capture_id: int) -> list[tuple[int, int, int]]:
    """Return start, end and statement id of each passage logged from a capture, in text order."""
    chosen = (
        select(Appearance.start, Appearance.end, Appearance.statement_id)
        .where(Appearance.capture_id == capture_id, Appearance.start.is_not(None))
        .order_by(Appearance.start, Appearance.end)
    )
    rows = session.execute(chosen)
    return [(start or 0, end or 0, one) for start, end, one in rows]


def paragraph_around(
    session: Session, capture_id: int, start: int, end: int
) -> tuple[str, str, str] | None:
    """Return what stands in the same paragraph before the passage, the passage, and after it."""
    text = session.scalar(select(Capture.text).where(Capture.id == capture_id))
    if text is None or end > len(text):
        return None
    begin, finish = text.rfind("\n", 0, start) + 1, text.find("\n", end)
    return text[begin:start], text[start:end], text[end : finish if finish >= 0 else len(text)]
