"""Moves a contradiction to another state, where it is found stays: decided, waiting for a look.

That is what most deeds on links do. Nothing is looked up for it but the places of the link itself.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, update

from desk.read_models.conflict_rows import BEFORE_DAY, MONTH, PLACE, STATES, number
from models.conflict import EVER, State
from models.terms import LIVE, Answer, LinkStatus, Relation

if TYPE_CHECKING:
    from sqlalchemy import Executable
    from sqlalchemy.orm import Session

    from desk.history.changes import Values
    from models import Link

_ANSWERS = ("same_time", "same_place", "same_meaning")
#: The fields that tell of the state of a contradiction, and of nothing else.
STATING = frozenset({"status", "recheck", *_ANSWERS})


class Move(NamedTuple):
    """A link whose places stay, from one state to another."""

    link_id: int
    old: State
    new: State


def move_of(link: Link, old: Values) -> Move | None:
    """Return what becomes of a link's places by a change of these fields alone.

    None where it has to be looked up anew where it is found: where it was none, or is none any more.
    """
    was = {name: old.get(name, getattr(link, name)) for name in STATING}
    told = was["status"] in LIVE and link.status in LIVE and None not in was.values()
    if link.relation is not Relation.CONTRADICTS or not told:
        return None
    return Move(link.id, _state(was), _state({name: getattr(link, name) for name in STATING}))


def move(session: Session, moved: Move) -> None:
    """Write a link's new state at all of its places, and count it there in the sums of the months."""
    if moved.old is moved.new:
        return
    connection = session.connection()
    months, places = _steps(moved.old, moved.new)
    connection.execute(months, {"moved": moved.link_id})
    connection.execute(places, {"moved": moved.link_id})


def _state(told: Values) -> State:
    """Tell the state of a contradiction as `conflict_rows` has the database tell it."""
    answers = [told[name] for name in _ANSWERS]
    if told["status"] == LinkStatus.PROPOSED:
        return State.PROPOSED
    if told["recheck"]:
        return State.RECHECK
    if Answer.NO in answers:
        return State.APPARENT
    return State.UNRESOLVED if Answer.UNKNOWN in answers else State.DIRECT


@cache
def _steps(old: State, new: State) -> tuple[Executable, Executable]:
    """Return what moves one link's sums, and its places, from a state to another."""
    mine = PLACE.c.link_id == bindparam("moved")
    here = (one == other for one, other in zip(MONTH.c[:3], PLACE.c[:3], strict=True))
    month = MONTH.c.month.in_((PLACE.c.day // number(BEFORE_DAY), number(EVER)))
    sums = {STATES[old].name: STATES[old] - 1, STATES[new].name: STATES[new] + 1}
    return (
        update(MONTH).where(mine, *here, month).values(sums),
        update(PLACE).where(mine).values(confirmed=new is not State.PROPOSED, state=int(new)),
    )
