"""Reads plain text."""

from __future__ import annotations

from reading.extracting.charsets import decode
from reading.extracting.confined import answer
from reading.extracting.texts import Extracted


def read(content: bytes, charset: str | None) -> Extracted:
    """Return a plain text with its line ends folded to LF; raises UnreadableError."""
    decoded = decode(content, charset)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff")
    return Extracted(text=text, note=decoded.note)


if __name__ == "__main__":
    answer(read)
