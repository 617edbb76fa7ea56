"""Small dealings with rows that several readers share."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy import Row, Select

    AnyRow = Row[*tuple[Any, ...]]
    AnySelect = Select[*tuple[Any, ...]]
    Parts = Mapping[int, tuple[Any, ...]]


def without(row: AnyRow, *names: str) -> dict[str, Any]:
    """Return the fields of a row but for these."""
    return {name: value for name, value in row._asdict().items() if name not in names}


def grouped(pairs: Iterable[tuple[int | None, Any]]) -> Parts:
    """Gather what belongs to each owner, in the order it came."""
    groups: dict[int, list[Any]] = defaultdict(list)
    for owner, one in pairs:
        if owner is not None:
            groups[owner].append(one)
    return {owner: tuple(members) for owner, members in groups.items()}
