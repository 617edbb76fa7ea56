"""Requests for comment on a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from models import ReplyRequest, Statement
from models.records import ReplyRecord

if TYPE_CHECKING:
    from sqlalchemy.orm import Session


def of_link(session: Session, link_id: int) -> tuple[ReplyRecord, ...]:
    """Return who was asked for comment on a link, and what came back."""
    chosen = (
        select(
            ReplyRequest.id,
            ReplyRequest.whom,
            ReplyRequest.asked,
            ReplyRequest.route,
            ReplyRequest.deadline,
            ReplyRequest.not_sought_because,
            Statement.id.label("answer_id"),
            Statement.key.label("answer"),
        )
        .outerjoin(Statement, Statement.id == ReplyRequest.answer_id)
        .where(ReplyRequest.link_id == link_id)
        .order_by(ReplyRequest.id)
    )
    return tuple(ReplyRecord(**row._asdict()) for row in session.execute(chosen))
