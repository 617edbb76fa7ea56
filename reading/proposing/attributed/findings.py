"""What a rule has found in a paragraph, by the numbers of its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.tokens import Token


@dataclass
class Finding:
    """Words of a paragraph that are said, the words that say so, and the heads of who speaks and hears."""

    content: set[int]
    cue: tuple[int, int]
    speaker: Token | None
    frame: str
    told: Token | None = None
    via: Token | None = None

    @property
    def start(self) -> int:
        """The first of the words said."""
        return min(self.content)

    @property
    def end(self) -> int:
        """The word after the last of those said."""
        return max(self.content) + 1
