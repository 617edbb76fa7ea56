"""Keeps every read model in step with what a deed has changed, in the deed's own transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.read_models import conflicts, search_index

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy.orm import Session

    from models import Base


def follow(session: Session, changed: Mapping[Base, frozenset[str]]) -> None:
    """Bring up to date what rests on records that changed, with the names of their fields.

    A new record names none. What is written past the session's records is not among them: whoever
    does that tells the read models by name.
    """
    search_index.follow(session, changed)
    conflicts.follow(session, changed)
