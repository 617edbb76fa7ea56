"""Text as a picture can hold it: legible, short enough, running its own way."""

from __future__ import annotations

import re
import unicodedata

#: What XML 1.0 cannot hold.
_ILLEGIBLE = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_WIDE = frozenset("WF")
_RIGHT_TO_LEFT = frozenset({"R", "AL"})


def legible(text: str) -> str:
    """Return a text without characters that no XML document may hold."""
    return _ILLEGIBLE.sub("\ufffd", text)


def fitted(text: str, most: int) -> str:
    """Cut a text to so many letters of ordinary width; a wide one counts twice, a mark nothing."""
    plain = " ".join(text.split())
    room = float(most)
    for at, letter in enumerate(plain):
        room -= _width(letter)
        if room < 0:
            return f"{_without_end(plain[:at])}…"
    return plain


def right_to_left(text: str) -> bool:
    """Tell whether the first letter with a direction runs from right to left."""
    for letter in text:
        kind = unicodedata.bidirectional(letter)
        if kind == "L" or kind in _RIGHT_TO_LEFT:
            return kind != "L"
    return False


def _width(letter: str) -> float:
    if unicodedata.combining(letter) or unicodedata.category(letter) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(letter) in _WIDE else 1


def _without_end(text: str) -> str:
    """Take the last letter off, with its marks, for the ellipsis."""
    at = len(text) - 1
    while at > 0 and _width(text[at]) == 0:
        at -= 1
    return text[: max(at, 0)].rstrip()
