"""Bytes that leave the desk while they are written, and are noted before the last of them is let go."""

from __future__ import annotations

import hashlib
from contextlib import closing
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

FIRST, MOST = 1 << 12, 1 << 16
"""How many bytes are let go at once: few at first, so that they come soon, and later more."""


class Note(Protocol):
    """What notes that something left."""

    def __call__(self, sha256: str, *, whole: bool) -> None:
        """Note the SHA-256 of what left, in hexadecimal, and whether that is all of it."""


def noted(pieces: Generator[bytes], note: Note) -> Generator[bytes]:
    """Yield the pieces joined to blocks; the last one only when `note` has kept that all left.

    Where whoever reads stops early, or writing fails after a block was let go, it is noted that
    so much left, and not all. What writes is closed before that.
    """
    left, length, held = hashlib.sha256(), 0, b""
    try:
        with closing(pieces):
            for block in blocks(pieces):
                if held:
                    left.update(held)
                    length += len(held)
                    yield held
                held = block
    except BaseException:
        if length:
            note(left.hexdigest(), whole=False)
        raise
    left.update(held)
    note(left.hexdigest(), whole=True)
    yield held


def blocks(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Join pieces to blocks of 4 KiB and then ever more up to 64 KiB; the last may be shorter."""
    some, size, most = [], 0, FIRST
    for piece in pieces:
        some.append(piece)
        size += len(piece)
        if size >= most:
            yield b"".join(some)
            some, size, most = [], 0, min(2 * most, MOST)
    if some:
        yield b"".join(some)
