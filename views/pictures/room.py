"""Room for the signs of lines: each stands on its line, over no label and over no other sign."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot
from typing import TYPE_CHECKING

from views.pictures.ties import sign_box

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from views.pictures.parts import Box, Tie
    from views.pictures.ties import Curve

    Placed = tuple[Curve, Box]

#: Where on a line its sign may stand: the middle, else ever farther from it.
_PLACES = tuple(0.5 + side * step / 40 for step in range(16) for side in (-1, 1))


class Ground:
    """Which parts of a picture are taken, in cells; beyond its edges all is."""

    CELL = 13

    def __init__(self, sheet: Box, boxes: Iterable[Box]) -> None:
        """Take what these boxes cover of a sheet."""
        self._sheet = sheet
        self._taken: set[tuple[int, int]] = set()
        for box in boxes:
            self.take(box)

    def take(self, box: Box) -> None:
        """Cover a box."""
        self._taken |= self._cells(box)

    def is_free(self, box: Box) -> bool:
        """Tell whether a box is on the sheet and nothing covers any of it."""
        corners = ((box.x, box.y), (box.right, box.bottom))
        return all(self._sheet.holds(*one) for one in corners) and self._taken.isdisjoint(
            self._cells(box)
        )

    def _cells(self, box: Box) -> set[tuple[int, int]]:
        across = range(int(box.x // self.CELL), int(box.right // self.CELL) + 1)
        down = range(int(box.y // self.CELL), int(box.bottom // self.CELL) + 1)
        return {(x, y) for x in across for y in down}


@dataclass(frozen=True)
class Signs:
    """The curve and the box of the sign of each line."""

    curves: tuple[Curve, ...]
    boxes: tuple[Box, ...]


def settled(ties: Sequence[Tie], ways: Sequence[Sequence[Curve]], ground: Ground) -> Signs:
    """Place the signs of lines, those of the shortest lines first.

    Of the ways that a line may take, it takes the first on which its sign has room; where none
    has, the first way, with the sign in its middle.
    """
    return _in_order({at: placed for at, placed, _roomy in _placed(ties, ways, ground)})


def wholly_settled(
    ties: Sequence[Tie], ways: Sequence[Sequence[Curve]], ground: Ground
) -> Signs | None:
    """Do the same, but return None as soon as a sign has no room."""
    found: dict[int, Placed] = {}
    for at, placed, roomy in _placed(ties, ways, ground):
        if not roomy:
            return None
        found[at] = placed
    return _in_order(found)


def _in_order(found: dict[int, Placed]) -> Signs:
    placed = [found[at] for at in sorted(found)]
    return Signs(tuple(one[0] for one in placed), tuple(one[1] for one in placed))


def _placed(
    ties: Sequence[Tie], ways: Sequence[Sequence[Curve]], ground: Ground
) -> Iterator[tuple[int, Placed, bool]]:
    """Yield the number of each line, where it and its sign stand, and whether there was room."""
    for at in sorted(range(len(ties)), key=lambda at: (_length(ways[at][0]), at)):
        sign = ties[at].sign
        roomy = next(_with_room(ways[at], sign, ground), None)
        placed = roomy or (ways[at][0], sign_box(ways[at][0].at(0.5), sign))
        ground.take(placed[1])
        yield at, placed, roomy is not None


def _with_room(curves: Iterable[Curve], sign: str, ground: Ground) -> Iterator[Placed]:
    for curve in curves:
        for share in _PLACES:
            box = sign_box(curve.at(share), sign)
            if ground.is_free(box):
                yield curve, box


def _length(curve: Curve) -> float:
    return hypot(curve.end[0] - curve.start[0], curve.end[1] - curve.start[1])
