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


@dataclass(frozen=True)
class Desk:
    """Who exports: the desk's name, its own web page, and the address its records stand under.

    The address has no slash at its end; each is None where nobody told it.
    """

    name: str | None = None
    home: str | None = None
    address: str | None = None


NAMELESS = Desk()


class Exported(Protocol):
    """A selection that can be read as often as a format needs, and is never held as a whole."""

    @property
    def pair(self) -> CitedPair | None:
        """The pair that the statements make, where a pair is what is cited."""

    @property
    def desk(self) -> Desk:
        """Who exports."""

    def statements(self, *, whole: bool = True) -> Iterator[StatementRecord]:
        """Yield the statements sorted by key, each once.

        Without `whole`, for a format that tells none of them, they may lack links, reviews and
        requests for comment, and their speakers other names and offices.
        """

    def uncited(self) -> Iterator[StatementRecord]:
        """Yield the statements, sorted by key, that were found in none of the works."""

    def works(self, *, whole: bool = True) -> Iterator[Cited]:
        """Yield the sources that were consulted, sorted by key, each with what was found in it."""


@dataclass(frozen=True)
class Held:
    """A selection held in memory."""

    given: Iterable[StatementRecord]
    pair: CitedPair | None = None
    desk: Desk = NAMELESS

    def statements(self, *, whole: bool = True) -> Iterator[StatementRecord]:
        """Yield the statements sorted by key, each once, as whole as they are held."""
        del whole
        yield from by_key(self.given)

    def uncited(self) -> Iterator[StatementRecord]:
        """Yield the statements for which no source was consulted, sorted by key."""
        for one in self.statements():
            if not any(found.source.seen for found in one.appearances):
                yield one

    def works(self, *, whole: bool = True) -> Iterator[Cited]:
        """Yield the sources that were consulted, sorted by key."""
        del whole
        yield from cited(self.given)
