"""What decided links lead to and nobody has looked at: proposals for the desk, never findings.

A repeats B and B contradicts C, so A and C want a look. That A supports B says nothing of what
else A says, so it yields nothing.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk import link_records, records
from desk.looking import PATHS, TRIANGLES, Seen, look
from desk.scopes import ReportScope

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from desk.looking import Place, Way
    from desk.rows import AnyRow
    from models.records import LinkRecord, StatementRecord

SHOWN = 10
"""How many are shown at a time."""


@dataclass(frozen=True)
class Triple:
    """Three statements on a path, and the links by which it goes.

    To examine: the first repeats the second, which contradicts the third. Unbalanced: the first
    supports the second, which supports the third, which the first contradicts.
    """

    statements: tuple[StatementRecord, StatementRecord, StatementRecord]
    links: tuple[LinkRecord, ...]


@dataclass(frozen=True)
class Triples:
    """Some triples, the newest conflicts first, and where the next ones begin.

    There may be more even where few were found: no more than so many paths are looked at for a page.
    """

    rows: tuple[Triple, ...]
    next: Place | None


def to_examine(
    session: Session,
    scope: ReportScope | None = None,
    after: Place | None = None,
    size: int = SHOWN,
    *,
    thorough: bool = False,
) -> Triples:
    """Return pairs that nobody linked: one repeats what the other one's opponent said.

    Only confirmed links count, contradictions that are not apparent, and neither may wait for a
    re-check. `after` is the place where the page before ended. As many paths are looked at as a
    page has room for, or, if `thorough`, until so many are found or there are no more.
    """
    seen = _seen(session, scope, PATHS, after, size, thorough=thorough)
    return _told(session, seen)[0]


def unbalanced(
    session: Session,
    scope: ReportScope | None = None,
    after: Place | None = None,
    size: int = SHOWN,
    *,
    thorough: bool = False,
) -> Triples:
    """Return triangles in which one statement supports a second, that a third, and the two clash.

    One of the three links is likely wrong. What counts is the same as in `to_examine`.
    """
    seen = _seen(session, scope, TRIANGLES, after, size, thorough=thorough)
    return _told(session, seen)[0]


def both(session: Session) -> tuple[Triples, ...]:
    """Return the first page of `to_examine`, then that of `unbalanced`; records are read at once."""
    ways = (PATHS, TRIANGLES)
    seen = (_seen(session, None, each, None, SHOWN, thorough=False) for each in ways)
    return _told(session, *seen)


def _seen(
    session: Session,
    scope: ReportScope | None,
    ways: Sequence[Way],
    after: Place | None,
    size: int,
    *,
    thorough: bool,
) -> Seen:
    rows: list[AnyRow] = []
    place, going_on = after, True
    while going_on:
        seen = look(session, scope or ReportScope(), ways, place, size - len(rows))
        rows, place = [*rows, *seen.rows], seen.next
        going_on = thorough and place is not None and len(rows) < size
    return Seen(rows, place)


def _told(session: Session, *seen: Seen) -> tuple[Triples, ...]:
    rows = [row for each in seen for row in each.rows]
    links = {one.id: one for one in link_records.by_ids(session, _ids(map(_path, rows)))}
    cards = {one.id: one for one in records.cards(session, _ids(map(_corners, rows)))}
    return tuple(
        Triples(tuple(_triple(row, cards, links) for row in each.rows), each.next) for each in seen
    )


def _triple(
    row: AnyRow, cards: Mapping[int, StatementRecord], links: Mapping[int, LinkRecord]
) -> Triple:
    first, second, third = (cards[one] for one in _corners(row))
    return Triple((first, second, third), tuple(links[one] for one in _path(row)))


def _path(row: AnyRow) -> tuple[int, ...]:
    return (row.by, row.id) if row.on is None else (row.by, row.on, row.id)


def _corners(row: AnyRow) -> tuple[int, int, int]:
    return row.a, row.b, row.c


def _ids(groups: Iterable[tuple[int, ...]]) -> list[int]:
    return sorted({one for group in groups for one in group})
