"""What every deed on a link asks first, and how a decision is written down."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.link_writing import locked, recorded, write
from desk.refusals import MissingError, RefusedError, StaleError
from models import Link, now
from models.terms import LinkStatus, Relation

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor

SETTLED = {"recheck": False, "recheck_why": None, "recheck_at": None}
"""What a link holds that waits for no re-check."""


def current_link(session: Session, link_id: int, version: int) -> Link:
    """Return the link if this is its version; raises MissingError or StaleError."""
    return _of_version(recorded(session, link_id), link_id, version, "were editing")


def link_to_decide(session: Session, link_id: int, version: int, doing: str = "decided") -> Link:
    """Return the link as `current_link` does, to be written by `write` alone."""
    return _of_version(locked(session, link_id), link_id, version, doing)


def _of_version(link: Link | None, link_id: int, version: int, doing: str) -> Link:
    noun = "link"
    if link is None:
        raise MissingError(noun, link_id)
    if link.version != version:
        raise StaleError(noun, link_id, doing)
    return link


def live_link(session: Session, one: int, other: int, relation: Relation | None) -> Link | None:
    """Return the live link of this relation between two statements, either way round."""
    low, high = sorted((one, other))
    return session.scalar(
        select(Link).where(
            Link.low_id == low,
            Link.high_id == high,
            Link.relation == relation,
            Link.status.in_((LinkStatus.PROPOSED, LinkStatus.CONFIRMED)),
        )
    )


def reopen(link: Link) -> None:
    """Send a confirmed link back, since what weighs in it is new; what was found of it is gone too."""
    link.outcome, link.outcome_why = None, None
    if link.status is LinkStatus.CONFIRMED:
        link.status, link.decider_id, link.decided_at = LinkStatus.PROPOSED, None, None
        link.override_reason = None


def only(link: Link, *statuses: LinkStatus) -> None:
    """Refuse a deed on a link that has another status than these: RefusedError on `version`."""
    if link.status not in statuses:
        field = "version"
        raise RefusedError(
            field, f"This link is {link.status}; that cannot be done to it any more."
        )


def decide(
    session: Session, link: Link, status: LinkStatus, by: Actor, **beside: str | None
) -> None:
    """Write down who decided a link, when and how, and the reasons that stand beside it."""
    # Whoever decides looks at what the link rests on as it is now.
    write(
        session,
        link,
        status=status,
        decider_id=by.account_id,
        decided_at=now(),
        **SETTLED,
        **beside,
    )
