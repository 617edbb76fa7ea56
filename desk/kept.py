"""What was read of the record, kept by the process until the next deed.

Every deed moves the head of the history in its own transaction. What was read under one head is the
same for whoever is kept from the same topics, until there is another; so a page that is asked for again
is not looked up again, and nothing has to be taken back: who reads under a new head begins with nothing.
Only a session for reading that has asked for the head keeps anything, and no longer than it has neither
written nor begun another transaction. The head is asked for before anything that is kept, so that what
is read later can only be newer than it says.
"""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any, TypeVar, cast

from sqlalchemy import event
from sqlalchemy.orm import Session

from desk.drafts import Draft
from desk.sight import secrets_kept

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Mapping

    from sqlalchemy.orm import ORMExecuteState, SessionTransaction, UOWTransaction

T = TypeVar("T")
Head = tuple[int, str]

MOST = 4096
"""How much is kept at most, as many statements of usual length; what was kept longest makes place."""
LONG = 2_000
"""How many characters what is asked may have at most of which the answer is kept."""
_KEPT, _SHELF = "kept", "shelf"


class Shelf:
    """What was read under one head, by what was asked and by the topics that are kept from who asked."""

    def __init__(self) -> None:
        """Begin without anything."""
        self._held: dict[Hashable, tuple[Any, int]] = {}
        self._weight = 0
        self._lock = threading.Lock()

    def get(self, asked: Hashable, otherwise: object = None) -> Any:  # noqa: ANN401 -- what was put
        """Return what was read, or something else where it was not."""
        return self._held.get(asked, (otherwise, 0))[0]

    def put(self, asked: Hashable, told: object, weight: int = 1) -> None:
        """Keep what was read, which is as large as so many statements of usual length, or as one."""
        weight = max(weight, 1)
        if weight > MOST:
            return
        with self._lock:
            self._weight -= self._held.pop(asked, (None, 0))[1]
            while self._weight + weight > MOST:
                self._weight -= self._held.pop(next(iter(self._held)))[1]
            self._held[asked] = (told, weight)
            self._weight += weight


class Kept:
    """What one process keeps of one desk: the shelf of the last head that it has seen."""

    def __init__(self) -> None:
        """Begin under no head."""
        self._lock = threading.Lock()
        self.forget()

    def forget(self) -> None:
        """Keep nothing of what was read."""
        self._head: Head = (0, "")
        self._shelf = Shelf()

    def under(self, head: Head) -> Shelf | None:
        """Return the shelf of a head; None for one that others have left behind since."""
        with self._lock:
            if head != self._head:
                if head[0] < self._head[0]:
                    return None
                self._head, self._shelf = head, Shelf()
            return self._shelf


def keep_in(session: Session, kept: Kept) -> None:
    """Let a session for reading keep what it reads, once it knows the head."""
    session.info[_KEPT] = kept


def reads_under(session: Session, head: Head) -> None:
    """Tell a session under which head its transaction reads."""
    kept = cast("Kept | None", session.info.get(_KEPT))
    shelf = kept.under(head) if kept else None
    if shelf is not None:
        session.info[_SHELF] = shelf


def once(
    session: Session,
    what: str,
    asked: Hashable,
    read: Callable[[], T],
    weight: Callable[[T], int] = lambda _told: 1,
) -> T:
    """Return what was read of a question before, or read it.

    What is read is shared by threads and requests: it is never changed. Its `weight` is that of so
    many statements of usual length. Of what somebody asks at length nothing is kept.
    """
    shelf = _shelf(session)
    if shelf is None or _length(asked) > LONG:
        return read()
    question = (what, asked, tuple(secrets_kept(session)))
    told = shelf.get(question, shelf)
    if told is shelf:
        told = read()
        shelf.put(question, told, weight(told))
    return cast("T", told)


def each(
    session: Session,
    what: str,
    ids: Iterable[int],
    read: Callable[[list[int]], Mapping[int, T]],
    weight: Callable[[T], int] = lambda _record: 1,
) -> dict[int, T]:
    """Return records by id, in this order, of which those that were read before are not read again.

    Ids that are not there, or not for who looks, are left out.
    """
    shelf, wanted = _shelf(session), list(ids)
    if shelf is None:
        held = read(wanted)
        return {one: held[one] for one in wanted if one in held}
    sight = tuple(secrets_kept(session))
    known = {one: shelf.get((what, one, sight)) for one in wanted}
    missing = [one for one in wanted if known[one] is None]
    found = read(missing) if missing else {}
    for number, record in found.items():
        shelf.put((what, number, sight), record, weight(record))
    told = known | dict(found)
    return {one: told[one] for one in wanted if told[one] is not None}


def _length(asked: Hashable) -> int:
    if isinstance(asked, str):
        return len(asked)
    if isinstance(asked, Draft):
        return sum(map(_length, vars(asked).values()))
    return sum(map(_length, asked)) if isinstance(asked, tuple) else 0


def _shelf(session: Session) -> Shelf | None:
    if session.new or session.dirty or session.deleted:
        return None
    return cast("Shelf | None", session.info.get(_SHELF))


@event.listens_for(Session, "do_orm_execute")
def _forget_changed(state: ORMExecuteState) -> None:
    if not state.is_select:
        state.session.info.pop(_SHELF, None)


@event.listens_for(Session, "after_flush")
def _forget_written(session: Session, _flushed: UOWTransaction) -> None:
    session.info.pop(_SHELF, None)


@event.listens_for(Session, "after_transaction_end")
def _forget_past(session: Session, _ended: SessionTransaction) -> None:
    session.info.pop(_SHELF, None)
