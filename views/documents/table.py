"""CSV (RFC 4180) of a report: one row a pair, both statements beside each other."""

from __future__ import annotations

from typing import TYPE_CHECKING

from citations.tables.columns import COLUMNS
from citations.tables.csv_table import csv_line, inert_cells
from models.formulas import inert
from views.documents.asked import asked_lines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from desk.pairs import Pair
    from views.documents.edition import Edition

PAIR: dict[str, Callable[[Pair], object]] = {
    "key": lambda pair: pair.key,
    "kind": lambda pair: pair.kind,
    "standing": lambda pair: pair.standing,
    "order_known": lambda pair: _yes(pair.order_known),
    "gap_days": lambda pair: pair.gap_days,
    "gap_min": lambda pair: pair.gap and pair.gap.min,
    "gap_max": lambda pair: pair.gap and pair.gap.max,
    "rationale": lambda pair: pair.rationale,
    "same_time": lambda pair: pair.link.same_time,
    "same_place": lambda pair: pair.link.same_place,
    "same_meaning": lambda pair: pair.link.same_meaning,
    "decided_by_two": lambda pair: _yes(pair.decided_by_two),
    "recheck": lambda pair: _yes(pair.recheck),
    "corrected": lambda pair: _yes(pair.corrected),
    "outcome": lambda pair: pair.outcome,
    "outcome_why": lambda pair: pair.outcome and pair.link.outcome_why,
}

#: A note is for the desk, and reports are read outside of it.
_TOLD = tuple(name for name in COLUMNS if name != "note")


def write_table(edition: Edition) -> Iterator[str]:
    """Write every pair of the report in its order; lists are JSON, dates EDTF, lines end with CR LF.

    Names of columns are those of the CSV of statements, with `first_` and `second_` before them.
    A cell that a spreadsheet would take for a formula is neutralised by an apostrophe.
    """
    sides = (f"{side}_{name}" for side in ("first", "second") for name in _TOLD)
    yield csv_line([*PAIR, "asked_for_comment", "address", *sides])
    for pair in edition.report.pairs:
        yield csv_line(_cells(pair, edition))


def _cells(pair: Pair, edition: Edition) -> Iterator[str]:
    for read in PAIR.values():
        value = read(pair)
        yield "" if value is None else inert(str(value))
    yield inert("; ".join(asked_lines(pair, edition)))
    yield f"{edition.root}/links/{pair.id}" if edition.root else ""
    for side in pair.sides:
        cells = dict(zip(COLUMNS, inert_cells(side), strict=True))
        yield from (cells[name] for name in _TOLD)


def _yes(value: bool) -> str:  # noqa: FBT001 -- the cell itself
    return "yes" if value else "no"
