"""Records that wait in a temporary file, so that memory does not grow with their number."""

from __future__ import annotations

import marshal
import tempfile
from array import array
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    Record = tuple[Any, ...]

BLOCK = 1_000
"""How many records are written and read at once."""
_SIZE = 8
_EMPTY = 0


class Spool:
    """Tuples of plain values in a file without a name, which goes when the process does."""

    def __init__(self, folder: Path | None) -> None:
        # Its life is the spool's, which closes it.
        self._file = tempfile.TemporaryFile(dir=folder)  # noqa: SIM115
        self._waiting: list[Record] = []
        self._count = 0

    def __len__(self) -> int:
        """Count the records."""
        return self._count

    def add(self, record: Record) -> None:
        """Add a record: numbers, texts, truth values, None, and tuples of such."""
        self._waiting.append(record)
        self._count += 1
        if len(self._waiting) == BLOCK:
            self._write()

    def blocks(self) -> Iterator[list[Record]]:
        """Yield the records in their order, a thousand at a time."""
        self._write()
        place = 0
        while True:
            self._file.seek(place)
            size = int.from_bytes(self._file.read(_SIZE), "big")
            if not size:
                break
            block: list[Record] = marshal.loads(self._file.read(size))  # noqa: S302 -- our own
            place += _SIZE + size
            yield block

    def __iter__(self) -> Iterator[Record]:
        """Yield the records in their order."""
        for block in self.blocks():
            yield from block

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    def __del__(self) -> None:
        """Let go of the file with the last who reads it: a result is read when it is told."""
        self._file.close()

    def _write(self) -> None:
        if self._waiting:
            told = marshal.dumps(self._waiting, 2)
            self._file.seek(0, 2)
            self._file.write(len(told).to_bytes(_SIZE, "big") + told)
            self._waiting = []


class Hashes:
    """Numbers of 64 bits, each with a place: a fraction of the memory that a dict of them takes."""

    def __init__(self) -> None:
        self._size = 1 << 12
        self._count = 0
        self._clear()

    def place(self, number: int, place: int) -> int:
        """Return the place at which a number was met first: this one if it is new.

        Places count from 1.
        """
        if 2 * self._count > self._size:
            self._grow()
        slot = self._slot(number)
        if self._places[slot] == _EMPTY:
            self._numbers[slot], self._places[slot] = number, place
            self._count += 1
        return self._places[slot]

    def _slot(self, number: int) -> int:
        mask, slot = self._size - 1, (number ^ (number >> 32)) & (self._size - 1)
        while self._places[slot] != _EMPTY and self._numbers[slot] != number:
            slot = (slot + 1) & mask
        return slot

    def _grow(self) -> None:
        numbers, places = self._numbers, self._places
        self._size *= 2
        self._clear()
        for slot, place in enumerate(places):
            if place != _EMPTY:
                new = self._slot(numbers[slot])
                self._numbers[new], self._places[new] = numbers[slot], place

    def _clear(self) -> None:
        self._numbers = array("q", bytes(8 * self._size))
        self._places = array("I", bytes(4 * self._size))
