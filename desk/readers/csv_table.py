"""CSV: a row a statement, in the columns of our own export or of people's own tables."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pydantic import ValidationError

from desk.readers.cell_dates import dated
from desk.readers.csv_cells import header_in, read_table
from desk.readers.csv_columns import COLUMNS, column_named, is_derived, titled
from desk.readers.faults import REASONS, Fault, faults_of
from desk.readers.keys import with_keys
from desk.readers.reading import FileRead, NumberedLine, counted, silent, too_many
from desk.readers.remembered import Remembered
from desk.readers.texts import text_of
from desk.source_drafts import SourceDraft
from desk.statement_drafts import SpeakerDraft, StatementLine
from models.formulas import as_it_was

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from desk.readers.csv_cells import Row
    from desk.readers.csv_columns import Column
    from desk.readers.reading import Progress

#: One of them has to say what was said.
_SAID = ("quote", "passage", "claim")
_APPEARANCE = ("locator", "relays", "source")
_UNREADABLE = {
    "topics": "it is neither a JSON list of names nor names parted by commas or semicolons",
    "relays": "it is neither a JSON list of names nor names parted by semicolons",
    "consulted": "write yes or no",
    "translations": "it is no JSON list of translations, each with a language and a text",
}


def read_csv(content: bytes, progress: Progress = silent) -> FileRead:
    """Return the statements of a table in UTF-8; the header names the columns.

    Each row tells only what it has columns for. Raises ImportRefusedError when it is no such text.
    """
    table = read_table(text_of(content), _is_column)
    header = Header(table.header)
    whole = [*too_many(len(table.rows)), *header.faults]
    read = FileRead(faults=[*table.faults, *whole])
    if whole or not table.rows:
        return read
    for row in counted(table.rows, progress):
        header.take(row, read)
    read.dropped = tuple(header.dropped())
    return with_keys(read)


def header_of(text: str) -> tuple[Header, str] | None:
    """Return what the header of a table says, and its delimiter; None where it cannot be read."""
    row, delimiter, known = header_in(text, _is_column)
    header = Header(row)
    return (header, delimiter) if known and not header.faults else None


def _is_column(name: str) -> bool:
    return column_named(name) is not None


class Header:
    """What each place in a row holds."""

    def __init__(self, header: Row) -> None:
        self.row = header
        self.names = [column_named(cell) for cell in header.cells]
        self.cells = header.cells
        self.faults = list(self._twice(header))
        #: Places of columns that nothing is read from, and those of them that hold something.
        self._unread = [
            place
            for place, (cell, name) in enumerate(zip(self.cells, self.names, strict=True))
            if name is None and not is_derived(cell)
        ]
        self._filled: set[int] = set()
        self._known = Remembered()

    def _twice(self, header: Row) -> list[Fault]:
        first: dict[str, int] = {}
        faults = []
        for place, name in enumerate(self.names, 1):
            if name and first.setdefault(name, place) != place:
                reason = f"column {first[name]} holds the {name} already; keep one of the two"
                faults.append(Fault(header.line, header.cells[place - 1], reason, place))
        return faults

    def dropped(self) -> Iterator[str]:
        """Yield the columns for which the record has no place and in which rows taken hold something."""
        for place in sorted(self._filled):
            cell = self.cells[place]
            yield f"column “{cell}”" if cell else f"column number {place + 1}"

    def take(self, row: Row, read: FileRead) -> None:
        """Add the statement of a row, or what is wrong with it."""
        self._filled.update(place for place in self._unread if row.cells[place])
        named = {name: cell for name, cell in zip(self.names, row.cells, strict=True) if name}
        cells, wrong = dated(named)
        read.faults += [
            Fault(row.line, name, reason, self._place(name)) for name, reason in wrong.items()
        ]
        if not any(named.get(name, "").strip() for name in _SAID):
            read.faults.append(Fault(row.line, "", "no quote, passage or claim in this row"))
            return
        try:
            draft = StatementLine.model_validate(self._shared(_line(cells)))
        except ValidationError as error:
            found = (self._placed(fault) for fault in faults_of(row.line, error))
            read.faults += [fault for fault in found if fault.field not in wrong]
        except _CellError as error:
            reason = _UNREADABLE[error.name]
            read.faults.append(Fault(row.line, error.name, reason, self._place(error.name)))
        else:
            read.lines += [] if wrong else [NumberedLine(row.line, draft, whole=False)]

    def _shared(self, values: dict[str, Any]) -> dict[str, Any]:
        """Put drafts in place of speaker and source, which many rows tell alike.

        What they refuse is found again, and named, with the rest of the row.
        """
        [found] = values["appearances"]
        with suppress(ValidationError):
            values["speaker"] = self._known.taken(SpeakerDraft, values["speaker"])
            found["source"] = self._known.taken(SourceDraft, found["source"])
        return values

    def _placed(self, fault: Fault) -> Fault:
        """Return the fault at the column that its field was read from."""
        path = tuple(fault.field.removeprefix("appearances.0.").split("."))
        name = next((name for name, column in COLUMNS.items() if _leads(column.path, path)), None)
        reason = "it is needed and empty" if fault.reason == REASONS["missing"] else fault.reason
        return Fault(fault.line, name or fault.field, reason, self._place(name))

    def _place(self, name: str | None) -> int | None:
        return self.names.index(name) + 1 if name and name in self.names else None


class _CellError(ValueError):
    """A cell that cannot be read as its column wants it."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


