"""How many contradictions there are: the standings apart, and apart too who stands against whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from desk.disputes import Edge, groups
from desk.scopes import HALF, OTHER_HALF, in_scope, section_place
from models import Link
from models.terms import LIVE, Answer, LinkStatus, PairKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlalchemy.orm import Session

    from desk.rows import AnyRow, AnySelect
    from desk.scopes import ReportScope

    Tallies = Mapping[PairKind, "Tally"]

MOST_GROUPED = 5000
"""Of how many pairs it is told at most how many statements they dispute."""
_NAMES = ("direct", "unresolved", "apparent", "recheck", "proposed")


@dataclass(frozen=True)
class Tally:
    """How many confirmed contradictions there are, the standings apart; re-checks stand aside."""

    direct: int = 0
    unresolved: int = 0
    apparent: int = 0
    recheck: int = 0
    proposed: int = 0

    @property
    def settled(self) -> int:
        """The confirmed ones that wait for no re-check."""
        return self.direct + self.unresolved + self.apparent

    @property
    def pairs(self) -> int:
        """All confirmed ones."""
        return self.settled + self.recheck


@dataclass(frozen=True)
class Counts(Tally):
    """A tally of all in scope, and how many pairs are a speaker's own, between others, unnamed."""

    self_: int = 0
    others: int = 0
    unnamed: int = 0

    @classmethod
    def of(cls, tallies: Tallies) -> Counts:
        """Add up what was counted of each kind."""
        sums = {name: sum(getattr(one, name) for one in tallies.values()) for name in _NAMES}
        pairs = {kind: one.pairs for kind, one in tallies.items()}
        return cls(
            **sums,
            self_=pairs.get(PairKind.SELF, 0),
            others=pairs.get(PairKind.OTHERS, 0),
            unnamed=pairs.get(PairKind.UNNAMED, 0),
        )


def tallies(session: Session, scope: ReportScope) -> dict[PairKind, Tally]:
    """Count the contradictions in scope by kind, each kind of them whatever kind it asks for."""
    rows = session.execute(_counting(scope.model_copy(update={"kind": None})))
    counted = {
        row.section: Tally(**{name: int(getattr(row, name)) for name in _NAMES}) for row in rows
    }
    return {kind: counted.get(section, Tally()) for section, kind in enumerate(PairKind)}


def counts_of(found: Tallies, scope: ReportScope) -> Counts:
    """Add up the tallies of the kinds that a scope asks for."""
    return Counts.of({k: one for k, one in found.items() if scope.kind in {None, k}})


def disputed_statements(session: Session, scope: ReportScope, counts: Tally) -> int | None:
    """Count the statements that the settled pairs dispute; None where the pairs are too many.

    Three pairs with one sentence in them are no three findings. Grouped as `by_disputed_statement`.
    """
    if counts.settled > MOST_GROUPED:
        return None
    rows = session.execute(_sides(scope)).all() if counts.settled else ()
    return len(groups(list(_edges(rows)), _places(rows)))


def _counting(scope: ReportScope) -> AnySelect:
    answers = (Link.same_time, Link.same_place, Link.same_meaning)
    standing = case(
        (Link.status == LinkStatus.PROPOSED, "proposed"),
        (Link.recheck.is_(True), "recheck"),
        *((answer == Answer.NO, "apparent") for answer in answers),
        *((answer == Answer.UNKNOWN, "unresolved") for answer in answers),
        else_="direct",
    )
    sums = (func.sum(case((standing == name, 1), else_=0)).label(name) for name in _NAMES)
    chosen = in_scope(select(section_place.label("section"), *sums), scope)
    return chosen.where(Link.status.in_(LIVE)).group_by("section")


def _sides(scope: ReportScope) -> AnySelect:
    columns = (
        column
        for half in (HALF, OTHER_HALF)
        for column in (half.id, half.key, half.said_from, half.said_to)
    )
    settled = (Link.status == LinkStatus.CONFIRMED, Link.recheck.is_(False))
    return in_scope(select(*columns), scope).where(*settled).order_by(Link.id)


def _edges(rows: Iterable[AnyRow]) -> Iterable[Edge]:
    for one, _key, since, until, other, _other_key, other_since, other_until in rows:
        if until and other_since and until < other_since:
            yield Edge(one, other, order_known=True)
        elif other_until and since and other_until < since:
            yield Edge(other, one, order_known=True)
        else:
            yield Edge(one, other, order_known=False)


def _places(rows: Iterable[AnyRow]) -> dict[int, tuple[bool, str]]:
    """Return by id whether a statement is undated, and its key."""
    sides = (side for row in rows for side in (row[:4], row[4:]))
    return {number: (since is None, key) for number, key, since, _until in sides}
