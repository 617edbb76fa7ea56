"""Which statements leave the desk: some by their numbers, or all of which something holds."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from sqlalchemy import func, select

from desk.narrowing import conditions
from desk.rows import numbers_of
from desk.statement_scopes import StatementScope
from models import Statement
from models.among import unindexed, within

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

LOGGED = StatementScope()
_AT_ONCE = 20
"""How many numbers are taken from the database at once, so that the first ones come soon."""


@dataclass(frozen=True)
class Chosen:
    """A choice of statements, asked of the database anew whenever it is read.

    The session should see one state of the record meanwhile.
    """

    scope: StatementScope = LOGGED
    #: Instead of a scope, in ascending order; some may not be there.
    numbers: Sequence[int] | None = None
    #: Whether all of these numbers were found to be there.
    there: bool = False

    @classmethod
    def of(cls, ids: Iterable[int], *, there: bool = False) -> Self:
        """Choose statements by their numbers, which may have been found to be there."""
        return cls(numbers=array("q", sorted(set(ids))), there=there)

    @property
    def every(self) -> bool:
        """Whether it is nearly all of the record that is chosen."""
        return self.numbers is None and self.scope == LOGGED

    @property
    def conditions(self) -> tuple[ColumnElement[bool], ...]:
        """What holds of each statement that is chosen, and of no other."""
        if self.numbers is not None:
            return (within(Statement.id, self.numbers),)
        return tuple(conditions(self.scope))

    def in_order(self, session: Session, *further: ColumnElement[bool]) -> Iterator[int]:
        """Yield the numbers of those that are there, in the order of the bytes of their keys."""
        held = self.conditions
        if self.every:
            # By the index of keys: else all are sorted before the first is read.
            held = (unindexed(Statement.status) == LOGGED.status,)
        chosen = select(Statement.id).where(*held, *further)
        ordered = chosen.order_by(Statement.key)
        return numbers_of(session, ordered, _AT_ONCE)

    def ids(self, session: Session) -> Sequence[int]:
        """Return the numbers of those that are there, the first logged first."""
        ordered = self._select().order_by(Statement.id)
        return array("q", numbers_of(session, ordered))

    def first(self, session: Session, count: int) -> Sequence[int]:
        """Return so many of the numbers, the first logged first."""
        if self.there and self.numbers is not None:
            return self.numbers[:count]
        return session.scalars(self._select().order_by(Statement.id).limit(count)).all()

    def count(self, session: Session) -> int:
        """Count those that are there."""
        if self.there and self.numbers is not None:
            return len(self.numbers)
        return session.scalar(self._select().with_only_columns(func.count(Statement.id))) or 0

    def inside(self, session: Session, ids: Collection[int]) -> set[int]:
        """Return which of these numbers, of statements that are there, are chosen."""
        if self.numbers is not None:
            return {one for one in ids if self._holds(one)}
        some = self._select().where(within(Statement.id, ids))
        return set(session.scalars(some)) if ids else set()

    def _holds(self, number: int) -> bool:
        numbers = self.numbers or ()
        place = bisect_left(numbers, number)
        return place < len(numbers) and numbers[place] == number

    def _select(self) -> Select[int]:
        return select(Statement.id).where(*self.conditions)
