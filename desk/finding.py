"""Finds statements by words and filters, in the order in which they were said.

The search index is read in the order of its places, and no further than a page or a count needs:
that costs the same whatever the size of the archive.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select, true

from desk.narrowing import linked
from desk.sight import secrets_kept, sees_all
from desk.statement_facets import facets_of, left, stretches, topics_of
from desk.statement_scopes import Linked, Order
from models import Statement, StatementText
from models.asked import Asked, Term
from models.facets import LINKED, Facets, place_of, reaching_over
from models.matching import matches

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy import ColumnElement, Row
    from sqlalchemy.orm import Session

    from desk.rows import AnySelect
    from desk.statement_facets import PlaceRange
    from desk.statement_scopes import StatementScope
    from models.matching import Matches

_BODY = StatementText.body
COMMON = 1_000
"""In how many statements a word may stand before only the word itself is looked for."""
TEXT_CHARACTERS = 4_000
"""How much of a text is read to tell how well it fits."""


def settled(session: Session, asked: Asked) -> Asked:
    """Return what is looked for, without longer words that begin with a short or common word.

    They would have to be gathered from the whole archive first. A word is short if it has fewer
    than three letters, and common if more than a thousand statements hold it that are there for
    who looks.
    """
    wanted = tuple(
        replace(term, beginning=False) if term.short or _is_common(session, term) else term
        for term in asked.wanted
    )
    return replace(asked, wanted=wanted)


def _is_common(session: Session, term: Term) -> bool:
    if not term.beginning:
        return False
    word, hidden = term.words[-1], topics_of(secrets_kept(session))
    # Asked once by a page, which looks for it several times; anew for whom other topics are hidden.
    known: dict[Any, bool] = session.info.setdefault("common words", {})
    if (word, hidden) not in known:
        told = Facets(unwanted=hidden)
        found = matches(Asked((Term((word,)),)), session.get_bind().dialect.name, told)
        beyond = select(found.place).where(*found.conditions).offset(COMMON).limit(1)
        known[word, hidden] = session.execute(beyond).first() is not None
    return known[word, hidden]


class Finding:
    """What a scope means in the search index, for whoever looks."""

    def __init__(self, session: Session, scope: StatementScope) -> None:
        self._session, self._scope = session, scope
        self._sees_all = sees_all(session)
        self._secret = secrets_kept(session)
        self._facets = facets_of(scope, self._secret)
        self._dialect = session.get_bind().dialect.name
        self._asked = settled(session, scope.asked)

    def ids(self, most: int) -> list[int]:
        """Return the ids of the next statements behind `scope.before`, at most so many."""
        ahead = left(self._scope, self._place)
        return [row.id for row in self._rows(ahead, most)]

    def texts(self, most: int) -> list[Row[Any]]:
        """Return `id` and `text`, the beginning of its words, of the first statements in scope."""
        return list(self._rows(self._in_any_order, most, func.substr(_BODY, 1, TEXT_CHARACTERS)))

    def count(self, most: int) -> int:
        """Count the statements in scope, up to so many of each stretch."""
        return self.counts([self._scope], most)[0]

    def counts(self, scopes: Sequence[StatementScope], most: int) -> list[int]:
        """Count the statements in each of some scopes, up to so many of each stretch, in one query.

        They differ from this one in their facets alone. In two where of each statement without links
        it is asked whether it has one: those that have none at all, as the index knows, are counted
        first, and mostly are more than are counted.
        """
        if self._scope.relation is not Linked.NONE or self._sees_all:
            return self._counted(list(map(self._told, scopes)), most)
        surely = self._counted([_unlinked(self._told(one)) for one in scopes], most)
        left = [one for one, known in zip(scopes, surely, strict=True) if known < most]
        rest = iter(self._counted(list(map(self._told, left)), most) if left else ())
        return [known if known >= most else next(rest) for known in surely]

    def _told(self, scope: StatementScope) -> Facets:
        return facets_of(scope, self._secret)

    def _counted(self, each: Sequence[Facets], most: int) -> list[int]:
        some = (
            self._chosen(stretch, facets)
            .with_only_columns(true(), maintain_column_froms=True)
            .limit(most)
            .subquery()
            for facets in each
            for stretch in self._in_any_order
        )
        asked = [select(func.count()).select_from(one).scalar_subquery() for one in some]
        counted = self._session.execute(select(*asked)).one()
        width = len(asked) // len(each)
        return [sum(counted[place : place + width]) for place in range(0, len(asked), width)]

    @property
    def _in_any_order(self) -> list[PlaceRange]:
        return stretches(self._scope.model_copy(update={"order": Order.SAID}))

    @property
    def _place(self) -> int | None:
        """The place of the last statement of the page before."""
        chosen = select(Statement.said_to, Statement.id).where(Statement.id == self._scope.before)
        row = self._session.execute(chosen).one_or_none() if self._scope.before else None
        return place_of(*row) if row else None

    def _rows(
        self, ahead: list[PlaceRange], most: int, *text: ColumnElement[str]
    ) -> Iterator[Row[Any]]:
        upwards = self._scope.sorted_by is Order.OLDEST
        for stretch in ahead:
            if most <= 0:
                return
            found = self._matches(stretch, self._facets)
            chosen = self._chosen(stretch, self._facets).limit(most)
            if text:
                here = StatementText.statement_id == found.statement_id
                chosen = chosen.add_columns(*(one.label("text") for one in text)).where(here)
            order = found.place.asc() if upwards else found.place.desc()
            rows = self._session.execute(chosen.order_by(order)).all()
            most -= len(rows)
            yield from rows

    def _chosen(self, stretch: PlaceRange, facets: Facets) -> AnySelect:
        """Select ids; the index tells them alone where it knows all that is asked for.

        Of a statement it knows what keeps it from whom; of its links it does not.
        """
        found = self._matches(stretch, facets)
        alone = not (stretch.reaching or self._asks_links(facets))
        chosen = select((found.statement_id if alone else Statement.id).label("id"))
        chosen = chosen.where(*found.conditions)
        if not stretch.everywhere:
            chosen = chosen.where(found.place.between(stretch.first, stretch.last))
        if alone:
            return chosen
        conditions = self._conditions(stretch, facets)
        return chosen.where(Statement.id == found.statement_id, *conditions)

    def _asks_links(self, facets: Facets) -> bool:
        """Tell whether links are asked of each statement: the index knows of hidden ones as well."""
        asked = self._scope.relation is not None and not self._sees_all
        return asked and LINKED not in facets.unwanted

    def _matches(self, stretch: PlaceRange, facets: Facets) -> Matches:
        if stretch.reaching:
            facets = replace(facets, one_of=reaching_over(stretch.reaching))
        return matches(self._asked, self._dialect, facets)

    def _conditions(self, stretch: PlaceRange, facets: Facets) -> Iterator[ColumnElement[bool]]:
        if stretch.reaching:
            yield Statement.said_from <= stretch.reaching
        if self._scope.relation is not None and self._asks_links(facets):
            yield linked(self._scope.relation)


def _unlinked(facets: Facets) -> Facets:
    """Leave out what has a live link, be it one that is hidden."""
    return replace(facets, unwanted=(*facets.unwanted, LINKED))
