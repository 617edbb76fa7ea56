"""What waits on the desk: links for a decision or another look, each in a queue, the oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, literal, select, union_all

from desk.pages import SIZE as PAGE
from desk.pages import page_of
from desk.pairs import Pair, pairs_of
from desk.scopes import ReportScope, in_scope
from models import Link
from models.terms import LinkStatus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from desk.pages import Page

SHOWN = 10
NEWEST = 5
COUNTED = 1_000
"""Up to how many links of a queue are counted."""


class Queue(StrEnum):
    """What links wait for: a decision, or another look since what they rest on has changed."""

    PROPOSED = "proposed"
    RECHECKS = "rechecks"


@dataclass(frozen=True)
class Waiting:
    """The oldest links of a queue, and how many stand in it altogether, as far as is counted."""

    pairs: tuple[Pair, ...]
    total: int

    @property
    def many(self) -> bool:
        """Whether there are more than are counted."""
        return self.total > COUNTED

    @property
    def more(self) -> int:
        """How many wait beside those."""
        return self.total - len(self.pairs)


@dataclass(frozen=True)
class Board:
    """Both queues, of whatever relation the links are, and the newest conflicts."""

    proposed: Waiting
    rechecks: Waiting
    newest: tuple[Pair, ...]


_WAITS = {
    Queue.PROPOSED: Link.status == LinkStatus.PROPOSED,
    Queue.RECHECKS: and_(Link.recheck.is_(True), Link.status == LinkStatus.CONFIRMED),
}


def board(session: Session) -> Board:
    """Return what waits, ten of a queue at most, and the newest conflicts."""
    shown = {queue: _oldest(session, queue, None, SHOWN) for queue in Queue}
    newest = _newest(session)
    totals = _totals(session)
    chosen = [*(one for ids in shown.values() for one in ids), *newest]
    pairs = {pair.id: pair for pair in pairs_of(session, chosen)}
    waiting = {
        queue: Waiting(tuple(pairs[one] for one in ids), totals[queue])
        for queue, ids in shown.items()
    }
    return Board(
        proposed=waiting[Queue.PROPOSED],
        rechecks=waiting[Queue.RECHECKS],
        newest=tuple(pairs[one] for one in newest),
    )


def waiting_in(session: Session, queue: Queue, after: int | None) -> Page[Pair]:
    """Return a page of a queue, the oldest first; `after` is the last link of the page before."""
    page = page_of(_oldest(session, queue, after, PAGE + 1), after, PAGE)
    return page.of(lambda ids: pairs_of(session, ids))


def beside(session: Session, queue: Queue, link_id: int, after: int | None = None) -> int | None:
    """Return the link that takes the place of one that waits no more, None where none is left.

    It is the one behind it; the one before it where it was the last. `after` is as in `waiting_in`.
    """
    behind = _oldest(session, queue, link_id, 1)
    if behind:
        return behind[0]
    last = select(func.max(Link.id)).where(_WAITS[queue], Link.id < link_id, Link.id > (after or 0))
    return session.scalar(last)


def _oldest(session: Session, queue: Queue, after: int | None, size: int) -> Sequence[int]:
    chosen = select(Link.id).where(_WAITS[queue])
    if after is not None:
        chosen = chosen.where(Link.id > after)
    return session.scalars(chosen.order_by(Link.id).limit(size)).all()


def _newest(session: Session) -> Sequence[int]:
    conflicts = in_scope(select(Link.id), ReportScope())
    counted = conflicts.where(Link.status == LinkStatus.CONFIRMED, Link.recheck.is_(False))
    return session.scalars(counted.order_by(Link.id.desc()).limit(NEWEST)).all()


def _totals(session: Session) -> dict[Queue, int]:
    """Count the links of each queue, one more than is told at most."""
    some = {
        queue: select(Link.id).where(waits).limit(COUNTED + 1).subquery()
        for queue, waits in _WAITS.items()
    }
    counted = (
        select(literal(str(queue)), func.count()).select_from(few) for queue, few in some.items()
    )
    return {Queue(queue): number for queue, number in session.execute(union_all(*counted))}
