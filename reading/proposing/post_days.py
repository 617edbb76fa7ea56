"""The day that stands beside a post: in its label, under its author's name, or below it."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING

from reading.proposing.block import Block, Kind
from reading.proposing.proposals import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DAY = re.compile(rf"\b(?:{_MONTH} \d{{1,2}}|\d{{1,2}} {_MONTH})(?:,? \d{{4}})?\b")


def with_days(folded: str, blocks: Sequence[Block]) -> list[Block]:
    """Return the paragraphs of a text, each post with the day that stands beside it.

    A day in its label or between author and post goes before one below.
    """
    dated = list(_from_above(folded, blocks))
    authors = sorted(
        {block.label.start for block in blocks if block.kind is Kind.POST and block.label}
    )
    return list(_from_below(folded, dated, authors))[::-1]


def _from_above(folded: str, blocks: Sequence[Block]) -> Iterator[Block]:
    days: list[Span] = []
    for block in blocks:
        if block.kind is Kind.ASIDE:
            days += _day(folded, *block.span)
        elif block.kind is Kind.POST:
            author = block.label.start if block.label else block.span.start
            days = [day for day in days if day.start >= author]
            yield replace(block, dated=_own(folded, block, days))
            continue
        else:
            days = []
        yield block


def _own(folded: str, block: Block, above: Sequence[Span]) -> Span | None:
    days = [
        *above,
        *_day(folded, block.span.start, block.words.start),
        *_day(folded, block.words.end, block.span.end),
    ]
    return days[0] if days and not _is_again(folded, block) else None


def _is_again(folded: str, block: Block) -> bool:
    """Tell whether a post passes on another's: the day beside it is not the day of those words."""
    label = block.label
    return label is not None and "RT " in folded[block.span.start : label.start]


def _from_below(folded: str, blocks: Sequence[Block], authors: Sequence[int]) -> Iterator[Block]:
    """Yield the paragraphs from the last to the first; `authors` is where those of posts are named."""
    below: Span | None = None
    of: Span | None = None
    for block in reversed(blocks):
        if block.kind is Kind.ASIDE:
            day = next(iter(_day(folded, *block.span)), below)
            below, of = (None if _names_one(block, authors) else day), None
            yield block
        elif block.kind is Kind.POST:
            below = block.dated or (below if of in {None, block.label} else None)
            of = block.label
            yield block if _is_again(folded, block) else replace(block, dated=below)
        else:
            below = None
            yield block


def _names_one(block: Block, authors: Sequence[int]) -> bool:
    number = bisect_left(authors, block.span.start)
    return number < len(authors) and authors[number] < block.span.end


def _day(folded: str, start: int, end: int) -> list[Span]:
    """Return the first day named in a place, if any: a list of one or none."""
    found = _DAY.search(folded, start, end)
    return [Span(*found.span())] if found else []
