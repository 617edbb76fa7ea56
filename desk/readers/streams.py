"""Files read line by line, however long they are: JSON Lines and tables."""

from __future__ import annotations

import csv
import hashlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from pydantic import ValidationError

from desk.readers.csv_cells import Row, is_odd, odd, rows_of
from desk.readers.csv_table import header_of
from desk.readers.faults import Fault, faults_of
from desk.readers.jsonl import BOM, NOT_UTF8
from desk.readers.plain_lines import PlainLine, PlainLines
from desk.readers.quick import QuickLines
from desk.readers.reading import FileRead, NumberedLine

if TYPE_CHECKING:
    from collections.abc import Iterator

    from desk.readers.told_parties import ToldParties

    Told = PlainLine | NumberedLine | Fault

_BLOCK = 1 << 20
_BEGINNING = 1 << 16


class NotInOneGoError(Exception):
    """The file is to be read as a whole, which says best what is wrong with it."""


@dataclass(frozen=True)
class Measured:
    """The size of a file in bytes, and the SHA-256 of its content, in hexadecimal."""

    size: int
    sha256: str


def measured(stream: BinaryIO) -> Measured:
    """Return the size and the SHA-256 of a file, of which a megabyte is held at a time."""
    stream.seek(0)
    digest, size = hashlib.sha256(), 0
    while block := stream.read(_BLOCK):
        digest.update(block)
        size += len(block)
    stream.seek(0)
    return Measured(size, digest.hexdigest())


def jsonl_lines(stream: BinaryIO, _read: FileRead, parties: ToldParties) -> Iterator[Told]:
    """Yield the statements of a file in our JSON Lines format, and the faults of other lines.

    `parties` numbers the speakers and sources of plain lines.
    """
    plain, quick = PlainLines(parties), QuickLines()
    stream.seek(0)
    for number, line in enumerate(stream, 1):
        told = line.removeprefix(BOM) if number == 1 else line
        if (one := plain.line(number, told)) is not None:
            yield one
            continue
        if not told.strip():
            continue
        try:
            yield NumberedLine(number, quick.line(told.removesuffix(b"\n").decode()))
        except UnicodeDecodeError as error:
            yield Fault(number, "", NOT_UTF8.format(byte=error.start + 1))
        except ValidationError as error:
            yield from faults_of(number, error)
        except ValueError as error:
            yield Fault(number, "", str(error))


def csv_lines(stream: BinaryIO, read: FileRead, _parties: ToldParties) -> Iterator[Told]:
    """Yield the statements of a table, and the faults of other rows.

    `read` is told which columns there is no place for. Raises NotInOneGoError when the table as a
    whole cannot be read so.
    """
    stream.seek(0)
    beginning = stream.read(_BEGINNING).decode(errors="replace").removeprefix("\ufeff")
    found = header_of(beginning)
    if found is None:
        raise NotInOneGoError
    header, delimiter = found
    stream.seek(0)
    text = io.TextIOWrapper(stream, "utf-8-sig", newline="")
    try:
        rows = rows_of(text, delimiter)
        next(rows)
        for row in rows:
            if is_odd(row, len(header.cells)):
                yield odd(row, header.row, delimiter)
                continue
            header.take(Row(row.line, row.cells[: len(header.cells)]), read)
            yield from read.faults
            yield from read.lines
            read.faults, read.lines = [], []
    except (csv.Error, UnicodeDecodeError) as error:
        raise NotInOneGoError from error
    finally:
        text.detach()
    read.dropped = tuple(header.dropped())
