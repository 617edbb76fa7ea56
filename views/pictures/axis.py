"""Days on a line: which pixel is which day, and which days are named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from views.pictures.parts import Node

_MARGIN = 0.03
_TICK_WIDTH = 140
_MONTHS = 12
_DAYS, _MONTH_STEPS = (1, 2, 7, 14), (1, 3, 6)
_YEARS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)


@dataclass(frozen=True)
class Axis:
    """The days from first to last, as numbers since the year 1, between two pixels."""

    first: int
    last: int
    left: float
    right: float

    def at(self, day: int) -> float:
        """Return where a day begins; what lies beyond the ends stands at the end."""
        inside = min(max(day, self.first), self.last)
        share = (inside - self.first) / (self.last - self.first)
        return self.left + share * (self.right - self.left)

    def span(self, node: Node) -> tuple[float, float]:
        """Return from where to where the date of a node may lie."""
        start, end = node.earliest or date.min, node.latest or date.max
        return self.at(start.toordinal()), self.at(end.toordinal() + 1)


def axis_of(nodes: Iterable[Node], left: float, right: float) -> Axis:
    """Return the axis on which all dates have room; an open end asks for none."""
    open_ends = {date.min, date.max}
    bounds = {day for node in nodes for day in (node.earliest, node.latest) if day} - open_ends
    days = [day.toordinal() for day in bounds] or [date.max.toordinal() // 2]
    room = max(round((max(days) - min(days)) * _MARGIN), 1)
    first = max(min(days) - room, 1)
    return Axis(first, min(max(days) + 1 + room, date.max.toordinal()), left, right)


def ticks(axis: Axis) -> list[tuple[float, str]]:
    """Return where to name which days, months or years (EDTF), not too densely."""
    most = max(int((axis.right - axis.left) / _TICK_WIDTH), 2)
    found: list[tuple[int, str]] = []
    for named in _ways(axis):
        found = []
        for tick in named:
            found.append(tick)
            if len(found) > most:
                break
        if len(found) <= most:
            break
    return [(axis.at(day), text) for day, text in found]


def _ways(axis: Axis) -> Iterator[Iterator[tuple[int, str]]]:
    yield from (_days(axis, step) for step in _DAYS)
    yield from (_months(axis, step) for step in _MONTH_STEPS)
    yield from (_months(axis, step * _MONTHS) for step in _YEARS)


def _days(axis: Axis, step: int) -> Iterator[tuple[int, str]]:
    for day in range(axis.first, axis.last):
        if day % step == 0:
            yield day, date.fromordinal(day).isoformat()


def _months(axis: Axis, step: int) -> Iterator[tuple[int, str]]:
    first, last = date.fromordinal(axis.first), date.fromordinal(axis.last)
    start = -(-(first.year * _MONTHS + first.month - 1) // step) * step
    for month in range(start, last.year * _MONTHS + last.month, step):
        day = date(month // _MONTHS, month % _MONTHS + 1, 1)
        if axis.first <= day.toordinal() < axis.last:
            yield day.toordinal(), day.isoformat()[: 4 if step % _MONTHS == 0 else 7]
