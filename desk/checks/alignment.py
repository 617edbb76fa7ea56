"""Which words of a quote answer to which words of a text: one order, as many as can be.

Short stretches are aligned word by word; long ones are parted first at runs of words that stand
once in each, so that the time grows with the length and not with its square.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Pairs = list[tuple[int, int]]

MATCH, SKIP = 3, -1
RUN = 4
SHORT = 250
MOST_CELLS = 4_000_000


def aligned(quote: Sequence[str], text: Sequence[str]) -> Pairs:
    """Return the pairs of places at which the words are the same, in rising order.

    The text may go on before and behind the quote: what lies there costs nothing.
    """
    if len(quote) <= SHORT and len(quote) * len(text) <= MOST_CELLS:
        return _by_word(quote, text, loose=(True, True))
    knots = _knots(quote, text)
    if not knots:
        return []
    budget, pairs = MOST_CELLS, []
    for (start, end), (low, high), loose in _stretches(knots, len(quote), len(text)):
        cells = (end - start) * (high - low)
        if 0 < cells <= min(budget, SHORT * SHORT * 8):
            budget -= cells
            within = _by_word(quote[start:end], text[low:high], loose=loose)
            pairs += [(start + one, low + other) for one, other in within]
    return sorted([*pairs, *knots])


def _stretches(
    knots: Pairs, quote: int, text: int
) -> Iterator[tuple[tuple[int, int], tuple[int, int], tuple[bool, bool]]]:
    """Yield what lies before, between and behind the knots; the outer ones reach not far."""
    first, last = knots[0], knots[-1]
    head = min(first[1], 2 * first[0] + RUN)
    yield (0, first[0]), (first[1] - head, first[1]), (True, False)
    for (one, other), (after, behind) in pairwise(knots):
        yield (one + 1, after), (other + 1, behind), (False, False)
    tail = min(text, last[1] + 1 + 2 * (quote - last[0]) + RUN)
    yield (last[0] + 1, quote), (last[1] + 1, tail), (False, True)


def _knots(quote: Sequence[str], text: Sequence[str]) -> Pairs:
    """Return the places of runs that stand once in each, as many as keep one order."""
    here, there = _once(quote), _once(text)
    shared = sorted((at, there[run]) for run, at in here.items() if run in there)
    chain = _rising(shared)
    known = {(at + step, place + step) for at, place in chain for step in range(RUN)}
    return _rising(sorted(known))


def _once(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    runs = list(zip(*(words[step:] for step in range(RUN)), strict=False))
    times = Counter(runs)
    return {run: at for at, run in enumerate(runs) if times[run] == 1}


def _rising(pairs: Pairs) -> Pairs:
    """Return the longest row of pairs in which both places rise (patience sorting)."""
    tops: list[int] = []
    piles: list[tuple[int, int | None]] = []
    ends: list[int] = []
    for number, (at, place) in enumerate(pairs):
        # Of pairs at one place of the quote only one can be taken.
        del at
        pile = bisect_left(tops, place)
        piles.append((number, ends[pile - 1] if pile else None))
        if pile == len(tops):
            tops.append(place)
            ends.append(number)
        else:
            tops[pile], ends[pile] = place, number
    row, at_end = [], ends[-1] if ends else None
    while at_end is not None:
        row.append(pairs[at_end])
        at_end = piles[at_end][1]
    return _strictly(row[::-1])


def _strictly(row: Pairs) -> Pairs:
    kept: Pairs = []
    for pair in row:
        if not kept or pair[0] > kept[-1][0]:
            kept.append(pair)
    return kept


def _by_word(quote: Sequence[str], text: Sequence[str], *, loose: tuple[bool, bool]) -> Pairs:
    """Align word by word; a skipped word costs, but for those of the text at a loose end."""
    wide = len(text) + 1
    above = [0 if loose[0] else place * SKIP for place in range(wide)]
    steps: list[bytearray] = []
    for word in quote:
        row, score = bytearray(wide), above[0] + SKIP
        here = [score]
        row[0] = 1
        for place in range(1, wide):
            best, step = above[place] + SKIP, 1
            if score + SKIP > best:
                best, step = score + SKIP, 2
            if word == text[place - 1] and above[place - 1] + MATCH >= best:
                best, step = above[place - 1] + MATCH, 3
            row[place] = step
            here.append(best)
            score = best
        steps.append(row)
        above = here
    start = max(range(wide), key=above.__getitem__) if loose[1] else wide - 1
    return _walked_back(steps, start)


def _walked_back(steps: list[bytearray], place: int) -> Pairs:
    pairs, at = [], len(steps)
    while at > 0:
        step = steps[at - 1][place]
        if step == 3:  # noqa: PLR2004 -- the third way to come to a cell
            pairs.append((at - 1, place - 1))
        if step != 2:  # noqa: PLR2004
            at -= 1
        if step != 1:
            place -= 1
    return pairs[::-1]
