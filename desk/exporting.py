"""A selection read from the database as often as a format needs, and never held as a whole."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from functools import cached_property
from itertools import groupby
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk import records
from desk.closing import Closing, touched
from desk.parties import sources
from desk.rows import BATCH, in_batches
from desk.utterers import utterers
from models import Appearance, Source, Statement
from models.among import among, by_bytes
from models.cited import Cited, Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from models.records import StatementRecord

    #: A source, and the statements found in it in the order of their keys.
    Found = tuple[int, Sequence[int]]


class Selected:
    """Statements by their ids, whole, without what points to statements that are not among them.

    Where a source is what was asked for, it is the one work that is cited, with statements or
    without. Ids that are not there are left out. Its numbers are all that is held; the session
    should see one state of the record while it is read.
    """

    def __init__(self, session: Session, ids: Iterable[int], source_id: int | None = None) -> None:
        self._session = session
        self._held = array("q", sorted(ids))
        self._source_id = source_id
        self._dialect = session.get_bind().dialect.name

    def statements(self) -> Iterator[StatementRecord]:
        """Yield the statements sorted by key, each once."""
        return self._read(self._in_order)

    def uncited(self) -> Iterator[StatementRecord]:
        """Yield the statements, sorted by key, that were found in none of the works."""
        cited = select(Appearance.statement_id).join(Source, Source.id == Appearance.source_id)
        return self._read(self._sorted(Statement.id.not_in(cited.where(*self._citable()))))

    def works(self) -> Iterator[Cited]:
        """Yield the sources that were consulted, sorted by key, each with what was found in it."""
        empty = True
        for some in _batches(self._found()):
            empty = False
            yield from self._cited(some)
        if empty and self._source_id is not None:
            yield from self._alone(self._source_id)

    @cached_property
    def _in_order(self) -> Sequence[int]:
        return self._sorted()

    def _sorted(self, *conditions: ColumnElement[bool]) -> Sequence[int]:
        chosen = select(Statement.id).where(self._chosen(), *conditions)
        return array("q", self._numbers(chosen.order_by(by_bytes(Statement.key, self._dialect))))

    def _chosen(self) -> ColumnElement[bool]:
        return Statement.id.in_(among(self._held, self._dialect))

    def _numbers(self, chosen: Select[int]) -> Iterator[int]:
        yield from self._session.scalars(chosen.execution_options(yield_per=BATCH))

    def _citable(self) -> Iterator[ColumnElement[bool]]:
        yield Source.seen.is_(True)
        if self._source_id is not None:
            yield Source.id == self._source_id

    def _read(self, ids: Sequence[int]) -> Iterator[StatementRecord]:
        for batch in in_batches(ids):
            whole = list(records.whole(self._session, batch))
            yield from map(Closing(self._inside(whole)).statement, whole)

    def _inside(self, whole: Sequence[StatementRecord]) -> set[str]:
        """Return the keys of those in the selection to which some statements point."""
        inside = {statement.key for statement in whole}
        for one in whole:
            for link in one.links:
                sides = ((link.from_id, link.from_key), (link.to_id, link.to_key))
                inside |= {key for number, key in sides if self._holds(number)}
            answers = ((asked.answer_id, asked.answer) for asked in one.reply_requests)
            inside |= {key for number, key in answers if key and self._holds(number)}
        return inside | self._keys(touched(whole) - inside)

    def _keys(self, keys: Iterable[str]) -> set[str]:
        """Return which of these keys are of statements in the selection."""
        found = set[str]()
        for batch in in_batches(sorted(keys)):
            chosen = select(Statement.key, Statement.id).where(Statement.key.in_(batch))
            rows = self._session.execute(chosen)
            found |= {row.key for row in rows if self._holds(row.id)}
        return found

    def _holds(self, number: int | None) -> bool:
        place = bisect_left(self._held, number or 0)
        return place < len(self._held) and self._held[place] == number

    def _found(self) -> Iterator[Found]:
        chosen = (
            select(Source.id.label("source"), Statement.id.label("statement"))
            .join(Appearance, Appearance.source_id == Source.id)
            .join(Statement, Statement.id == Appearance.statement_id)
            .where(self._chosen(), *self._citable())
            .order_by(by_bytes(Source.key, self._dialect), by_bytes(Statement.key, self._dialect))
        )
        numbers = array("q")
        for row in self._session.execute(chosen.execution_options(yield_per=BATCH)):
            numbers.extend(row)
        pairs = zip(numbers[::2], numbers[1::2], strict=True)
        for source, found in groupby(pairs, key=lambda pair: pair[0]):
            yield source, list(dict.fromkeys(statement for _, statement in found))

    def _cited(self, found: Sequence[Found]) -> Iterator[Cited]:
        wanted = list(dict.fromkeys(one for _, statements in found for one in statements))
        known = {one.id: one for one in self._read(wanted)}
        uttered = utterers(self._session, [source for source, _ in found])
        for source, statements in found:
            yield _cited(source, [known[one] for one in statements], uttered.get(source))

    def _alone(self, source_id: int) -> Iterator[Cited]:
        """Yield a source of which nothing is exported, if somebody here has read it."""
        for source in sources(self._session, [source_id]).values():
            if source.seen:
                uttered = utterers(self._session, [source_id]).get(source_id)
                yield Cited(Closing(frozenset()).source(source), (), uttered)


def _batches(found: Iterable[Found]) -> Iterator[Sequence[Found]]:
    """Yield sources together until they hold as many statements as are read at once."""
    some: list[Found] = []
    size = 0
    for one in found:
        some, size = [*some, one], size + len(one[1])
        if size >= BATCH:
            yield some
            some, size = [], 0
    if some:
        yield some


def _cited(source: int, statements: Iterable[StatementRecord], utterer: str | None) -> Cited:
    findings = tuple(
        Finding(statement, found)
        for statement in statements
        for found in statement.appearances
        if found.source.id == source
    )
    return Cited(findings[0].appearance.source, findings, utterer)
