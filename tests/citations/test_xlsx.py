from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook
from openpyxl.utils.escape import unescape

from citations.cited import by_key
from citations.exported import Held
from citations.formats import FORMATS
from citations.tables.columns import COLUMNS, cells_of
from citations.tables.xlsx import LONGEST, write_xlsx
from tests.citations.records import a_statement
from tests.citations.strategies import SELECTIONS
from tests.citations.works_of_every_type import every_type
from tests.citations.writing import bytes_of

if TYPE_CHECKING:
    from models.records import StatementRecord

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "＝1", "'=1", "=HYPERLINK(0)", "https://x.org")


def _book(content: bytes) -> Any:  # noqa: ANN401 -- openpyxl is untyped
    return load_workbook(io.BytesIO(content))


def _rows(sheet: Any) -> list[list[str]]:  # noqa: ANN401
    # openpyxl leaves the escapes of control characters as they stand in the file.
    return [[unescape(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]


def test_the_sheet_holds_the_table_under_a_header_that_stays() -> None:
    statements = every_type()
    [sheet] = _book(bytes_of("xlsx", statements)).worksheets
    rows = _rows(sheet)
    assert rows[0] == list(COLUMNS)
    assert rows[1:] == [cells_of(each) for each in by_key(statements)]
    assert sheet.freeze_panes == "B2"
    assert all(cell.font.bold for cell in sheet[1])
    assert sheet.column_dimensions["C"].width > sheet.column_dimensions["A"].width


def test_every_cell_is_text_and_a_formula_is_marked_as_text() -> None:
    statements = [a_statement(key=f"s{n}", quote=text) for n, text in enumerate(FORMULAS)]
    [sheet] = _book(bytes_of("xlsx", statements)).worksheets
    quotes = [row[COLUMNS.index("quote")] for row in sheet.iter_rows(min_row=2)]
    assert [unescape(cell.value) for cell in quotes] == list(FORMULAS)
    assert {cell.data_type for cell in quotes} == {"s"}
    assert [cell.quotePrefix for cell in quotes] == [True] * 8 + [False]
    assert not any(cell.hyperlink for cell in quotes)


@pytest.mark.parametrize("text", ["<r>bold</r>", "<r><t>x</t></r>", "_x000D_", "a\ufffeb\x0b\x85"])
def test_words_that_look_like_markup_stay_words(text: str) -> None:
    [sheet] = _book(bytes_of("xlsx", [a_statement(quote=text)])).worksheets
    told = sheet.cell(2, COLUMNS.index("quote") + 1).value
    assert unescape(told.replace("_x005F_", "\0")).replace("\0", "_") == text


@pytest.mark.parametrize("text", ["a" * 40_000, "😀" * 17_000])
def test_a_cell_that_is_too_long_is_cut_and_named(text: str) -> None:
    statement = a_statement(key="long", quote=text, claim="b" * LONGEST)
    [sheet] = _book(bytes_of("xlsx", [statement, a_statement(key="short", quote="x")])).worksheets
    cell = sheet.cell(2, COLUMNS.index("quote") + 1).value
    assert len(cell.encode("utf-16-le")) // 2 in {LONGEST, LONGEST - 1}
    assert cell.endswith(f" [Cut here: {len(text):,} characters in all. JSON Lines holds them.]")
    assert cell.startswith(text[:16_000])
    assert sheet.cell(2, COLUMNS.index("claim") + 1).value == "b" * LONGEST
    [cut] = FORMATS["xlsx"].omissions(Held([statement, a_statement(key="short", quote="x")]))
    assert (cut.key, cut.why) == ("long", "cut to the 32,767 characters of a cell: quote")


def test_a_table_that_is_too_long_goes_on_in_another_sheet(
    at_tanf: tuple[StatementRecord, ...],
) -> None:
    book = _book(b"".join(write_xlsx(Held(at_tanf), most=10)))
    assert book.sheetnames == ["Statements", "Statements 2", "Statements 3"]
    rows = [row for sheet in book.worksheets for row in _rows(sheet)[1:]]
    assert rows == [cells_of(each) for each in by_key(at_tanf)]
    assert all(_rows(sheet)[0] == list(COLUMNS) for sheet in book.worksheets)


def test_the_same_statements_are_the_same_file() -> None:
    content = bytes_of("xlsx", every_type())
    assert content == bytes_of("xlsx", every_type())
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        assert {each.date_time[0] for each in packed.infolist()} == {1980}


@settings(max_examples=15)
@given(SELECTIONS)
def test_a_workbook_gives_back_every_word(statements: list[StatementRecord]) -> None:
    [sheet] = _book(bytes_of("xlsx", statements)).worksheets
    expected = [[_escaped(cell) for cell in cells_of(each)] for each in by_key(statements)]
    assert _rows(sheet)[1:] == expected


def _escaped(cell: str) -> str:
    return unescape(cell) if "_x" in cell else cell
