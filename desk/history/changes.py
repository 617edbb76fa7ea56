"""What a deed changes: gathered at each flush, told once as values before and after."""

from __future__ import annotations

from datetime import date, datetime
from enum import Enum
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
    ShareOpening,
    StatementCount,
    StatementText,
    Watch,
    Watcher,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import InstanceState, Session, SessionTransaction, UOWTransaction

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
    ShareOpening,
    StatementCount,
    StatementText,
    Watch,
    Watcher,
)
SECRET = "(secret)"  # noqa: S105 -- the word that stands in the history for a secret
Values = dict[str, Any]


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


def taken(session: Session) -> tuple[Values, Values]:
    """Return the values before and after by table and row, and begin anew."""
    before: Values = {}
    after: Values = {}
    for changed, old in _changes(session).items():
        state = inspect(changed)
        new = {} if state.was_deleted or state.deleted else _values(state)
        place = "-".join(str(part) for part in state.identity or ())
        if old:
            before.setdefault(changed.__tablename__, {})[place] = old
            new = {name: value for name, value in new.items() if name in old}
        if new:
            after.setdefault(changed.__tablename__, {})[place] = new
    forget(session)
    return before, after


def changed(session: Session) -> dict[Base, frozenset[str]]:
    """Return the records changed so far with the names of their fields; none for a new record."""
    return {record: frozenset(old) for record, old in _changes(session).items()}


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
    for attribute in state.mapper.column_attrs:
        if state.attrs[attribute.key].history.has_changes():
            yield attribute.key, _old(state, attribute.key)
    for relation in state.mapper.relationships:
        history = state.attrs[relation.key].history
        if relation.secondary is not None and history.has_changes():
            yield relation.key, _names((*history.unchanged, *history.deleted))


def _standing(state: InstanceState[Any]) -> Iterator[tuple[str, Any]]:
    for attribute in state.mapper.column_attrs:
        if not _bytes(state, attribute.key):
            yield attribute.key, _old(state, attribute.key)


def _old(state: InstanceState[Any], name: str) -> object:
    history = state.attrs[name].history
    if history.has_changes():
        return _plain(name, history.deleted[0] if history.deleted else None, state)
    return _plain(name, state.attrs[name].value, state)


def values_of(record: Base) -> Values:
    """Return the values of a record as an event tells them."""
    return _values(inspect(record))


def _values(state: InstanceState[Base]) -> Values:
    values = {
        attribute.key: _plain(attribute.key, state.attrs[attribute.key].value, state)
        for attribute in state.mapper.column_attrs
        if not _bytes(state, attribute.key)
    }
    for relation in state.mapper.relationships:
        if relation.secondary is not None and relation.key in state.dict:
            values[relation.key] = _names(state.dict[relation.key])
    return values


def _bytes(state: InstanceState[Base], name: str) -> bool:
    return isinstance(state.dict.get(name), bytes)


def _names(related: object) -> list[str]:
    return sorted(str(getattr(one, "key", one)) for one in related)  # type: ignore[attr-defined]


def _plain(name: str, value: object, state: InstanceState[Base]) -> object:
    if value is not None and state.mapper.columns[name].info.get("secret"):
        return SECRET
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date | datetime):
        return value.isoformat()
    return value
