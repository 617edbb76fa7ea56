"""Links that ask for another look because what they rest on has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from models import Link
from models.terms import LinkStatus

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models import Statement


def recheck_links_of(session: Session, statement: Statement, why: str) -> None:
    """Mark every confirmed link that rests on the statement for another look."""
    chosen = select(Link).where(
        or_(Link.from_id == statement.id, Link.to_id == statement.id),
        Link.status == LinkStatus.CONFIRMED,
    )
    for link in session.scalars(chosen):
        link.recheck, link.recheck_why = True, why
