"""Pairs grouped by the statement they dispute: one claim, three responses."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from desk.pairs import Pair
    from models.records import StatementRecord

    Rank = tuple[int, int, bool, str]


class Edge(NamedTuple):
    """Two statements that conflict, by their ids; the earlier one first where that is known."""

    first: int
    second: int
    order_known: bool


@dataclass(frozen=True)
class Disputed:
    """A statement and the pairs in which others respond to it."""

    statement: StatementRecord
    pairs: tuple[Pair, ...]

    @property
    def responses(self) -> tuple[StatementRecord, ...]:
        """The other side of each pair."""
        return tuple(other_side(pair, self.statement) for pair in self.pairs)

    @property
    def origins(self) -> tuple[str, ...]:
        """The independent origins of the disputed statement."""
        return self.statement.origins


def by_disputed_statement(pairs: Sequence[Pair]) -> tuple[Disputed, ...]:
    """Group pairs so that each stands once, under the statement that most of them share.

    Where two share equally many, the one said earlier is the disputed one, a dated one before an
    undated one, then the smaller key: nothing that an export and import could change.
    """
    sides = {side.id: side for pair in pairs for side in pair.sides}
    places = {number: (side.said is None, side.key) for number, side in sides.items()}
    edges = [Edge(pair.first.id, pair.second.id, pair.order_known) for pair in pairs]
    return tuple(
        Disputed(sides[number], tuple(pairs[one] for one in members))
        for number, members in groups(edges, places)
    )


def other_side(pair: Pair, statement: StatementRecord) -> StatementRecord:
    """Return the statement of a pair that is not this one."""
    return pair.second if pair.first.id == statement.id else pair.first


def groups(
    edges: Sequence[Edge], places: Mapping[int, tuple[bool, str]]
) -> list[tuple[int, list[int]]]:
    """Return the disputed statements, the most disputed first, each with its edges by number.

    `places` tells of each statement whether it is undated, and its key.
    """
    left = _edges_by_statement(edges)

    def rank(statement: int) -> Rank:
        later = sum(
            edges[one].order_known and edges[one].second == statement for one in left[statement]
        )
        return -len(left[statement]), later, *places[statement]

    waiting = [(rank(one), one) for one in left]
    heapify(waiting)
    found = []
    while waiting:
        known, statement = heappop(waiting)
        if not left[statement]:
            continue
        if known != (now := rank(statement)):
            # It lost pairs to others meanwhile, and a rank only ever falls.
            heappush(waiting, (now, statement))
            continue
        found.append((statement, sorted(_taken(statement, edges, left))))
    return found


def _edges_by_statement(edges: Sequence[Edge]) -> dict[int, set[int]]:
    left: dict[int, set[int]] = defaultdict(set)
    for number, edge in enumerate(edges):
        left[edge.first].add(number)
        left[edge.second].add(number)
    return left


def _taken(statement: int, edges: Sequence[Edge], left: dict[int, set[int]]) -> set[int]:
    """Take the edges of a statement from it and from all others, and return them."""
    mine = left[statement]
    left[statement] = set()
    for number in mine:
        edge = edges[number]
        left[edge.second if edge.first == statement else edge.first].discard(number)
    return mine
