"""The history: what a deed changed, recorded in its own transaction, chained to the deed before."""

from __future__ import annotations

import hashlib
import json
import secrets
from typing import TYPE_CHECKING, cast

from sqlalchemy import bindparam, event, insert, inspect, select, update
from sqlalchemy.orm import Session

from desk.history import changes
from desk.history.filing import file_mergers
from desk.read_models import following
from models import Event, EventHead, now

if TYPE_CHECKING:
    from sqlalchemy import Engine, Table
    from sqlalchemy.orm import ORMExecuteState, SessionTransaction, UOWTransaction

    from desk.actors import Actor
    from desk.history.changes import Values
    from models import Base


_DIGESTED = 1 << 20
_CANONICAL = json.JSONEncoder(sort_keys=True, separators=(",", ":"), ensure_ascii=False)
_KEPT = cast("Table", EventHead.__table__)
_HEAD = select(_KEPT.c.seq, _KEPT.c.hash).where(_KEPT.c.id == 1).with_for_update()
_HEAD_MOVED = (
    update(_KEPT).where(_KEPT.c.id == 1).values(seq=bindparam("last"), hash=bindparam("last_hash"))
)
_EVENT = insert(cast("Table", Event.__table__))
#: What the hash of an event runs over, in this order.
_CHAINED = (
    *("seq", "at", "actor_id", "face", "token_id", "tag", "subject_type", "subject_id"),
    *("subject_key", "before_digest", "after_digest", "prev_hash"),
)


class UnrecordedDeedError(RuntimeError):
    """A transaction would commit changes that no event tells of."""


class RecordedSession(Session):
    """A session for deeds: it gathers what changes and refuses to commit without an event."""

    #: The number and hash of the last event, for as long as its transaction holds the lock on them.
    head: tuple[int, str] | None = None


@event.listens_for(RecordedSession, "after_flush")
def _gather(session: Session, flushed: UOWTransaction) -> None:
    changes.gather(session, flushed)


@event.listens_for(RecordedSession, "do_orm_execute")
def _notice_bulk_writing(state: ORMExecuteState) -> None:
    if state.is_insert or state.is_update or state.is_delete:
        state.session.info["bulk"] = True


@event.listens_for(RecordedSession, "before_commit")
def _refuse_unrecorded(session: Session) -> None:
    if session.in_nested_transaction():
        return
    session.flush()
    if changes.waiting(session):
        raise UnrecordedDeedError


@event.listens_for(RecordedSession, "after_transaction_create")
def _mark(session: Session, begun: SessionTransaction) -> None:
    if begun.nested:
        changes.mark(session, begun)


@event.listens_for(RecordedSession, "after_transaction_end")
def _unmark(session: RecordedSession, ended: SessionTransaction) -> None:
    changes.unmark(session, ended)
    if ended.parent is None:
        session.head = None


@event.listens_for(RecordedSession, "after_soft_rollback")
def _forget(session: RecordedSession, previous: SessionTransaction) -> None:
    session.head = None
    if previous.nested:
        changes.take_back(session, previous)
    else:
        changes.forget(session)


def writing_session(engine: Engine) -> RecordedSession:
    """Open a session for one deed, alone: deeds wait for each other on the history's head."""
    session = RecordedSession(engine)
    try:
        _lock(session)
    except BaseException:
        # Nobody holds the session yet who could close it.
        session.close()
        raise
    return session


def record(
    session: Session,
    by: Actor,
    tag: str,
    subject: Base | None = None,
    *,
    instead: Values | None = None,
    because: str | None = None,
) -> int:
    """Write the event of a deed: what changed since the last one, or `instead` for a bulk deed.

    Returns its number. The tag is `noun:deed`; `because` is the reason given for a deed whose subject keeps none.
    Holds the lock on the history's head until the transaction ends.
    """
    session.flush()
    following.follow(session, changes.changed(session))
    if instead is None:
        before, after = changes.taken(session)
    else:
        changes.forget(session)
        before, after = {}, instead
    if because and subject is not None:
        row = after.setdefault(subject.__tablename__, {}).setdefault(_number(subject), {})
        row["because"] = because
    old, new = (canonical(values) if values else None for values in (before, after))
    seq = _written(session, _told(by, tag, subject, old, new))
    file_mergers(session, seq, before, after)
    return seq


