"""What a file holds once it is read: drafts with their lines, and what cannot be taken from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from desk.readers.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk.source_drafts import SourceDraft
    from desk.statement_drafts import StatementLine

Progress = Callable[[int, int], None]
"""Called now and then with how much of the work is done, of how much."""

T = TypeVar("T")
MOST_LINES = 50_000
MOST_FAULTS = 1_000
_OFTEN = 50


class NumberedLine(NamedTuple):
    """A statement with the number of the line it stood on.

    `whole`: the line tells all of the statement; one from a table tells what it has columns for.
    `places`: it was told by notes of a reference, whose source is a work of the file; one an
    appearance, with its place among those of the statement. `reviewed`: reviewers tell of it, so that
    it is known by its words and speaker, and gains their reviews.
    """

    number: int
    draft: StatementLine
    whole: bool = True
    places: tuple[int, ...] = ()
    reviewed: bool = False

    @property
    def noted(self) -> bool:
        """Whether notes of a reference told it."""
        return bool(self.places)


@dataclass(frozen=True)
class NumberedWork:
    """A source with the number of the line its entry began on, and what could not be carried.

    `dropped`: the names of what no source has a place for. `unread`: dates that could not be read
    whole, as the file names and writes them.
    """

    number: int
    draft: SourceDraft
    dropped: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()


@dataclass
class Left:
    """What a reader leaves of an entry, as NumberedWork tells it."""

    dropped: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)


@dataclass
class FileRead:
    """A file as its reader understood it; `dropped` names what no part of the record can hold."""

    lines: list[NumberedLine] = field(default_factory=list)
    works: list[NumberedWork] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    #: Lines that say again, word for word, what an earlier one says: the number of each, and of that.
    repeats: list[tuple[int, int]] = field(default_factory=list)
    dropped: tuple[str, ...] = ()
    #: What the numbers count: lines, or entries where several stand on one line.
    unit: str = "line"

    def __len__(self) -> int:
        """Count what there is to store."""
        return len(self.lines) + len(self.works)


def of_works(read: FileRead) -> FileRead:
    """Return what was read of a reference file: whatever is wrong is wrong with a work."""
    read.faults = [replace(fault, work=True) for fault in read.faults]
    return read


def silent(_done: int, _total: int) -> None:
    """Tell nobody how far the work is."""


def counted(things: Sequence[T], progress: Progress) -> Iterator[T]:
    """Yield the things, telling now and then how many are done."""
    total = len(things)
    for place, one in enumerate(things):
        if place % _OFTEN == 0:
            progress(place, total)
        yield one
    progress(total, total)


def too_many(count: int) -> list[Fault]:
    """Return the fault of a file with more lines than one import takes."""
    if count <= MOST_LINES:
        return []
    # A reader stops at the first line too many, so that nobody knows how many there are.
    reason = f"the file has more than {MOST_LINES:,} records; that is the most that is taken at once. Split it."
    return [Fault(0, "", reason)]


def with_few_faults(read: FileRead) -> FileRead:
    """Return what was read with a thousand of its faults at most: nobody mends more at a time."""
    more = len(read.faults) - MOST_FAULTS
    if more > 0:
        told = Fault(0, "", f"the file has {more:,} more faults, which are not listed")
        read.faults = [*read.faults[:MOST_FAULTS], told]
    return read
