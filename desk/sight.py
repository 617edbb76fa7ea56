"""Who sees what: a restricted topic, and all that rests on it alone, is there for its accounts only.

A session that works for somebody hides the rest from every query by itself, so that no page can
forget to. Admins and the command line see everything. A deed that has to reach the whole record,
such as one that keeps the search index or sets links to re-check, says so with `whole_record`.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from desk.hidden import secret_topics
from desk.refusals import RefusedError
from desk.shown import criteria

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from sqlalchemy import CompoundSelect, Select
    from sqlalchemy.orm import ORMExecuteState, SessionTransaction, UOWTransaction

    from desk.rows import AnyRow
    from models.base import Base, Keyed

    AnyQuery = Select[*tuple[Any, ...]] | CompoundSelect[*tuple[Any, ...]]

NOBODY = 0
"""The viewer who is not signed in, and sees nothing of any restricted topic."""
_VIEWER, _SECRETS, _HANGING = "viewer", "secrets", "hanging"


def look_as(session: Session, viewer: int | None) -> None:
    """Let a session see what an account sees; None sees everything."""
    session.info[_VIEWER] = viewer


@contextmanager
def whole_record(session: Session) -> Iterator[None]:
    """Let a deed reach the whole record, whoever does it."""
    viewer = session.info.get(_VIEWER)
    look_as(session, None)
    try:
        yield
    finally:
        look_as(session, viewer)


@contextmanager
def as_it_hangs(session: Session, *kinds: type[Base]) -> Iterator[None]:
    """Read kinds of records only with what they hang on: the statement of a speaker, a source, a relay.

    Where that is there for who looks, so are they, and are not asked about by themselves. What they
    hang on is asked about as ever.
    """
    before = session.info.get(_HANGING, frozenset())
    session.info[_HANGING] = before | set(kinds)
    try:
        yield
    finally:
        session.info[_HANGING] = before


def refuse_taken(session: Session, kind: type[Keyed], key: str | None, field: str = "key") -> None:
    """Refuse a key that a record holds which is not there for whoever does the deed.

    Keys are given once; all that is told is that this one is.
    """
    if key is not None and keys_taken(session, kind, [key]):
        raise RefusedError(field, f"the key “{key}” is taken; give another one")


def keys_taken(session: Session, kind: type[Keyed], keys: Collection[str]) -> set[str]:
    """Return which keys are held by records, also by such as are not there for who looks.

    None, without asking, for who sees everything.
    """
    if session.info.get(_VIEWER) is None:
        return set()
    with whole_record(session):
        return set(session.scalars(select(kind.key).where(kind.key.in_(keys))))


@contextmanager
def as_a_stranger(session: Session) -> Iterator[None]:
    """Look for a while as whoever is not signed in, whoever does the deed."""
    viewer = session.info.get(_VIEWER)
    look_as(session, NOBODY)
    try:
        yield
    finally:
        look_as(session, viewer)


def is_open(session: Session, kind: type[Keyed], number: int) -> bool:
    """Tell whether a record is there for everybody."""
    with as_a_stranger(session):
        return session.scalar(select(kind.id).where(kind.id == number)) is not None


def sees_all(session: Session) -> bool:
    """Tell whether nothing is hidden from who looks."""
    return not secrets_kept(session)


def secrets_kept(session: Session) -> Sequence[int]:
    """Return the ids of the restricted topics that are kept from who looks.

    Asked once, and again when anything was written or another transaction has begun.
    """
    viewer = session.info.get(_VIEWER)
    if viewer is None:
        return ()
    if session.autoflush and (session.new or session.dirty or session.deleted):
        # What waits to be written may restrict a topic.
        session.flush()
    known: dict[int, Sequence[int]] = session.info.setdefault(_SECRETS, {})
    if viewer not in known:
        # Past the session, which would ask here what to hide.
        known[viewer] = session.connection().scalars(secret_topics(viewer)).all()
    return known[viewer]


def keep_secrets(session: Session, viewer: int, topics: Sequence[int]) -> None:
    """Know the restricted topics that are kept from an account, as read in this transaction."""
    known: dict[int, Sequence[int]] = session.info.setdefault(_SECRETS, {})
    known[viewer] = topics


def topics_kept_from(session: Session) -> Select[Any] | None:
    """Select the topics that are kept from who looks; None where all are seen.

    For what is asked of tables, of which no session hides anything by itself; asked anew for
    whoever looks with each query.
    """
    viewer = session.info.get(_VIEWER)
    return None if viewer is None or sees_all(session) else secret_topics(viewer)


def hidden_among(session: Session, kind: type[Keyed], numbers: Collection[int]) -> set[int]:
    """Return which of these records are there, but not for who looks."""
    chosen = select(kind.id).where(kind.id.in_(numbers))
    if not numbers or sees_all(session):
        return set()
    seen = set(session.scalars(chosen))
    with whole_record(session):
        return set(session.scalars(chosen)) - seen


def rows_for(
    session: Session, chosen: AnyQuery, values: Mapping[str, Any] | None = None
) -> Sequence[AnyRow]:
    """Return the rows that are chosen, without the session's care where nothing is to be hidden.

    For columns, never for entities. The session hides what it has to from all else, and writes first
    what waits; to read columns through it takes twice as long.
    """
    if reads_plainly(session):
        return session.connection().execute(chosen, values).all()
    return session.execute(chosen, values).all()


def reads_plainly(session: Session) -> bool:
    """Tell whether a query past the session finds the same: nothing is hidden, or waits to be written."""
    if session.new or session.dirty or session.deleted:
        return False
    viewer = session.info.get(_VIEWER)
    return viewer is None or (viewer != NOBODY and sees_all(session))


@event.listens_for(Session, "do_orm_execute")
def _hide(state: ORMExecuteState) -> None:
    session = state.session
    if not state.is_select:
        session.info.pop(_SECRETS, None)
        return
    viewer = session.info.get(_VIEWER)
    # A column load only brings what is in the session already up to date.
    if viewer is None or state.is_column_load:
        return
    # It is not yet known who visits, or what waits to be written may restrict a topic.
    unsure = viewer == NOBODY or session.new or session.dirty or session.deleted
    if unsure or not sees_all(session):
        hanging = session.info.get(_HANGING, frozenset())
        state.statement = state.statement.options(*criteria(viewer, hanging))


@event.listens_for(Session, "after_flush")
def _forget_written(session: Session, _flushed: UOWTransaction) -> None:
    session.info.pop(_SECRETS, None)


@event.listens_for(Session, "after_transaction_end")
def _forget_past(session: Session, _ended: SessionTransaction) -> None:
    session.info.pop(_SECRETS, None)
