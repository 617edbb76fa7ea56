"""Moves a contradiction to another state, where it is found stays: decided, waiting for a look.

That is what most deeds on links do. Nothing is looked up for it but the places of the link itself.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import bindparam, select, true, update

from desk.link_drafts import QUESTIONS
from desk.read_models.conflict_rows import MONTH, PLACE, STATES, number
from desk.read_models.restricted import MONTHS
from models import Topic
from models.conflict import EVER, OF_MONTH, Found, State
from models.restricted_sums import marked
from models.terms import LIVE, Answer, LinkStatus, Relation

if TYPE_CHECKING:
    from sqlalchemy import Executable, Table, Update
    from sqlalchemy.orm import Session

    from desk.history.changes import Values
    from models import Link

_TOPIC = Topic.__table__.alias("place_topic")
#: The fields that tell of the state of a contradiction, and of nothing else.
STATING = frozenset({"status", "recheck", *QUESTIONS})


class Move(NamedTuple):
    """A link whose places stay, from one state to another."""

    link_id: int
    old: State
    new: State


def move_of(link: Link, old: Values) -> Move | None:
    """Return what becomes of a link's places by a change of these fields alone.

    None where it has to be looked up anew where it is found: where it was none, or is none any more.
    """
    now = {name: getattr(link, name) for name in STATING}
    was = {name: old.get(name, value) for name, value in now.items()}
    told = was["status"] in LIVE and link.status in LIVE and None not in was.values()
    if link.relation is not Relation.CONTRADICTS or not told:
        return None
    return Move(link.id, _state(was), _state(now))


def move(session: Session, moved: Move) -> None:
    """Write a link's new state at all of its places, and count it there in the sums of the months."""
    if moved.old is moved.new:
        return
    connection = session.connection()
    months, places, apart = _steps(moved.old, moved.new)
    here = {"moved": moved.link_id}
    connection.execute(months, here)
    if topics := set(connection.scalars(places, here)) - {None}:
        connection.execute(apart, {**here, "resting_on": marked(topics)})


def _state(told: Values) -> State:
    """Tell the state of a contradiction as `conflict_rows` has the database tell it."""
    answers = [told[name] for name in QUESTIONS]
    if told["status"] == LinkStatus.PROPOSED:
        return State.PROPOSED
    if told["recheck"]:
        return State.RECHECK
    if Answer.NO in answers:
        return State.APPARENT
    return State.UNRESOLVED if Answer.UNKNOWN in answers else State.DIRECT


@cache
def _steps(old: State, new: State) -> tuple[Executable, Executable, Executable]:
    """Return what moves one link's sums, and its places, from a state to another.

    The places tell on which restricted topics it rests, and last come its sums among those.
    """
    mine = PLACE.c.link_id == bindparam("moved")
    topic = select(_TOPIC.c.id).where(
        _TOPIC.c.id == PLACE.c.number, _TOPIC.c.restricted.is_(true())
    )
    topic = topic.where(PLACE.c.found == int(Found.TOPIC)).correlate(PLACE)
    moving = update(PLACE).where(mine).returning(topic.scalar_subquery())
    return (
        _months(MONTH, old, new).where(mine),
        moving.values(confirmed=new is not State.PROPOSED, state=int(new)),
        _months(MONTHS, old, new).where(mine, MONTHS.c.topics == bindparam("resting_on")),
    )


def _months(table: Table, old: State, new: State) -> Update:
    """Return what moves sums of the places of a link, which are told beside, between two states."""
    here = (one == other for one, other in zip(table.c[:3], PLACE.c[:3], strict=True))
    month = table.c.month.in_((PLACE.c.day // number(OF_MONTH), number(EVER)))
    less, more = (table.c[STATES[state].name] for state in (old, new))
    return update(table).where(*here, month).values({less.name: less - 1, more.name: more + 1})
