"""Where a statement comes from: which appearance is the first, and which rest on one report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from models.records import AppearanceRecord, SourceRecord, StatementRecord


class Published(Protocol):
    """A work with the bounds of the date on which it was published."""

    @property
    def published_from(self) -> date | None:
        """The first day it can have been published on."""

    @property
    def published_to(self) -> date | None:
        """The last day it can have been published on."""


class Found(Protocol):
    """An appearance, as a row or as a value."""

    @property
    def source(self) -> Published:
        """The work in which the statement was found."""


F = TypeVar("F", bound=Found)


def in_order(found: Iterable[F]) -> list[F]:
    """Return appearances with the earliest published first, where the order is known.

    Two of which the order is not known, such as an undated one and any other, keep theirs.
    """
    left, ordered = list(found), list[F]()
    if len(left) == 1:
        return left
    while left:
        soonest = min((_last_day(one) for one in left), default=date.max)
        first = next(one for one in left if _first_day(one) <= soonest)
        ordered.append(first)
        left.remove(first)
    return ordered


def _first_day(found: Found) -> date:
    return found.source.published_from or date.min


def _last_day(found: Found) -> date:
    return found.source.published_to or date.max


@dataclass(frozen=True)
class Origin:
    """An independent origin: who it is called, its report if known, and who hands it on.

    `said` is the EDTF date that tells two origins of one name, without a report, apart.
    """

    name: str
    source: SourceRecord | None
    said: str | None
    appearances: tuple[AppearanceRecord, ...]

    @property
    def carriers(self) -> tuple[SourceRecord, ...]:
        """The works that hand the origin on, each once; without the origin itself."""
        works = {found.source.key: found.source for found in self.appearances}
        own = self.source.key if self.source else None
        return tuple(work for key, work in works.items() if key != own)


def origins_of(statements: Iterable[StatementRecord]) -> tuple[Origin, ...]:
    """Return the independent origins of these statements together, in order of appearance."""
    groups: dict[tuple[str, ...], list[tuple[StatementRecord, AppearanceRecord]]] = {}
    for statement in statements:
        for found in statement.in_order:
            groups.setdefault(found.origin(statement.said), []).append((statement, found))
    return tuple(_origin(group) for group in groups.values())


def _origin(group: Sequence[tuple[StatementRecord, AppearanceRecord]]) -> Origin:
    statement, first = group[0]
    return Origin(
        name=first.origin_name,
        source=first.origin_source,
        said=statement.said,
        appearances=tuple(found for _statement, found in group),
    )
