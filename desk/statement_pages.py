"""Ids of statements in scope: a page of them in the order asked for, all of them, how many."""

from __future__ import annotations

from array import array
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import false, func, select, tuple_

from desk.narrowing import conditions
from desk.pages import SIZE, Page, page_of
from desk.rows import BATCH
from models import Statement
from models.matching import matching, ranked

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from desk.statement_scopes import StatementScope
    from models.terms import Form, StatementStatus

RANKED = 200
"""How many of the best matches are put in order; the rest is found by narrowing the search."""
COUNTED = 1_000
"""Up to how many statements are counted."""


@dataclass(frozen=True)
class Counts:
    """How many statements are in scope, as far as they are counted."""

    total: int
    #: With any other form, or status, and else in the same scope.
    forms: dict[Form, int]
    statuses: dict[StatementStatus, int]

    @property
    def many(self) -> bool:
        """Whether there are more than are counted."""
        return self.total > COUNTED


class _Place(NamedTuple):
    said_to: date | None
    id: int


def page(session: Session, scope: StatementScope) -> Page[int]:
    """Return a page of ids in the order that the scope asks for."""
    if scope.sorted_by == "relevance":
        return _best(session, scope)
    if scope.sorted_by == "logged":
        return page_of(_last_logged(session, scope), scope.before)
    return page_of(_by_date(session, scope), scope.before)


def every(session: Session, scope: StatementScope) -> Sequence[int]:
    """Return the ids of all statements in scope, the last logged first."""
    chosen = _narrowed(session, scope).order_by(Statement.id.desc())
    # As bare numbers, since there may be very many.
    return array("q", session.scalars(chosen.execution_options(yield_per=BATCH)))


def counts(session: Session, scope: StatementScope) -> Counts:
    """Count the statements in scope, up to a thousand, in two queries."""
    forms = _counted(session, scope, "form")
    statuses = _counted(session, scope, "status")
    total = forms[scope.form] if scope.form else forms.total()
    return Counts(total, dict(forms), dict(statuses))


def _counted(session: Session, scope: StatementScope, name: str) -> Counter[Any]:
    chosen = _narrowed(session, scope.model_copy(update={name: None}))
    sample = chosen.with_only_columns(getattr(Statement, name)).limit(COUNTED + 1).subquery()
    rows = session.execute(select(sample.c[0], func.count()).group_by(sample.c[0]))
    return Counter({kind: number for kind, number in rows})  # noqa: C416 -- rows unpack


def _narrowed(session: Session, scope: StatementScope) -> Select[int]:
    chosen = select(Statement.id).where(*conditions(scope))
    if scope.asked:
        chosen = chosen.where(Statement.id.in_(matching(scope.asked, _dialect(session))))
    return chosen.where(false()) if scope.wordless else chosen


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name


def _last_logged(session: Session, scope: StatementScope) -> Sequence[int]:
    chosen = _narrowed(session, scope)
    if scope.before is not None:
        chosen = chosen.where(Statement.id < scope.before)
    return session.scalars(chosen.order_by(Statement.id.desc()).limit(SIZE + 1)).all()


def _best(session: Session, scope: StatementScope) -> Page[int]:
    """Rank anew for each page: two hundred ids are soon read, and a rank makes no cursor."""
    fits = ranked(scope.asked, _dialect(session))
    chosen = select(Statement.id).join(fits, fits.c.statement_id == Statement.id)
    chosen = chosen.where(*conditions(scope)).order_by(fits.c.rank, Statement.id.desc())
    ids = session.scalars(chosen.limit(RANKED)).all()
    start = ids.index(scope.before) + 1 if scope.before in ids else 0
    return page_of(ids[start : start + SIZE + 1], scope.before if start else None)


def _by_date(session: Session, scope: StatementScope) -> Sequence[int]:
    """Read those of known date by the index, then the rest: engines differ in where NULL goes."""
    after = _place(session, scope.before)
    found: list[int] = []
    if after is None or after.said_to is not None:
        found += session.scalars(_dated(session, scope, after).limit(SIZE + 1))
    if len(found) <= SIZE:
        last = after if after and after.said_to is None else None
        found += session.scalars(_undated(session, scope, last).limit(SIZE + 1 - len(found)))
    return found


def _place(session: Session, before: int | None) -> _Place | None:
    row = session.execute(
        select(Statement.said_to, Statement.id).where(Statement.id == before)
    ).one_or_none()
    return _Place(*row) if row else None


def _dated(session: Session, scope: StatementScope, after: _Place | None) -> Select[int]:
    chosen = _narrowed(session, scope).where(Statement.said_to.is_not(None))
    place, oldest = tuple_(Statement.said_to, Statement.id), scope.sorted_by == "oldest"
    if after is not None:
        chosen = chosen.where(place > after if oldest else place < after)
    columns = (Statement.said_to, Statement.id)
    return chosen.order_by(*(one.asc() if oldest else one.desc() for one in columns))


def _undated(session: Session, scope: StatementScope, after: _Place | None) -> Select[int]:
    chosen = _narrowed(session, scope).where(Statement.said_to.is_(None))
    oldest = scope.sorted_by == "oldest"
    if after is not None:
        chosen = chosen.where(Statement.id > after.id if oldest else Statement.id < after.id)
    return chosen.order_by(Statement.id.asc() if oldest else Statement.id.desc())
