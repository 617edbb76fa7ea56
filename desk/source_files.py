"""All that is kept of one source but for the statements found in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from desk import captures, notice_lines
from desk.parties import sources
from desk.sources import source_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.captures import CaptureLine
    from desk.notice_lines import NoticeLine
    from models.records import SourceRecord


@dataclass(frozen=True)
class SourceFile:
    """A source with version, notices and captures.

    `merged_into` is the id of the one that was kept, where two were one work.
    """

    source: SourceRecord
    version: int
    merged_into: int | None
    notices: tuple[NoticeLine, ...]
    captures: tuple[CaptureLine, ...]


def file_of(session: Session, source_id: int) -> SourceFile:
    """Return the file of a source in a constant number of queries; raises MissingError."""
    row = source_of(session, source_id)
    return SourceFile(
        source=sources(session, [source_id])[source_id],
        version=row.version,
        merged_into=row.merged_into_id,
        notices=notice_lines.of_source(session, source_id),
        captures=tuple(captures.captures_at(session, source_id)),
    )
