"""An article on the review page: one stretch of it at a time, with what is proposed marked in it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LENGTH = 40_000
"""About how many characters of an article stand on the page at a time."""
SLACK = 4_000
"""How much longer a stretch may be so that it ends where a paragraph ends."""


@dataclass(frozen=True)
class Stretch:
    """A part of an article, as the page shows it; `number` counts from 1 to `of`."""

    number: int
    of: int
    start: int
    end: int


@dataclass(frozen=True)
class Marking:
    """Where the words of a proposal stand, piece by piece."""

    number: int
    pieces: tuple[tuple[int, int], ...]


@dataclass(frozen=True)
class Piece:
    """Some characters of the article: of which proposal, and whether it begins or ends here."""

    text: str
    number: int | None = None
    begins: bool = False
    ends: bool = False


def stretch_at(text: str, place: int) -> Stretch:
    """Return the stretch of the text in which a place stands."""
    starts = _starts(text)
    at = max(bisect_right(starts, place), 1)
    end = starts[at] if at < len(starts) else len(text)
    return Stretch(at, len(starts), starts[at - 1], end)


def stretch(text: str, number: int) -> Stretch:
    """Return a stretch of the text by its number; the nearest there is."""
    starts = _starts(text)
    return stretch_at(text, starts[min(max(number, 1), len(starts)) - 1])


def pieces(
    text: str, shown: Stretch, markings: Iterable[Marking], current: int | None
) -> list[Piece]:
    """Split a stretch of the text into what is proposed and what is not.

    Where two proposals overlap, the words are the current one's, else those of the shorter.
    """
    inside = [_clipped(one, shown) for one in markings]
    return _told(text, _runs(shown, _owners(inside, current)))


def _starts(text: str) -> list[int]:
    starts, at = [0], LENGTH
    while at < len(text):
        found = text.find("\n", at, at + SLACK)
        starts.append(found + 1 if found >= 0 else at)
        at = starts[-1] + LENGTH
    return starts if len(starts) == 1 or starts[-1] < len(text) else starts[:-1]


def _clipped(one: Marking, shown: Stretch) -> Marking:
    held = ((max(start, shown.start), min(end, shown.end)) for start, end in one.pieces)
    return Marking(one.number, tuple((start, end) for start, end in held if start < end))


def _owners(markings: Sequence[Marking], current: int | None) -> list[tuple[int, int, int]]:
    """Return start, end and number of each run that is one proposal's, in order, none overlapping."""
    spans = [(piece, one.number) for one in markings for piece in one.pieces]
    edges = sorted({edge for span, _number in spans for edge in span})
    owned: dict[int, int] = {}
    # The longest first, the current one last: who comes later takes the words over.
    spans.sort(key=lambda one: (one[1] == current, one[0][0] - one[0][1]))
    for (start, end), number in spans:
        for at in range(bisect_left(edges, start), bisect_left(edges, end)):
            owned[at] = number
    return [(edges[at], edges[at + 1], owned[at]) for at in sorted(owned)]


def _runs(
    shown: Stretch, owners: Iterable[tuple[int, int, int]]
) -> list[tuple[int, int, int | None]]:
    runs: list[tuple[int, int, int | None]] = []
    at = shown.start
    for start, end, number in owners:
        if at < start:
            runs.append((at, start, None))
        if runs and runs[-1][2] == number and runs[-1][1] == start:
            runs[-1] = (runs[-1][0], end, number)
        else:
            runs.append((start, end, number))
        at = end
    return [*runs, (at, shown.end, None)] if at < shown.end else runs


def _told(text: str, runs: Sequence[tuple[int, int, int | None]]) -> list[Piece]:
    """Say of each run where its proposal begins and ends."""
    last = {number: at for at, (_start, _end, number) in enumerate(runs)}
    first = {runs[at][2]: at for at in range(len(runs) - 1, -1, -1)}
    return [
        Piece(text[start:end], number, first[number] == at, last[number] == at)
        if number is not None
        else Piece(text[start:end])
        for at, (start, end, number) in enumerate(runs)
    ]
