"""A selection read from the database as often as a format needs, and never held as a whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import partial
from itertools import islice
from operator import attrgetter
from typing import TYPE_CHECKING, TypeVar, overload

from sqlalchemy import select

from desk import records
from desk.chosen import Chosen
from desk.closing import Closing, pointed_at, touched
from desk.parties import sources
from desk.rows import BATCH, numbers_of
from desk.utterers import utterers
from models import Appearance, Source, Statement
from models.among import within
from models.cited import Cited, Finding

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from models.records import StatementRecord

    #: A source, and the statements found in it in the order of their keys.
    Found = tuple[int, Sequence[int]]

T = TypeVar("T")
LONG = 500
"""From how many statements on what was found in a work is not held."""
FIRST = 10
"""How many are read for the first, so that what leaves begins soon; then ever more at once."""


class Selected:
    """Chosen statements, without what points to statements that are not among them.

    Where a source is what was asked for, it is the one work that is cited, with statements or
    without. Ids that are not there are left out. Hardly more than what is read at once is held;
    the session should see one state of the record while it is read.
    """

    def __init__(
        self, session: Session, chosen: Chosen | Iterable[int], source_id: int | None = None
    ) -> None:
        self._session = session
        self._chosen = chosen if isinstance(chosen, Chosen) else Chosen.of(chosen)
        self._source_id = source_id
        numbers = self._chosen.numbers
        self._first = BATCH if numbers is not None and len(numbers) <= BATCH else FIRST

    def statements(self, *, whole: bool = True) -> Iterator[StatementRecord]:
        """Yield the statements sorted by key, each once.

        `whole` with links, reviews, requests for comment, and all that is told of the speaker.
        """
        return self._read(self._chosen.in_order(self._session), whole=whole)

    def at_once(self) -> Sequence[StatementRecord]:
        """Return the statements, which are few and told by their numbers, sorted by key."""
        ids = self._chosen.numbers
        return sorted(self._closed(ids, whole=True), key=attrgetter("key")) if ids else ()

    def uncited(self) -> Iterator[StatementRecord]:
        """Yield the statements, sorted by key, that were found in none of the works."""
        cited = select(Appearance.statement_id).join(Source, Source.id == Appearance.source_id)
        left = Statement.id.not_in(cited.where(*self._citable()))
        return self._read(self._chosen.in_order(self._session, left), whole=True)

    def works(self, *, whole: bool = True) -> Iterator[Cited]:
        """Yield the sources that were consulted, sorted by key, each with what was found in it."""
        empty = True
        for some in _batches(self._found(), self._first):
            empty = False
            yield from self._cited(some, whole=whole)
        if empty and self._source_id is not None:
            yield from self._alone(self._source_id)

    def _citable(self) -> Iterator[ColumnElement[bool]]:
        yield Source.seen.is_(True)
        if self._source_id is not None:
            yield Source.id == self._source_id

    def _read(self, ids: Iterable[int], *, whole: bool) -> Iterator[StatementRecord]:
        for batch in growing(ids, self._first):
            yield from self._closed(batch, whole=whole)

    def _closed(self, ids: Sequence[int], *, whole: bool) -> Iterator[StatementRecord]:
        read = records.batch(self._session, ids, whole=whole)
        return map(Closing(self._inside(read)).statement, read)

    def _inside(self, read: Sequence[StatementRecord]) -> set[str]:
        """Return the keys of those in the selection to which some statements point."""
        known = {one.id for one in read}
        pointed = pointed_at(read)
        within_it = known | self._chosen.inside(self._session, pointed.keys() - known)
        inside = {one.key for one in read}
        if self._chosen.numbers is not None and len(read) == len(self._chosen.numbers):
            return inside
        inside |= {key for number, key in pointed.items() if number in within_it}
        return inside | self._keys(touched(read) - inside)

    def _keys(self, keys: Iterable[str]) -> set[str]:
        """Return which of these keys are of statements in the selection."""
        found = set[str]()
        for batch in growing(sorted(keys), BATCH):
            chosen = select(Statement.key).where(Statement.key.in_(batch))
            found |= set(self._session.scalars(chosen.where(*self._chosen.conditions)))
        return found

    def _found(self) -> Iterator[Found]:
        """Yield the works that are cited, and the numbers of the statements found in each."""
        for batch in growing(self._sources(), self._first):
            found = self._found_in(batch)
            yield from ((source, found[source]) for source in batch if source in found)

    def _sources(self) -> Iterator[int]:
        """Yield the numbers of the works sorted by key; of all the record, also those of none."""
        chosen = select(Source.id).where(*self._citable())
        if not self._chosen.every:
            found = select(Appearance.source_id)
            found = found.join(Statement, Statement.id == Appearance.statement_id)
            chosen = chosen.where(Source.id.in_(found.where(*self._chosen.conditions)))
        return numbers_of(self._session, chosen.order_by(Source.key), FIRST)

    def _found_in(self, source_ids: Sequence[int]) -> Mapping[int, Sequence[int]]:
        """Return the statements of each of these works, in the order of their keys, each once."""
        # In two queries: in one of both tables, the status could be looked up first, of all.
        here = within(Appearance.source_id, source_ids)
        rows = self._session.execute(
            select(Appearance.source_id, Appearance.statement_id).where(here)
        )
        held: dict[int, set[int]] = defaultdict(set)
        for source, statement in rows:
            held[source].add(statement)
        wanted = set().union(*held.values())
        ordered = self._chosen.in_order(self._session, within(Statement.id, sorted(wanted)))
        places = {statement: place for place, statement in enumerate(ordered)}
        known = {
            source: sorted(each & places.keys(), key=places.__getitem__)
            for source, each in held.items()
        }
        return {source: statements for source, statements in known.items() if statements}

    def _cited(self, found: Sequence[Found], *, whole: bool) -> Iterator[Cited]:
        short = [one for _, statements in found if len(statements) <= LONG for one in statements]
        known: dict[int, StatementRecord] = {}
        for batch in growing(dict.fromkeys(short), BATCH):
            known |= {one.id: one for one in self._closed(batch, whole=whole)}
        uttered = utterers(self._session, [source for source, _ in found])
        for source, statements in found:
            if len(statements) <= LONG:
                held = tuple(_findings(source, map(known.__getitem__, statements)))
                yield Cited(held[0].appearance.source, held, uttered.get(source))
            else:
                told = LongFindings(source, partial(self._one_by_one, statements, whole=whole))
                yield Cited(told[0].appearance.source, told, uttered.get(source))

    def _one_by_one(self, ids: Sequence[int], *, whole: bool) -> Iterator[StatementRecord]:
        for batch in growing(ids, BATCH):
            yield from self._closed(batch, whole=whole)

    def _alone(self, source_id: int) -> Iterator[Cited]:
        """Yield a source of which nothing is exported, if somebody here has read it."""
        for source in sources(self._session, [source_id]).values():
            if source.seen:
                uttered = utterers(self._session, [source_id]).get(source_id)
                yield Cited(Closing(frozenset()).source(source), (), uttered)


def growing(members: Iterable[T], first: int) -> Iterator[Sequence[T]]:
    """Yield some of the members at a time: few at first, then ever more up to 500."""
    rest, size = iter(members), first
    while batch := list(islice(rest, size)):
        yield batch
        size = min(2 * size, BATCH)


def _batches(found: Iterable[Found], first: int) -> Iterator[Sequence[Found]]:
    """Yield sources together until they hold as many statements as are read at once."""
    some: list[Found] = []
    size, most = 0, first
    for one in found:
        some, size = [*some, one], size + len(one[1])
        if size >= most:
            yield some
            some, size, most = [], 0, min(2 * most, BATCH)
    if some:
        yield some


class LongFindings(Sequence[Finding]):
    """What was found in a work of very many statements, read anew whenever it is gone through."""

    def __init__(self, source: int, read: Callable[[], Iterator[StatementRecord]]) -> None:
        self._source = source
        self._read = read

    def __iter__(self) -> Iterator[Finding]:
        """Go through the findings."""
        return _findings(self._source, self._read())

    def __len__(self) -> int:
        """Count the findings."""
        return sum(1 for _ in self)

    @overload
    def __getitem__(self, place: int) -> Finding: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[Finding]: ...
    def __getitem__(self, place: int | slice) -> Finding | Sequence[Finding]:
        """Return a finding, or some."""
        if isinstance(place, slice):
            return tuple(self)[place]
        return next(islice(self, place, None))


def _findings(source: int, statements: Iterable[StatementRecord]) -> Iterator[Finding]:
    for statement in statements:
        for found in statement.appearances:
            if found.source.id == source:
                yield Finding(statement, found)
