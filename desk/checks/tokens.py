"""A text as words and marks, each with the white space before it and what it is compared by."""

from __future__ import annotations

import re
from dataclasses import dataclass

from desk.checks.folding import plain

_WORD = r"\w[\w\u0300-\u036f\u00ad\u200b-\u200d]*"
_TOKEN = re.compile(rf"\s*(?:(?P<word>{_WORD}(?:['’ʼ]{_WORD})*)|\.{{2,}}|[-‐‑‒–—―−]+|[^\w\s])|\s+$")


@dataclass(frozen=True)
class Token:
    """A word or a mark: as it stands, and folded."""

    text: str
    key: str
    is_word: bool

    @property
    def low(self) -> str:
        """What it is aligned by: case does not part what belongs together."""
        return self.key.lower()


def tokens(text: str) -> list[Token]:
    """Return the words and marks of a text; joined, their texts are the text."""
    return [
        Token(found[0], plain(found[0]), found["word"] is not None)
        for found in _TOKEN.finditer(text)
    ]
