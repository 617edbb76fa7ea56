"""Single quotation marks where they are the outer ones, as British publishers set them."""

from __future__ import annotations

import re
from typing import NamedTuple

_PARAGRAPH = re.compile(r"[^\n]+")
_OPENS = re.compile(r"(?:(?<=[\s(\[—–-])|^)(?:[‘'`](?=[\w“\"$£€.…])|[‚‹](?=\S))")
_CLOSES = re.compile(r"(?<=\S)[’'‘›](?!\w)")
#: Letters left out at the head of a word: 'tis no quotation, nor are the '90s.
_CLIPPED = re.compile(
    r"[‘'`](?:\d\d?s?\b|(?:tis|twas|em|til|cause|bout|n|cos|round)\b)", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"s[’'] ?\w")
_DOUBLE = re.compile(r"[“„«]([^“”„«»\n]*)[”“»]|\"([^\"\n]*)\"|''([^'\n]+)''")
_SPOKEN = re.compile(r"[,.!?…—–-]$")
_FEW_WORDS = 4
#: What is never an apostrophe.
_MARKS_ALONE = "‚‹"


class Pair(NamedTuple):
    """Two marks that belong together, and where each stands."""

    first: int
    last: int


def doubled(text: str) -> str:
    """Return the text, of the same length, with “ and ” for its single marks if they are the outer ones.

    They are where more of what is spoken stands in single marks alone than in double ones alone.
    """
    pairs = [pair for paragraph in _PARAGRAPH.finditer(text) for pair in _pairs(paragraph)]
    if not pairs or not _are_outer(text, pairs):
        return text
    letters = list(text)
    for first, last in pairs:
        letters[first], letters[last] = "“", "”"
    return "".join(letters)


def _pairs(paragraph: re.Match[str]) -> list[Pair]:
    """Pair the single marks of a paragraph; an apostrophe that may close does so only if none must."""
    line, start, pairs = paragraph[0], paragraph.start(), list[Pair]()
    opening: int | None = None
    doubtful: int | None = None
    for at, opens, closes in _candidates(line):
        if opens and not (opening is not None and closes):
            pairs += _closed(opening, doubtful, start)
            opening, doubtful = at, None
        elif opening is not None and closes and _POSSESSIVE.match(line, at - 1):
            doubtful = at
        elif opening is not None and closes:
            pairs.append(Pair(start + opening, start + at))
            opening = doubtful = None
    return pairs + _closed(opening, doubtful, start)


def _closed(opening: int | None, doubtful: int | None, start: int) -> list[Pair]:
    if opening is None or doubtful is None:
        return []
    return [Pair(start + opening, start + doubtful)]


def _candidates(line: str) -> list[tuple[int, bool, bool]]:
    opens = {found.start() for found in _OPENS.finditer(line)}
    opens -= {found.start() for found in _CLIPPED.finditer(line)}
    closes = {found.start() for found in _CLOSES.finditer(line)}
    doubles = {at for found in re.finditer("''", line) for at in (found.start(), found.start() + 1)}
    return [(at, at in opens, at in closes) for at in sorted((opens | closes) - doubles)]


def _are_outer(text: str, pairs: list[Pair]) -> bool:
    doubles = [
        Pair(*found.span()) for found in _DOUBLE.finditer(text) if _is_spoken(found[0][1:-1])
    ]
    singles = [
        pair
        for pair in pairs
        if text[pair.first] in _MARKS_ALONE or _is_spoken(text[pair.first + 1 : pair.last])
    ]
    return len(_alone(singles, doubles)) > len(_alone(doubles, singles))


def _is_spoken(words: str) -> bool:
    return len(words.split()) >= _FEW_WORDS or bool(_SPOKEN.search(words))


def _alone(pairs: list[Pair], others: list[Pair]) -> list[Pair]:
    """Return those of the pairs, in order, that stand inside none of the others."""
    alone, number = list[Pair](), 0
    for pair in pairs:
        while number < len(others) and others[number].last < pair.first:
            number += 1
        if number == len(others) or others[number].first > pair.first:
            alone.append(pair)
    return alone
