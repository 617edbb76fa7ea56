"""Keeps read models in step with rows that a test puts there itself, past every deed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from desk.history.audit import RecordedSession
from desk.read_models import conflicts, restricted, search_index
from models import Base

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import InstanceState, UOWTransaction

FOLLOWED = (search_index.follow, conflicts.follow, restricted.follow)
"""What is told of each flush of a plain session; deeds tell it by their events."""


@event.listens_for(Session, "after_flush")
def _gather(session: Session, flushed: UOWTransaction) -> None:
    if isinstance(session, RecordedSession):
        return
    told = session.info.setdefault("past deeds", {})
    for state in flushed.states:
        if isinstance(row := state.obj(), Base):
            told[row] = dict(_changed(state)) if state.has_identity else {}


@event.listens_for(Session, "after_flush_postexec")
def _follow(session: Session, _flushed: UOWTransaction) -> None:
    told = session.info.pop("past deeds", {})
    for follow in FOLLOWED if told else ():
        follow(session, told)


def _changed(state: InstanceState[Any]) -> Iterator[tuple[str, Any]]:
    if state.deleted:
        yield from ((one.key, state.dict.get(one.key)) for one in state.mapper.column_attrs)
    for one in state.attrs:
        if one.history.has_changes():
            yield one.key, next(iter(one.history.deleted or ()), None)
