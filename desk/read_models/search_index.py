"""What the search finds a statement by: its own words and those of all that belongs to it."""

from __future__ import annotations

from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, or_, select, union

from desk.read_models import counters
from desk.read_models.search_parts import found_by
from desk.read_models.search_queries import asked
from desk.rows import BATCH as AT_ONCE
from desk.rows import in_batches
from desk.sight import whole_record
from models import (
    Appearance,
    Capture,
    Link,
    Relay,
    Source,
    Speaker,
    SpeakerName,
    Statement,
    StatementText,
    Topic,
    Translation,
    statement_topic,
)
from models.among import within_some
from models.indexing import emptied, put, unlike_words
from models.terms import LIVE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Connection, Row, Select
    from sqlalchemy.orm import Session

    from desk.history.changes import Values
    from desk.read_models.search_parts import Found
    from desk.rows import AnySelect
    from models import Base

BATCH = 200
"""Of how many owners the statements are asked for at once."""

_HELD, _TEXT, _SAID = statement_topic.c, StatementText.__table__.c, Statement.__table__.c


def follow(session: Session, changed: Mapping[Base, Values]) -> None:
    """Index anew what a deed has touched: records, with what their fields held before.

    A new record names none. What is written past the session's records has to be indexed by
    `reindex`.
    """
    places = {place for row, old in changed.items() for place in _touched(row, old)}
    if not places:
        return
    found: set[int] = set()
    with whole_record(session):
        for kind, choose in _OWNERS.items():
            owners = [number for one, number in places if one is kind]
            for start in range(0, len(owners), BATCH):
                found.update(session.scalars(choose(owners[start : start + BATCH])))
    _reindex(session, found)


def reindex(session: Session, statement_ids: Iterable[int]) -> None:
    """Put statements where the search finds them: their words, their facets, their place in time.

    To be called when anything changed that they are found by. Ids that are not there are passed
    over. Past the session's records, 500 at a time, so that very many take their time and no
    memory.
    """
    session.flush()
    _reindex(session, statement_ids)


def _reindex(session: Session, statement_ids: Iterable[int]) -> None:
    connection = session.connection()
    for some in in_batches(sorted(set(statement_ids))):
        _index(connection, some)
    _expire(session)


def rebuild(session: Session) -> int:
    """Index all statements anew, 500 at a time; returns how many there are."""
    session.flush()
    connection = session.connection()
    count = 0
    with emptied(connection):
        for ids in _all_ids(connection):
            _, changed = _differing(connection, ids)
            if changed:
                put(connection, changed)
            count += len(ids)
    _expire(session)
    return count


def differences(session: Session) -> int:
    """Count the statements that are not indexed as the record has them, and what else is indexed."""
    connection = session.connection()
    indexed = wrong = 0
    for ids in _all_ids(connection):
        rows, changed = _differing(connection, ids)
        indexed += len(rows)
        wrong += len(changed)
    all_rows = connection.scalar(select(func.count()).select_from(StatementText.__table__)) or 0
    return wrong + all_rows - indexed + unlike_words(connection)


def _all_ids(connection: Connection) -> Iterator[Sequence[int]]:
    """Yield the numbers of all statements, 500 at a time."""
    last = 0
    chosen = select(_SAID.id).order_by(_SAID.id).limit(AT_ONCE)
    while ids := connection.scalars(chosen.where(_SAID.id > last)).all():
        yield ids
        last = ids[-1]


def _index(connection: Connection, ids: Sequence[int]) -> None:
    rows, changed = _differing(connection, ids)
    if changed:
        # SQLite gathers what comes in the order of its places, and writes out whatever steps back.
        put(connection, sorted(changed, key=attrgetter("place")))
        here = {one.statement_id for one in changed}
        before = (row.facets for row in rows if row.statement_id in here)
        counters.count(connection, before, (one.facets for one in changed))


def _differing(
    connection: Connection, ids: Sequence[int]
) -> tuple[Sequence[Row[*tuple[Any, ...]]], list[Found]]:
    """Return what is indexed of some statements, and what ought to be where that is not so."""
    rows = asked(connection, _indexed, ids)
    known = {tuple(row) for row in rows}
    return rows, [found for found in found_by(connection, ids) if found not in known]


