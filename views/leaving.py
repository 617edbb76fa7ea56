"""What is on its way out: a selection as this desk exports it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from citations.exported import Desk, Held
from desk.exporting import Selected
from desk.settings import settings
from views.context import reading
from views.desk_address import desk_address
from views.pair_citing import cited_link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citations.pairs import CitedPair
    from desk.chosen import Chosen
    from desk.exports import Selection
    from models.cited import Cited
    from models.records import StatementRecord


@dataclass(frozen=True)
class Leaving:
    """A selection read from the database as it is written, and who exports it."""

    selected: Selected
    desk: Desk
    pair: CitedPair | None = None

    def statements(self, *, whole: bool = True) -> Iterator[StatementRecord]:
        """Yield the statements sorted by key, each once."""
        return self.selected.statements(whole=whole)

    def uncited(self) -> Iterator[StatementRecord]:
        """Yield the statements, sorted by key, that were found in none of the works."""
        return self.selected.uncited()

    def works(self, *, whole: bool = True) -> Iterator[Cited]:
        """Yield the works consulted, sorted by key, each with what was found in it."""
        return self.selected.works(whole=whole)


@dataclass(frozen=True)
class OfOneSource(Held):
    """Statements held in memory of which one source alone is cited."""

    source_id: int = 0

    def uncited(self) -> Iterator[StatementRecord]:
        """Yield the statements that were not found in the source, sorted by key."""
        cited = {one.key for work in self.works() for one in work.statements}
        return (one for one in self.statements() if one.key not in cited)

    def works(self, *, whole: bool = True) -> Iterator[Cited]:
        """Yield the source, if it was consulted."""
        return (work for work in super().works(whole=whole) if work.source.id == self.source_id)


def leaving(selection: Selection, chosen: Chosen | Sequence[int]) -> Leaving:
    """Return the chosen statements as they leave the desk, as a pair where a link is chosen.

    Nothing is read before a format asks for it.
    """
    selected = Selected(reading(), chosen, selection.work)
    pair = cited_link(selection.link, selected.statements()) if selection.link else None
    return Leaving(selected, this_desk(), pair)


def held(selection: Selection, ids: Sequence[int]) -> Held | Leaving:
    """Return a few chosen statements as they leave the desk, read once.

    Of a source alone, it is the one work that is cited, also where nothing of it is logged.
    """
    if selection.work is not None and not ids:
        return leaving(selection, ids)
    statements = tuple(Selected(reading(), ids).at_once())
    if selection.work is not None:
        return OfOneSource(statements, desk=this_desk(), source_id=selection.work)
    pair = cited_link(selection.link, statements) if selection.link else None
    return Held(statements, pair, this_desk())


def this_desk() -> Desk:
    """Return what this desk says of itself, and where its records stand."""
    known = settings(reading())
    return Desk(name=known.name, home=known.home, address=desk_address(known) or None)
