"""How far an import in great strokes is, told as it goes on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from desk.readers.reading import Progress


@dataclass
class Going:
    """So many steps of a number that was foretold."""

    progress: Progress
    steps: int
    done: int = 0

    def by(self, more: int) -> None:
        """Go on by so many steps."""
        self.to(self.done + more)

    def to(self, done: int) -> None:
        """Go on until so many steps are done; those that nobody foretold are not counted."""
        self.done = min(done, self.steps)
        self.progress(self.done, self.steps)

    def end(self) -> None:
        """Be done with all of it."""
        self.to(self.steps)
