"""What a deed changes: gathered at each flush, told once as values before and after."""

from __future__ import annotations

import json
from datetime import date, datetime
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any

from sqlalchemy import inspect

from models import (
    Base,
    BatchDocument,
    CitingChoice,
    Collected,
    ConflictMonth,
    ConflictPlace,
    Event,
    EventHead,
    Job,
    JobRow,
    PendingCapture,
    Proposal,
    Reading,
    RepeatedRequest,
    RestrictedCount,
    RestrictedMonth,
    ShareOpening,
    StatementCount,
    StatementText,
    Watch,
    Watcher,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from sqlalchemy.orm import InstanceState, Mapper, Session, SessionTransaction, UOWTransaction

UNTRACKED = (
    BatchDocument,
    CitingChoice,
    Collected,
    ConflictMonth,
    ConflictPlace,
    Event,
    EventHead,
    Job,
    JobRow,
    PendingCapture,
    Proposal,
    Reading,
    RepeatedRequest,
    RestrictedCount,
    RestrictedMonth,
    ShareOpening,
    StatementCount,
    StatementText,
    Watch,
    Watcher,
)
SECRET = "(secret)"  # noqa: S105 -- the word that stands in the history for a secret
Values = dict[str, Any]
Side = dict[str, dict[str, Values]]
"""What stood before a deed, or stands after it: values by table and by number."""


def gather(session: Session, flushed: UOWTransaction) -> None:
    """Note what a flush has changed, while the values that stood before are still known."""
    for state, (is_deleted, only_listed) in flushed.states.items():
        changed = state.obj()
        if only_listed or not isinstance(changed, Base) or isinstance(changed, UNTRACKED):
            continue
        if not state.has_identity:
            _changes(session).setdefault(changed, {})
        else:
            _note(session, changed, dict(_standing(state) if is_deleted else _replaced(state)))


def note(session: Session, record: Base, names: Collection[str]) -> None:
    """Note the fields of a record that are about to be written past the session."""
    state = inspect(record)
    _note(session, record, {name: _plain(name, getattr(record, name), state) for name in names})


def taken(session: Session) -> tuple[Values, Values]:
    """Return the values before and after by table and row, and begin anew."""
    before: Values = {}
    after: Values = {}
    for changed, old in _changes(session).items():
        state = inspect(changed)
        is_gone = state.was_deleted or state.deleted
        new = {} if is_gone else _values(state, old.keys() or None)
        place = "-".join(str(part) for part in state.identity or ())
        if old:
            before.setdefault(changed.__tablename__, {})[place] = old
        if new:
            after.setdefault(changed.__tablename__, {})[place] = new
    forget(session)
    return before, after


def changed(session: Session) -> Mapping[Base, Values]:
    """Return the records changed so far with the old values of their fields; none for a new record."""
    return dict(_changes(session))


def waiting(session: Session) -> bool:
    """Tell whether there are changes that no event has told of."""
    return bool(_changes(session) or session.info.get("bulk"))


def forget(session: Session) -> None:
    """Begin anew, as after a rollback."""
    _changes(session).clear()
    session.info.pop("bulk", None)
    _marks(session).update(dict.fromkeys(_marks(session), 0))


def mark(session: Session, savepoint: SessionTransaction) -> None:
    """Remember where a savepoint began."""
    _marks(session)[savepoint] = len(_changes(session))


def take_back(session: Session, savepoint: SessionTransaction) -> None:
    """Forget the records that were first touched since a savepoint began."""
    changes, kept = _changes(session), _marks(session).get(savepoint, 0)
    for record in list(changes)[kept:]:
        del changes[record]


def unmark(session: Session, savepoint: SessionTransaction) -> None:
    """Let go of a savepoint that is over."""
    _marks(session).pop(savepoint, None)


def _changes(session: Session) -> dict[Base, Values]:
    """Return the old values of each changed record; a new record has none."""
    changes: dict[Base, Values] = session.info.setdefault("changes", {})
    return changes


def _marks(session: Session) -> dict[SessionTransaction, int]:
    marks: dict[SessionTransaction, int] = session.info.setdefault("marks", {})
    return marks


def _note(session: Session, record: Base, old: Values) -> None:
    known = _changes(session).get(record)
    if known is None and old:
        _changes(session)[record] = old
    elif known:
        known.update({**old, **known})


def _replaced(state: InstanceState[Any]) -> Iterator[tuple[str, Any]]:
    columns, relations = _told(state.mapper)
    for name in columns:
        # What was not set has no history, and to ask that of every column takes its time.
        if name in state.committed_state:
            history = state.attrs[name].history
            if history.has_changes():
                yield name, _plain(name, next(iter(history.deleted or ()), None), state)
    for name in relations:
        history = state.attrs[name].history
        if history.has_changes():
            yield name, _names((*history.unchanged, *history.deleted))


def _standing(state: InstanceState[Any]) -> Iterator[tuple[str, Any]]:
    for name in _told(state.mapper)[0]:
        if not _bytes(state, name):
            yield name, _old(state, name)


@cache
def _told(mapper: Mapper[Any]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the columns of a record, and what it shares with others: topics, people let in."""
    relations = (one.key for one in mapper.relationships if one.secondary is not None)
    return tuple(one.key for one in mapper.column_attrs), tuple(relations)


@cache
def _secret(mapper: Mapper[Any]) -> frozenset[str]:
    """Return the columns of a record of which the history tells that they are set, and no more."""
    return frozenset(one.key for one in mapper.column_attrs if one.columns[0].info.get("secret"))


def _old(state: InstanceState[Any], name: str) -> object:
    history = state.attrs[name].history
    if history.has_changes():
        return _plain(name, history.deleted[0] if history.deleted else None, state)
    return _plain(name, state.attrs[name].value, state)


def values_of(record: Base) -> Values:
    """Return the values of a record as an event tells them."""
    return _values(inspect(record))


def _values(state: InstanceState[Base], names: Collection[str] | None = None) -> Values:
    """Return all values of a record, or those of some fields."""
    columns, relations = _told(state.mapper)
    record = state.obj()
    values = {
        name: _plain(name, getattr(record, name), state)
        for name in columns
        if (names is None or name in names) and not _bytes(state, name)
    }
    for name in relations:
        if (names is None or name in names) and name in state.dict:
            values[name] = _names(state.dict[name])
    return values


def _bytes(state: InstanceState[Base], name: str) -> bool:
    return isinstance(state.dict.get(name), bytes)


def _names(related: object) -> list[str]:
    return sorted(str(getattr(one, "key", one)) for one in related)  # type: ignore[attr-defined]


def _plain(name: str, value: object, state: InstanceState[Base]) -> object:
    if value is not None and name in _secret(state.mapper):
        return SECRET
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value


def side_of(told: str | None) -> Side:
    """Return one side of an event, read from the JSON in which it is kept."""
    side: Side = json.loads(told) if told else {}
    return side


def without_reason(row: Values | None) -> Values:
    """Return the values of a row: the reason of a deed stands in that of its subject and is none."""
    return {name: value for name, value in (row or {}).items() if name != "because"}
