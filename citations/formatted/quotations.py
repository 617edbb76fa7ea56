"""Quotation marks that pandoc must not read as such: it takes too long over those without a partner.

It tries an opening mark anew for each one before it that is never closed, so twenty of them take
minutes; and those nested deep it writes as deep as no program reads them.
"""

from __future__ import annotations

import re
from collections import Counter

DEEPEST = 3
"""How deep quotations may be nested that a style draws."""
MOST_UNREAD = 3
"""How many marks without a partner pandoc may try."""
#: An apostrophe within a word is none of them.
_MARKS = re.compile(r"[“”‘\"]|(?<!\w)['’]|['’](?!\w)")
_OPENING = {"”": "“", "’": "‘", '"': '"', "'": "'"}
_CLOSING = "”’"


def unread(text: str) -> frozenset[int]:
    """Return the places of the quotation marks in a text that are to be kept from pandoc.

    A few without a partner are not among them: an apostrophe at the start of a word is one.
    """
    reader = _Reader()
    for found in _MARKS.finditer(text):
        reader.read(found.start(), found[0])
    odd = reader.odd.union(place for place, _mark in reader.open)
    return frozenset(odd) if len(odd) > MOST_UNREAD else frozenset()


class _Reader:
    """Reads marks one after another; knows those still open, and those that are odd."""

    def __init__(self) -> None:
        self.open: list[tuple[int, str]] = []
        self.odd: set[int] = set()
        # How many of each are open, so that no closing mark is looked for in vain.
        self._counts: Counter[str] = Counter()

    def read(self, place: int, mark: str) -> None:
        opening = _OPENING.get(mark, "")
        if self._counts[opening]:
            self._close(place, opening)
        elif mark not in _CLOSING:
            self.open.append((place, mark))
            self._counts[mark] += 1

    def _close(self, place: int, opening: str) -> None:
        """Close the last open mark that is such; those opened since have no partner."""
        while (last := self.open.pop())[1] != opening:
            self._counts[last[1]] -= 1
            self.odd.add(last[0])
        self._counts[opening] -= 1
        if len(self.open) >= DEEPEST:
            self.odd.update((last[0], place))
