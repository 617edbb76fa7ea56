"""Bytes that are written once, hashed on the way, and wait in a file until they are sent."""

from __future__ import annotations

import hashlib
from contextlib import contextmanager
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING

from flask import Response, request

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

IN_MEMORY = 1_000_000
"""How many bytes wait in memory before they wait in a file."""
BLOCK = 1 << 16


@dataclass(frozen=True)
class Written:
    """Bytes in a file, at whose start it stands."""

    file: IO[bytes]
    sha256: str
    length: int


def written_to(file: IO[bytes], pieces: Iterable[bytes]) -> Written:
    """Write pieces to a file, one after the other."""
    digest, length = hashlib.sha256(), 0
    for piece in pieces:
        digest.update(piece)
        length += file.write(piece)
    return Written(file, digest.hexdigest(), length)


@contextmanager
def spooled(pieces: Iterable[bytes]) -> Iterator[Written]:
    """Write pieces to a temporary file, which goes away when it is closed, or on any failure."""
    file = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 -- it lives as long as the answer
    try:
        kept = written_to(file, pieces)
        file.seek(0)
        yield kept
    except BaseException:
        file.close()
        raise


def attached(kept: Written, content_type: str, name: str) -> Response:
    """Answer with a file as an attachment, and close it when all is sent; the name is ASCII."""
    answer = Response(content_type=content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    answer.content_length = kept.length
    if request.method == "HEAD":
        kept.file.close()
    else:
        answer.response = _blocks(kept.file)
        answer.call_on_close(kept.file.close)
    return answer


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while block := file.read(BLOCK):
            yield block
