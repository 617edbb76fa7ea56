"""What leaves the desk, as the formats read it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from citations.cited import by_key, cited

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citations.cited import Cited
    from citations.pairs import CitedPair
    from models.records import StatementRecord


class Exported(Protocol):
    """A selection that can be read as often as a format needs, and is never held as a whole."""

    @property
    def pair(self) -> CitedPair | None:
        """The pair that the statements make, where a pair is what is cited."""

    def statements(self) -> Iterator[StatementRecord]:
        """Yield the statements sorted by key, each once."""

    def works(self) -> Iterator[Cited]:
        """Yield the sources that were consulted, sorted by key, each with what was found in it."""


@dataclass(frozen=True)
class Held:
    """A selection held in memory."""

    given: Iterable[StatementRecord]
    pair: CitedPair | None = None

    def statements(self) -> Iterator[StatementRecord]:
        """Yield the statements sorted by key, each once."""
        yield from by_key(self.given)

    def works(self) -> Iterator[Cited]:
        """Yield the sources that were consulted, sorted by key."""
        yield from cited(self.given)
