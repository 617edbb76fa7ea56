"""When a source was published: what relative dates are counted from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from models import Capture, Source

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def published_of(
    session: Session, source_id: int | None, capture_id: int | None = None
) -> str | None:
    """Return the EDTF date of a source, known by its own id or by one of its captures."""
    chosen = select(Source.published)
    if capture_id is not None:
        held = select(Capture.source_id).where(Capture.id == capture_id).scalar_subquery()
        return session.scalar(chosen.where(Source.id == held))
    if source_id is not None:
        return session.scalar(chosen.where(Source.id == source_id))
    return None
