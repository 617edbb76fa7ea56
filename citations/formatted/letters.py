"""The letter after the year that tells works of one author and year apart."""

from __future__ import annotations

from copy import deepcopy
from itertools import takewhile
from typing import TYPE_CHECKING

from citations.formatted.inlines import leaves, text_of

if TYPE_CHECKING:
    from citations.formatted.inlines import Inlines

_LETTERS = 26


def letters(number: int) -> str:
    """Return the letters of a place from zero: a to z, then aa."""
    more, last = divmod(number, _LETTERS)
    return (letters(more - 1) if more else "") + chr(ord("a") + last)


def relettered(plain: Inlines, lettered: Inlines, was: str, now: str) -> Inlines | None:
    """Return an entry with other letters; `plain` is the same without, which says where they are.

    None where that does not show.
    """
    without, text = text_of(plain), text_of(lettered)
    alike = takewhile(lambda pair: pair[0] == pair[1], zip(without, text, strict=False))
    start = len(list(alike))
    put_in = text[start : start + len(text) - len(without)]
    if not put_in.endswith(was) or without[:start] + put_in + without[start:] != text:
        return None
    return _replaced(lettered, start + len(put_in) - len(was), was, now)


def _replaced(inlines: Inlines, at: int, was: str, now: str) -> Inlines | None:
    changed, passed = deepcopy(inlines), 0
    for leaf in leaves(changed):
        text = leaf["c"] if leaf["t"] == "Str" else " "
        within = at - passed
        if 0 <= within < len(text) and text[within : within + len(was)] == was:
            leaf["c"] = text[:within] + now + text[within + len(was) :]
            return changed
        passed += len(text)
    return None
