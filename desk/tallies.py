"""How many contradictions there are: the standings apart, and apart too who stands against whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, true

from desk.conflict_sums import summed, walked
from desk.conflict_walks import walk
from desk.disputes import Edge, groups
from desk.kept import once
from desk.read_models.conflict_rows import PLACE
from desk.scopes import HALF, OTHER_HALF
from desk.sight import as_it_hangs, sees_all
from models import Link, Statement
from models.conflict import State
from models.terms import PairKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy.orm import Session

    from desk.conflict_sums import Sums
    from desk.rows import AnyRow, AnySelect
    from desk.scopes import ReportScope

    Tallies = Mapping[PairKind, "Tally"]

MOST_GROUPED = 200
"""Of how many pairs a page tells at most how many statements they dispute."""
MOST_GROUPED_WHOLE = 5000
"""Of how many pairs that is told where all of them are read anyway."""
MOST_WALKED = 100
"""How many pairs of a kind are gone through at most where no sums tell how many there are."""
WALKED_IN_SIGHT = 30
"""The same for who is kept out of a topic: of each pair it is asked whether it is there for him."""
_NAMES = ("direct", "unresolved", "apparent", "recheck", "proposed")
_SETTLED = (State.DIRECT, State.UNRESOLVED, State.APPARENT)


@dataclass(frozen=True)
class Tally:
    """How many confirmed contradictions there are, the standings apart; re-checks stand aside."""

    direct: int = 0
    unresolved: int = 0
    apparent: int = 0
    recheck: int = 0
    proposed: int = 0
    #: Whether there may be more: beyond a number, pairs are not counted one by one.
    least: bool = False

    def __add__(self, other: Tally) -> Tally:
        """Return both together."""
        sums = {name: getattr(self, name) + getattr(other, name) for name in _NAMES}
        return Tally(**sums, least=self.least or other.least)

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
            least=any(one.least for one in tallies.values()),
        )


def tallies(
    session: Session, scope: ReportScope, aside: Collection[int] = (), *, whole: bool = False
) -> dict[PairKind, Tally]:
    """Count the contradictions in scope by kind, each kind of them whatever kind it asks for.

    Sums tell them, and where two parties or a set are asked for, a walk through the pairs, which
    ends early unless they are counted `whole`.
    """
    each = scope.model_copy(update={"kind": None, "before": None})

    def read() -> dict[PairKind, Tally]:
        return _counted(session, each, aside, whole=whole)

    # What is set aside was found by the history, anew each time.
    return read() if aside else once(session, "tallies", (each, whole), read)


def _counted(
    session: Session, scope: ReportScope, aside: Collection[int], *, whole: bool
) -> dict[PairKind, Tally]:
    found = walk(session, scope, aside)
    if found.summed:
        sums = summed(session, found)
    else:
        sums = walked(session, found, None if whole else _most_walked(session))
    return {kind: _tally(sums, section) for section, kind in enumerate(PairKind)}


def _most_walked(session: Session) -> int:
    return MOST_WALKED if sees_all(session) else min(MOST_WALKED, WALKED_IN_SIGHT)


def counts_of(found: Tallies, scope: ReportScope) -> Counts:
    """Add up the tallies of the kinds that a scope asks for."""
    return Counts.of({k: one for k, one in found.items() if scope.kind in {None, k}})


def disputed_statements(
    records: Mapping[Session, Collection[int]],
    scope: ReportScope,
    counts: Tally,
    *,
    whole: bool = False,
) -> int | None:
    """Count the statements that the settled pairs dispute; None where the pairs are too many.

    Three pairs with one sentence in them are no three findings. Grouped as `by_disputed_statement`.
    The pairs are those of one record or of several, each without the links that it sets aside.
    """
    if counts.least or counts.settled > (MOST_GROUPED_WHOLE if whole else MOST_GROUPED):
        return None
    asked = records.items() if counts.settled else ()
    rows = [
        row for session, aside in asked for row in _told(session, _sides(session, scope, aside))
    ]
    return len(groups(list(_edges(rows)), _places(rows)))


def _tally(sums: Sums, section: int) -> Tally:
    told = {state.name.lower(): sums.pairs[section, state] for state in State}
    return Tally(**told, least=section in sums.more)


def _told(session: Session, sides: AnySelect) -> Sequence[AnyRow]:
    # The sides of a link that is there are there.
    with as_it_hangs(session, Statement):
        return sorted(session.execute(sides), key=_link)


def _link(row: AnyRow) -> int:
    # Sorted here: to sort them costs the database as much as to read them.
    return int(row.link)


def _sides(session: Session, scope: ReportScope, aside: Collection[int]) -> AnySelect:
    columns = (
        column
        for half in (HALF, OTHER_HALF)
        for column in (half.id, half.key, half.said_from, half.said_to)
    )
    found = walk(session, scope, aside)
    return (
        select(*columns, Link.id.label("link"))
        .select_from(PLACE)
        .join(Link, Link.id == PLACE.c.link_id)
        .join(HALF, HALF.id == Link.from_id)
        .join(OTHER_HALF, OTHER_HALF.id == Link.to_id)
        .where(
            *found.conditions(session),
            PLACE.c.section.in_(found.sections),
            PLACE.c.confirmed == true(),
            PLACE.c.state.in_(_SETTLED),
        )
    )


def _edges(rows: Iterable[AnyRow]) -> Iterable[Edge]:
    for one, _key, since, until, other, _other_key, other_since, other_until, _link in rows:
        if until and other_since and until < other_since:
            yield Edge(one, other, order_known=True)
        elif other_until and since and other_until < since:
            yield Edge(other, one, order_known=True)
        else:
            yield Edge(one, other, order_known=False)


def _places(rows: Iterable[AnyRow]) -> dict[int, tuple[bool, str]]:
    """Return by id whether a statement is undated, and its key."""
    sides = (side for row in rows for side in (row[:4], row[4:8]))
    return {number: (since is None, key) for number, key, since, _until in sides}
