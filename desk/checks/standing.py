"""Whether folded words stand in a folded text as whole words, and where."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desk.checks.folding import at_edge

if TYPE_CHECKING:
    from collections.abc import Iterator

_EDGE = re.compile(r"\b")
#: Stands at each edge of a word while words are looked for; a folded text holds none itself.
EDGE = "\n"
#: How many letters may be compared before a slower way is taken whose time does not multiply.
MOST_COMPARED = 30_000_000
TRY = 40


def places_of(words: str, text: str) -> Iterator[int]:
    """Yield every place at which the words stand in the text as whole words."""
    if not words:
        return
    spent, at = 0, text.find(words)
    while at >= 0:
        if at_edge(text, at) and at_edge(text, at + len(words)):
            yield at
        spent += len(words) + TRY
        if spent > MOST_COMPARED:
            yield from _by_edges(words, text, at + 1)
            return
        at = text.find(words, at + 1)


def _by_edges(words: str, text: str, start: int) -> Iterator[int]:
    """Yield the first place behind `start`, found in one pass over a text with its edges marked.

    Where words begin and end in hundreds of thousands of wrong places, looking at each of them
    takes too long; with the edges marked no wrong place is a place.
    """
    edged = _EDGE.sub(EDGE, text[start:])
    found = edged.find(_EDGE.sub(EDGE, words))
    if found >= 0:
        at = start + found - edged.count(EDGE, 0, found)
        if at_edge(text, at) and at_edge(text, at + len(words)):
            yield at
