"""What a format writes, whole."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING
from zipfile import ZipFile

from citations.exported import Held
from citations.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citations.pairs import CitedPair
    from models.records import StatementRecord

BY_PANDOC = frozenset({"html", "markdown", "rtf", "docx"})
"""Formats that a program writes, from the paragraphs of plain text."""


def bytes_of(
    name: str, statements: Iterable[StatementRecord], pair: CitedPair | None = None
) -> bytes:
    return b"".join(FORMATS[name].written(Held(tuple(statements), pair)))


def lines_of(content: bytes) -> list[bytes]:
    """Return what to compare of a file: its lines, or those of the files that it packs.

    Two releases of zlib pack the same files into different bytes.
    """
    if not content.startswith(b"PK"):
        return content.split(b"\n")
    with ZipFile(io.BytesIO(content)) as packed:
        files = [(name.encode(), *packed.read(name).split(b">")) for name in packed.namelist()]
    return [line for file in files for line in file]


def text_of(name: str, statements: Iterable[StatementRecord], pair: CitedPair | None = None) -> str:
    return bytes_of(name, statements, pair).decode()
