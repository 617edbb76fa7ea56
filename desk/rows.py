"""Small dealings with rows that several readers share."""

from __future__ import annotations

from collections import defaultdict
from contextlib import closing
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import except_, func, select

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from sqlalchemy import Row, Select
    from sqlalchemy.orm import Session

    AnyRow = Row[*tuple[Any, ...]]
    AnySelect = Select[*tuple[Any, ...]]
    Parts = Mapping[int, tuple[Any, ...]]

T = TypeVar("T")
BATCH = 500
"""How many rows are read or written at once."""


def without(row: AnyRow, *names: str) -> dict[str, Any]:
    """Return the fields of a row but for these."""
    return {name: value for name, value in row._asdict().items() if name not in names}


def fields_of(session: Session, chosen: AnySelect) -> Iterator[dict[str, Any]]:
    """Yield the fields of each row that is chosen, by their names."""
    rows = session.execute(chosen)
    names = tuple(rows.keys())
    return (dict(zip(names, row, strict=True)) for row in rows)


def numbers_of(session: Session, chosen: Select[int], at_once: int = BATCH) -> Iterator[int]:
    """Yield the numbers that are chosen, so many taken from the database at a time."""
    with closing(session.scalars(chosen.execution_options(yield_per=at_once))) as numbers:
        yield from numbers


def grouped(pairs: Iterable[tuple[int | None, Any]]) -> Parts:
    """Gather what belongs to each owner, in the order it came."""
    groups: dict[int, list[Any]] = defaultdict(list)
    for owner, one in pairs:
        if owner is not None:
            groups[owner].append(one)
    return {owner: tuple(members) for owner, members in groups.items()}


def in_batches(members: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield ids or keys in their order, 500 at a time."""
    for start in range(0, len(members), BATCH):
        yield members[start : start + BATCH]


def unlike(session: Session, one: AnySelect, other: AnySelect) -> int:
    """Count the rows of either of two selections that the other has not."""
    apart = (except_(*pair).subquery() for pair in ((one, other), (other, one)))
    return sum(session.scalar(select(func.count()).select_from(rows)) or 0 for rows in apart)
