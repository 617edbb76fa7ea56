"""Where words stand in a text, for people: whatever their case and spacing."""

from __future__ import annotations

import re
from bisect import bisect_right

from models.asked import Asked
from models.hits import hits, spans

_WORD = re.compile(r"\S+")


def places_of(text: str, words: str | Asked | None) -> list[tuple[int, int]]:
    """Return where the words stand in the text: once, or wherever what is asked for is hit."""
    if isinstance(words, Asked):
        return spans(hits(text, words))
    found = place_of(text, words)
    return [found] if found else []


def place_of(text: str, words: str | None) -> tuple[int, int] | None:
    """Return where the words begin and end in the text, or None when they do not stand in it."""
    wanted = " ".join(map(_folded, (words or "").split()))
    if not wanted:
        return None
    runs = list(_WORD.finditer(text))
    folded = " ".join(_folded(run[0]) for run in runs)
    found = folded.find(wanted)
    if found < 0:
        return None
    starts = _starts(runs)
    last = found + len(wanted) - 1
    return _unfolded(found, starts, runs), _unfolded(last, starts, runs) + 1


def _starts(runs: list[re.Match[str]]) -> list[int]:
    """Return where each run of letters begins once single spaces part them."""
    starts, at = [], 0
    for run in runs:
        starts.append(at)
        at += len(run[0]) + 1
    return starts


def _unfolded(place: int, starts: list[int], runs: list[re.Match[str]]) -> int:
    number = bisect_right(starts, place) - 1
    return runs[number].start() + place - starts[number]


def _folded(word: str) -> str:
    """Drop case as far as that keeps every letter in its place."""
    return word.lower() if word.isascii() else "".join(map(_letter, word))


def _letter(letter: str) -> str:
    return next((one for one in (letter.casefold(), letter.lower()) if len(one) == 1), letter)
