"""What waits on the desk: links for a decision or another look, each in a queue, the oldest first."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import Select, and_, false, func, literal, select, true, union_all

from desk.pages import SIZE as PAGE
from desk.pages import page_of
from desk.pairs import Pair, pairs_of
from desk.scopes import ReportScope, in_scope
from desk.sight import sees_all
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
COUNTED_IN_SIGHT = 300
"""The same for who is kept out of a topic: of each link it is asked whether it is there for him."""


class Queue(StrEnum):
    """What links wait for: a decision, or another look since what they rest on has changed."""

    PROPOSED = "proposed"
    RECHECKS = "rechecks"


@dataclass(frozen=True)
class Waiting:
    """The oldest links of a queue, and how many stand in it altogether, as far as is counted."""

    pairs: tuple[Pair, ...]
    total: int
    #: Up to how many were counted: one more is told where there are more.
    counted: int

    @property
    def many(self) -> bool:
        """Whether there are more than are counted."""
        return self.total > self.counted

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
    counted = COUNTED if sees_all(session) else COUNTED_IN_SIGHT
    shown, totals = _queues(session, counted)
    newest = _newest(session)
    chosen = [*(one for ids in shown.values() for one in ids), *newest]
    pairs = {pair.id: pair for pair in pairs_of(session, chosen)}
    waiting = {
        queue: Waiting(tuple(pairs[one] for one in ids), totals[queue], counted)
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


def _queues(session: Session, counted: int) -> tuple[dict[Queue, list[int]], dict[Queue, int]]:
    """Return the oldest links of each queue, and how many it holds, one more than that at most.

    In one query.
    """
    each: list[Select[str, int, bool]] = []
    for queue, waits in _WAITS.items():
        few = select(Link.id).where(waits).order_by(Link.id).limit(SHOWN).subquery()
        all_told = select(Link.id).where(waits).limit(counted + 1).subquery()
        each.append(select(literal(str(queue)), few.c.id, false()))
        each.append(select(literal(str(queue)), func.count(), true()).select_from(all_told))
    rows = session.execute(union_all(*each)).all()
    shown = {
        queue: sorted(n for name, n, is_sum in rows if name == queue and not is_sum)
        for queue in Queue
    }
    return shown, {Queue(name): number for name, number, is_sum in rows if is_sum}
