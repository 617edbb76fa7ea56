"""What an import of very many lines did: read from its spools whenever it is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from heapq import merge
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from desk.importing.rows import ImportRow, Rows, place_of, shortened
from models.terms import Imported, Verdict

if TYPE_CHECKING:
    from pathlib import Path

    from desk.importing.bulk.reading import BulkLine
    from desk.importing.bulk.spools import Record

from desk.importing.bulk.spools import Spool

T = TypeVar("T")


class Reread(Sequence[T], Generic[T]):
    """Members that are read anew each time somebody goes through them."""

    def __init__(self, count: int, read: Callable[[], Iterator[T]]) -> None:
        self._count, self._read = count, read

    def __len__(self) -> int:
        """Count them."""
        return self._count

    def __iter__(self) -> Iterator[T]:
        """Yield them in their order."""
        return self._read()

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[T]: ...
    def __getitem__(self, place: int | slice) -> T | Sequence[T]:
        """Return the member at a place, or some of them."""
        if isinstance(place, slice):
            return list(islice(self, *place.indices(self._count)))
        return next(islice(self, range(self._count)[place], None))


class SpooledRows(Rows):
    """The rows of an import, which wait in a spool; those of what was made stand in the file's own."""

    def __init__(self, folder: Path | None) -> None:
        super().__init__()
        self.spool = Spool(folder)
        #: How many lines were made statements of.
        self.made = 0
        #: What is odd about some of these, by line, where a table knows less of it than the record.
        self.reworded: dict[int, str] = {}
        #: By their words: a vocabulary's member takes its time to be looked up.
        self._counted: Counter[tuple[str, str]] = Counter()

    def add(self, what: Imported, verdict: Verdict, text: str, why: str = "") -> None:
        """Note what becomes of a thing on the line at work."""
        told = str(what), str(verdict)
        self._counted[told] += 1
        self.spool.add((self.line, *told, shortened(text), why))

    @property
    def counted(self) -> Counter[tuple[Imported, Verdict]]:
        """How many rows there are of each kind."""
        counted = self._counted.items()
        told = Counter({(Imported(what), Verdict(verdict)): n for (what, verdict), n in counted})
        told[Imported.STATEMENT, Verdict.MADE] += self.made
        return +told


def rows_in_order(
    made: Callable[[], Iterator[BulkLine]],
    statements: SpooledRows,
    links: SpooledRows,
    others: Sequence[ImportRow],
) -> Reread[ImportRow]:
    """Return all rows by line, as in_order does; each spool has its lines in their order.

    `made`: yields the lines that were made statements of.
    """

    def read() -> Iterator[ImportRow]:
        told = (_made(line, statements.reworded) for line in made())
        return merge(told, _rows(statements), _rows(links), others, key=place_of)

    count = statements.made + len(statements.spool) + len(links.spool) + len(others)
    return Reread(count, read)


def _made(line: BulkLine, reworded: Mapping[int, str]) -> ImportRow:
    why = reworded.get(line.number, line.why)
    return ImportRow(line.number, Imported.STATEMENT, Verdict.MADE, line.text, why)


def _rows(told: SpooledRows) -> Iterator[ImportRow]:
    for _line, some in groupby(told.spool, key=_line_of):
        yield from sorted(map(_row, some), key=place_of)


def _line_of(record: Record) -> Any:  # noqa: ANN401 -- a number from a spool
    return record[0]


def _row(record: Record) -> ImportRow:
    line, what, verdict, text, why = record
    return ImportRow(line, Imported(what), Verdict(verdict), text, why)


def firsts(records: Iterable[Record]) -> Iterator[Any]:
    """Yield the first value of each record."""
    return (record[0] for record in records)
