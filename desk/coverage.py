"""Balance and coverage: what the desk has of each speaker, organisation and topic, out of how much.

Everything counts logged statements and links between them. A speaker's organisation is that of the
one office they surely held when they said it, else whom they speak for, else, for an organisation or
a group, its own name: never the outlet, which reported and did not speak.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from itertools import islice
from typing import TYPE_CHECKING

from desk import coverage_facts as facts
from desk.coverage_counts import EVERYTHING, By, Counted
from desk.finding import Finding
from desk.rows import numbers_of
from desk.sight import sees_all
from desk.statement_scopes import Order, StatementScope
from models import Statement

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

    from desk.coverage_counts import Key
    from desk.coverage_scopes import CoverageScope

__all__ = ["By", "Coverage", "Line", "Table", "Tally", "coverage", "newest_told", "nothing"]

PAGE = 25
NEWEST, NEWEST_IN_SIGHT = 250, 200
"""Of how many statements, those said last, a page tells; of how many for who is kept out of a topic.

The command line tells of all.
"""
Place = tuple[int, str]
"""Where a page of a table ends: how many statements its last line has, and the key of that line."""


@dataclass(frozen=True)
class Tally:
    """What is known of some logged statements, and of the links that have a side among them."""

    statements: int = 0
    unsourced: int = 0
    #: Found with one independent origin and no more.
    single_origin: int = 0
    #: A side of a confirmed contradiction.
    disputed: int = 0
    #: Of the disputed ones: comment was asked on it, or on a conflict that it is a side of.
    asked: int = 0
    confirmed: int = 0
    rejected: int = 0
    withdrawn: int = 0
    proposed: int = 0

    @property
    def links(self) -> int:
        """All links, decided or not."""
        return self.confirmed + self.rejected + self.withdrawn + self.proposed

    @property
    def decided(self) -> int:
        """The links of which somebody said what becomes of them."""
        return self.links - self.proposed


@dataclass(frozen=True)
class Line:
    """A speaker, an organisation or a topic; without a name where none is known."""

    key: str
    name: str
    tally: Tally
    #: Where the page of a topic is found.
    slug: str = ""

    @property
    def id(self) -> int | None:
        """The number of the speaker or topic, if the line is one's."""
        return int(self.key) if self.name and self.key.isdecimal() else None

    @property
    def place(self) -> Place:
        """Where the page after this line begins."""
        return self.tally.statements, self.key


@dataclass(frozen=True)
class Table:
    """Lines with the most statements first, and where the next ones begin."""

    by: By
    lines: tuple[Line, ...]
    next: Place | None


@dataclass(frozen=True)
class Coverage:
    """The tally of all in scope, and one table for each way to tell them apart."""

    scope: CoverageScope
    total: Tally
    tables: tuple[Table, ...]
    #: Of how many statements, those said last, it tells; None where it tells of all in scope.
    newest: int | None = None


def newest_told(session: Session) -> int:
    """Return of how many statements a page tells whoever looks: of each it is asked what is hidden."""
    return NEWEST if sees_all(session) else NEWEST_IN_SIGHT


def coverage(
    session: Session,
    scope: CoverageScope,
    by: Sequence[By] = tuple(By),
    after: Place | None = None,
    size: int | None = PAGE,
    newest: int | None = None,
) -> Coverage:
    """Return what the desk has in scope: statements and links are read once for all tables.

    `after` is where the page before ended; without a size each table is whole. Of more statements
    than `newest`, where that is given, those said last are told of alone.
    """
    ids = _ids(session, scope, newest)
    counted = Counted(session, scope)
    counted.add(ids[:newest])
    tables = tuple(_table(session, counted, one, after, size) for one in by)
    cut = newest if newest is not None and len(ids) > newest else None
    return Coverage(scope, _tally(counted.sums[EVERYTHING]), tables, cut)


def _ids(session: Session, scope: CoverageScope, newest: int | None) -> Sequence[int]:
    """Return the statements in scope; those said last, and one more than are told of, if so asked."""
    chosen = facts.in_scope(scope)
    if newest is None:
        return list(numbers_of(session, chosen))
    if scope.set_id is None:
        asked = StatementScope(
            topic_id=scope.topic_id, since=scope.since, until=scope.until, order=Order.SAID
        )
        return Finding(session, asked).ids(newest + 1)
    order = (Statement.said_to.desc().nulls_last(), Statement.id.desc())
    return session.scalars(chosen.order_by(*order).limit(newest + 1)).all()


def nothing(scope: CoverageScope) -> Coverage:
    """Return the coverage of a scope that cannot be read: nothing, rather than everything."""
    return Coverage(scope, Tally(), ())


def _table(
    session: Session, counted: Counted, by: By, after: Place | None, size: int | None
) -> Table:
    behind = ((key, sums) for key, sums in counted.of(by) if _is_behind(key, sums, after))
    found = list(islice(behind, None if size is None else size + 1))
    shown = found[:size]
    lines = tuple(_lines(session, counted, by, shown))
    return Table(by, lines, lines[-1].place if len(found) > len(shown) else None)


def _is_behind(key: Key, sums: Counter[str], after: Place | None) -> bool:
    if after is None:
        return True
    last: Key = after[1]
    if isinstance(key, int):
        last = int(after[1]) if after[1].isdecimal() else 0
    number = sums["statements"]
    return number < after[0] or (number == after[0] and key > last)  # type: ignore[operator]


def _lines(
    session: Session, counted: Counted, by: By, shown: Sequence[tuple[Key, Counter[str]]]
) -> Iterator[Line]:
    topics = facts.topics(session, [int(key) for key, _sums in shown]) if by is By.TOPIC else {}
    for key, sums in shown:
        name, slug = str(key), ""
        if by is By.SPEAKER:
            name = counted.who[int(key)].name
        elif by is By.TOPIC:
            name, slug = topics.get(int(key), ("", ""))
        yield Line(str(key), name, _tally(sums), slug)


def _tally(sums: Counter[str]) -> Tally:
    return Tally(**{one.name: sums[one.name] for one in fields(Tally)})
