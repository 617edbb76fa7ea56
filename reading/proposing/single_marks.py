"""Single quotation marks where they are the outer ones, as British publishers set them."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARAGRAPH = re.compile(r"[^\n]+")
_OPENS = re.compile(r"(?:(?<=[\s(\[—–-])|^)(?:[‘'`](?=[\w“\"$£€.…])|[‚‹](?=\S))")
_CLOSES = re.compile(r"(?<=\S)[’'‘›](?!\w)")
#: Letters left out at the head of a word: 'tis no quotation, nor are the '90s.
_CLIPPED = re.compile(
    r"[‘'`](?:\d\d?s?\b|(?:tis|twas|em|til|cause|bout|n|cos|round)\b)", re.IGNORECASE
)
_POSSESSIVE = re.compile(r"s[’'] ?\w")
_DOUBLE = re.compile(r"[“„«]([^“”„«»\n]*)[”“»]|\"([^\"\n]*)\"|''([^'\n]+)''")
_LED = re.compile(r"(?:^|\n|:) ?$", re.MULTILINE)
_ANY_DOUBLE = re.compile("[“”„‟«»\"]|''")
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

    They are where more of what is spoken stands in single marks alone than in double ones alone;
    elsewhere those are that a colon leads in, or a line begins with, around what is a sentence.
    """
    pairs = [pair for paragraph in _PARAGRAPH.finditer(text) for pair in _pairs(paragraph)]
    if pairs and not _are_outer(text, pairs):
        pairs = list(_set_off(text, pairs))
    if not pairs:
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


def _set_off(text: str, pairs: list[Pair]) -> Iterator[Pair]:
    """Yield the pairs around a sentence that begins its line or stands behind a colon.

    None of a line in which a double mark is left without its partner: it may be around the pair.
    """
    doubles = [Pair(*found.span()) for found in _DOUBLE.finditer(text)]
    rest = _DOUBLE.sub(lambda found: " " * len(found[0]), text)
    odd = [found.start() for found in _ANY_DOUBLE.finditer(rest)]
    lines = [found.start() for found in re.finditer("\n", text)]
    unpaired = {bisect_left(lines, at) for at in odd}
    for pair in _alone(pairs, doubles):
        words = text[pair.first + 1 : pair.last]
        is_led = _LED.search(text, max(0, pair.first - 3), pair.first)
        is_sentence = len(words.split()) >= _FEW_WORDS and _SPOKEN.search(words[-1:])
        if is_led and is_sentence and bisect_left(lines, pair.first) not in unpaired:
            yield pair


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