@cache
def _indexed(in_a_row: bool) -> AnySelect:  # noqa: FBT001 -- which of two
    held = _TEXT.statement_id, _TEXT.place, _TEXT.body, _TEXT.facets
    return select(*held).where(within_some(_TEXT.statement_id, in_a_row))


def _expire(session: Session) -> None:
    """Have rows of the index that the session has read be read again."""
    for row in session.identity_map.values():
        if isinstance(row, StatementText):
            session.expire(row)


def of_speaker(speaker_id: int) -> Select[int]:
    """Select the statements of a speaker."""
    return _of_speakers([speaker_id])


def of_topic(topic_id: int) -> Select[int]:
    """Select the statements of a topic."""
    return _of_topics([topic_id])


def _of_speakers(ids: Sequence[int]) -> Select[int]:
    return select(Statement.id).where(Statement.speaker_id.in_(ids))


def _of_topics(ids: Sequence[int]) -> Select[int]:
    held = select(Statement.id).join(statement_topic, _HELD.statement_id == Statement.id)
    return held.where(_HELD.topic_id.in_(ids))


def _around_topics(ids: Sequence[int]) -> AnySelect:
    held = _of_topics(ids)
    linked = _linked_to(held).subquery()
    return select(union(held, select(linked)).subquery())


def _linked_to(ids: Any) -> AnySelect:  # noqa: ANN401 -- ids of statements, or a selection
    from_here = select(Link.to_id).where(Link.from_id.in_(ids))
    to_here = select(Link.from_id).where(Link.to_id.in_(ids))
    return select(union(from_here, to_here).subquery())


def _of_sources(ids: Sequence[int]) -> Select[int]:
    through = select(Relay.appearance_id).where(Relay.source_id.in_(ids))
    found = or_(Appearance.source_id.in_(ids), Appearance.id.in_(through))
    return select(Appearance.statement_id).where(found)


def _touched(row: Base, old: Values) -> Iterator[tuple[type[Any], int]]:
    """Yield whose statements are found by what changed in a row."""
    kind = type(row)
    if old and kind in _NAMED and not _named(row, old):
        return
    for name, owner in _LEADS.get(kind, {}).items():
        yield owner, getattr(row, name)
    if isinstance(row, Statement) and "topics" in old:
        # What is said of a link is found from its other side, unless that is kept from some.
        yield Link, row.id


def _named(row: Base, old: Values) -> frozenset[str]:
    """Return by which of the fields that changed others are found."""
    fields = _NAMED[type(row)].intersection(old)
    if isinstance(row, Link) and old.get("status") in LIVE and row.status in LIVE:
        # Whether a link is proposed or confirmed, its statements are linked.
        return fields - {"status"}
    return fields


#: What tells of a source whether it leads anybody back to it.
_LEADING = ("seen", "url", "archived_url", "csl")
#: Of records that many statements share: the fields by which those are found.
_NAMED: dict[type[Any], frozenset[str]] = {
    Speaker: frozenset({"name"}),
    Topic: frozenset({"name", "restricted"}),
    Source: frozenset({"title", "container_title", "publisher", *_LEADING}),
    Capture: frozenset({"redacted_at"}),
    Link: frozenset({"rationale", "status", "relation", "from_id", "to_id"}),
}
#: Which field of a row holds the number of which owner.
_LEADS: dict[type[Any], dict[str, type[Any]]] = {
    Statement: {"id": Statement},
    Translation: {"statement_id": Statement},
    Appearance: {"statement_id": Statement},
    Relay: {"appearance_id": Appearance},
    Speaker: {"id": Speaker},
    SpeakerName: {"speaker_id": Speaker},
    Topic: {"id": Topic},
    Source: {"id": Source},
    Capture: {"id": Capture},
    Link: {"from_id": Statement, "to_id": Statement},
}
#: The statements of owners of each kind.
_OWNERS: dict[type[Any], Callable[[Sequence[int]], AnySelect]] = {
    Link: _linked_to,
    Statement: lambda ids: select(Statement.id).where(Statement.id.in_(ids)),
    Appearance: lambda ids: select(Appearance.statement_id).where(Appearance.id.in_(ids)),
    Capture: lambda ids: select(Appearance.statement_id).where(Appearance.capture_id.in_(ids)),
    Speaker: _of_speakers,
    Topic: _around_topics,
    Source: _of_sources,
}
