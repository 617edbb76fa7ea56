"""Combining marks: how many may follow one letter before normalising takes its time."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

MOST_MARKS = 30
"""The Stream-Safe Text Format of UAX #15: no more non-starters than these in a row."""

# Starters themselves, but what they are made of is marks.
_MADE_OF_MARKS = "\u0f73\u0f75\u0f81\uff9e\uff9f"
_BEYOND_PLANE_0 = 0x10000


def too_many_marks(text: str) -> bool:
    """Tell whether more than thirty combining marks stand in a row."""
    if text.isascii():
        return False
    # UTF-8 takes two bytes or more for each mark: most texts have too few that are beyond ASCII.
    if len(text.encode(errors="surrogatepass")) - len(text) <= MOST_MARKS:
        return False
    return len(stream_safe(text)) < len(text)


def stream_safe(text: str) -> str:
    """Cut each row of combining marks to thirty, so that normalising takes linear time.

    Normalising sorts the marks of a letter, in a time that grows with the square of their number.
    """
    return text if text.isascii() else _long_row().sub(_shorter, text)


def _shorter(row: re.Match[str]) -> str:
    kept, marks = [], 0
    for letter in row[0]:
        marks = marks + 1 if _is_mark(letter) else 0
        if marks <= MOST_MARKS:
            kept.append(letter)
    return "".join(kept)


def _is_mark(letter: str) -> bool:
    return unicodedata.combining(letter) > 0 or letter in _MADE_OF_MARKS


@cache
def _long_row() -> re.Pattern[str]:
    # Letters beyond plane 0 are looked at one by one: a class of a few of them is slow to search.
    plane_0 = "".join(filter(_is_mark, map(chr, range(_BEYOND_PLANE_0))))
    mark = f"[{plane_0}\U00010000-\U0010ffff]"
    return re.compile(f"{mark}{mark}{{{MOST_MARKS},}}")
