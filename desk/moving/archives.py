"""A backup: one ZIP file with a manifest and, for each table, its rows as lines of JSON."""

from __future__ import annotations

import zlib
from contextlib import contextmanager
from datetime import datetime
from typing import IO, TYPE_CHECKING, Literal
from zipfile import ZIP_DEFLATED, BadZipFile, ZipFile

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from desk.moving.engines import engine_of
from desk.moving.places import Head, head_of
from desk.moving.refusals import NotABackupError, UnreadableRowsError
from desk.moving.shapes import Table, tables_of
from desk.moving.sums import LONGEST, Counting, Sum, blocks, lines
from desk.plain_faults import plain
from models import now

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from pathlib import Path

    from sqlalchemy import Connection

    from desk.moving.engines import Engine

MANIFEST = "manifest.json"
_LARGEST_MANIFEST = 4 * 1024**2
_BLOCK = 1 << 20
_QUICKLY = 1
_BROKEN = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, KeyError, OSError)


class Part(BaseModel):
    """The rows of one table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    table: Table
    sum: Sum
    #: The last number that the table gave to a row; None where it gives none.
    last_number: int | None = Field(default=None, ge=0)

    @property
    def name(self) -> str:
        """Under which name the part stands in the file."""
        return f"rows/{self.table.name}.jsonl"


class Manifest(BaseModel):
    """What a backup says of itself."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Literal["gainsay backup"] = "gainsay backup"
    format_version: Literal[1] = 1
    release: str
    #: The last migration of its schema.
    revision: str
    engine: str
    made_at: datetime
    #: The last event of the history.
    head: Head
    parts: tuple[Part, ...]

    @property
    def rows(self) -> int:
        """How many rows it holds."""
        return sum(part.sum.rows for part in self.parts)

    @property
    def bytes(self) -> int:
        """How many bytes its rows are, written out."""
        return sum(part.sum.bytes for part in self.parts)


class Backup:
    """A backup that was opened and proved, to be restored."""

    def __init__(self, manifest: Manifest, archive: ZipFile) -> None:
        self.manifest, self._archive = manifest, archive
        self.tables = tuple(part.table for part in manifest.parts)
        told = {part.table.name: part.last_number for part in manifest.parts}
        self.last_numbers = {name: last for name, last in told.items() if last is not None}

    def lines(self, table: Table) -> Generator[bytes]:
        """Yield the rows of a table as lines, in the order of its key."""
        part = next(part for part in self.manifest.parts if part.table == table)
        with self._archive.open(part.name) as file:
            while line := file.readline(LONGEST + 1):
                if len(line) > LONGEST:
                    message = "a row is longer than any row can be"
                    raise ValueError(message)
                yield line


def write_backup(
    connection: Connection, file: IO[bytes], *, revision: str, release: str
) -> Manifest:
    """Write the desk that a snapshot shows to a file; constant memory, whatever its size.

    Raises OSError when the file cannot be written, UnreadableRowsError.
    """
    tables = sorted(tables_of(connection), key=lambda table: table.name)
    engine = engine_of(connection, tables)
    last = engine.last_numbers()
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=_QUICKLY) as archive:
        parts = [_part(archive, engine, table, last.get(table.name)) for table in tables]
        manifest = Manifest(
            release=release,
            revision=revision,
            engine=connection.dialect.name,
            made_at=now(),
            head=head_of(connection),
            parts=tuple(parts),
        )
        archive.writestr(MANIFEST, manifest.model_dump_json(indent=1))
    return manifest


@contextmanager
def opened(path: Path) -> Iterator[Backup]:
    """Open a backup and prove that it is whole; raises NotABackupError, OSError.

    Nothing is written anywhere, and no name in it is used as a name of a file.
    """
    with path.open("rb") as file:
        try:
            archive = ZipFile(file)
        except BadZipFile:
            why = "it is not a backup of Gainsay, or only the beginning of one"
            raise NotABackupError(why) from None
        with archive:
            try:
                manifest = _manifest(archive)
                _prove(archive, manifest)
            except _BROKEN as fault:
                why = f"it is damaged ({type(fault).__name__})"
                raise NotABackupError(why) from None
            yield Backup(manifest, archive)


def is_backup(path: Path) -> bool:
    """Tell whether a file is a backup, whole or damaged."""
    try:
        with ZipFile(path) as archive:
            return MANIFEST in archive.namelist()
    except (BadZipFile, OSError):
        return False


def _part(archive: ZipFile, engine: Engine, table: Table, last: int | None) -> Part:
    """Write the rows of a table into the archive, and return what the manifest tells of them."""
    part = Part(table=table, sum=NOTHING, last_number=last)
    return part.model_copy(update={"sum": _written(archive, engine, part)})


def _written(archive: ZipFile, engine: Engine, part: Part) -> Sum:
    counting = Counting()
    # How long it will be is not known before it is written.
    with archive.open(part.name, "w", force_zip64=True) as file:
        for block in blocks(counting.passing(_short(part.table, lines(engine, part.table)))):
            file.write(block)
    return counting.sum


def _short(table: Table, rows: Iterable[bytes]) -> Iterator[bytes]:
    for line in rows:
        if len(line) > LONGEST:
            raise UnreadableRowsError(table.name, ValueError("a row is too long for a backup"))
        yield line


def _manifest(archive: ZipFile) -> Manifest:
    if MANIFEST not in archive.namelist():
        why = "it is not a backup of Gainsay: it has no manifest"
        raise NotABackupError(why)
    if archive.getinfo(MANIFEST).file_size > _LARGEST_MANIFEST:
        why = "its manifest is too long"
        raise NotABackupError(why)
    try:
        return Manifest.model_validate_json(archive.read(MANIFEST))
    except ValidationError as faults:
        fault = faults.errors(include_url=False, include_input=False)[0]
        place = ".".join(str(step) for step in fault["loc"])
        why = f"its manifest cannot be read ({place}: {plain(fault)})"
        raise NotABackupError(why) from None


def _prove(archive: ZipFile, manifest: Manifest) -> None:
    held = sorted(archive.namelist())
    if held != sorted([MANIFEST, *(part.name for part in manifest.parts)]):
        why = "it does not hold the parts that its manifest names"
        raise NotABackupError(why)
    for part in manifest.parts:
        if archive.getinfo(part.name).file_size != part.sum.bytes:
            why = f"{part.name} is not as long as its manifest says"
            raise NotABackupError(why)
    for part in manifest.parts:
        if _sum(archive, part) != part.sum:
            why = f"{part.name} does not fit its SHA-256"
            raise NotABackupError(why)


def _sum(archive: ZipFile, part: Part) -> Sum:
    counting = Counting()
    with archive.open(part.name) as file:
        while block := file.read(_BLOCK):
            counting.add(block, rows=block.count(b"\n"))
    return counting.sum


NOTHING = Counting().sum
