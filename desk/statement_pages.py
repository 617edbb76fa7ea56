"""Ids of statements in scope: a page of them in the order asked for, all of them, how many."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import false, select

from desk.finding import Finding, settled
from desk.kept import once
from desk.narrowing import conditions
from desk.pages import SIZE, Page, page_of
from desk.rows import BATCH
from desk.statement_scopes import Order
from desk.walking import last_logged
from models import Statement
from models.matching import matching
from models.ranking import best_first
from models.terms import Form, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from sqlalchemy.orm import Session

    from desk.statement_scopes import StatementScope

RANKED = 1_000
"""Of what words find: how many, the last said, are put in another order than that of time."""
COUNTED = 1_000
"""Up to how many statements are counted."""


@dataclass(frozen=True)
class Counts:
    """How many statements are in scope, as far as they are counted."""

    total: int
    #: With any other form, or status, and else in the same scope.
    forms: dict[Form, int]
    statuses: dict[StatementStatus, int]
    #: Not where too many would have to be asked whether their links are there for who looks.
    told: bool = True

    @property
    def many(self) -> bool:
        """Whether there are more than are counted."""
        return self.total > COUNTED


def page(session: Session, scope: StatementScope) -> Page[int]:
    """Return a page of ids in the order that the scope asks for."""
    return once(session, "statements", scope, lambda: _page(session, scope))


def _page(session: Session, scope: StatementScope) -> Page[int]:
    if scope.wordless:
        return Page(())
    if scope.key is not None:
        return Page(tuple(every(session, scope)))
    if scope.sorted_by in {Order.SAID, Order.OLDEST}:
        return page_of(Finding(session, scope).ids(SIZE + 1), scope.before)
    return _put_in_order(session, scope) if scope.asked else last_logged(session, scope)


def every(session: Session, scope: StatementScope) -> Sequence[int]:
    """Return the ids of all statements in scope, the last logged first."""
    chosen = select(Statement.id).where(*conditions(scope)).order_by(Statement.id.desc())
    if scope.asked:
        words = matching(settled(session, scope.asked), session.get_bind().dialect.name)
        chosen = chosen.where(Statement.id.in_(words))
    if scope.wordless:
        chosen = chosen.where(false())
    # As bare numbers, since there may be very many.
    return array("q", session.scalars(chosen.execution_options(yield_per=BATCH)))


def counts(session: Session, scope: StatementScope) -> Counts:
    """Count the statements in scope, up to a thousand; by form and status where they are fewer."""
    return once(session, "statement counts", scope, lambda: _counts(session, scope))


def _counts(session: Session, scope: StatementScope) -> Counts:
    if scope.wordless:
        return Counts(0, {}, {})
    total = Finding(session, scope).count(COUNTED + 1)
    if total is None:
        return Counts(0, {}, {}, told=False)
    held = _kinds(session, scope, total) if total <= COUNTED else None
    if held is None:
        return Counts(total, {}, {})
    return Counts(
        total,
        {one: held[one] for one in Form},
        {one: held[one] for one in StatementStatus},
    )


def _put_in_order(session: Session, scope: StatementScope) -> Page[int]:
    """Put what was found in order anew for each page: neither order has a place in the index."""
    rows = Finding(session, scope).texts(RANKED)
    if scope.sorted_by is Order.RELEVANCE:
        ids = [rows[place].id for place in best_first(scope.asked, [row.text for row in rows])]
    else:
        ids = sorted((row.id for row in rows), reverse=True)
    start = ids.index(scope.before) + 1 if scope.before in ids else 0
    return page_of(ids[start : start + SIZE + 1], scope.before if start else None)


def _kinds(
    session: Session, scope: StatementScope, total: int
) -> dict[Form | StatementStatus, int] | None:
    """Count by form and by status, whichever of them was chosen, in one query; None if none can be.

    What the total tells is not counted again: each count looks through all that the words find.
    """
    known = _told_by(scope, total)
    rest = _told_by_the_others(scope, known)
    left = [one for one in (*Form, *StatementStatus) if one not in {*known, *rest}]
    if left:
        scopes = [scope.model_copy(update={_field(one): one}) for one in left]
        found = Finding(session, scope).counts(scopes, COUNTED + 1)
        counted = [number for number in found if number is not None]
        if len(counted) < len(left):
            return None
        known.update(zip(left, counted, strict=True))
    for kind in rest:
        others = (known[one] for one in type(kind) if one is not kind)
        known[kind] = total - sum(others)
    return known


def _told_by(scope: StatementScope, total: int) -> dict[Form | StatementStatus, int]:
    """Return how many there are of the kinds that were chosen, and of those of which none are."""
    known: dict[Form | StatementStatus, int] = {}
    for chosen, kinds in ((scope.form, Form), (scope.status, StatementStatus)):
        if chosen is not None:
            known[chosen] = total
        elif not total:
            known.update(dict.fromkeys(kinds, 0))
    return known


def _told_by_the_others(
    scope: StatementScope, known: Collection[Form | StatementStatus]
) -> list[Form | StatementStatus]:
    """Return the usual form, and the usual status, where all are counted: each statement has one."""
    chosen: tuple[tuple[object, Form | StatementStatus], ...] = (
        (scope.form, Form.DIRECT),
        (scope.status, StatementStatus.LOGGED),
    )
    return [kind for narrowed, kind in chosen if narrowed is None and kind not in known]


def _field(kind: Form | StatementStatus) -> str:
    return "form" if isinstance(kind, Form) else "status"
