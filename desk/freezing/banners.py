"""What has changed since a report was frozen, of what it holds."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from desk.since import FROZEN, changes
from models import FrozenReport, Link, frozen_link
from models.terms import LinkStatus

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.since import Change


class LinkWhat(StrEnum):
    """What has happened to a link that was confirmed."""

    WITHDRAWN = "withdrawn"
    REJECTED = "rejected"
    REOPENED = "reopened"
    RECHECK = "recheck"


@dataclass(frozen=True)
class LinkChange:
    """What has happened to a link of a frozen report since."""

    link_id: int
    what: LinkWhat


@dataclass(frozen=True)
class Since:
    """What a frozen report has to warn of."""

    statements: tuple[Change, ...] = ()
    links: tuple[LinkChange, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether there is anything."""
        return bool(self.statements or self.links)


def since_frozen(session: Session, frozen_id: int) -> Since:
    """Return what has changed since in statements, their sources, and links; a few queries."""
    found = changes(session, [frozen_id], revised=True, left=FROZEN)
    return Since(found.get(frozen_id, ()), _links(session, frozen_id))


def _links(session: Session, frozen_id: int) -> tuple[LinkChange, ...]:
    asked_since = Link.recheck.is_(True) & (Link.recheck_at > FrozenReport.created_at)
    rows = session.execute(
        select(Link.id, Link.status)
        .join(frozen_link, frozen_link.c.link_id == Link.id)
        .join(FrozenReport, FrozenReport.id == frozen_link.c.frozen_id)
        .where(
            FrozenReport.id == frozen_id,
            or_(Link.status != LinkStatus.CONFIRMED, asked_since),
        )
        .order_by(Link.id)
    )
    return tuple(LinkChange(row.id, _what(row.status)) for row in rows)


def _what(status: LinkStatus) -> LinkWhat:
    return {
        LinkStatus.CONFIRMED: LinkWhat.RECHECK,
        LinkStatus.PROPOSED: LinkWhat.REOPENED,
        LinkStatus.REJECTED: LinkWhat.REJECTED,
        LinkStatus.WITHDRAWN: LinkWhat.WITHDRAWN,
    }[status]
