"""What was proposed of much the same place when the article was read before."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from models import Proposal

ALIKE = 0.5
"""Two places are much the same where they share this part of what both cover."""
_STEP = 512


class Counterparts:
    """The proposals of a text by their places; finding one does not take longer with their number."""

    def __init__(self, proposals: Iterable[Proposal]) -> None:
        self._near: dict[int, list[Proposal]] = defaultdict(list)
        for one in proposals:
            for step in _steps(one.start, one.end):
                self._near[step].append(one)

    def of(self, start: int, end: int) -> Proposal | None:
        """Return what was proposed of much the same place, the likest; None where nothing was."""
        near = {one.id: one for step in _steps(start, end) for one in self._near.get(step, ())}
        found = max(near.values(), key=lambda one: _shared(one, start, end), default=None)
        return found if found and _shared(found, start, end) >= ALIKE else None


def _steps(start: int, end: int) -> Iterator[int]:
    yield from range(start // _STEP, end // _STEP + 1)


def _shared(one: Proposal, start: int, end: int) -> float:
    shared = min(one.end, end) - max(one.start, start)
    return max(shared, 0) / (max(one.end, end) - min(one.start, start))
