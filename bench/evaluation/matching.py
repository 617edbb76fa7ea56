"""Which proposals belong to which marked attribution."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bench.evaluation.marked import MOSTLY
from bench.evaluation.texts import likeness

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bench.evaluation.marked import Marked, Offered

ALIKE = 0.5
"""How much two contents have in common (Jaccard) that are taken for one."""
LEAST = 3
"""Contents of fewer words are left out: scare quotes, mostly."""


@dataclass
class Matching:
    """The proposals of one article beside what is marked in it.

    Proposals that lie within one marked content are taken together, as the two halves of “A,” he
    said, “b”; failing that, the two that are most alike belong together, each once.
    """

    wanted: Sequence[Marked]
    offered: Sequence[Offered]
    pairs: dict[int, list[Offered]] = field(default_factory=dict, init=False)
    """The proposals of each marked attribution that was found, by its number."""
    _within: list[int | None] = field(init=False)
    _used: set[int] = field(default_factory=set, init=False)

    def __post_init__(self) -> None:
        """Match."""
        self._within = [self._around(one) for one in self.offered]
        for number in range(len(self.wanted)):
            self._take_together(number)
        for _, number, place in sorted(self._likely(), reverse=True):
            if number not in self.pairs and place not in self._used:
                self._take(number, [place])

    def faults(self) -> list[Offered]:
        """Return the proposals that are wrong, which no attribution or only a part of one bears out."""
        return [one for place, one in enumerate(self.offered) if self._is_fault(place, one)]

    def _around(self, one: Offered) -> int | None:
        """Return the number of the marked content in which a proposal mostly lies."""
        least = MOSTLY * len(one.content)
        held = (k for k, each in enumerate(self.wanted) if len(one.content & each.content) >= least)
        return next(held, None)

    def _take_together(self, number: int) -> None:
        places = [place for place, around in enumerate(self._within) if around == number]
        content = frozenset().union(*(self.offered[place].content for place in places))
        if places and likeness(content, self.wanted[number].content) >= ALIKE:
            self._take(number, places)

    def _likely(self) -> Iterator[tuple[float, int, int]]:
        for number, each in enumerate(self.wanted):
            for place, one in enumerate(self.offered):
                alike = likeness(each.content, one.content) if each.content & one.content else 0.0
                if alike >= ALIKE:
                    yield alike, number, place

    def _take(self, number: int, places: list[int]) -> None:
        longest = sorted(places, key=lambda place: (-len(self.offered[place].content), place))
        self.pairs[number] = [self.offered[place] for place in longest]
        self._used.update(places)

    def _is_fault(self, place: int, one: Offered) -> bool:
        if place in self._used or len(one.content) < LEAST:
            return False
        around = self._within[place]
        if around is None:
            return True
        known = self.wanted[around]
        # A verbatim piece of a quotation is no fault, nor is anything of a belief or a wish.
        return known.statement and not (one.direct and known.quoted)
