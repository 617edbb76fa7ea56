"""Names that a text shortens: "the Ruvian Harbour Union (RHU)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading.proposing.resolved.names import is_capital

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_BRACKETS = re.compile(r"\((?:the\s|or\s)?[“‘]?([A-Z][A-Za-z&]{0,6}[A-Z])[”’]?\)")
_WITHIN = 120
_SMALL = frozenset({"of", "for", "and", "the", "on", "in", "de", "to", "&"})


def abbreviated(folded: str) -> Iterator[tuple[str, str, int]]:
    """Yield initials in brackets, the name before them, and where that begins."""
    for found in _BRACKETS.finditer(folded):
        window = folded[max(0, found.start() - _WITHIN) : found.start()].rpartition("\n")[2]
        name = _name(window.split(), found[1])
        if name:
            yield found[1], name, found.start() - len(name) - 1


def _name(words: Sequence[str], short: str) -> str | None:
    """Return the shortest run of capitalised words that begins with the letter of the initials."""
    start = len(words)
    while start and (is_capital(words[start - 1]) or words[start - 1] in _SMALL):
        start -= 1
        capital = words[start][:1].casefold() == short[:1].casefold() and is_capital(words[start])
        if (
            capital
            and len(words) - start >= min(len(short) - 1, 2)
            and _enough(words[start:], short)
        ):
            return " ".join(words[start:])
    return None


def _enough(words: Sequence[str], short: str) -> bool:
    """Tell whether the words hold the letters of the initials in their order."""
    letters = iter("".join(words).casefold())
    return all(letter in letters for letter in short.casefold())
