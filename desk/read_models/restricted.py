"""Keeps ready how much rests on restricted topics, so that it is taken off without being gathered.

Apart by the restricted topics on which it rests: that tells for whoever looks what is kept from him.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from typing import cast as cast_to

from sqlalchemy import Text, bindparam, delete, literal_column, select, true

from desk.hidden import there
from desk.read_models.conflict_rows import PLACE, months
from desk.read_models.summing import adding
from desk.rows import BATCH
from models import RestrictedCount, RestrictedMonth, StatementText, Topic, statement_topic
from models.among import unindexed, within_given
from models.conflict import Found
from models.facets import counted_places
from models.restricted_sums import marked

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection, Executable, Table
    from sqlalchemy.orm import Session

    from desk.history.changes import Values
    from desk.rows import AnySelect
    from models import Base

    Key = tuple[Any, ...]
    Place = tuple[int, int, str]
    LinksByTopics = Mapping[str, Sequence[int]]

MONTHS = cast_to("Table", RestrictedMonth.__table__)
COUNTS = cast_to("Table", RestrictedCount.__table__)
_TOPIC, _TEXT, _HELD = Topic.__table__.c, StatementText.__table__.c, statement_topic.c
_ANY = Topic.__table__.alias("any_topic")
_AT_ONCE = 2000
_MARK = 4
"""Behind so many columns of its key a row tells the topics."""


def rests_on(table: Table, secret: AnySelect) -> ColumnElement[bool]:
    """Tell of sums that they rest on one of the topics that are selected."""
    number = literal_column("' '").concat(_ANY.c.id).concat(literal_column("' '"))
    return there(_ANY, _ANY.c.id.in_(secret), table.c.topics.contains(number))


def links_apart(session: Session, ids: Sequence[int]) -> LinksByTopics:
    """Return those of some links of which a side is of restricted topics, by these topics."""
    return _apart(session.execute(_places_of(), {"ids": ids}))


def add_months(session: Session, apart: LinksByTopics, sign: int) -> None:
    """Add the sums of the places of such links, or take them off."""
    for topics, links in apart.items():
        for start in range(0, len(links), _AT_ONCE):
            told = {"ids": links[start : start + _AT_ONCE], "topics": topics}
            session.execute(_added(session.get_bind().dialect.name, sign), told)


def count(
    connection: Connection, more: Iterable[Sequence[Place]], fewer: Iterable[Sequence[Place]]
) -> None:
    """Count some statements more, and some fewer, each at the places that it counts for."""
    if restricted := _restricted(connection):
        sums = _counted(more, restricted)
        sums.subtract(_counted(fewer, restricted))
        _put_counts(connection, sums)


def follow(session: Session, changed: Mapping[Base, Values]) -> None:
    """Set all of it apart anew where a topic has come to be restricted, or is no longer."""
    if any(isinstance(row, Topic) and "restricted" in old for row, old in changed.items()):
        _rebuild(session)


def rebuild(session: Session) -> None:
    """Make all of it anew, from the places of contradictions and the facets of statements."""
    session.flush()
    _rebuild(session)


def _rebuild(session: Session) -> None:
    session.execute(delete(MONTHS))
    session.execute(delete(COUNTS))
    add_months(session, _all_links_apart(session), 1)
    _put_counts(session.connection(), _all_counted(session))


def differences(session: Session) -> int:
    """Count the rows in which what is kept differs from what it is made from."""
    counted = {key: (number,) for key, number in _all_counted(session).items()}
    return _unlike(session, MONTHS, _all_months(session)) + _unlike(session, COUNTS, counted)


def _unlike(session: Session, table: Table, made: Mapping[Key, Key]) -> int:
    columns = len(table.primary_key)
    rows = session.execute(select(table)).all()
    kept = {tuple(row[:columns]): tuple(row[columns:]) for row in rows if any(row[columns:])}
    return sum(kept.get(key) != made.get(key) for key in {*kept, *made})


def _restricted(connection: Connection) -> frozenset[int]:
    chosen = select(_TOPIC.id).where(_TOPIC.restricted.is_(true()))
    return frozenset(connection.scalars(chosen))


@lru_cache
def _places_of() -> AnySelect:
    """Select which of some links are found of which restricted topics: the links lead."""
    found, number = unindexed(PLACE.c.found), unindexed(PLACE.c.number)
    restricted = there(_ANY, _ANY.c.id == number, _ANY.c.restricted.is_(true()))
    chosen = select(PLACE.c.link_id, PLACE.c.number).where(found == int(Found.TOPIC), restricted)
    return chosen.where(within_given(PLACE.c.link_id, "ids"))


def _all_links_apart(session: Session) -> LinksByTopics:
    restricted = _restricted(session.connection())
    chosen = select(PLACE.c.link_id, PLACE.c.number).where(
        PLACE.c.found == int(Found.TOPIC), PLACE.c.number.in_(restricted)
    )
    return _apart(session.execute(chosen))


def _apart(rows: Iterable[Any]) -> LinksByTopics:
    topics: dict[int, set[int]] = defaultdict(set)
    for link, topic in rows:
        topics[link].add(topic)
    links: dict[str, list[int]] = defaultdict(list)
    for link in sorted(topics):
        links[marked(topics[link])].append(link)
    return links


@lru_cache
def _added(dialect: str, sign: int) -> Executable:
    return adding(MONTHS, dialect, _months_of(sign).where(true()))


def _months_of(sign: int) -> AnySelect:
    told = months(within_given(PLACE.c.link_id, "ids")).subquery()
    topics = bindparam("topics", type_=Text)
    return select(*told.c[:_MARK], topics, *(column * sign for column in told.c[_MARK:]))


def _all_months(session: Session) -> dict[Key, Key]:
    made: dict[Key, Key] = {}
    for topics, links in _all_links_apart(session).items():
        for start in range(0, len(links), _AT_ONCE):
            told = {"ids": links[start : start + _AT_ONCE], "topics": topics}
            for row in session.execute(_months_of(1), told):
                key, sums = tuple(row[: _MARK + 1]), row[_MARK + 1 :]
                before = made.get(key, (0,) * len(sums))
                made[key] = tuple(map(sum, zip(before, sums, strict=True)))
    return made


def _all_counted(session: Session) -> Counter[Key]:
    restricted = _restricted(session.connection())
    held = select(_HELD.statement_id).where(_HELD.topic_id.in_(restricted))
    chosen = select(_TEXT.facets).where(_TEXT.statement_id.in_(held))
    rows = session.connection().scalars(chosen, execution_options={"yield_per": BATCH})
    return _counted((tuple(counted_places(one)) for one in rows), restricted)


def _counted(statements: Iterable[Sequence[Place]], restricted: frozenset[int]) -> Counter[Key]:
    return Counter(key for places in statements for key in _keys(places, restricted))


def _keys(places: Sequence[Place], restricted: frozenset[int]) -> Iterator[Key]:
    """Yield at what a statement counts apart, if it is of restricted topics."""
    held = {number for found, number, _status in places if found == Found.TOPIC} & restricted
    yield from ((*place, marked(held)) for place in places if held)


def _put_counts(connection: Connection, sums: Counter[Key]) -> None:
    names = [one.name for one in COUNTS.c]
    changed = [dict(zip(names, (*key, more), strict=True)) for key, more in sums.items() if more]
    if changed:
        connection.execute(adding(COUNTS, connection.dialect.name), changed)
