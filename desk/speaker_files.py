"""All that a speaker's page shows but for the statements: who it is, who was merged, who is alike."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select, union

from desk import contradictions
from desk.kept import once
from desk.parties import SPEAKER, names_and_offices, sources, speaker_records
from desk.refusals import MissingError
from desk.scopes import ReportScope
from models import Speaker, SpeakerName
from models.dates import bounds
from models.weights import weight_of

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.contradictions import Counts
    from desk.rows import AnyRow, AnySelect
    from models.records import OfficeRecord, SourceRecord, SpeakerRecord
    from models.terms import SpeakerKind

ALIKE = 8
"""How many speakers of a like name are shown."""
_OTHER = (
    Speaker.id,
    Speaker.version,
    Speaker.name,
    Speaker.kind,
    Speaker.plural,
    Speaker.note,
)


@dataclass(frozen=True)
class MergedSpeaker:
    """A speaker who was merged into another one, and why."""

    id: int
    version: int
    name: str
    kind: SpeakerKind
    plural: bool
    note: str | None


@dataclass(frozen=True)
class LikeName:
    """Another speaker who is called much like one."""

    id: int
    name: str
    kind: SpeakerKind
    plural: bool


@dataclass(frozen=True)
class SpeakerFile:
    """A speaker with version, the source of an unnamed one, and who else it is or might be.

    `merged_into` is the id of the one it was merged into: then that one's page is the one to show.
    """

    speaker: SpeakerRecord
    version: int
    merged_into: int | None
    source: SourceRecord | None
    merged: tuple[MergedSpeaker, ...]
    alike: tuple[LikeName, ...]
    counts: Counts

    @property
    def offices(self) -> list[OfficeRecord]:
        """The offices in order of time, those of unknown beginning first."""
        return sorted(self.speaker.offices, key=_begun)

    @property
    def conflicts(self) -> int:
        """How many confirmed contradictions the speaker is a side of."""
        return self.counts.pairs


def _begun(office: OfficeRecord) -> date:
    return bounds(office.since)[0] or date.min


def file_of(session: Session, speaker_id: int) -> SpeakerFile:
    """Return the file of a speaker in a constant number of queries; raises MissingError."""
    return once(session, "speaker", speaker_id, lambda: _file(session, speaker_id), _weight)


def _weight(file: SpeakerFile) -> int:
    return weight_of(file.speaker.note, *(one.note for one in file.merged))


def _file(session: Session, speaker_id: int) -> SpeakerFile:
    row = session.execute(_row(speaker_id)).one_or_none()
    if row is None:
        noun = "speaker"
        raise MissingError(noun, speaker_id)
    names, offices = names_and_offices(session, [speaker_id])
    merged, alike = _others(session, speaker_id)
    return SpeakerFile(
        speaker=speaker_records([tuple(row)[: len(SPEAKER)]], names, offices)[speaker_id],
        version=row.version,
        merged_into=row.merged_into_id,
        source=_source(session, row),
        merged=merged,
        alike=alike,
        counts=contradictions.counts(session, ReportScope(speaker_id=speaker_id)),
    )


def version_of(session: Session, speaker_id: int) -> int:
    """Return the version of a speaker; raises MissingError."""
    row = session.execute(_row(speaker_id)).one_or_none()
    if row is None:
        noun = "speaker"
        raise MissingError(noun, speaker_id)
    return int(row.version)


def _row(speaker_id: int) -> AnySelect:
    chosen = select(*SPEAKER, Speaker.version, Speaker.merged_into_id, Speaker.source_id)
    return chosen.where(Speaker.id == speaker_id)


def _source(session: Session, row: AnyRow) -> SourceRecord | None:
    return sources(session, [row.source_id])[row.source_id] if row.source_id else None


def _others(
    session: Session, speaker_id: int
) -> tuple[tuple[MergedSpeaker, ...], tuple[LikeName, ...]]:
    """Read who was merged, the last first, and who is alike, in one query."""
    gone = select(*_OTHER, Speaker.merged_into_id).where(Speaker.merged_into_id == speaker_id)
    alike = _alike(speaker_id).subquery()
    rows = sorted(session.execute(gone.union_all(select(alike))).all(), key=_number)
    return (
        tuple(MergedSpeaker(*row[:-1]) for row in reversed(rows) if row.merged_into_id),
        tuple(LikeName(row.id, row.name, row.kind, row.plural) for row in rows if not row[-1]),
    )


def _number(row: AnyRow) -> int:
    return int(row.id)


def _alike(speaker_id: int) -> AnySelect:
    name = select(Speaker.found_by).where(Speaker.id == speaker_id)
    own = name.union_all(select(SpeakerName.found_by).where(SpeakerName.speaker_id == speaker_id))
    # Each name by its own index: asked for either at once, all speakers would be looked at.
    named = select(Speaker.id).where(Speaker.found_by.in_(own))
    also = select(SpeakerName.speaker_id).where(SpeakerName.found_by.in_(own))
    return (
        select(*_OTHER, Speaker.merged_into_id)
        .where(
            Speaker.id.in_(union(named, also)),
            Speaker.id != speaker_id,
            Speaker.merged_into_id.is_(None),
        )
        .order_by(Speaker.id)
        .limit(ALIKE)
    )
