"""Pairs grouped by the statement they dispute: one claim, three responses."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from desk.pairs import Pair
    from models.records import StatementRecord


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
    left, groups = list(pairs), []
    while left:
        shared = _pairs_by_statement(left)
        statement, disputed = min(shared.values(), key=_rank)
        groups.append(Disputed(statement, tuple(disputed)))
        left = [pair for pair in left if pair not in disputed]
    return tuple(groups)


def other_side(pair: Pair, statement: StatementRecord) -> StatementRecord:
    """Return the statement of a pair that is not this one."""
    return pair.second if pair.first.id == statement.id else pair.first


def _pairs_by_statement(pairs: Sequence[Pair]) -> dict[int, tuple[StatementRecord, list[Pair]]]:
    shared: dict[int, tuple[StatementRecord, list[Pair]]] = {}
    for pair in pairs:
        for side in pair.sides:
            shared.setdefault(side.id, (side, []))[1].append(pair)
    return shared


def _rank(group: tuple[StatementRecord, list[Pair]]) -> tuple[object, ...]:
    statement, pairs = group
    later = sum(1 for pair in pairs if pair.order_known and pair.second.id == statement.id)
    return -len(pairs), later, statement.said is None, statement.key
