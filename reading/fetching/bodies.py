"""The body of an answer, unpacked and capped while it comes in."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from reading.refusals import UnreachableError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_BYTES = 20 * 1024 * 1024
PLAIN = frozenset({"", "identity"})
PACKED = frozenset({"gzip", "x-gzip", "deflate"})
_EITHER = 32 + zlib.MAX_WBITS  # reads gzip and zlib alike


def whole(chunks: Iterable[bytes], encoding: str, most: int) -> bytes:
    """Return a body of at most so many bytes, before and after unpacking.

    We ask for an unpacked body; gzip and deflate are read all the same, since some servers send
    them unasked. Raises UnreachableError.
    """
    name = encoding.strip().lower()
    if name not in PLAIN | PACKED:
        message = (
            f"The server sent its answer packed as “{encoding[:40]}”, which was not asked for and "
            "is not read. Save the page yourself and upload the file."
        )
        raise UnreachableError(message)
    capped = _capped(chunks, most)
    return b"".join(_capped(_unpacked(capped, most), most) if name in PACKED else capped)


def too_large(most: int) -> UnreachableError:
    """Return the refusal of a body beyond the cap."""
    return UnreachableError(
        f"The answer is larger than {most // 2**20} MB, which is the most that is kept. "
        "Paste the part that you need."
    )


def _capped(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            raise too_large(most)
        yield chunk


def _unpacked(chunks: Iterable[bytes], most: int) -> Iterator[bytes]:
    unpacking = zlib.decompressobj(_EITHER)
    try:
        for chunk in chunks:
            # One byte beyond the cap is enough to know: a bomb is never unfolded whole.
            yield unpacking.decompress(chunk, most + 1)
            if unpacking.unconsumed_tail:
                raise too_large(most)
        yield unpacking.flush()
    except zlib.error as error:
        message = "The server’s answer is packed and cannot be unpacked. Try again later."
        raise UnreachableError(message) from error
    if not unpacking.eof:
        message = "The server’s answer broke off in the middle. Try again later."
        raise UnreachableError(message)
