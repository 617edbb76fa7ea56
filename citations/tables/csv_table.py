"""CSV (RFC 4180): one row a statement, after a row of names."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from citations.tables.columns import COLUMNS, cells_of
from models.formulas import inert

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from citations.exported import Exported
    from models.records import StatementRecord


def write_csv(exported: Exported) -> Iterator[str]:
    """Write the statements sorted by key; lists are JSON, dates EDTF, lines end with CR LF.

    A cell that a spreadsheet would take for a formula is neutralised by an apostrophe.
    """
    yield csv_line(COLUMNS)
    for statement in exported.statements(whole=False):
        yield csv_line(inert_cells(statement))


def inert_cells(statement: StatementRecord) -> list[str]:
    """Return the cells of a statement's row, made inert."""
    return [inert(cell) for cell in cells_of(statement)]


def csv_line(cells: Iterable[str]) -> str:
    """Return cells as a line."""
    line = io.StringIO(newline="")
    csv.writer(line).writerow(cells)
    return line.getvalue()
