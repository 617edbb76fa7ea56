"""A paragraph of a text, and what it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from reading.proposing.proposals import Span


class Kind(StrEnum):
    """What a paragraph is."""

    PROSE = "prose"
    HEADING = "heading"
    TURN = "turn"
    QUESTION = "question"
    POST = "post"
    ASIDE = "aside"


@dataclass(frozen=True)
class Block:
    """A paragraph: where it stands, what it is, who is named for it, and where the words stand.

    `label` is the name before a turn or beside a post; a turn that runs on has that of its first
    paragraph. `words` leaves label and colon out; `dated` is the day that stands beside a post.
    """

    span: Span
    kind: Kind
    words: Span
    label: Span | None = None
    dated: Span | None = None

    @property
    def is_read(self) -> bool:
        """Whether its sentences are to be read for who said what: it is nobody's own words."""
        return self.kind in {Kind.PROSE, Kind.HEADING}
