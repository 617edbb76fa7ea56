"""Finds statements by words and filters, in the order in which they were said.

The search index is read in the order of its places, and no further than a page or a count needs:
that costs the same whatever the size of the archive.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desk.finding_queries import Links, beyond, counts, in_order, told
from desk.sight import rows_for, secrets_kept, topics_kept_from
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


LOOKED = 200
"""Of how many statements it is asked for a count whether their links are there for who looks."""


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

    def count(self, most: int) -> int | None:
        """Count the statements in scope, up to so many of each stretch; see `counts`."""
        return self.counts([self._scope], most)[0]

    def counts(self, scopes: Sequence[StatementScope], most: int) -> Sequence[int | None]:
        """Count the statements in each of some scopes, up to so many of each stretch, in one query.

        They differ from this one in their facets alone. In two where links are asked of each
        statement; None where more would have to be asked than are looked at.
        """
        each = list(map(self._narrowed, scopes))
        if self._scope.relation is None or not self._secret:
            return self._counted(each, most)
        return self._looked_through(each, most)

    def _looked_through(self, each: Sequence[Facets], most: int) -> list[int | None]:
        """Count what the index is sure of, and of the rest what is so for who looks.

        Sure are statements without any link, where such are sought.
        """
        sure = [_unlinked(one) for one in each] if self._scope.relation is Linked.NONE else []
        unsure = [_linked(one) for one in each] if sure else each
        counted = self._counted([*sure, *unsure], most if sure else LOOKED + 1, ask=False)
        surely, left = counted[: len(sure)] or [0] * len(each), counted[len(sure) :]
        fits = iter(
            self._counted([one for one, n in zip(unsure, left, strict=True) if _few(n)], most)
        )
        told = [next(fits) if _few(n) else None for n in left]
        return [
            known if known >= most else None if rest is None else known + rest
            for known, rest in zip(surely, told, strict=True)
        ]

    def _narrowed(self, scope: StatementScope) -> Facets:
        return facets_of(scope, self._secret)

    def _counted(self, each: Sequence[Facets], most: int, *, ask: bool = True) -> list[int]:
        if not each:
            return []
        stretches = self._in_any_order
        looks = [self._told(one, facets, ask=ask) for facets in each for one in stretches]
        counted = rows_for(self._session, *counts(looks, most))[0]
        width = len(stretches)
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

    def _told(self, stretch: PlaceRange, facets: Facets, *, ask: bool = True) -> Told:
        relation, secret = self._scope.relation, topics_kept_from(self._session)
        asks = ask and relation and secret is not None and LINKED not in facets.unwanted
        links = Links(relation, secret) if asks and relation and secret is not None else None
        if stretch.reaching:
            facets = replace(facets, one_of=reaching_over(stretch.reaching))
        return told(sought(self._asked, self._dialect, facets), stretch, links)


def _unlinked(facets: Facets) -> Facets:
    """Leave out what has a live link, be it one that is hidden."""
    return replace(facets, unwanted=(*facets.unwanted, LINKED))


def _linked(facets: Facets) -> Facets:
    """Keep what has a live link, be it one that is hidden."""
    return replace(facets, wanted=(*facets.wanted, LINKED))


def _few(number: int) -> bool:
    return number <= LOOKED


def _dialect(session: Session) -> str:
    return session.get_bind().dialect.name
