"""CSV (RFC 4180) as rows of cells: the delimiter found, every fault with the line it began on."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from desk.drafts import QUOTE_CHARACTERS
from desk.readers.faults import Fault
from desk.readers.reading import MOST_LINES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

DELIMITERS = {",": "a comma", ";": "a semicolon", "\t": "a tab", "|": "a bar"}
#: A cell that is somewhat too long is read whole, so that its own field says so.
MOST_CELL = QUOTE_CHARACTERS + 10_000
TOO_LONG = (
    f"this cell has more than {QUOTE_CHARACTERS:,} characters; is a quotation mark not closed?"
)


_LINE_END = re.compile("\r\n|\r|\n")


class Row(NamedTuple):
    """The cells of a row, and the line it begins on; a cell may hold several lines."""

    line: int
    cells: Sequence[str]


@dataclass(frozen=True)
class Table:
    """A table as it was read: the header, the rows below, and what is wrong with others."""

    header: Row
    rows: list[Row]
    faults: list[Fault]


def read_table(text: str, is_column: Callable[[str], bool]) -> Table:
    """Read a table whose header names at least one known column.

    The delimiter is the one of comma, semicolon, tab and bar that parts the header best.
    """
    header, delimiter, known = header_in(text, is_column)
    if not header.cells:
        return Table(header, [], [Fault(0, "", "there is nothing in the file")])
    if not known:
        return Table(header, [], [_no_header(header)])
    rows: list[Row] = []
    faults = list(_unread(text, delimiter, rows))
    width = len(header.cells)
    faults += [odd(row, header, delimiter) for row in rows[1:] if is_odd(row, width)]
    even = [Row(row.line, row.cells[:width]) for row in rows[1:] if not is_odd(row, width)]
    return Table(header, even, faults)


def header_in(text: str, is_column: Callable[[str], bool]) -> tuple[Row, str, int]:
    """Return the header of a table, its delimiter, and how many columns of it are known."""
    known = {sign: sum(map(is_column, _header(text, sign).cells)) for sign in DELIMITERS}
    delimiter = max(known, key=lambda sign: known[sign])
    return _header(text, delimiter), delimiter, known[delimiter]


def _header(text: str, delimiter: str) -> Row:
    try:
        row = next(_rows_in(text, delimiter), None)
    except csv.Error:
        row = None
    if row is None:
        return Row(1, ())
    cells = [cell.strip() for cell in row.cells]
    while cells and not cells[-1]:
        cells.pop()
    return Row(row.line, cells)


def _rows_in(text: str, delimiter: str) -> Iterator[Row]:
    return rows_of(io.StringIO(text, newline=""), delimiter)


def rows_of(text: Iterable[str], delimiter: str) -> Iterator[Row]:
    """Yield the rows that hold anything; raises csv.Error."""
    csv.field_size_limit(MOST_CELL)
    reader = csv.reader(text, delimiter=delimiter, strict=True)
    line = 1
    for cells in reader:
        if any(cells):
            yield Row(line, cells)
        line = reader.line_num + 1


def _unread(text: str, delimiter: str, rows: list[Row]) -> Iterator[Fault]:
    """Gather the rows of a text, and yield what stops the reading."""
    found = _rows_in(text, delimiter)
    try:
        # The header is a row too, and one more tells that there are too many.
        rows.extend(islice(found, MOST_LINES + 2))
    except csv.Error:
        yield _unclosed(text, delimiter)


def _no_header(header: Row) -> Fault:
    reason = (
        "the first line names no column that is known, such as quote, speaker, said, title; "
        "columns are parted by a comma, a semicolon, a tab or a bar"
    )
    return Fault(header.line, "", reason)


def is_odd(row: Row, width: int) -> bool:
    """Tell whether a row has too few cells, or words in one too many."""
    return len(row.cells) < width or any(row.cells[width:])


def odd(row: Row, header: Row, delimiter: str) -> Fault:
    """Say what is odd about a row."""
    width, count = len(header.cells), len(row.cells)
    other = _other_delimiter(row, width, delimiter)
    if other:
        reason = (
            f"this line is parted by {DELIMITERS[other]}, the header by {DELIMITERS[delimiter]}; "
            "part every line by the same sign"
        )
        return Fault(row.line, "", reason)
    told = f"this line has {count} {'cell' if count == 1 else 'cells'}, the header names {width}"
    if count < width:
        return Fault(
            row.line, str(header.cells[count]), f"{told}; write every cell, empty ones too"
        )
    reason = f"{told}; is a cell that holds {DELIMITERS[delimiter]} not in quotation marks?"
    return Fault(row.line, "", reason, column=width + 1)


def _other_delimiter(row: Row, width: int, delimiter: str) -> str | None:
    if len(row.cells) >= width:
        return None
    whole = delimiter.join(row.cells)
    others = [sign for sign in DELIMITERS if sign != delimiter]
    return next((sign for sign in others if whole.count(sign) >= width - 1), None)


def _unclosed(text: str, delimiter: str) -> Fault:
    """Say what is wrong with the first cell that no reader can make sense of."""
    wrong = Marks(text, delimiter).first_wrong()
    return wrong or Fault(0, "", TOO_LONG)


class Marks:
    """Walks from cell to cell through a table that the reader gave up on."""

    def __init__(self, text: str, delimiter: str) -> None:
        self.text, self.delimiter = text, delimiter
        # One look for whichever comes first: of two, each might look through all that is left.
        self.ends = re.compile(f"{re.escape(delimiter)}|{_LINE_END.pattern}")
        self.at, self.line, self.column = 0, 1, 1

    def first_wrong(self) -> Fault | None:
        """Return the fault of the first wrong cell, at the place where it begins."""
        while self.at < len(self.text):
            begun, line, column = self.at, self.line, self.column
            reason = self._quoted() if self.text[begun] == '"' else None
            self._pass_cell()
            if reason is None and self.at - begun > MOST_CELL:
                reason = TOO_LONG
            if reason:
                return Fault(line, "", reason, column)
        return None

    def _quoted(self) -> str | None:
        """Go behind the mark that closes a cell; return what is wrong with it."""
        end = self._closing()
        if end is None:
            return "the quotation mark opened here is never closed, so the rest cannot be read"
        line = self.line
        follows = self.text[end + 1 : end + 2]
        self._go(end + 1)
        if follows in {"", self.delimiter, "\n", "\r"}:
            return None
        if self.line == line:
            return "a quotation mark inside a cell in quotation marks has to be doubled"
        return (
            f"the quotation mark opened here is not closed before line {self.line}, "
            "so the rest cannot be read"
        )

    def _closing(self) -> int | None:
        """Return where the cell that opens here is closed; doubled marks belong to it."""
        end = self.text.find('"', self.at + 1)
        while end >= 0 and self.text[end + 1 : end + 2] == '"':
            end = self.text.find('"', end + 2)
        return end if end >= 0 else None

    def _pass_cell(self) -> None:
        """Go to the beginning of the next cell."""
        found = self.ends.search(self.text, self.at)
        self._go(found.end() if found else len(self.text))
        self.column = self.column + 1 if found and found[0] == self.delimiter else 1

    def _go(self, place: int) -> None:
        self.line += len(_LINE_END.findall(self.text, self.at, place))
        self.at = place
