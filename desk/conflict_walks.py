"""Where a report finds the contradictions of its scope: places held ready, walked in order of time."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, not_, or_, select, true, union, union_all

from desk.read_models.conflict_rows import MONTH, PLACE, STATES
from desk.read_models.restricted import MONTHS, rests_on
from desk.scopes import KINDS, in_set
from desk.sight import secrets_kept, topics_kept_from
from models import Link
from models.among import unindexed, within
from models.conflict import EVER, Found, day_of
from models.dates import read_edtf

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement, FromClause, Select, Table
    from sqlalchemy.orm import Session

    from desk.rows import AnySelect
    from desk.scopes import ReportScope

    Condition = ColumnElement[bool]
    Party = tuple[Found, int]

EVERYTHING: Party = (Found.ALL, 0)
FIRST_DAY, LAST_DAY = 1, 99991231


@dataclass(frozen=True)
class Walk:
    """The places of one party that are walked, and what a pair has to fulfil beside."""

    party: Party
    #: Who is asked for beside: each pair has to be found of them too.
    others: tuple[Party, ...]
    set_id: int | None
    days: tuple[int, int] | None
    sections: tuple[int, ...]
    #: Links that count as not there: another record answers for them. None that is hidden.
    aside: Collection[int] = ()

    @property
    def summed(self) -> bool:
        """Whether the sums of months tell how many pairs there are."""
        return not self.others and self.set_id is None

    def conditions(self, session: Session) -> list[Condition]:
        """Return what the walked places fulfil, beside section and whether they are confirmed."""
        sight = in_sight(session, PLACE)
        return [*self.whose(), *self.beside(PLACE), *sight, *self.without_aside()]

    def without_aside(self) -> Iterator[Condition]:
        """Yield what leaves out the links that are set aside."""
        if self.aside:
            yield not_(within(PLACE.c.link_id, self.aside))

    def whose(self) -> Iterator[Condition]:
        """Yield which places are walked: those of a party, or of a set, in these days."""
        if self.set_id is None:
            yield of_party(PLACE, self.party)
        else:
            # By the links of the set: the index of places would lead through all of them.
            yield by_link(self.party)
            yield PLACE.c.link_id.in_(_links_of_set(self.set_id))
        if self.days is not None:
            yield PLACE.c.day.between(*self.days)

    def beside(self, places: FromClause) -> Iterator[Condition]:
        """Yield what each of these places has to fulfil beside: the others it is found of."""
        yield from (_found_again(places, party).exists() for party in self.others)

    def fits(self, places: FromClause) -> Condition:
        """Tell of each of these places whether it fulfils that, where it is walked anyway.

        As a value: to tell whether there is such a place at all, PostgreSQL gathers all there are.
        """
        found = (_found_again(places, party) for party in self.others)
        return and_(true(), *(one.scalar_subquery().is_not(None) for one in found))


def walk(session: Session, scope: ReportScope, aside: Collection[int] = ()) -> Walk:
    """Return how to walk through a scope: by the one of its parties that has the fewest pairs.

    Links that are set `aside`, of which none is hidden from who looks, count as not there.
    """
    parties = _parties(scope)
    if len(parties) > 1:
        if to_learn := sizes_to_learn(session, scope):
            learn_sizes(session, scope, session.execute(union_all(*to_learn)))
        # Asked once by a page, which walks several times.
        pairs = _known(session)[_asked(session, parties)]
        parties.sort(key=lambda party: pairs[party])
    sections = range(len(KINDS)) if scope.kind is None else [KINDS.index(scope.kind)]
    return Walk(
        party=parties[0],
        others=tuple(parties[1:]),
        set_id=scope.set_id,
        days=_days(scope),
        sections=tuple(sections),
        aside=aside,
    )


def of_party(table: FromClause, party: Party) -> Condition:
    """Narrow places or sums to those of a party."""
    found, number = party
    return and_(table.c.found == int(found), table.c.number == number)


def by_link(party: Party) -> Condition:
    """Narrow places to those of a party where some links are asked for, so that these lead."""
    found, number = party
    return and_(unindexed(PLACE.c.found) == int(found), unindexed(PLACE.c.number) == number)


def in_sight(session: Session, places: FromClause) -> Iterator[Condition]:
    """Yield what leaves places out that are hidden: each is asked whether a secret topic has it."""
    if secret := secrets_kept(session):
        yield not_(found_of_topics(places, secret))


def found_of_topics(places: FromClause, topics: Sequence[int]) -> Condition:
    """Tell of places that they are those of a topic as well: each by one look at its key."""
    also = PLACE.alias()
    those = and_(also.c.found == int(Found.TOPIC), also.c.number.in_(topics))
    return _found_of(places, also, those).exists()


def _parties(scope: ReportScope) -> list[Party]:
    asked = {
        Found.SPEAKER: scope.speaker_id,
        Found.TOPIC: scope.topic_id,
        Found.SOURCE: scope.source_id,
    }
    return [(found, one) for found, one in asked.items() if one is not None] or [EVERYTHING]


def sizes_to_learn(session: Session, scope: ReportScope) -> list[AnySelect]:
    """Return selections of how many pairs each party has, for a query that asks something else too.

    Nothing where one party leads anyway, or where it is known.
    """
    parties = _parties(scope)
    if len(parties) == 1 or _asked(session, parties) in _known(session):
        return []
    return _sizes(session, parties)


def learn_sizes(session: Session, scope: ReportScope, rows: Iterable[Sequence[Any]]) -> None:
    """Keep what those selections tell: party, its number, and how many pairs."""
    parties = _parties(scope)
    sizes: Counter[Party] = Counter()
    for found, number, pairs in rows:
        sizes[Found(found), number] += int(pairs)
    _known(session)[_asked(session, parties)] = sizes


def _known(session: Session) -> dict[Any, Counter[Party]]:
    known: dict[Any, Counter[Party]] = session.info.setdefault("pairs of parties", {})
    return known


def _asked(session: Session, parties: list[Party]) -> Any:  # noqa: ANN401 -- a key
    return frozenset(parties), tuple(secrets_kept(session))


def _sizes(session: Session, parties: list[Party]) -> list[AnySelect]:
    """Select how many pairs of each party are there for who looks, which tells who leads."""
    parts = [_held(parties, MONTH, 1)]
    if (secret := topics_kept_from(session)) is not None:
        parts.append(_held(parties, MONTHS, -1).where(rests_on(MONTHS, secret)))
    return parts


def _held(parties: list[Party], table: Table, sign: int) -> AnySelect:
    whose = or_(*(of_party(table, party) for party in parties))
    pairs = reduce(add, (table.c[one.name] for one in STATES.values()))
    chosen = select(table.c.found, table.c.number, func.sum(pairs) * sign)
    return chosen.where(
        whose, table.c.section.in_(range(len(KINDS))), table.c.month == EVER
    ).group_by(table.c.found, table.c.number)


def _days(scope: ReportScope) -> tuple[int, int] | None:
    if not scope.since and not scope.until:
        return None
    since = day_of(read_edtf(scope.since).earliest) if scope.since else FIRST_DAY
    until = day_of(read_edtf(scope.until).latest) if scope.until else LAST_DAY
    return since, until


def _found_again(places: FromClause, party: Party) -> AnySelect:
    also = PLACE.alias()
    return _found_of(places, also, of_party(also, party))


def _found_of(places: FromClause, also: FromClause, whose: Condition) -> AnySelect:
    """Select the other place that the contradiction of a place has: its whole key is told."""
    same = ("section", "confirmed", "day", "link_id")
    return (
        select(true())
        .where(whose, *(also.c[one] == places.c[one] for one in same))
        .correlate_except(also)
    )


def _links_of_set(set_id: int) -> Select[int]:
    members = in_set(set_id)
    ends = (select(Link.id).where(end.in_(members)) for end in (Link.from_id, Link.to_id))
    return select(union(*ends).subquery().c.id)
