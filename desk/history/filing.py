"""Files events under the records that they tell of without having been done to them.

A statement is to find the import that brought it, and a speaker the one who was merged into them,
without a walk through all events. Nothing of what happened stands here: only the numbers.
"""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, func, insert, literal, or_, select, true, tuple_, union

from desk.rows import in_batches
from models import Event, Link, Source, Speaker, Statement, event_record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sqlalchemy import ColumnElement, CompoundSelect, Connection, Select
    from sqlalchemy.orm import Session

    Places = set[tuple[str, int]]

IMPORT, MERGED = "import", "merged_into_id"
_MERGEABLE = ("speaker", "source", "topic")
_TOLD = Event.__table__.c
_NAMES = [column.name for column in event_record.columns]
#: The lists of keys that the event of an import holds, and whose keys may stand there.
_LISTS = {
    "statements": (Statement,),
    "links": (Link,),
    "speakers_and_sources": (Speaker, Source),
    "updated": (Statement, Link, Speaker, Source),
}


def file_under(session: Session, seq: int, ids: Mapping[str, Collection[int]]) -> None:
    """File an event under records, by the names of their tables, such as `statement`.

    For what is written in bulk and not gathered by the session: each record once.
    """
    connection = session.connection()
    for table, numbers in ids.items():
        for some in in_batches(sorted(numbers)):
            rows = [{"subject_type": table, "subject_id": one, "seq": seq} for one in some]
            connection.execute(insert(event_record), rows)


def file_import(session: Session, seq: int) -> None:
    """File the event of an import under all records whose keys it holds, in one statement."""
    chosen = _brought(session.get_bind().dialect.name, seq)
    # On the connection: whoever imports, it is filed under what is hidden from them too.
    session.connection().execute(insert(event_record).from_select(_NAMES, chosen))


def file_rest(session: Session) -> None:
    """File what imports and mergers tell of that is not filed, as where rows were written past a deed."""
    connection = session.connection()
    for seq, kind in _leading(connection):
        if kind == IMPORT:
            chosen = _brought_beside(connection, seq)
            missing = select(*chosen.c[:3]).where(chosen.c.filed.is_(None))
            connection.execute(insert(event_record).from_select(_NAMES, missing))
        else:
            told, filed = _led_to_beside(connection, seq)
            _file_led_to(connection, seq, told - filed)


def differences(session: Session) -> int:
    """Count the records under which an event is not filed that tells of them, and the other way round.

    Of imports and mergers. What a redacted event told of, nobody knows any more.
    """
    connection = session.connection()
    seq = event_record.c.seq
    kept: Counter[int] = Counter()
    for number, rows in connection.execute(select(seq, func.count()).group_by(seq)):
        kept[number] = rows
    wrong = 0
    for number, kind in _leading(connection):
        told, filed = (_of_import if kind == IMPORT else _of_merger)(connection, number)
        wrong += told - filed + kept.pop(number, 0) - filed
    redacted = select(_TOLD.seq).where(_TOLD.redacted_by.is_not(None))
    for number in connection.scalars(redacted):
        kept.pop(number, None)
    return wrong + kept.total()


def _leading(connection: Connection) -> Iterator[tuple[int, str]]:
    """Yield the events that tell of other records, and what they were done to."""
    told = or_(*(side.contains(f'"{MERGED}":') for side in (_TOLD.before, _TOLD.after)))
    chosen = select(_TOLD.seq, _TOLD.subject_type).where(
        (_TOLD.subject_type == IMPORT) | (_TOLD.subject_type.in_(_MERGEABLE) & told),
        _TOLD.redacted_by.is_(None),
    )
    yield from (tuple(row) for row in connection.execute(chosen.order_by(_TOLD.seq)).all())


def _of_import(connection: Connection, seq: int) -> tuple[int, int]:
    """Return how many records an import brought, and under how many of them it is filed."""
    chosen = _brought_beside(connection, seq)
    told, filed = connection.execute(select(func.count(), func.count(chosen.c.filed))).one()
    return told, filed


def _of_merger(connection: Connection, seq: int) -> tuple[int, int]:
    """Return to how many records a merger leads, and under how many of them it is filed."""
    told, filed = _led_to_beside(connection, seq)
    return len(told), len(filed)


def _brought_beside(connection: Connection, seq: int) -> Any:  # noqa: ANN401 -- of columns like these
    """Select what an import brought, and, where the import is filed under it, that as `filed`."""
    brought, filed = _brought(connection.dialect.name, seq).subquery(), event_record.c
    kind, number, _seq = brought.c
    here = (filed.subject_type == kind) & (filed.subject_id == number) & (filed.seq == seq)
    chosen = select(*brought.c, filed.seq.label("filed")).outerjoin_from(
        brought, event_record, here
    )
    return chosen.subquery()


def _led_to_beside(connection: Connection, seq: int) -> tuple[Places, Places]:
    """Return the records to which a merger leads, and under which of them it is filed."""
    sides = connection.execute(select(_TOLD.before, _TOLD.after).where(_TOLD.seq == seq)).one()
    told = {place for side in sides if side for place in _led_to(json.loads(side))}
    kind, number = event_record.c.subject_type, event_record.c.subject_id
    mine = tuple_(kind, number).in_(sorted(told))
    rows = connection.execute(select(kind, number).where(mine, event_record.c.seq == seq))
    return told, {(row[0], row[1]) for row in rows}


def file_mergers(session: Session, seq: int, *sides: Mapping[str, Any]) -> None:
    """File an event under those into whom it merged others, or from whom it parted them."""
    found = {place for side in sides for place in _led_to(side)}
    _file_led_to(session.connection(), seq, found)


def _file_led_to(connection: Connection, seq: int, found: Places) -> None:
    rows = [{"subject_type": kind, "subject_id": one, "seq": seq} for kind, one in found]
    if rows:
        connection.execute(insert(event_record), rows)


def _led_to(told: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    for table, rows in told.items():
        for row in rows.values() if isinstance(rows, dict) else ():
            if isinstance(row, dict) and row.get(MERGED) is not None:
                yield table, row[MERGED]


def _brought(engine: str, seq: int) -> CompoundSelect[str, int, int]:
    # A key may stand in two lists, and of speakers and sources nobody knows whose it is.
    return union(
        *(_named(engine, seq, name, kind) for name, kinds in _LISTS.items() for kind in kinds)
    )


def _named(engine: str, seq: int, name: str, kind: Any) -> Select[str, int, int]:  # noqa: ANN401
    told, record = Event.__table__.c, kind.__table__.c
    keys = _keys(engine, told.after, name)
    chosen = select(literal(kind.__tablename__), record.id, told.seq).select_from(Event.__table__)
    held = chosen.join(keys, true()).join(kind.__table__, record.key == keys.c.value)
    return held.where(told.seq == seq)


def _keys(engine: str, after: ColumnElement[str], name: str) -> Any:  # noqa: ANN401
    """Return the keys of a list as rows."""
    if engine == "sqlite":
        return func.json_each(after, f"$.{name}").table_valued("value")
    listed = func.json_extract_path(after.cast(JSON), name)
    return func.json_array_elements_text(listed).table_valued("value")
