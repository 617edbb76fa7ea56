"""An earlier version of a statement as a whole value, and how it differs from what stands now."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desk import records
from desk.history.field_changes import RecordChange, changes_told
from desk.history.names import names_in
from desk.history.withheld import Told, without_withheld
from desk.parties import sources, speakers
from desk.versions.bringing_back import TERMS, footing_of
from desk.versions.versions import KEPT, UnknownVersionError, current_version, version_at
from models import Account, Event
from models.dates import bounds
from models.records import AppearanceRecord, RelayRecord, StatementRecord, TranslationRecord

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy.orm import Session

    from desk.versions.bringing_back import Footing
    from desk.versions.versions import Version
    from models.records import SourceRecord, SpeakerRecord

    Values = dict[str, Any]

#: Not fields of a record, or put in place of an id.
LEFT_OUT = ("statement_id", "appearance_id", "position", "source_id", "speaker_id", "topics")


@dataclass(frozen=True)
class VersionRecord:
    """A version: after which deed, by whom, when; the statement then, unless `unknown` says why not."""

    seq: int
    at: datetime
    actor: str
    tag: str
    statement: StatementRecord
    unknown: str | None = None
    #: What bringing it back would change, from what stands now.
    changes: tuple[RecordChange, ...] = ()
    names: Mapping[tuple[str, str], str] | None = None
    notes: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()

    @property
    def can_come_back(self) -> bool:
        """Whether it is known, differs from what stands now, and rests on nothing that is gone."""
        return not self.unknown and not self.lost and bool(self.changes)


def version_record(session: Session, statement_id: int, seq: int) -> VersionRecord:
    """Return a statement as it stood after a deed; raises MissingError."""
    now, stored = records.card(session, statement_id), current_version(session, statement_id)
    try:
        version = version_at(session, stored, seq)
    except UnknownVersionError as gap:
        return VersionRecord(seq, *_deed(session, seq), now, unknown=str(gap))
    told = _told(session, stored, version)
    version.words["topics"] = told.after["statement"][str(statement_id)]["topics"]
    footing = footing_of(session, version)
    changes = _changes(told)
    return VersionRecord(
        seq,
        *_deed(session, seq),
        _statement(session, now, version, footing),
        changes=changes,
        names=names_in(session, changes),
        notes=footing.changed,
        lost=footing.lost,
    )


def _told(session: Session, now: Version, then: Version) -> Told:
    """Return the rows of both versions without what they tell of records that are not there."""
    return without_withheld(
        session, [Told(("statement", str(now.statement_id)), now.rows, then.rows)]
    )[0]


def _changes(told: Told) -> tuple[RecordChange, ...]:
    sides = told.before, told.after
    rows = {table: {number for side in sides for number in side.get(table, ())} for table in KEPT}
    return changes_told(*sides, rows, all_told=True)[0]


def _deed(session: Session, seq: int) -> tuple[datetime, str, str]:
    """Return when a deed was done, by whom, and which it was."""
    told = select(Event.at, Account.name, Event.tag).join(Account, Account.id == Event.actor_id)
    at, by, tag = session.execute(told.where(Event.seq == seq)).one()
    return at, by, tag


def _statement(
    session: Session, now: StatementRecord, version: Version, footing: Footing
) -> StatementRecord:
    words = _kept(version.words)
    said_from, said_to = bounds(words.get("said"))
    return replace(
        now,
        **words,
        said_from=said_from,
        said_to=said_to,
        speaker=_speaker(session, now, footing),
        topics=tuple(sorted(topic.name for topic in footing.topics)),
        translations=tuple(
            TranslationRecord(id=number, **_kept(row))
            for number, row in version.ordered("translation")
        ),
        appearances=_appearances(session, now, version, footing),
        links=(),
        reviews=(),
    )


def _speaker(session: Session, now: StatementRecord, footing: Footing) -> SpeakerRecord:
    wanted = footing.speaker.id if footing.speaker else now.speaker.id
    if wanted == now.speaker.id:
        return now.speaker
    return speakers(session, [wanted], whole=False)[wanted]


def _appearances(
    session: Session, now: StatementRecord, version: Version, footing: Footing
) -> tuple[AppearanceRecord, ...]:
    kept = {found.source.id: found.source for found in now.appearances}
    missing = {source.id for source in footing.sources.values()} - kept.keys()
    kept |= sources(session, missing) if missing else {}
    works = {number: kept[source.id] for number, source in footing.sources.items()}
    found = []
    for number, row in version.ordered("appearance"):
        if row["source_id"] in works:
            relays = version.ordered("relay", appearance_id=number)
            found.append(
                AppearanceRecord(
                    id=number,
                    source=works[row["source_id"]],
                    relays=tuple(_relay(hop, works) for _hop, hop in relays),
                    **_kept(row),
                )
            )
    return tuple(found)


def _relay(row: Values, works: Mapping[int, SourceRecord]) -> RelayRecord:
    return RelayRecord(name=row["name"], verb=row["verb"], source=works.get(row["source_id"] or 0))


def _kept(row: Values) -> Values:
    return {
        name: TERMS[name](value) if name in TERMS and value is not None else value
        for name, value in row.items()
        if name not in LEFT_OUT
    }
