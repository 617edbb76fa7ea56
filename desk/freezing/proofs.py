"""Proof that frozen reports are as they were frozen."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desk.freezing.freezing import content_of
from models import GENESIS, Event, FrozenReport

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session


def faults(session: Session) -> Iterator[str]:
    """Yield a sentence for each frozen report that does not bear itself out.

    Checked are the SHA-256 of its bytes, that the history still has the event whose hash it prints,
    since a history written anew would have another, and that it tells of what was redacted.
    """
    told = _told_of_redactions(session)
    columns = (
        FrozenReport.id,
        FrozenReport.report_id,
        FrozenReport.number,
        FrozenReport.sha256,
        FrozenReport.redacted_sha256,
        FrozenReport.head_hash,
        Event.hash,
    )
    chosen = select(*columns).outerjoin(Event, Event.seq == FrozenReport.head_seq)
    for row in session.execute(chosen.order_by(FrozenReport.id)).all():
        named = f"report {row.report_id}, frozen version {row.number}"
        expected = row.redacted_sha256 or row.sha256
        if hashlib.sha256(content_of(session, row.id)).hexdigest() != expected:
            yield f"{named} was altered: its bytes do not fit its SHA-256"
        if row.redacted_sha256 and (str(row.id), row.redacted_sha256) not in told:
            yield f"{named} was altered: the history tells of no redaction that left it so"
        if (row.hash or GENESIS) != row.head_hash:
            yield f"{named} names a head that the history does not have"


def _told_of_redactions(session: Session) -> set[tuple[str, str]]:
    """Return which frozen report each redaction left with which SHA-256, as the history tells it."""
    chosen = select(Event.after).where(
        Event.tag.endswith(":redact"), Event.after.contains('"frozen":', autoescape=True)
    )
    stones = (
        stone
        for after in session.scalars(chosen)
        for stone in json.loads(after or "{}").get("redaction", {}).values()
    )
    return {pair for stone in stones for pair in stone.get("frozen", {}).items()}


def count(session: Session) -> int:
    """Count the frozen reports."""
    return session.scalar(select(func.count()).select_from(FrozenReport)) or 0
