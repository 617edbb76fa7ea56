"""What a format writes, whole."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citations.exported import Held
from citations.formats import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from citations.pairs import CitedPair
    from models.records import StatementRecord


def bytes_of(
    name: str, statements: Iterable[StatementRecord], pair: CitedPair | None = None
) -> bytes:
    return b"".join(FORMATS[name].written(Held(tuple(statements), pair)))


def text_of(name: str, statements: Iterable[StatementRecord], pair: CitedPair | None = None) -> str:
    return bytes_of(name, statements, pair).decode()
