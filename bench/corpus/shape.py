"""How many records of each kind a desk has, and what all of its rows share."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import blake2b

STAMP = "2026-01-01 09:00:00.000000"
"""When everything was made, as both engines read it; in UTC."""
WORKER, REVIEWER, CHECKER = 1, 2, 3
"""The accounts: the command line, who decides and who proposes."""


@dataclass(frozen=True)
class Shape:
    """A desk of so many statements."""

    statements: int

    @property
    def links(self) -> int:
        """How many links it has."""
        return 2 * self.statements

    @property
    def speakers(self) -> int:
        """How many speakers it has that bear a name."""
        return max(20, self.statements // 50)

    @property
    def unnamed(self) -> int:
        """How many speakers it has that a source leaves unnamed; each belongs to one."""
        return max(5, self.statements // 200)

    @property
    def sources(self) -> int:
        """How many sources it has."""
        return max(20, self.statements // 20)

    @property
    def topics(self) -> int:
        """How many topics it has."""
        return max(12, self.statements // 500)

    @property
    def hubs(self) -> int:
        """How many statements are linked far more often than others."""
        return max(3, self.statements // 200)


def key(noun: str, number: int) -> str:
    """Return the key of a record: 26 letters and digits, in another order than the numbers."""
    return noun + blake2b(f"{noun}{number}".encode(), digest_size=13).hexdigest()[1:]


def words_of(line: str) -> list[str]:
    """Return the words of a line, such as the names of columns."""
    return line.split()
