"""What events tell, without what is not there for who reads: rows, and what refers to such rows.

A row of an event is told where its record is there for who reads, or where it is gone and all that
it belonged to is there. The rule of each table stands in `whose`; without one, nothing is told.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import Text, cast, literal, null, select, union_all

from desk.history.whose import OPEN, OWNERS, SEEN, homes, key_columns, lists, mappers, references
from desk.sight import sees_all, whole_record
from models.among import within

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy.orm import Session

    from desk.rows import AnySelect

    Values = dict[str, Any]
    #: A table and the number of a row; of what lists name, the table with `_KEY` and a key.
    Place = tuple[str, str]

_KEY = ".key"
_REDACTION, _FROZEN = "redaction", "frozen_report"
#: What a redaction tells of all events and versions at once; the latter by their numbers.
_COUNTED, _LEFT = "events", "frozen"


class Told(NamedTuple):
    """What an event tells, and to what it was done, by table and number."""

    subject: Place
    before: Values
    after: Values


def without_withheld(session: Session, events: Sequence[Told]) -> list[Told]:
    """Return what events tell, without what they tell of what is not there for who reads.

    Nothing is asked for who sees everything, and else of all events together, table by table.
    """
    if sees_all(session) or not events:
        return list(events)
    look = _Look(session, events)
    return [
        Told(event.subject, look.side(event, event.before), look.side(event, event.after))
        for event in events
    ]


class _Look:
    """What of all that some events name is there for who reads."""

    def __init__(self, session: Session, events: Sequence[Told]) -> None:
        named = {place for event in events for place in _named(event)}
        self.seen = _seen(session, named)
        #: Records that are there, but not for who reads; the others are gone.
        self.hidden = _standing(session, named - self.seen)

    def side(self, event: Told, side: Values) -> Values:
        """Return the values of one side of an event without what is withheld."""
        kept: Values = {}
        for table, number, row in _rows(side):
            if self._shows(event, (table, number)):
                kept.setdefault(table, {})[number] = dict(self._fields(event, table, row))
        return kept

    def _shows(self, event: Told, place: Place) -> bool:
        if place[0] in OPEN or place in self.seen:
            return True
        owners = set() if place in self.hidden else _owners(event, place)
        return bool(owners) and all(self._shows(event, one) for one in owners)

    def _fields(self, event: Told, table: str, row: Values) -> Iterator[tuple[str, Any]]:
        for name, value in row.items():
            if value is None or not self._withholds(event, table, name, value):
                yield name, self._listed(table, name, value)
            elif name in references(table):
                yield name, None

    def _withholds(self, event: Told, table: str, name: str, value: Any) -> bool:  # noqa: ANN401
        referred = references(table).get(name) if table in mappers() else None
        if referred is not None:
            return not self._shows(event, (referred, str(value)))
        return (table, name) == (_REDACTION, _COUNTED)

    def _listed(self, table: str, name: str, value: Any) -> Any:  # noqa: ANN401 -- of any field
        """Return a value, of one that lists other records those that are there."""
        if (table, name) == (_REDACTION, _LEFT):
            return {one: sha for one, sha in value.items() if (_FROZEN, one) in self.seen}
        listed = lists(table).get(name, "")
        if not listed or listed in OPEN or value is None:
            return value
        return [one for one in value if (listed + _KEY, one) in self.seen]


def _rows(side: Mapping[str, Any]) -> Iterator[tuple[str, str, Values]]:
    """Yield the rows that one side of an event tells, each with its table and number."""
    for table, rows in side.items():
        if table in mappers() and isinstance(rows, dict):
            yield from ((table, number, row) for number, row in rows.items())


def _named(event: Told) -> Iterator[Place]:
    """Yield all that an event names: its subject, rows, their owners, and what their fields refer to."""
    yield event.subject
    for side in (event.before, event.after):
        for table, number, row in _rows(side):
            yield table, number
            yield from _owners(event, (table, number))
            yield from _referred(table, row)


def _referred(table: str, row: Values) -> Iterator[Place]:
    for name, referred in references(table).items():
        if row.get(name) is not None:
            yield referred, str(row[name])
    for name, listed in lists(table).items():
        yield from ((listed + _KEY, one) for one in row.get(name) or ())
    if table == _REDACTION:
        yield from ((_FROZEN, one) for one in row.get(_LEFT) or ())


def _owners(event: Told, place: Place) -> set[Place]:
    """Return to what a row belonged, as far as the event tells; else to what the event was done to."""
    table, number = place
    columns = key_columns(table) if table in OWNERS else ()
    parts = dict(zip(columns, number.split("-"), strict=False)) if len(columns) > 1 else {}
    rows = (side.get(table, {}).get(number, {}) for side in (event.before, event.after))
    told = {
        (references(table)[name], str(row[name]))
        for row in (*rows, parts)
        for name in OWNERS.get(table, ())
        if row.get(name) is not None
    }
    return told or ({event.subject} if event.subject[0] in homes(table) else set())


def _seen(session: Session, places: Iterable[Place]) -> set[Place]:
    """Return what of this is there for who reads."""
    seen = _found(session, places)
    for table, numbers in _by_table(places).items():
        if table in SEEN:
            ids = SEEN[table](session, {int(one) for one in numbers})
            seen |= {(table, str(one)) for one in ids}
    return seen


def _standing(session: Session, places: Iterable[Place]) -> set[Place]:
    """Return what of this there is, for whomever: of what stands and is not seen nothing is told."""
    with whole_record(session):
        return _found(session, places)


def _found(session: Session, places: Iterable[Place]) -> set[Place]:
    """Return which of these a session finds, in one query, as far as it hides them by itself."""
    arms = [arm for table, some in _by_table(places).items() for arm in _arm(table, some)]
    rows = session.execute(union_all(*arms)) if arms else ()
    return {(table, str(number) if key is None else key) for table, number, key in rows}


def _by_table(places: Iterable[Place]) -> dict[str, list[str]]:
    tables: dict[str, list[str]] = {}
    for table, number in sorted(places):
        tables.setdefault(table, []).append(number)
    return tables


def _arm(table: str, some: Iterable[str]) -> Iterator[AnySelect]:
    plain = table.removesuffix(_KEY)
    if plain not in OWNERS or key_columns(plain) != ("id",):
        return
    record = mappers()[plain].class_
    if plain != table:
        yield select(literal(table), record.id, record.key).where(record.key.in_(some))
    else:
        ids = {int(one) for one in some if one.isdecimal()}
        yield select(literal(table), record.id, cast(null(), Text)).where(within(record.id, ids))
