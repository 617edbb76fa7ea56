"""An article as the scores see it: numbered words, and which of them stand in quotation marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import chain
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    Place = Sequence[int]
    Numbers = frozenset[int]

WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_PARAGRAPH = re.compile(r"[^\n]+")
_MARK = re.compile("``|''|[\"“”„«»]")
_OPENING, _CLOSING = frozenset({"“", "„", "«", "``"}), frozenset({"”", "»"})


class Words:
    """The words of a text by their numbers."""

    def __init__(self, text: str) -> None:
        places = [found.span() for found in WORD.finditer(text)]
        self._starts, self._ends = [one for one, _ in places], [one for _, one in places]
        self.quoted = self.touched(quoted_places(text))

    def touched(self, places: Iterable[Place]) -> Numbers:
        """Return the numbers of all words that places (half-open, in code points) touch."""
        return frozenset(chain.from_iterable(self._between(*place) for place in places))

    def _between(self, start: int, end: int) -> range:
        return range(bisect_right(self._ends, start), bisect_left(self._starts, end))


def quoted_places(text: str) -> Iterator[tuple[int, int]]:
    """Yield what stands in quotation marks, paragraph by paragraph; one left open ends there.

    Paired here anew: reading is not to be measured by its own idea of a quotation.
    """
    for paragraph in _PARAGRAPH.finditer(text):
        begun: int | None = None
        for mark in _MARK.finditer(text, *paragraph.span()):
            if begun is None and mark[0] not in _CLOSING:
                begun = mark.end()
            elif begun is not None and mark[0] not in _OPENING:
                yield begun, mark.start()
                begun = None
        if begun is not None:
            yield begun, paragraph.end()


def likeness(one: Numbers, other: Numbers) -> float:
    """Return how much two sets of words have in common, from 0 to 1 (Jaccard)."""
    return len(one & other) / len(one | other) if one or other else 0.0
