"""What a picture is drawn from: nodes, what ties them, and the words around them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date


@dataclass(frozen=True, kw_only=True)
class Node:
    """A statement or a speaker: two short lines to see, a whole name to hear, a way to it.

    `earliest` and `latest` bound its date; both are None where it has none. A bound at the first
    or last day of the calendar is an open one.
    """

    id: int
    label: str
    line: str
    title: str
    href: str
    earliest: date | None = None
    latest: date | None = None
    approximate: bool = False


@dataclass(frozen=True, kw_only=True)
class Tie:
    """A line from one node to another: its sign and its style tell what it says."""

    start: int
    end: int
    sign: str
    style: str
    #: Whether it points from start to end.
    directed: bool
    title: str
    href: str


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A line of the legend."""

    sign: str
    style: str
    words: str


def _as_it_is(text: str) -> str:
    return text


@dataclass(frozen=True, kw_only=True)
class Caption:
    """The words around a picture; `when` says an EDTF date."""

    title: str
    description: str
    nodes: str
    ties: str
    undated: str = ""
    legend: tuple[Kind, ...] = ()
    when: Callable[[str], str] = field(default=_as_it_is)


@dataclass(frozen=True)
class Box:
    """A rectangle by its upper left corner."""

    x: float
    y: float
    width: float
    height: float

    @property
    def centre(self) -> tuple[float, float]:
        """The middle of it."""
        return self.x + self.width / 2, self.y + self.height / 2

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height

    def holds(self, x: float, y: float) -> bool:
        """Tell whether a point lies in it."""
        return self.x <= x <= self.right and self.y <= y <= self.bottom

    def meets(self, other: Box, gap: float = 0) -> bool:
        """Tell whether two overlap, or come closer than a gap."""
        beside = self.right + gap <= other.x or other.right + gap <= self.x
        return not (beside or self.bottom + gap <= other.y or other.bottom + gap <= self.y)
