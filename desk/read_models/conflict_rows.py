"""The rows by which contradictions are looked up, as the record has them: one definition for all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from typing import cast as cast_to

from sqlalchemy import (
    Integer,
    case,
    cast,
    extract,
    func,
    literal_column,
    select,
    true,
    union,
    union_all,
)

from desk.scopes import HALF, OTHER_HALF, later_date, section_place
from models import Appearance, ConflictMonth, ConflictPlace, Link, Relay, statement_topic
from models.conflict import EVER, OF_MONTH, OF_YEAR, UNDATED, Found, State
from models.terms import LIVE, Answer, LinkStatus, Relation, StatementStatus

if TYPE_CHECKING:
    from sqlalchemy import CTE, ColumnElement, CompoundSelect, Select, Table

    from desk.rows import AnySelect

    Condition = ColumnElement[bool]

PLACE, MONTH = cast_to("Table", ConflictPlace.__table__), cast_to("Table", ConflictMonth.__table__)
STATES = {State[one.name.upper()]: one for one in MONTH.c[4:]}
"""The sums of a month, by the state that each counts."""


def places(*which: Condition) -> CompoundSelect[*tuple[Any, ...]]:
    """Select the places of live contradictions between logged statements, in the order of the key.

    All of them, or of those links of which the conditions tell.
    """
    sides = _sides(_pairs(*which))
    told = (sides.c.section, sides.c.confirmed, sides.c.day, sides.c.link_id, sides.c.state)
    topics = select(number(Found.TOPIC), statement_topic.c.topic_id, *told).join(
        sides, sides.c.statement_id == statement_topic.c.statement_id
    )
    here = Appearance.statement_id == sides.c.statement_id
    sources = select(number(Found.SOURCE), Appearance.source_id, *told).join(sides, here)
    through = (
        select(number(Found.SOURCE), Relay.source_id, *told)
        .join(Appearance, Appearance.id == Relay.appearance_id)
        .join(sides, here)
        .where(Relay.source_id.is_not(None))
    )
    everything = select(number(Found.ALL).label("found"), number(0).label("number"), *told)
    speakers = select(number(Found.SPEAKER), sides.c.speaker_id, *told)
    return union(everything, speakers, topics, sources, through)


def months(*which: Condition) -> CompoundSelect[*tuple[Any, ...]]:
    """Select the sums of places by month, and those of all months together."""
    key = (PLACE.c.found, PLACE.c.number, PLACE.c.section)
    month = PLACE.c.day // number(OF_MONTH)
    sums = [
        func.sum(case((PLACE.c.state == number(state), number(1)), else_=number(0)))
        for state in STATES
    ]
    dated = select(*key, month.label("month"), *sums).where(true(), *which).group_by(*key, month)
    ever = select(*key, number(EVER), *sums).where(true(), *which).group_by(*key)
    return union_all(dated, ever)


def _pairs(*which: Condition) -> CTE:
    written = [extract(part, later_date) for part in ("year", "month", "day")]
    year, month, day = (cast(part, Integer) for part in written)
    return (
        select(
            Link.id.label("link_id"),
            HALF.id.label("one"),
            OTHER_HALF.id.label("other"),
            HALF.speaker_id.label("one_speaker"),
            OTHER_HALF.speaker_id.label("other_speaker"),
            section_place.label("section"),
            (Link.status == LinkStatus.CONFIRMED).label("confirmed"),
            func.coalesce(year * OF_YEAR + month * OF_MONTH + day, number(UNDATED)).label("day"),
            _state().label("state"),
        )
        .join(HALF, HALF.id == Link.from_id)
        .join(OTHER_HALF, OTHER_HALF.id == Link.to_id)
        .where(
            Link.relation == Relation.CONTRADICTS,
            Link.status.in_(LIVE),
            HALF.status == StatementStatus.LOGGED,
            OTHER_HALF.status == StatementStatus.LOGGED,
            *which,
        )
        .cte("pair")
    )


def _sides(pairs: CTE) -> CTE:
    told = (pairs.c.section, pairs.c.confirmed, pairs.c.day, pairs.c.link_id, pairs.c.state)
    one = select(pairs.c.one.label("statement_id"), pairs.c.one_speaker.label("speaker_id"), *told)
    other = select(pairs.c.other, pairs.c.other_speaker, *told)
    return union_all(one, other).cte("side")


def _state() -> ColumnElement[int]:
    answers = (Link.same_time, Link.same_place, Link.same_meaning)
    return case(
        (Link.status == LinkStatus.PROPOSED, number(State.PROPOSED)),
        (Link.recheck.is_(True), number(State.RECHECK)),
        *((answer == Answer.NO, number(State.APPARENT)) for answer in answers),
        *((answer == Answer.UNKNOWN, number(State.UNRESOLVED)) for answer in answers),
        else_=number(State.DIRECT),
    )


def links_of(statements: AnySelect) -> Select[int]:
    """Select the live contradictions of some statements."""
    ends = (Link.from_id, Link.to_id)
    asked = (
        select(Link.id).where(
            end.in_(statements), Link.relation == Relation.CONTRADICTS, Link.status.in_(LIVE)
        )
        for end in ends
    )
    return select(union(*asked).subquery().c.id)


def number(constant: int) -> ColumnElement[int]:
    """Return a number that is written into the SQL: what is grouped by is the same everywhere."""
    return literal_column(str(int(constant)), Integer())
