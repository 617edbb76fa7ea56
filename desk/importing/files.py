"""Files to be imported, however long: read in great strokes where they can be, else line by line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from sqlalchemy import select

from desk.importing.bulk.collecting import seldom_collected
from desk.importing.bulk.reading import READERS, BulkRead, read_in_bulk
from desk.importing.bulk.storing import DifferingError, Storing
from desk.importing.imports import ImportOptions, ImportResult, NamedFile, import_read
from desk.readers.faults import Fault, ImportRefusedError
from desk.readers.formats import format_of, read_file
from desk.readers.reading import MOST_FAULTS, MOST_LINES, FileRead, Progress, silent
from desk.readers.streams import measured
from desk.readers.texts import MOST_BYTES
from desk.refusals import RefusedError
from desk.sight import sees_all
from models import Speaker, Topic
from models.tuning import much_at_hand

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy.orm import Session

    from desk.actors import Actor

_BEGINNING = 1 << 16


class ByLineError(Exception):
    """The file has to be read once more, to be stored line by line; nothing of it was stored."""


@dataclass
class OpenedFile:
    """A file that was read, and waits to be stored."""

    stream: BinaryIO
    file: NamedFile
    size: int
    #: The format that somebody named.
    format: str | None = None
    folder: Path | None = None
    bulk: BulkRead | None = None
    read: FileRead | None = None

    @property
    def is_large(self) -> bool:
        """Whether it is more than is taken line by line."""
        return self.size > MOST_BYTES or (self.bulk is not None and len(self.bulk) > MOST_LINES)

    @property
    def faults(self) -> list[Fault]:
        """What reading found wrong with it, by line."""
        read = self.bulk or self.read
        return sorted(read.faults, key=lambda fault: fault.line) if read else []

    def __len__(self) -> int:
        """Count what there is to store."""
        read = self.bulk or self.read
        return len(read) if read is not None else 0

    def read_by_line(self, progress: Progress = silent) -> None:
        """Read it once more, as a whole; raises ImportRefusedError where it is too much for that."""
        if self.bulk is not None:
            self.bulk.spool.close()
            self.bulk = None
        self.stream.seek(0)
        content = self.stream.read(MOST_BYTES + 1)
        self.read = read_file(content, self.file.name, self.format, progress)

    def close(self) -> None:
        """Let go of what waits."""
        if self.bulk is not None:
            self.bulk.spool.close()


def open_file(
    stream: BinaryIO,
    name: str,
    format_name: str | None = None,
    *,
    options: ImportOptions,
    folder: Path | None = None,
) -> OpenedFile:
    """Read a file, in the format named or told by its name and content.

    JSON Lines and tables of statements are read line by line into a temporary file in `folder`,
    however many there are; all others as a whole. Raises ImportRefusedError.
    """
    found = measured(stream)
    opened = OpenedFile(stream, NamedFile(found.sha256, name), found.size, format_name, folder)
    told = format_of(stream.read(_BEGINNING), name, format_name).name
    if told in READERS:
        opened.bulk = read_in_bulk(stream, found.size, told, folder, options.progress)
    if opened.bulk is None or (opened.bulk.faults and not opened.is_large):
        opened.read_by_line(options.progress)
    elif opened.bulk.faults:
        opened.bulk.faults = _some(opened.faults)
    return opened


def import_opened(
    session: Session, opened: OpenedFile, by: Actor, options: ImportOptions
) -> ImportResult:
    """Import a file that was opened, in one event; raises as import_read does.

    Raises ByLineError where its lines have to be looked at one by one after all.
    """
    if opened.read is not None:
        return import_read(session, opened.read, by, options, opened.file)
    if opened.bulk is None:
        raise ByLineError
    if opened.faults and not (options.keep_good or options.trial):
        raise ImportRefusedError(opened.faults)
    if not _is_plain(session):
        raise _by_line(opened, Fault(0, "", _NOT_PLAIN))
    return _stored(session, opened, by, options, opened.bulk)


def _stored(
    session: Session, opened: OpenedFile, by: Actor, options: ImportOptions, read: BulkRead
) -> ImportResult:
    storing = Storing(session, by, options, opened.folder)
    try:
        with session.begin_nested(), much_at_hand(session.connection()), seldom_collected():
            return storing.store(read, opened.file)
    except DifferingError as error:
        if options.update:
            raise _by_line(opened, Fault(error.faults[0].line, "key", _KNOWN)) from error
        if options.keep_good or options.trial:
            raise _by_line(opened, *error.faults) from error
        raise ImportRefusedError(_some(error.faults)) from error
    except RefusedError as refused:
        fault = Fault(storing.line, refused.field, refused.reason)
        raise _by_line(opened, fault) from refused


def _by_line(opened: OpenedFile, *faults: Fault) -> Exception:
    """Return what to do with a file: read it by line, or, if it is too large for that, refuse it."""
    return ImportRefusedError(_some(list(faults))) if opened.is_large else ByLineError()


def _is_plain(session: Session) -> bool:
    """Tell whether nothing is hidden from who looks, and no name leads to what it was merged into."""
    speakers = select(Speaker.id).where(Speaker.merged_into_id.is_not(None)).limit(1)
    topics = select(Topic.id).where(Topic.merged_into_id.is_not(None)).limit(1)
    return sees_all(session) and not any(map(session.scalar, (speakers, topics)))


def _some(faults: list[Fault]) -> list[Fault]:
    more = len(faults) - MOST_FAULTS
    if more <= 0:
        return faults
    told = Fault(0, "", f"the file has {more:,} more faults, which are not listed")
    return [*faults[:MOST_FAULTS], told]


_KNOWN = (
    "this statement is known and says otherwise. A file of more than "
    f"{MOST_LINES:,} lines or 20 MB changes none; import what changes in a file of its own"
)
_NOT_PLAIN = (
    "this desk has merged speakers or topics, or topics that you may not see: what is in the file "
    f"has to be looked at line by line, {MOST_LINES:,} lines or 20 MB at most. Split it."
)
