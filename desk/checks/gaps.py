"""Quotes with something left out or put in: […], …, [the Russians], [W]e, cede[d]."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeGuard

from desk.checks.folding import at_edge, is_of_word
from desk.checks.standing import places_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

LEFT_OUT = 2_000
"""How many characters of the source an ellipsis may stand for: about 300 words."""
PUT_IN = 120
"""How many characters of the source words in square brackets may stand for: about 20 words."""
MOST_ENDS = 40
MOST_STARTS = 400
MOST_STEPS = 100_000
_MARK = re.compile(r"\[[^\[\]]*\]|\(\.{3,}\)|\.{3,}")
_DOTS = re.compile(r"[\[(]?\.{3,}[\])]?")
_LETTERS = re.compile(r"\[\w+\]")
_ENDING = 3


@dataclass(frozen=True)
class Literal:
    """Words that have to stand as they are."""

    words: str


@dataclass(frozen=True)
class Gap:
    """So many characters of the source that the quote leaves out or replaces."""

    most: int


@dataclass(frozen=True)
class Glued:
    """One word of which letters stand in brackets: a changed capital, a changed ending."""

    pattern: re.Pattern[str]


Piece = Literal | Gap | Glued
Span = tuple[int, int]
Trail = tuple[Span, Any]
"""A place, and the trail that led to it."""


def pieces_of(quote: str) -> list[Piece]:
    """Return a folded quote as its literal words and what stands between them; none without."""
    pieces: list[Piece] = []
    at = 0
    for mark in _MARK.finditer(quote):
        start, end = _with_word(quote, at, mark)
        pieces += [Literal(quote[at:start]), _piece(quote[start:end], mark[0])]
        at = end
    if not pieces:
        return []
    return _tidied([*pieces, Literal(quote[at:])])


def _with_word(quote: str, at: int, mark: re.Match[str]) -> Span:
    """Return where a mark stands, with the letters beside it when it holds letters itself."""
    start, end = mark.span()
    if not _LETTERS.fullmatch(mark[0]):
        return start, end
    while start > at and is_of_word(quote[start - 1]):
        start -= 1
    while end < len(quote) and is_of_word(quote[end]):
        end += 1
    return start, end


def _piece(words: str, mark: str) -> Piece:
    if words != mark:
        return Glued(_glued(words))
    return Gap(LEFT_OUT if _DOTS.fullmatch(mark) else PUT_IN)


def _glued(word: str) -> re.Pattern[str]:
    """Match the word with or without what stands in brackets; a long stem with any ending."""
    inner = re.sub(r"[\[\]]", "", word)
    outer = re.sub(r"\[\w+\]", "", word)
    ending = r"\w{0,4}" if word.endswith("]") and len(outer) >= _ENDING else ""
    return re.compile(f"{re.escape(inner)}|{re.escape(outer)}{ending}", re.IGNORECASE)


def _tidied(pieces: Sequence[Piece]) -> list[Piece]:
    """Trim words beside a gap, and drop what says nothing: empty words, gaps at the ends."""
    kept: list[Piece] = []
    for place, piece in enumerate(pieces):
        if isinstance(piece, Literal):
            words = piece.words
            if place == 0 or isinstance(pieces[place - 1], Gap):
                words = words.lstrip()
            if place == len(pieces) - 1 or isinstance(pieces[place + 1], Gap):
                words = words.rstrip()
            if words:
                kept.append(Literal(words))
        else:
            kept.append(piece)
    while kept and isinstance(kept[0], Gap):
        kept.pop(0)
    while kept and isinstance(kept[-1], Gap):
        kept.pop()
    return kept


def find_in_turn(pieces: Sequence[Piece], text: str) -> list[Span] | None:
    """Return where the pieces stand in the text one after the other, gaps within their bounds.

    Looked for first is the longest of the literal words: it stands in the fewest places. After
    some 100,000 steps the search is given up, as if nothing stood there.
    """
    literal = [(len(piece.words), -at) for at, piece in enumerate(pieces) if _says(piece)]
    if not literal:
        return None
    longest = -max(literal)[1]
    head, found, tail = pieces[:longest], pieces[longest], pieces[longest + 1 :]
    words = found.words if isinstance(found, Literal) else ""
    steps = iter(range(MOST_STEPS))
    for start in islice(_all_places(words, text), MOST_STARTS):
        end = start + len(words)
        after = _onward(tail, text, end, steps)
        before = None if after is None else _onward(head[::-1], text, start, steps, back=True)
        if after is not None and before is not None:
            return [*before[::-1], (start, end), *after]
    return None


def _says(piece: Piece) -> TypeGuard[Literal]:
    return isinstance(piece, Literal) and any(map(str.isalnum, piece.words))


def _all_places(words: str, text: str) -> Iterator[int]:
    """Yield whole words; words that a bracket cuts off mid-word do not begin or end at an edge."""
    bare = words.strip()
    lead = len(words) - len(words.lstrip())
    for at in places_of(bare, text):
        if text.startswith(words, at - lead) and at >= lead:
            yield at - lead


def _onward(
    pieces: Sequence[Piece], text: str, at: int, steps: Iterator[int], *, back: bool = False
) -> list[Span] | None:
    """Return the places of the pieces that follow (or precede) a place, None where they do not.

    Every end that a piece may have is followed up, the nearest ones first, up to forty.
    """
    ends: dict[int, Trail | None] = {at: None}
    room = 0
    for piece in pieces:
        if isinstance(piece, Gap):
            room = max(room, piece.most)
            continue
        reached: dict[int, Trail | None] = {}
        for end, trail in ends.items():
            for span in _near(piece, text, end, room, back=back):
                reached.setdefault(span[0] if back else span[1], (span, trail))
                if next(steps, None) is None or len(reached) >= MOST_ENDS:
                    break
        if not reached or next(steps, None) is None:
            return None
        ends, room = reached, 0
    return _walked(next(iter(ends.values())))


def _walked(trail: Trail | None) -> list[Span]:
    spans = []
    while trail is not None:
        span, trail = trail
        spans.append(span)
    return spans[::-1]


def _near(piece: Piece, text: str, at: int, room: int, *, back: bool) -> Iterator[Span]:
    """Yield where a piece stands within reach of a place, the nearest first."""
    if isinstance(piece, Glued):
        yield from _words_near(piece, text, at, room, back=back)
        return
    if isinstance(piece, Gap):
        return
    size = len(piece.words)
    low, high = (max(0, at - room - size), at) if back else (at, min(len(text), at + room + size))
    find = text.rfind if back else text.find
    start = find(piece.words, low, high)
    while start >= 0:
        if room == 0 or (at_edge(text, start) and at_edge(text, start + size)):
            yield start, start + size
        if back:
            start = text.rfind(piece.words, low, start + size - 1)
        else:
            start = text.find(piece.words, start + 1, high)


def _words_near(piece: Glued, text: str, at: int, room: int, *, back: bool) -> Iterator[Span]:
    low, high = (max(0, at - room), at) if back else (at, min(len(text), at + room + 1))
    if back:
        while low > 0 and is_of_word(text[low - 1]):
            low -= 1
        found = reversed(list(_words(text[low:high])))
    else:
        while high < len(text) and (high == low or is_of_word(text[high - 1])):
            high += 1
        found = _words(text[low:high])
    for start, end in found:
        touches = (low + end == at) if back else start == 0
        if piece.pattern.fullmatch(text, low + start, low + end) and (room or touches):
            yield low + start, low + end


def _words(text: str) -> Iterator[Span]:
    return (found.span() for found in re.finditer(r"\w+", text))
