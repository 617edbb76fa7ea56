"""Links that ask for another look because what they rest on has changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from desk.sight import whole_record
from models import Link
from models.terms import LinkStatus

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from models import Statement


def recheck_links_of(
    session: Session, statement: Statement, why: str, *, but: Link | None = None
) -> int:
    """Mark every confirmed link that rests on the statement for another look; return how many.

    What a link waits for already stays said; `but` is the link that is itself the reason.
    """
    chosen = select(Link).where(
        or_(Link.from_id == statement.id, Link.to_id == statement.id),
        Link.status == LinkStatus.CONFIRMED,
    )
    with whole_record(session):
        links = [link for link in session.scalars(chosen) if link is not but]
    for link in links:
        ask(link, why)
    return len(links)


def ask(link: Link, why: str) -> None:
    """Have a link wait for another look, for this reason beside those it waits for already."""
    known = link.recheck_why
    if known is None or why not in known:
        link.recheck, link.recheck_why = True, f"{known}\n{why}" if known else why