def record_values(
    session: Session, by: Actor, tag: str, subject: Base, sides: tuple[Values, Values]
) -> int:
    """Write the event of a deed done to a row that is not gathered, such as a proposal.

    Returns its number. `sides` are the values before and after that are told of it, by their columns.
    """
    session.flush()
    named = ({subject.__tablename__: {_number(subject): side}} for side in sides)
    old, new = (canonical(one) for one in named)
    return _written(session, _told(by, tag, subject, old, new))


def record_text(session: Session, by: Actor, tag: str, text: str) -> int:
    """Write the event of a bulk deed of which a canonical JSON text tells, however long it is.

    Returns its number.
    """
    session.flush()
    following.follow(session, changes.changed(session))
    changes.forget(session)
    return _written(session, _told(by, tag, None, None, text))


def _written(session: Session, told: Values) -> int:
    """Write an event at the head of the history; past the session, which would ask it twice."""
    connection, (last, last_hash) = session.connection(), _lock(session)
    seq = last + 1
    told |= {"seq": seq, "prev_hash": last_hash, "redacted_by": None}
    told["hash"] = _hash(told)
    connection.execute(_EVENT, told)
    connection.execute(_HEAD_MOVED, {"last": seq, "last_hash": told["hash"]})
    _keep(session, (seq, told["hash"]))
    return seq


def _lock(session: Session) -> tuple[int, str]:
    """Return the number and hash of the last event; the next deed waits until this one is over."""
    held = session.head if isinstance(session, RecordedSession) else None
    if held is None:
        seq, last = session.connection().execute(_HEAD).one()
        held = (seq, last)
        _keep(session, held)
    return held


def _keep(session: Session, head: tuple[int, str]) -> None:
    # Nobody else moves it while the lock is held, so it is not asked for again.
    if isinstance(session, RecordedSession):
        session.head = head


def _number(subject: Base) -> str:
    return "-".join(str(part) for part in inspect(subject).identity or ())


def canonical(values: object) -> str:
    """Return JSON with sorted keys and no spaces, so that equal values have equal text."""
    return _CANONICAL.encode(values)


def digest(text: str | None, salt: str) -> str:
    """Return the SHA-256 of a salt and a text, in hexadecimal."""
    told = hashlib.sha256(f"{salt}\n".encode())
    # A long text is not written out a second time.
    for start in range(0, len(text or ""), _DIGESTED):
        told.update((text or "")[start : start + _DIGESTED].encode())
    return told.hexdigest()


def link_hash(done: Event) -> str:
    """Return the hash of an event: SHA-256 over its fields, its digests and the hash before it."""
    return _hash({name: getattr(done, name) for name in _CHAINED})


def _hash(told: Values) -> str:
    fields = {**told, "at": told["at"].isoformat(), "face": str(told["face"])}
    return hashlib.sha256(canonical([fields[name] for name in _CHAINED]).encode()).hexdigest()


def _told(by: Actor, tag: str, subject: Base | None, old: str | None, new: str | None) -> Values:
    """Return the fields of an event that has no place in the history yet."""
    salt = secrets.token_hex(16)
    return {
        "at": now(),
        "actor_id": by.account_id,
        "face": by.face,
        "token_id": by.token_id,
        "tag": tag,
        "subject_type": subject.__tablename__ if subject else tag.partition(":")[0],
        "subject_id": getattr(subject, "id", None),
        "subject_key": getattr(subject, "key", None),
        "before": old,
        "after": new,
        "salt": salt,
        "before_digest": digest(old, salt),
        "after_digest": digest(new, salt),
    }
