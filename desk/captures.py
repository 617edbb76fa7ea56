"""Captures: an article pasted once, kept with its source."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.audit import record
from desk.drafts import ArticleText, Draft
from desk.parties import sources
from desk.refusals import MissingError
from desk.source_drafts import SourceDraft
from desk.sources import source_for
from models import Appearance, Capture, Source

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models.records import SourceRecord

PASTED = "text/plain; charset=utf-8"


class ArticleDraft(Draft):
    """A pasted article: the source and its text."""

    source: SourceDraft
    text: ArticleText


@dataclass(frozen=True)
class CaptureRecord:
    """A capture with its source and text, without its bytes."""

    id: int
    source: SourceRecord
    media_type: str
    sha256: str
    retrieved_at: datetime
    text: str


@dataclass(frozen=True)
class CaptureLine:
    """A capture in a list."""

    id: int
    media_type: str
    sha256: str
    retrieved_at: datetime


def keep_article(session: Session, draft: ArticleDraft, by: Actor) -> Capture:
    """Keep a pasted article as a capture of its source; the same text twice is one capture."""
    source = source_for(session, draft.source)
    # Who pastes the article has it in front of them: a stub is one no longer.
    source.seen = source.seen or draft.source.seen
    content = draft.text.encode()
    fingerprint = hashlib.sha256(content).hexdigest()
    known = session.scalar(select(Capture).filter_by(source_id=source.id, sha256=fingerprint))
    if known is not None:
        return known
    capture = Capture(
        source=source, content=content, media_type=PASTED, sha256=fingerprint, text=draft.text
    )
    session.add(capture)
    record(session, by, "capture:keep", capture)
    return capture


def capture_record(session: Session, capture_id: int) -> CaptureRecord:
    """Return a capture with its text; raises MissingError."""
    row = session.execute(
        select(
            Capture.id,
            Capture.source_id,
            Capture.media_type,
            Capture.sha256,
            Capture.retrieved_at,
            Capture.text,
        ).where(Capture.id == capture_id)
    ).one_or_none()
    if row is None:
        noun = "capture"
        raise MissingError(noun, capture_id)
    fields = row._asdict()
    source = sources(session, [fields.pop("source_id")])[row.source_id]
    return CaptureRecord(source=source, **fields)


def captures_of(session: Session, source: Source) -> list[CaptureLine]:
    """Return the captures of a source, newest first."""
    chosen = (
        select(Capture.id, Capture.media_type, Capture.sha256, Capture.retrieved_at)
        .where(Capture.source_id == source.id)
        .order_by(Capture.id.desc())
    )
    return [CaptureLine(*row) for row in session.execute(chosen)]


def content_of(session: Session, capture_id: int) -> bytes:
    """Return the bytes of a capture as they came; raises MissingError."""
    content = session.scalar(select(Capture.content).where(Capture.id == capture_id))
    if content is None:
        noun = "capture"
        raise MissingError(noun, capture_id)
    return content


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
