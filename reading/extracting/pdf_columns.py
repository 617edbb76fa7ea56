"""Pages that are drawn line by line across two columns: each column is read on its own."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

_SEGMENT = re.compile(r"\S+(?:\s{1,2}\S+)*")
#: Fewer rows than this tell no columns; with fewer words in a row it is rather a table.
_FEWEST_ROWS, _FEWEST_WORDS = 4, 3
_MOSTLY = 0.8


@dataclass(frozen=True)
class Placed:
    """A piece of a row: its text, the number of its row, and at which character it begins."""

    text: str
    row: int
    begin: int


def read_in_columns(layout: str, drawn: Iterable[str]) -> list[Placed] | None:
    """Return the rows of a page column by column, None where it has no two or is drawn so already.

    `layout` shows the page as it looks, in characters of one width; `drawn` are its lines in the
    order in which they are drawn.
    """
    rows = [[*_pieces(row, number)] for number, row in enumerate(layout.split("\n"))]
    gutter = _gutter(rows)
    if gutter is None or not _are_drawn_across(rows, gutter, drawn):
        return None
    return list(_by_columns(rows, gutter))


def _pieces(row: str, number: int) -> Iterator[Placed]:
    for found in _SEGMENT.finditer(row):
        yield Placed(" ".join(found[0].split()), number, found.start())


def _gutter(rows: Sequence[Sequence[Placed]]) -> int | None:
    """Return where the right column begins, if there is one."""
    begins = Counter(row[1].begin for row in rows if len(row) == 2)  # noqa: PLR2004 -- two columns
    if not begins:
        return None
    gutter, _ = begins.most_common(1)[0]
    both = _two_sided(rows, gutter)
    if len(both) < _FEWEST_ROWS:
        return None
    words = (median(len(row[side].text.split()) for row in both) for side in (0, 1))
    return gutter if min(words) >= _FEWEST_WORDS else None


def _two_sided(rows: Sequence[Sequence[Placed]], gutter: int) -> list[Sequence[Placed]]:
    return [row for row in rows if len(row) == 2 and abs(row[1].begin - gutter) <= 1]  # noqa: PLR2004


def _are_drawn_across(rows: Sequence[Sequence[Placed]], gutter: int, drawn: Iterable[str]) -> bool:
    lines = {"".join(line.split()) for line in drawn}
    both = _two_sided(rows, gutter)
    across = sum("".join("".join(one.text for one in row).split()) in lines for row in both)
    return across >= _MOSTLY * len(both)


def _by_columns(rows: Sequence[Sequence[Placed]], gutter: int) -> Iterator[Placed]:
    """Yield the left column, then the right one, of each stretch between rows that span both."""
    left: list[Placed] = []
    right: list[Placed] = []
    for row in rows:
        if any(one.begin < gutter - 1 <= one.begin + len(one.text) for one in row):
            yield from [*left, *right, *row]
            left, right = [], []
            continue
        left += [one for one in row if one.begin < gutter - 1]
        right += [one for one in row if one.begin >= gutter - 1]
    yield from [*left, *right]
