"""What was carried of each table: how many rows, how many bytes, and their SHA-256."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from pydantic import BaseModel, ConfigDict, Field

from desk.moving.refusals import UnreadableRowsError
from desk.moving.values import line_of

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from desk.moving.engines import Engine
    from desk.moving.shapes import Table

#: A value is at most 1 MB of quote or 22 MB of file, an event of an import lists a million keys.
LONGEST = 512 * 1024**2
_BLOCK = 1 << 18


class Sum(BaseModel):
    """What was carried of a table; equal rows in the order of their keys have equal sums."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    rows: int = Field(ge=0)
    bytes: int = Field(ge=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class Counting:
    """Adds up lines that pass."""

    def __init__(self) -> None:
        self._rows = self._bytes = 0
        self._digest = hashlib.sha256()

    def passing(self, lines: Iterable[bytes]) -> Iterator[bytes]:
        """Yield lines, and add them up."""
        for line in lines:
            self._rows += 1
            self.add(line)
            yield line

    def add(self, block: bytes, rows: int = 0) -> None:
        """Add bytes, and the number of lines that end in them."""
        self._rows += rows
        self._bytes += len(block)
        self._digest.update(block)

    @property
    def sum(self) -> Sum:
        """What has passed so far."""
        return Sum(rows=self._rows, bytes=self._bytes, sha256=self._digest.hexdigest())


def lines(engine: Engine, table: Table) -> Generator[bytes]:
    """Yield the rows of a table as lines, in the order of its key; raises UnreadableRowsError."""
    try:
        yield from map(line_of(table), engine.rows(table))
    except engine.faults as fault:
        raise UnreadableRowsError(table.name, fault) from None


def blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes in fewer, larger pieces."""
    waiting: list[bytes] = []
    length = 0
    for piece in pieces:
        waiting.append(piece)
        length += len(piece)
        if length >= _BLOCK:
            yield b"".join(waiting)
            waiting, length = [], 0
    yield b"".join(waiting)


def sum_of(engine: Engine, table: Table) -> Sum:
    """Return the sum of a table as it is."""
    counting = Counting()
    for line in lines(engine, table):
        counting.add(line, rows=1)
    return counting.sum
