"""Files events under the records that they tell of without having been done to them.

A statement is to find the import that brought it, and a speaker the one who was merged into them,
without a walk through all events. Nothing of what happened stands here: only the numbers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, func, insert, literal, select, true, union

from desk.rows import in_batches
from models import Event, Link, Source, Speaker, Statement, event_record

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sqlalchemy import ColumnElement, CompoundSelect, Select
    from sqlalchemy.orm import Session

IMPORT, MERGED = "import", "merged_into_id"
#: The lists of keys that the event of an import holds, and whose keys may stand there.
_LISTS = {
    "statements": (Statement,),
    "links": (Link,),
    "speakers_and_sources": (Speaker, Source),
    "updated": (Statement, Link, Speaker, Source),
}


def file_under(session: Session, event: Event, ids: Mapping[str, Collection[int]]) -> None:
    """File an event under records, by the names of their tables, such as `statement`.

    For what is written in bulk and not gathered by the session: each record once.
    """
    connection = session.connection()
    for table, numbers in ids.items():
        for some in in_batches(sorted(numbers)):
            rows = [{"subject_type": table, "subject_id": one, "seq": event.seq} for one in some]
            connection.execute(insert(event_record), rows)


def file_import(session: Session, event: Event) -> None:
    """File the event of an import under all records whose keys it holds, in one statement."""
    chosen = _brought(session.get_bind().dialect.name, event.seq)
    names = [column.name for column in event_record.columns]
    # On the connection: whoever imports, it is filed under what is hidden from them too.
    session.connection().execute(insert(event_record).from_select(names, chosen))


def file_rest(session: Session) -> None:
    """File what imports brought that stands nowhere yet, as where rows were written past a deed."""
    filed = select(event_record.c.seq)
    left = select(Event).where(Event.subject_type == IMPORT, Event.seq.not_in(filed))
    for event in session.scalars(left.order_by(Event.seq)):
        file_import(session, event)


def file_mergers(session: Session, event: Event, *sides: Mapping[str, Any]) -> None:
    """File an event under those into whom it merged others, or from whom it parted them."""
    found = {place for side in sides for place in _led_to(side)}
    rows = [{"subject_type": kind, "subject_id": one, "seq": event.seq} for kind, one in found]
    if rows:
        session.connection().execute(insert(event_record), rows)


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
