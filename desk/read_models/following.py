"""Keeps every read model in step with what a deed has changed, in the deed's own transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.read_models import conflicts, restricted, search_index

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from desk.history.changes import Values
    from models import Base


def follow(session: Session, changed: Mapping[Base, Values]) -> None:
    """Bring up to date what rests on records that changed, with what their fields held before.

    A new record names none. What is written past the session's records is not among them: whoever
    does that tells the read models by name. The counters of statements hang inside `search_index`,
    which counts what it has indexed anew.
    """
    search_index.follow(session, changed)
    conflicts.follow(session, changed)
    restricted.follow(session, changed)
