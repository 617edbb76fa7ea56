"""Pages of lists: newest first, continued after the last id seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

from desk.drafts import Draft, Number, RecordId

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

T = TypeVar("T")
S = TypeVar("S")

SIZE = 50


class PageScope(Draft):
    """Where a page begins of a list that has the newest first."""

    #: The last record of the page before.
    before: RecordId | None = None


class OnwardScope(Draft):
    """Where a page begins of a list that has the first first."""

    #: The last record, or row by its number, of the page before.
    after: Number | None = None


@dataclass(frozen=True)
class Page(Generic[T]):
    """Some rows of a list, and the id after which the next page begins, if there is one."""

    rows: tuple[T, ...]
    next: int | None = None
    previous_exists: bool = False
    #: Whether not all was looked through that there is: the next page goes on with it.
    cut: bool = False

    def of(self, read: Callable[[Sequence[T]], Sequence[S]]) -> Page[S]:
        """Return the page of what another reader makes of these rows."""
        return Page(tuple(read(self.rows)), self.next, self.previous_exists, self.cut)


def page_of(ids: Sequence[int], before: int | None, size: int = SIZE) -> Page[int]:
    """Return a page from one id more than it shows."""
    shown = tuple(ids[:size])
    return Page(shown, shown[-1] if len(ids) > size else None, before is not None)
