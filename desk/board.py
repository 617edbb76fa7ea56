"""What waits on the desk."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.pairs import Pair, pairs_of
from desk.scopes import ReportScope, in_scope
from models import Link
from models.terms import LinkStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from desk.rows import AnySelect

SHOWN = 10
NEWEST = 5


@dataclass(frozen=True)
class Board:
    """Links waiting for a decision, links to re-check, and the newest conflicts."""

    proposed: tuple[Pair, ...]
    rechecks: tuple[Pair, ...]
    newest: tuple[Pair, ...]


def board(session: Session) -> Board:
    """Return what waits, the newest first, ten of a kind at most."""
    links, confirmed = select(Link.id), Link.status == LinkStatus.CONFIRMED
    conflicts = in_scope(links, ReportScope()).where(confirmed, Link.recheck.is_(False))
    proposed = _ids(session, links.where(Link.status == LinkStatus.PROPOSED), SHOWN)
    rechecks = _ids(session, links.where(confirmed, Link.recheck.is_(True)), SHOWN)
    newest = _ids(session, conflicts, NEWEST)
    pairs = {pair.id: pair for pair in pairs_of(session, [*proposed, *rechecks, *newest])}
    return Board(
        proposed=tuple(pairs[one] for one in proposed),
        rechecks=tuple(pairs[one] for one in rechecks),
        newest=tuple(pairs[one] for one in newest),
    )


def _ids(session: Session, chosen: AnySelect, size: int) -> Sequence[int]:
    return session.scalars(chosen.order_by(Link.id.desc()).limit(size)).all()