def _leads(column: Sequence[str], path: Sequence[str]) -> bool:
    return tuple(path[: len(column)]) == tuple(column)


def _line(cells: dict[str, str]) -> dict[str, Any]:
    """Return the line of the exchange format that the cells tell of."""
    values: dict[str, Any] = {}
    for name, cell in cells.items():
        column = COLUMNS[name]
        place = values
        for part in column.path[:-1]:
            place = place.setdefault(part, {})
        place[column.path[-1]] = _value(name, column, cell) if cell.strip() else None
    found = {part: values.pop(part) for part in _APPEARANCE if part in values}
    found["source"] = _source(found.get("source", {}))
    found["relays"] = [{"name": name} for name in found.get("relays") or ()]
    values["appearances"] = [_kept(found)]
    values.setdefault("speaker", {})
    values["speaker"] = _kept(values["speaker"])
    values["topics"] = values.get("topics") or []
    return _formed(values, cells)


def _value(name: str, column: Column, cell: str) -> Any:  # noqa: ANN401 -- whatever it holds
    was = as_it_was(cell)
    if column.read is str:
        return was
    try:
        return column.read(was)
    except ValueError as error:
        raise _CellError(name) from error


def _formed(values: dict[str, Any], cells: dict[str, str]) -> dict[str, Any]:
    """Say the form where the table does not, and leave out what it has no word for."""
    if not values.get("form"):
        values["form"] = "direct" if values.get("quote") else "indirect"
    for name in ("status", "topics", "translations"):
        if name not in cells or values[name] is None:
            values.pop(name, None)
    return values


def _source(given: dict[str, Any]) -> dict[str, Any]:
    source = _kept(given)
    title, url = source.get("title"), source.get("url")
    if title:
        told, supplied = titled(title)
        source |= {"title": told} | ({"title_supplied": True} if supplied else {})
    elif ours := _our_title(source):
        source |= {"title": ours, "title_supplied": True}
    source.setdefault("type", "webpage" if url else "document")
    return source


def _our_title(source: dict[str, Any]) -> str | None:
    """Return what to call a source whose title is not told; of a known one only its key may be."""
    outlet, url = source.get("container_title"), source.get("url")
    host = urlsplit(url).hostname if url and url.startswith("http") else None
    return outlet or host or source.get("key")


def _kept(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value or value is False}
