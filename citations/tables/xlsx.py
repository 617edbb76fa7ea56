"""XLSX (ECMA-376): the table of CSV as a workbook, every cell text as it was said.

XlsxWriter writes row after row to temporary files, so that a long table takes no memory.
"""

from __future__ import annotations

from contextlib import contextmanager
from datetime import datetime
from tempfile import TemporaryDirectory, TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from xlsxwriter import Workbook

from citations.omissions import Noun, Omission
from citations.tables.columns import COLUMNS, cells_of
from models.formulas import inert

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from citations.exported import Exported

LONGEST = 32_767
"""How many UTF-16 units a cell holds."""
ROWS = 1_048_575
"""How many rows a sheet holds below its header; those after them stand in a further sheet."""
WIDE = frozenset(
    {"quote", "claim", "passage", "translations", "context", "note", "title", "chain"}
    | {"in_answer_to", "corrections"}
)
"""Columns of running text, whose cells are wrapped."""
_WIDTH, _WIDE = 16, 60
_BLOCK = 1 << 16
# A workbook says when it was made; the same statements are to be the same file.
_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 -- XlsxWriter takes it for UTC
_OPTIONS = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def write_xlsx(exported: Exported, most: int = ROWS) -> Iterator[bytes]:
    """Write the statements sorted by key, `most` to a sheet, below a bold header that stays in view.

    Nothing is a formula, a number or a link: each cell is text. What a spreadsheet would take for
    a formula once somebody edits the cell is marked as text (`quotePrefix`, what a typed
    apostrophe does), so that the words themselves are not touched. A cell that is too long is cut
    and says so.
    """
    with TemporaryFile() as file:
        with _workbook(file) as book:
            _fill(book, exported, most)
        file.seek(0)
        while block := file.read(_BLOCK):
            yield block


def cut_short(exported: Exported) -> Iterator[Omission]:
    """Yield the statements of which a cell is cut, with the columns."""
    for one in exported.statements(whole=False):
        long = [name for name, cell in zip(COLUMNS, cells_of(one), strict=True) if _too_long(cell)]
        if long:
            why = f"cut to the {LONGEST:,} characters of a cell: {', '.join(long)}"
            yield Omission(Noun.STATEMENT, one.id, one.key, one.wording, why)


@contextmanager
def _workbook(file: IO[bytes]) -> Iterator[Any]:
    with TemporaryDirectory() as folder:
        book = Workbook(file, {**_OPTIONS, "tmpdir": folder})
        book.set_properties({"created": _MADE})
        try:
            yield book
        finally:
            # Also after a failure: it lets go of the files it has open.
            book.close()


def _fill(book: Any, exported: Exported, most: int) -> None:  # noqa: ANN401 -- XlsxWriter is untyped
    looks, row, sheet = _Looks(book), 0, _sheet(book)
    for statement in exported.statements(whole=False):
        if row == most:
            row, sheet = 0, _sheet(book)
        row += 1
        _write_row(sheet, row, cells_of(statement), looks)


class _Looks:
    """What cells look like: wide or not, and marked as text or not."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401
        self._of = {
            (wide, marked): book.add_format(
                {"text_wrap": wide, "valign": "top", "quote_prefix": marked}
            )
            for wide in (True, False)
            for marked in (True, False)
        }

    def of(self, column: str, cell: str) -> Any:  # noqa: ANN401
        """Return the look of a cell."""
        return self._of[column in WIDE, inert(cell) != cell]


def _sheet(book: Any) -> Any:  # noqa: ANN401
    """Add a sheet that has its header."""
    count = len(book.worksheets())
    sheet = book.add_worksheet(f"Statements {count + 1}" if count else "Statements")
    for number, name in enumerate(COLUMNS):
        sheet.set_column(number, number, _WIDE if name in WIDE else _WIDTH)
    sheet.freeze_panes(1, 1)
    bold = book.add_format({"bold": True})
    for number, name in enumerate(COLUMNS):
        sheet.write_string(0, number, name, bold)
    return sheet


def _write_row(sheet: Any, row: int, cells: Sequence[str], looks: _Looks) -> None:  # noqa: ANN401
    for number, cell in enumerate(cells):
        if cell:
            _write_cell(sheet, (row, number), _fitting(cell), looks.of(COLUMNS[number], cell))


def _write_cell(sheet: Any, place: tuple[int, int], cell: str, look: Any) -> None:  # noqa: ANN401
    if cell.startswith("<r>") and cell.endswith("</r>"):
        # XlsxWriter would take these words for marked-up text of its own making.
        sheet.write_rich_string(*place, cell[:1], look, cell[1:], look)
    else:
        sheet.write_string(*place, cell, look)


def _fitting(cell: str) -> str:
    if not _too_long(cell):
        return cell
    told = f" [Cut here: {len(cell):,} characters in all. JSON Lines holds them.]"
    units = cell.encode("utf-16-le")[: 2 * (LONGEST - len(told))]
    return units.decode("utf-16-le", errors="ignore") + told


def _too_long(cell: str) -> bool:
    # Most cells are far from it, which is quicker to see than how many units they have.
    return len(cell) > LONGEST // 2 and len(cell.encode("utf-16-le")) > 2 * LONGEST
