"""Finds statements by words and filters, in the order in which they were said.

The search index is read in the order of its places, and no further than a page or a count needs:
that costs the same whatever the size of the archive.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desk.finding_queries import beyond, counts, in_order, told
from desk.sight import rows_for, secrets_kept
from desk.statement_facets import EVERYWHERE, facets_of, left, stretches, topics_of
from desk.statement_scopes import Linked, Order
from models import Statement
from models.asked import Asked, Term
from models.facets import LINKED, Facets, place_of, reaching_over
from models.matching import sought

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from sqlalchemy.orm import Session

    from desk.finding_queries import Told
    from desk.rows import AnyRow
    from desk.statement_facets import PlaceRange
    from desk.statement_scopes import StatementScope

COMMON = 1_000
"""In how many statements a word may stand before only the word itself is looked for."""


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
        found = sought(Asked((Term((word,)),)), _dialect(session), Facets(unwanted=hidden))
        look, values = told(found, EVERYWHERE)
        known[word, hidden] = bool(rows_for(session, beyond(look), {"most": COMMON, **values}))
    return known[word, hidden]


class Finding:
    """What a scope means in the search index, for whoever looks."""

    def __init__(self, session: Session, scope: StatementScope) -> None:
        self._session, self._scope = session, scope
        self._secret = secrets_kept(session)
        self._facets = facets_of(scope, self._secret)
        self._dialect = _dialect(session)
        self._asked = settled(session, scope.asked)

    def ids(self, most: int) -> list[int]:
        """Return the ids of the next statements behind `scope.before`, at most so many."""
        ahead = left(self._scope, self._place)
        return [row.id for row in self._rows(ahead, most)]

    def texts(self, most: int) -> list[AnyRow]:
        """Return `id` and `text`, the beginning of its words, of the first statements in scope."""
        return list(self._rows(self._in_any_order, most, text=True))

    def count(self, most: int) -> int:
        """Count the statements in scope, up to so many of each stretch."""
        return self.counts([self._scope], most)[0]

    def counts(self, scopes: Sequence[StatementScope], most: int) -> list[int]:
        """Count the statements in each of some scopes, up to so many of each stretch, in one query.

        They differ from this one in their facets alone. In two where of each statement without links
        it is asked whether it has one: those that have none at all, as the index knows, are counted
        first, and mostly are more than are counted.
        """
        if self._scope.relation is not Linked.NONE or not self._secret:
            return self._counted(list(map(self._narrowed, scopes)), most)
        surely = self._counted([_unlinked(self._narrowed(one)) for one in scopes], most)
        left = [one for one, known in zip(scopes, surely, strict=True) if known < most]
        rest = iter(self._counted(list(map(self._narrowed, left)), most) if left else ())
        return [known if known >= most else next(rest) for known in surely]

    def _narrowed(self, scope: StatementScope) -> Facets:
        return facets_of(scope, self._secret)

    def _counted(self, each: Sequence[Facets], most: int) -> list[int]:
        looks = [self._told(stretch, facets) for facets in each for stretch in self._in_any_order]
        counted = rows_for(self._session, *counts(looks, most))[0]
        width = len(self._in_any_order)
        return [sum(counted[place : place + width]) for place in range(0, len(looks), width)]

    @cached_property
    def _in_any_order(self) -> list[PlaceRange]:
        return stretches(self._scope.model_copy(update={"order": Order.SAID}))

    @property
    def _place(self) -> int | None:
        """The place of the last statement of the page before."""
        if not self._scope.before:
            return None
        chosen = select(Statement.said_to, Statement.id).where(Statement.id == self._scope.before)
        row = self._session.execute(chosen).one_or_none()
        return place_of(*row) if row else None

    def _rows(self, ahead: list[PlaceRange], most: int, *, text: bool = False) -> Iterator[AnyRow]:
        upwards = self._scope.sorted_by is Order.OLDEST
        for stretch in ahead:
            if most <= 0:
                return
            look, values = self._told(stretch, self._facets)
            chosen = in_order(look, upwards=upwards, text=text)
            rows = rows_for(self._session, chosen, {"most": most, **values})
            most -= len(rows)
            yield from rows

    def _told(self, stretch: PlaceRange, facets: Facets) -> Told:
        links = self._scope.relation if self._asks_links(facets) else None
        if stretch.reaching:
            facets = replace(facets, one_of=reaching_over(stretch.reaching))
        return told(sought(self._asked, self._dialect, facets), stretch, links)

    def _asks_links(self, facets: Facets) -> bool:
        """Tell whether links are asked of each statement: the index knows of hidden ones as well."""
        return bool(self._secret) and LINKED not in facets.unwanted


def _unlinked(facets: Facets) -> Facets:
    """Leave out what has a live link, be it one that is hidden."""
    return replace(facets, unwanted=(*facets.unwanted, LINKED))


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name
