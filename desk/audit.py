"""The history: what a deed changed, recorded in its own transaction, chained to the deed before."""

from __future__ import annotations

import hashlib
import json
import secrets
from datetime import date, datetime
from enum import Enum
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, inspect
from sqlalchemy.orm import Session

from models import Base, Event, EventHead, StatementText, now

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine
    from sqlalchemy.orm import InstanceState, ORMExecuteState, SessionTransaction, UOWTransaction

    from desk.actors import Actor

UNTRACKED = (Event, EventHead, StatementText)
SECRET = "(secret)"  # noqa: S105 -- the word that stands in the history for a secret
Values = dict[str, Any]


class UnrecordedDeedError(RuntimeError):
    """A transaction would commit changes that no event tells of."""


class RecordedSession(Session):
    """A session for deeds: it gathers what changes and refuses to commit without an event."""


@event.listens_for(RecordedSession, "before_flush")
def _gather(session: Session, _context: UOWTransaction, _instances: object) -> None:
    for record in (*session.new, *session.dirty, *session.deleted):
        if not isinstance(record, UNTRACKED) and session.is_modified(record):
            _changes(session).setdefault(record, {}).update(
                {**_before(inspect(record)), **_changes(session).get(record, {})}
            )
    for record in session.deleted:
        if not isinstance(record, UNTRACKED):
            _changes(session)[record] = _values(inspect(record))


@event.listens_for(RecordedSession, "do_orm_execute")
def _notice_bulk_writing(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        state.session.info["bulk"] = True


@event.listens_for(RecordedSession, "before_commit")
def _refuse_unrecorded(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    if session.info.get("changes") or session.info.get("bulk"):
        raise UnrecordedDeedError


@event.listens_for(RecordedSession, "after_soft_rollback")
def _forget(session: Session, previous: SessionTransaction) -> None:
    if not previous.nested:
        session.info.clear()


def writing_session(engine: Engine) -> RecordedSession:
    """Open a session for one deed, alone: deeds wait for each other on the history's head."""
    session = RecordedSession(engine)
    session.get_one(EventHead, 1, with_for_update=True)
    return session


def record(
    session: Session,
    by: Actor,
    tag: str,
    subject: Base | None = None,
    *,
    instead: Values | None = None,
) -> Event:
    """Write the event of a deed: what changed since the last one, or `instead` for a bulk deed.

    The tag is `noun:deed`. Holds the lock on the history's head until the transaction ends.
    """
    session.flush()
    before, after = _taken(session)
    if instead is not None:
        before, after = {}, instead
    done = _event(by, tag, subject, before, after)
    _chain(session, done)
    session.add(done)
    session.flush()
    return done


def canonical(values: object) -> str:
    """Return JSON with sorted keys and no spaces, so that equal values have equal text."""
    return json.dumps(values, sort_keys=True, separators=(",", ":"), ensure_ascii=False)


def digest(text: str | None, salt: str) -> str:
    """Return the SHA-256 of a salt and a text, in hexadecimal."""
    return hashlib.sha256(f"{salt}\n{text or ''}".encode()).hexdigest()


def link_hash(done: Event) -> str:
    """Return the hash of an event: SHA-256 over its fields, its digests and the hash before it."""
    fields = [
        done.seq,
        done.at.isoformat(),
        done.actor_id,
        str(done.face),
        done.token_id,
        done.tag,
        done.subject_type,
        done.subject_id,
        done.subject_key,
        done.before_digest,
        done.after_digest,
        done.prev_hash,
    ]
    return hashlib.sha256(canonical(fields).encode()).hexdigest()


def _event(by: Actor, tag: str, subject: Base | None, before: Values, after: Values) -> Event:
    salt = secrets.token_hex(16)
    old, new = (canonical(values) if values else None for values in (before, after))
    return Event(
        at=now(),
        actor_id=by.account_id,
        face=by.face,
        token_id=by.token_id,
        tag=tag,
        subject_type=subject.__tablename__ if subject else tag.partition(":")[0],
        subject_id=getattr(subject, "id", None),
        subject_key=getattr(subject, "key", None),
        before=old,
        after=new,
        salt=salt,
        before_digest=digest(old, salt),
        after_digest=digest(new, salt),
    )


def _chain(session: Session, done: Event) -> None:
    head = session.get_one(EventHead, 1, with_for_update=True)
    done.seq, done.prev_hash = head.seq + 1, head.hash
    done.hash = link_hash(done)
    head.seq, head.hash = done.seq, done.hash


def _changes(session: Session) -> dict[Base, Values]:
    changes: dict[Base, Values] = session.info.setdefault("changes", {})
    return changes


def _taken(session: Session) -> tuple[Values, Values]:
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
    session.info.clear()
    return before, after


def _before(state: InstanceState[Base]) -> Values:
    if not state.persistent:
        return {}
    return dict(_replaced(state))


def _replaced(state: InstanceState[Base]) -> Iterator[tuple[str, Any]]:
    for attribute in state.mapper.attrs:
        history = state.attrs[attribute.key].history
        if not history.has_changes():
            continue
        if attribute.key in state.mapper.columns:
            old = history.deleted[0] if history.deleted else None
            yield attribute.key, _plain(attribute.key, old, state)
        elif getattr(attribute, "secondary", None) is not None:
            yield attribute.key, _names((*history.unchanged, *history.deleted))


def _values(state: InstanceState[Base]) -> Values:
    values = {
        attribute.key: _plain(attribute.key, state.attrs[attribute.key].value, state)
        for attribute in state.mapper.column_attrs
        if not isinstance(state.dict.get(attribute.key), bytes)
    }
    for relation in state.mapper.relationships:
        if relation.secondary is not None and relation.key in state.dict:
            values[relation.key] = _names(state.dict[relation.key])
    return values


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
