"""Finds statements by words and filters, in the order in which they were said.

The search index is read in the order of its places, and no further than a page or a count needs:
that costs the same whatever the size of the archive.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from desk.narrowing import linked
from desk.sight import secrets_kept, sees_all
from desk.statement_facets import facets_of, left, stretches
from desk.statement_scopes import Order
from models import Statement, StatementText
from models.facets import place_of, reaching_over
from models.matching import matches

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Row, Select
    from sqlalchemy.orm import Session

    from desk.statement_facets import Stretch
    from desk.statement_scopes import StatementScope

TEXT_CHARACTERS = 4_000
"""How much of a text is read to tell how well it fits."""


class Finding:
    """What a scope means in the search index, for whoever looks."""

    def __init__(self, session: Session, scope: StatementScope) -> None:
        self._session, self._scope = session, scope
        self._sees_all = sees_all(session)
        self._facets = facets_of(scope, secrets_kept(session))
        self._dialect = session.get_bind().dialect.name

    def ids(self, most: int) -> list[int]:
        """Return the ids of the next statements behind `scope.before`, at most so many."""
        return [row.id for row in self._rows((Statement.id,), left(self._scope, self._place), most)]

    def texts(self, most: int) -> list[Row[Any]]:
        """Return `id` and `text`, the beginning of its words, of the first statements in scope."""
        text = func.substr(StatementText.body, 1, TEXT_CHARACTERS).label("text")
        here = StatementText.statement_id == Statement.id
        return list(self._rows((Statement.id, text), self._in_any_order, most, here))

    def count(self, most: int) -> int:
        """Count the statements in scope, up to so many."""
        counted = 0
        for stretch in self._in_any_order:
            some = self._numbers(stretch).limit(most - counted).subquery()
            counted += self._session.scalar(select(func.count()).select_from(some)) or 0
            if counted >= most:
                break
        return counted

    def kinds(self, column: Any, most: int) -> Counter[Any]:  # noqa: ANN401 -- of a vocabulary
        """Count the statements in scope by what a column holds, up to so many of each stretch."""
        counted: Counter[Any] = Counter()
        for stretch in self._in_any_order:
            some = self._chosen((column,), stretch).limit(most).subquery()
            rows = self._session.execute(select(some.c[0], func.count()).group_by(some.c[0]))
            counted.update({kind: number for kind, number in rows})  # noqa: C416 -- rows unpack
        return counted

    @property
    def _in_any_order(self) -> list[Stretch]:
        return stretches(self._scope.model_copy(update={"order": Order.SAID}))

    @property
    def _place(self) -> int | None:
        """The place of the last statement of the page before."""
        chosen = select(Statement.said_to, Statement.id).where(Statement.id == self._scope.before)
        row = self._session.execute(chosen).one_or_none() if self._scope.before else None
        return place_of(*row) if row else None

    def _rows(
        self,
        columns: tuple[Any, ...],
        ahead: list[Stretch],
        most: int,
        *also: ColumnElement[bool],
    ) -> Iterator[Row[Any]]:
        for stretch in ahead:
            if most <= 0:
                return
            chosen = self._chosen(columns, stretch).where(*also)
            rows = self._session.execute(chosen.limit(most)).all()
            most -= len(rows)
            yield from rows

    def _numbers(self, stretch: Stretch) -> Select[Any]:
        """Select what is counted; from whom nothing is hidden, for him the index tells it alone."""
        if not self._sees_all or stretch.reaching:
            return self._chosen((Statement.id,), stretch)
        found = matches(self._scope.asked, self._dialect, self._facets)
        between = found.place.between(stretch.first, stretch.last)
        return select(found.place).where(*found.conditions, between)

    def _chosen(self, columns: tuple[Any, ...], stretch: Stretch) -> Select[Any]:
        facets = self._facets
        if stretch.reaching:
            facets = replace(facets, one_of=reaching_over(stretch.reaching))
        found = matches(self._scope.asked, self._dialect, facets)
        chosen = select(*columns).where(
            Statement.id == found.statement_id,
            *found.conditions,
            found.place.between(stretch.first, stretch.last),
            *self._conditions(stretch),
        )
        upwards = self._scope.sorted_by is Order.OLDEST
        return chosen.order_by(found.place.asc() if upwards else found.place.desc())

    def _conditions(self, stretch: Stretch) -> Iterator[ColumnElement[bool]]:
        if stretch.reaching:
            yield Statement.said_from <= stretch.reaching
        if self._scope.relation is not None and not self._sees_all:
            # The index knows of links to statements that are hidden from some.
            yield linked(self._scope.relation)
