"""What an import of very many lines did: read from its spools whenever it is asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from heapq import merge
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from desk.importing.rows import ImportRow, Rows, place_of, shortened
from models.terms import Imported, Verdict

if TYPE_CHECKING:
    from pathlib import Path

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
    """The rows of an import, which wait in a spool."""

    def __init__(self, folder: Path | None) -> None:
        super().__init__()
        self.spool = Spool(folder)
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
        return Counter({(Imported(what), Verdict(verdict)): n for (what, verdict), n in counted})


def rows_in_order(
    statements: SpooledRows, links: SpooledRows, others: Sequence[ImportRow]
) -> Reread[ImportRow]:
    """Return all rows by line, as in_order does; each spool has its lines in their order."""

    def read() -> Iterator[ImportRow]:
        return merge(_rows(statements), _rows(links), others, key=place_of)

    return Reread(len(statements.spool) + len(links.spool) + len(others), read)


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
