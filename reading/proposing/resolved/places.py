"""Places of a text, merged and in order, that can be asked whether they cover another."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from reading.proposing.proposals import Span

if TYPE_CHECKING:
    from collections.abc import Iterable


class Places:
    """Many places, asked at once."""

    def __init__(self, spans: Iterable[Span]) -> None:
        self._spans: list[Span] = []
        for span in sorted(spans):
            if self._spans and span.start <= self._spans[-1].end:
                self._spans[-1] = Span(self._spans[-1].start, max(self._spans[-1].end, span.end))
            else:
                self._spans.append(span)
        self._starts = [span.start for span in self._spans]

    def cover(self, at: int) -> bool:
        """Tell whether one of them covers a place."""
        number = bisect_right(self._starts, at) - 1
        return number >= 0 and at < self._spans[number].end

    def touching(self, place: Span) -> list[Span]:
        """Return those that have a character in common with a place."""
        number = max(bisect_right(self._starts, place.start) - 1, 0)
        found = []
        while number < len(self._spans) and self._spans[number].start < place.end:
            if self._spans[number].overlaps(place):
                found.append(self._spans[number])
            number += 1
        return found
