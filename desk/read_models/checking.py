"""Holds what is kept ready beside the record against the record itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.history import filing
from desk.read_models import conflicts, counters, restricted, search_index

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

_KEPT: dict[str, Callable[[Session], int]] = {
    "contradictions": conflicts.differences,
    "numbers of statements": counters.differences,
    "what statements are found by": search_index.differences,
    "which records an event tells of": filing.differences,
    "what rests on restricted topics": restricted.differences,
}
"""Of what something is held ready, and what counts the rows that differ from the record."""


def differences(session: Session) -> dict[str, int]:
    """Count for each read model the rows that are not as the record has them."""
    return {name: count(session) for name, count in _KEPT.items()}
