"""Bytes that are written once, hashed on the way, and wait in a file until they are sent."""

from __future__ import annotations

import hashlib
from contextlib import closing, contextmanager
from dataclasses import dataclass
from tempfile import SpooledTemporaryFile
from typing import IO, TYPE_CHECKING

from flask import Response, request, stream_with_context

from views.context import bring_back, taken
from views.outgoing import noted

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from sqlalchemy.orm import Session

    from views.outgoing import Note

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


def streamed(pieces: Generator[bytes], note: Note, content_type: str, name: str) -> Response:
    """Answer with an attachment that is sent while it is written; the name is ASCII.

    What is short is whole, and noted, before the answer begins, and tells its length. Nothing is
    noted for a HEAD, and no more of it written than that.
    """
    ended: list[bool] = []

    def noting(sha256: str, *, whole: bool) -> None:
        if request.method == "GET":
            note(sha256, whole=whole)
        ended.append(whole)

    sent = noted(pieces, noting)
    first = next(sent)
    answer = Response(content_type=content_type)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    if ended:
        answer.data = first
    elif request.method == "HEAD":
        sent.close()
    else:
        session = taken()
        answer.response = stream_with_context(_begun(first, sent, session))
        answer.call_on_close(session.close)
    return answer


def _begun(first: bytes, rest: Generator[bytes], session: Session) -> Iterator[bytes]:
    """Yield on from what was begun; where nobody reads on, the rest is told so at once."""
    bring_back(session)
    with closing(rest):
        yield first
        yield from rest


def _blocks(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        while block := file.read(BLOCK):
            yield block
