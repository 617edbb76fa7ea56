"""Keeps ready how many statements there are: of everything, of a speaker, a topic, a source.

What a statement counts for stands in its facets, which the search index keeps in step. Each time
they change, the difference is added, in the same transaction.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain
from typing import TYPE_CHECKING, Any
from typing import cast as cast_to

from sqlalchemy import Integer, delete, func, literal_column, select, union, union_all

from desk.read_models import restricted
from desk.read_models.summing import adding
from desk.rows import unlike
from desk.sight import topics_kept_from
from models import Appearance, Relay, Statement, StatementCount, statement_topic
from models.conflict import Found
from models.facets import counted_places
from models.terms import StatementStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from sqlalchemy import ColumnElement, CompoundSelect, Connection, Table
    from sqlalchemy.orm import Session

    from desk.rows import AnySelect


Place = tuple[int, int, str]
"""What is counted: of which kind, which of it, and the status of the statements."""
COUNT = cast_to("Table", StatementCount.__table__)
#: How many places are gathered before they are written.
_GATHERED = 6_000
_SAID, _HELD = Statement.__table__.c, statement_topic.c
_HERE, _HOP = Appearance.__table__, Relay.__table__


def count(connection: Connection, old: Iterable[str], new: Iterable[str]) -> None:
    """Add the difference between the facets of some statements as they stood and as they stand."""
    add(connection, map(counted_places, new), map(counted_places, old))


def add(
    connection: Connection, more: Iterable[Iterable[Place]], fewer: Iterable[Iterable[Place]] = ()
) -> None:
    """Count some statements more, and some fewer, each at the places that it counts for."""
    told, gone = [tuple(one) for one in more], [tuple(one) for one in fewer]
    sums: Counter[Place] = Counter(chain.from_iterable(told))
    sums.subtract(chain.from_iterable(gone))
    _put(connection, sums)
    restricted.count(connection, told, gone)


class Counting:
    """Counts very many new statements: what is counted of a place is gathered, and written seldom."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._sums: Counter[Place] = Counter()

    def add(self, more: Sequence[Sequence[Place]]) -> None:
        """Count some statements more, each at the places that it counts for."""
        self._sums.update(chain.from_iterable(more))
        restricted.count(self._connection, more, ())
        if len(self._sums) > _GATHERED:
            self.write()

    def write(self) -> None:
        """Write what was gathered."""
        _put(self._connection, self._sums)
        self._sums.clear()


def _put(connection: Connection, sums: Counter[Place]) -> None:
    changed = [
        {"found": found, "number": number, "status": status, "statements": more}
        for (found, number, status), more in sorted(sums.items())
        if more
    ]
    if changed:
        connection.execute(adding(COUNT, connection.dialect.name), changed)


def rebuild(session: Session) -> None:
    """Count everything anew."""
    session.flush()
    session.execute(delete(COUNT))
    session.execute(COUNT.insert().from_select([*COUNT.c], _counted()))


def differences(session: Session) -> int:
    """Count the rows in which what is kept differs from the record."""
    kept = select(COUNT).where(COUNT.c.statements != literal_column("0"))
    return unlike(session, kept, select(_counted().subquery()))


def counts(
    session: Session,
    found: Found,
    numbers: Collection[int],
    statuses: Collection[StatementStatus] = tuple(StatementStatus),
) -> dict[int, int]:
    """Return how many statements there are of each of some speakers, topics or sources.

    Without those that are hidden from who looks: how many these are is kept apart.
    """
    if not numbers:
        return {}
    chosen = select(COUNT.c.number, func.sum(COUNT.c.statements)).where(
        COUNT.c.found == int(found), COUNT.c.number.in_(numbers), COUNT.c.status.in_(statuses)
    )
    kept = {number: int(n) for number, n in session.execute(chosen.group_by(COUNT.c.number))}
    hidden = _hidden(session, found, numbers, statuses)
    return {number: kept.get(number, 0) - hidden.get(number, 0) for number in numbers}


def _hidden(
    session: Session,
    found: Found,
    numbers: Collection[int],
    statuses: Collection[StatementStatus],
) -> dict[int, int]:
    secret, apart = topics_kept_from(session), restricted.COUNTS
    if secret is None:
        return {}
    chosen = select(apart.c.number, func.sum(apart.c.statements)).where(
        apart.c.found == int(found),
        apart.c.number.in_(numbers),
        apart.c.status.in_(statuses),
        restricted.rests_on(apart, secret),
    )
    return {number: int(n) for number, n in session.execute(chosen.group_by(apart.c.number))}


def _members(found: Found) -> Any:  # noqa: ANN401 -- one selection or several
    """Select the statements of each number, once each, as `number` and `statement_id`."""
    if found is Found.ALL:
        return select(literal_column("0").label("number"), _SAID.id.label("statement_id"))
    if found is Found.SPEAKER:
        return select(_SAID.speaker_id.label("number"), _SAID.id.label("statement_id"))
    if found is Found.TOPIC:
        return select(_HELD.topic_id.label("number"), _HELD.statement_id)
    here = select(_HERE.c.source_id.label("number"), _HERE.c.statement_id)
    through = select(_HOP.c.source_id, _HERE.c.statement_id)
    through = through.join(_HERE, _HERE.c.id == _HOP.c.appearance_id)
    return union(here, through.where(_HOP.c.source_id.is_not(None)))


def _counted() -> CompoundSelect[int, int, str, int]:
    return union_all(*map(_sums, Found))


def _sums(found: Found) -> AnySelect:
    members = _members(found).subquery()
    kind: ColumnElement[int] = literal_column(str(int(found)), Integer()).label("found")
    chosen = select(kind, members.c.number, _SAID.status, func.count().label("statements"))
    chosen = chosen.join(Statement.__table__, _SAID.id == members.c.statement_id)
    return chosen.group_by(members.c.number, _SAID.status)
