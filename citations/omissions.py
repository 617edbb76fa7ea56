"""What a format cannot hold of a selection, named so that nothing is lost in silence."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from citations.exported import Exported


class Noun(StrEnum):
    """What was left out."""

    STATEMENT = "statement"
    SOURCE = "source"


@dataclass(frozen=True)
class Omission:
    """A statement or source that is not in what was written; `words` is how people know it."""

    noun: Noun
    id: int
    key: str
    words: str
    why: str


def not_consulted(exported: Exported) -> Iterator[Omission]:
    """Yield the statements that a citation by source has no place for."""
    for one in exported.uncited():
        seen = any(found.source.seen for found in one.appearances)
        why = (
            "the source that is cited does not hold it" if seen else "no source of it was consulted"
        )
        yield Omission(Noun.STATEMENT, one.id, one.key, one.wording, why)
