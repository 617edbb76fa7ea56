"""Keeps ready where each contradiction is found, and how many there are, for the reports."""

from __future__ import annotations

from functools import lru_cache, reduce
from operator import add
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, func, select, true

from desk.read_models import restricted
from desk.read_models.conflict_rows import (
    MONTH,
    PLACE,
    STATES,
    links_of,
    months,
    places,
)
from desk.read_models.conflict_states import STATING, move, move_of
from desk.read_models.summing import adding
from desk.rows import unlike
from desk.sight import whole_record
from models import Appearance, Link, Relay, Speaker, Statement
from models.among import within, within_given
from models.terms import Relation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import CompoundSelect, Executable
    from sqlalchemy.orm import Session

    from desk.history.changes import Values
    from desk.read_models.conflict_states import Move
    from desk.rows import AnySelect
    from models import Base

BATCH = 2000
"""How many links are taken at once, so that memory stays bounded."""
FEW = 8
"""Up to how many links are moved one by one: more are sooner looked up anew, all at once."""
CHECKED = 20_000
"""How many are compared at once."""


def refresh(session: Session, link_ids: Iterable[int]) -> None:
    """Bring up to date what is kept of these links, be they contradictions or not.

    For as many as there are, 2000 at a time in four statements: a bulk import calls it once at its
    end with the links it made. Ids that are not there are passed over.
    """
    session.flush()
    _refresh(session, link_ids)


def _refresh(session: Session, link_ids: Iterable[int]) -> None:
    ids, dialect = sorted(set(link_ids)), session.get_bind().dialect.name
    for start in range(0, len(ids), BATCH):
        some = ids[start : start + BATCH]
        restricted.add_months(session, restricted.links_apart(session, some), -1)
        for step in _steps(dialect):
            session.execute(step, {"ids": some})
        restricted.add_months(session, restricted.links_apart(session, some), 1)


def rebuild(session: Session) -> None:
    """Make all of it anew from the record."""
    session.flush()
    session.execute(delete(MONTH))
    session.execute(delete(PLACE))
    session.execute(PLACE.insert().from_select([*PLACE.c], places()))
    session.execute(MONTH.insert().from_select([*MONTH.c], months()))


def differences(session: Session) -> int:
    """Count the rows in which what is kept differs from the record, some thousands of links at a time."""
    sums = select(MONTH).where(reduce(add, STATES.values()) > 0)
    with whole_record(session):
        wrong = unlike(session, sums, _flat(months()))
        for mine, anew in _in_ranges(session):
            wrong += unlike(session, mine, anew)
    return wrong


def _in_ranges(session: Session) -> Iterator[tuple[AnySelect, AnySelect]]:
    """Yield what is kept of some links and what ought to be, until there are no more."""
    ends = (func.max(PLACE.c.link_id), func.max(Link.id))
    last = max(session.scalar(select(end)) or 0 for end in ends)
    for first in range(0, last + 1, CHECKED):
        those = (first, first + CHECKED - 1)
        mine = select(PLACE).where(PLACE.c.link_id.between(*those))
        yield mine, _flat(places(Link.id.between(*those)))


def follow(session: Session, changed: Mapping[Base, Values]) -> None:
    """Bring up to date what a deed has touched: records, with what their fields held before.

    A new record names none.
    """
    touched: dict[type[Any], set[int]] = {}
    moves: dict[int, Move] = {}
    for row, old in changed.items():
        if not (led := _leads(row, old)):
            continue
        if moved := _moved(row, old):
            moves[moved.link_id] = moved
        else:
            touched.setdefault(led[0], set()).add(led[1])
    links = touched.pop(Link, set())
    if touched:
        links |= _around(session, touched)
    if len(moves) > FEW:
        links |= moves.keys()
    if links:
        _refresh(session, links)
    for number in moves.keys() - links:
        move(session, moves[number])


def _moved(row: Base, old: Values) -> Move | None:
    """Return where a link is to that stays where it is found; None for all else."""
    if not isinstance(row, Link) or not old or DECISIVE[Link].intersection(old) - STATING:
        return None
    return move_of(row, old)


def _around(session: Session, touched: Mapping[type[Any], set[int]]) -> set[int]:
    """Return the contradictions of the statements that belong to records of these kinds."""
    links: set[int] = set()
    with whole_record(session):
        for kind, numbers in touched.items():
            statements = _STATEMENTS[kind](sorted(numbers))
            links.update(session.scalars(links_of(statements)))
    return links


@lru_cache
def _steps(dialect: str) -> tuple[Executable, ...]:
    """Return what takes the places of some links and their sums away, and puts them there anew."""
    mine, anew = within_given(PLACE.c.link_id, "ids"), places(within_given(Link.id, "ids"))
    return (
        _added(dialect, mine, -1),
        delete(PLACE).where(mine),
        PLACE.insert().from_select([*PLACE.c], anew),
        _added(dialect, mine, 1),
    )


def _added(dialect: str, mine: Any, sign: int) -> Executable:  # noqa: ANN401
    """Add the sums of some places to those that are kept, or take them off."""
    told = months(mine).subquery()
    key, sums = told.c[:4], [column * sign for column in told.c[4:]]
    return adding(MONTH, dialect, select(*key, *sums).where(true()))


def _flat(chosen: CompoundSelect[*tuple[Any, ...]]) -> AnySelect:
    # SQLite takes no brackets around one of several selections.
    return select(chosen.subquery())


def _leads(row: Base, old: Values) -> tuple[type[Any], int] | None:
    """Return of what kind of record, and of which, the contradictions are touched by a change."""
    kind = type(row)
    if kind not in DECISIVE or not (DECISIVE[kind].intersection(old) if old else kind in LINKED):
        return None
    if isinstance(row, Link) and _is_other(row, old):
        return None
    owner, name = _OWNED.get(kind, (kind, "id"))
    return owner, getattr(row, name)


def _is_other(link: Link, old: Values) -> bool:
    """Tell whether a link contradicts nothing, and did not before."""
    was = old.get("relation", link.relation)
    return was is not None and Relation.CONTRADICTS not in {was, link.relation}


#: The fields that decide where a contradiction is found.
DECISIVE: dict[type[Any], frozenset[str]] = {
    Link: frozenset({"relation", "from_id", "to_id"}) | STATING,
    Statement: frozenset({"status", "said_to", "speaker_id", "topics"}),
    Appearance: frozenset({"statement_id", "source_id"}),
    Relay: frozenset({"appearance_id", "source_id"}),
    Speaker: frozenset({"kind"}),
}
#: What touches them already by being new: nothing is linked to a new statement or speaker yet.
LINKED = (Link, Appearance, Relay)
#: What belongs to another record, and the field with the number of that one.
_OWNED: dict[type[Any], tuple[type[Any], str]] = {
    Appearance: (Statement, "statement_id"),
    Relay: (Appearance, "appearance_id"),
}
#: The statements that a record is of.
_STATEMENTS: dict[type[Any], Callable[[Sequence[int]], AnySelect]] = {
    Statement: lambda ids: select(Statement.id).where(within(Statement.id, ids)),
    Appearance: lambda ids: select(Appearance.statement_id).where(within(Appearance.id, ids)),
    Speaker: lambda ids: select(Statement.id).where(within(Statement.speaker_id, ids)),
}
