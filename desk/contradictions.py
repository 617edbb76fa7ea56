"""The contradiction report: confirmed conflicts between logged statements."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from sqlalchemy import select, true

from desk import replies
from desk.asof.knowing import Known, Past, known_page, scoped
from desk.conflict_walks import walk
from desk.disputes import Disputed, by_disputed_statement
from desk.pairs import AskedPairs, Pair, asked_pairs_of, pairs_of
from desk.read_models.conflict_rows import PLACE
from desk.report_order import Order, links_in_order
from desk.tallies import Counts, Tally, counts_of, disputed_statements, tallies
from models import Link
from models.terms import PairKind, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from desk.report_order import Aside
    from desk.scopes import ReportScope
    from desk.tallies import Tallies
    from models.records import ReplyRecord

__all__ = ["ContradictionReport", "Counts", "Order", "Section", "counts", "nothing", "report"]

PAGE = 50
CONFLICTS = (Relation.CONTRADICTS,)


@dataclass(frozen=True)
class Section:
    """What a page holds of one kind of pairs, and how many of the kind there are in all."""

    kind: PairKind
    tally: Tally
    pairs: tuple[Pair, ...]

    @property
    def disputed(self) -> tuple[Disputed, ...]:
        """The statements that its pairs dispute, the most disputed first."""
        return by_disputed_statement(self.pairs)


@dataclass(frozen=True)
class ContradictionReport:
    """Pairs in scope in the order asked for, and grouped by the statement they dispute."""

    scope: ReportScope
    as_of: date
    counts: Counts
    pairs: tuple[Pair, ...] = ()
    next: int | None = None
    #: How many statements the settled pairs dispute; None where these are too many to tell.
    headline: int | None = 0
    #: What there is of each kind, also of those that the scope leaves out.
    tallies: Mapping[PairKind, Tally] = field(default_factory=dict)
    #: Where it tells what the desk knew on an earlier day: what the history says of that day.
    past: Past | None = None
    #: Who was asked for comment on each pair or on either of its statements, by link, where the
    #: statements do not tell it themselves.
    asked: Mapping[int, tuple[ReplyRecord, ...]] = field(default_factory=dict)

    def requests_on(self, pair: Pair) -> tuple[ReplyRecord, ...]:
        """Return who was asked for comment on a pair, or on either of its statements."""
        return self.asked.get(pair.id, ())

    @property
    def previous_exists(self) -> bool:
        """Whether this is a later page."""
        return self.scope.before is not None

    @property
    def disputed(self) -> tuple[Disputed, ...]:
        """The disputed statements on this page, the most disputed first."""
        return by_disputed_statement(self.pairs)

    @property
    def sections(self) -> tuple[Section, ...]:
        """The pairs of this page by who stands against whom."""
        held = {kind: tuple(one for one in self.pairs if one.kind is kind) for kind in PairKind}
        return tuple(Section(kind, self.tallies[kind], held[kind]) for kind in held if held[kind])


def report(
    session: Session,
    scope: ReportScope,
    today: date,
    *,
    size: int | None = PAGE,
    whole: bool = False,
    order: Order = Order.NEWEST,
) -> ContradictionReport:
    """Return a page of the report (all of it when size is None), with the scope's counts.

    Of `whole` statements everything is told. All is counted where more than a page is told, else no
    more than on any page.

    As of an earlier day it is what the desk knew at the end of that day, put together from the
    history. Raises RefusedError for a day to come.
    """
    now = scope.model_copy(update={"as_of": None})
    with _known(session, scope, today, size, order) as known:
        told = _report(known, now, today, size=size, whole=whole, order=order)
    return replace(told, scope=scope, as_of=scope.as_of or today)


@contextmanager
def _known(
    session: Session, scope: ReportScope, today: date, size: int | None, order: Order
) -> Iterator[Known]:
    """Give all that a whole report tells of, or what a page of it does."""
    now = scope.model_copy(update={"as_of": None})
    if size is None:
        with scoped(session, scope, CONFLICTS, today) as (asked, _now, past):
            yield Known(asked, past)
        return

    def choose(aside: Aside) -> Sequence[int]:
        return links_in_order(session, now, order, size + 1, aside)

    with known_page(session, scope, CONFLICTS, today, choose) as known:
        yield known


def _report(
    known: Known,
    scope: ReportScope,
    today: date,
    *,
    size: int | None,
    whole: bool,
    order: Order,
) -> ContradictionReport:
    session = known.session
    ids = links_in_order(session, scope, order, None if size is None else size + 1)
    shown: Sequence[int] = ids[:size] if size is not None else ids
    counts_all = size is None or size > PAGE
    pairs, asked = _pairs(session, shown, whole=whole, asked=not counts_all)
    found = _tallies(known, scope, whole=counts_all)
    counted = counts_of(found, scope)
    return ContradictionReport(
        scope=scope,
        as_of=today,
        counts=counted,
        pairs=pairs,
        next=shown[-1] if len(ids) > len(shown) else None,
        headline=disputed_statements(known.records, scope, counted, whole=counts_all),
        tallies=found,
        asked=asked,
        past=known.past,
    )


def _pairs(session: Session, ids: Sequence[int], *, whole: bool, asked: bool) -> AskedPairs:
    """Read pairs with who was asked about them; whole statements tell themselves who was."""
    if asked and not whole:
        return asked_pairs_of(session, ids)
    return AskedPairs(
        pairs_of(session, ids, whole=whole), replies.of_links(session, ids) if asked else {}
    )


def _tallies(known: Known, scope: ReportScope, *, whole: bool) -> Tallies:
    """Count in all records that answer, and add up."""
    records = known.records.items()
    told = [tallies(session, scope, aside, whole=whole) for session, aside in records]
    return {kind: sum((one[kind] for one in told), Tally()) for kind in PairKind}


def nothing(scope: ReportScope, today: date) -> ContradictionReport:
    """Return the report of a scope that cannot be read: nothing, rather than everything."""
    return ContradictionReport(scope, scope.as_of or today, Counts())


def counts(session: Session, scope: ReportScope) -> Counts:
    """Count the contradictions in scope: confirmed ones by standing, and proposed ones."""
    return counts_of(tallies(session, scope), scope)


def statement_ids(session: Session, scope: ReportScope, today: date) -> list[int]:
    """Return the ids of the statements in the report, each once."""
    with scoped(session, scope, CONFLICTS, today) as (asked, now, _past):
        found = walk(asked, now)
        rows = asked.execute(
            select(Link.from_id, Link.to_id)
            .join(PLACE, PLACE.c.link_id == Link.id)
            .where(
                *found.conditions(asked),
                PLACE.c.section.in_(found.sections),
                PLACE.c.confirmed == true(),
            )
        )
        return sorted({side for row in rows for side in row})
