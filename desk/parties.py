"""Reads those behind a statement: speakers, sources, and the relays between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from desk.rows import fields_of, grouped
from models import (
    Appearance,
    Notice,
    NoticeAppearance,
    Office,
    Relay,
    Source,
    Speaker,
    SpeakerName,
    Statement,
)
from models.among import within
from models.records import NoticeRecord, OfficeRecord, RelayRecord, SourceRecord, SpeakerRecord

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy.orm import Session

    from desk.rows import AnyRow, Parts

AT_HAND = 2_000
"""How many speakers, and how many sources, are kept at hand while very many statements are read."""
_SPEAKER = (
    Speaker.id,
    Speaker.key,
    Speaker.name,
    Speaker.kind,
    Speaker.plural,
    Speaker.speaks_for,
    Speaker.wikidata,
    Speaker.note,
)
_SOURCE = (
    Source.id,
    Source.key,
    Source.type,
    Source.title,
    Source.title_supplied,
    Source.authors,
    Source.container_title,
    Source.publisher,
    Source.genre,
    Source.url,
    Source.published,
    Source.published_from,
    Source.published_to,
    Source.accessed,
    Source.archived_url,
    Source.language,
    Source.csl,
    Source.seen,
)


class Shared:
    """Speakers and sources, which many statements share: each is read once while it is at hand."""

    def __init__(self, session: Session, *, whole: bool = True) -> None:
        """Read speakers with aliases and offices if `whole`."""
        self._session = session
        self.whole = whole
        self._speakers: dict[int, SpeakerRecord] = {}
        self._sources: dict[int, SourceRecord] = {}

    def speakers(self, ids: Collection[int]) -> Mapping[int, SpeakerRecord]:
        """Return at least the speakers with these ids."""
        new = _new(self._speakers, ids)
        self._speakers |= speakers(self._session, new, whole=self.whole) if new else {}
        return self._speakers

    def sources(self, ids: Collection[int]) -> Mapping[int, SourceRecord]:
        """Return at least the sources with these ids."""
        new = _new(self._sources, ids)
        self._sources |= sources(self._session, new) if new else {}
        return self._sources


def _new(known: dict[int, Any], ids: Collection[int]) -> list[int]:
    """Return those of the ids that are not known; so many are kept that memory stays bounded."""
    if len(known) > AT_HAND:
        known.clear()
    return sorted(set(ids) - known.keys())


def speakers(
    session: Session, ids: Collection[int], *, whole: bool = True
) -> dict[int, SpeakerRecord]:
    """Return the speakers with these ids, with aliases and offices if `whole`."""
    aliases = _aliases(session, ids) if whole else {}
    offices = _offices(session, ids) if whole else {}
    return {
        row["id"]: SpeakerRecord(
            aliases=aliases.get(row["id"], ()), offices=offices.get(row["id"], ()), **row
        )
        for row in fields_of(session, select(*_SPEAKER).where(within(Speaker.id, ids)))
    }


def sources(session: Session, ids: Collection[int]) -> dict[int, SourceRecord]:
    """Return the sources with these ids, with their notices."""
    notices = _notices(session, ids)
    return {
        row["id"]: _source(row, notices.get(row["id"], ()))
        for row in fields_of(session, select(*_SOURCE).where(within(Source.id, ids)))
    }


def relay_rows(session: Session, appearance_ids: Sequence[int]) -> Sequence[AnyRow]:
    """Return the hops of these appearances, nearest to the speaker first."""
    chosen = (
        select(Relay.appearance_id, Relay.name, Relay.verb, Relay.source_id)
        .where(within(Relay.appearance_id, appearance_ids))
        .order_by(Relay.appearance_id, Relay.position)
    )
    return session.execute(chosen).all()


def relay_records(rows: Sequence[AnyRow], works: Mapping[int, SourceRecord]) -> Parts:
    """Return the hops of each appearance as values."""
    return grouped((row.appearance_id, _relay(row, works)) for row in rows)


def _relay(row: AnyRow, works: Mapping[int, SourceRecord]) -> RelayRecord:
    source = works[row.source_id] if row.source_id else None
    return RelayRecord(name=row.name, verb=row.verb, source=source)


def _source(fields: dict[str, Any], notices: tuple[NoticeRecord, ...]) -> SourceRecord:
    return SourceRecord(authors=tuple(fields.pop("authors")), notices=notices, **fields)


def _aliases(session: Session, ids: Collection[int]) -> Parts:
    chosen = select(SpeakerName.speaker_id, SpeakerName.name).where(
        within(SpeakerName.speaker_id, ids)
    )
    rows = session.execute(chosen.order_by(SpeakerName.position))
    return grouped((row.speaker_id, row.name) for row in rows)


def _offices(session: Session, ids: Collection[int]) -> Parts:
    chosen = select(
        Office.speaker_id, Office.title, Office.organisation, Office.since, Office.until
    ).where(within(Office.speaker_id, ids))
    rows = fields_of(session, chosen.order_by(Office.position))
    return grouped((row.pop("speaker_id"), OfficeRecord(**row)) for row in rows)


def _notices(session: Session, ids: Collection[int]) -> Parts:
    rows = session.execute(
        select(Notice.id, Notice.source_id, Notice.kind, Notice.date, Notice.note)
        .where(within(Notice.source_id, ids))
        .order_by(Notice.id)
    ).all()
    touched = _touched(session, [row.id for row in rows]) if rows else {}
    return grouped((row.source_id, _notice(row, touched)) for row in rows)


def _notice(row: AnyRow, touched: Parts) -> NoticeRecord:
    keys = tuple(sorted(set(touched.get(row.id, ()))))
    return NoticeRecord(kind=row.kind, date=row.date, note=row.note, touches=keys)


def _touched(session: Session, notice_ids: Sequence[int]) -> Parts:
    chosen = (
        select(NoticeAppearance.notice_id, Statement.key)
        .join(Appearance, Appearance.id == NoticeAppearance.appearance_id)
        .join(Statement, Statement.id == Appearance.statement_id)
        .where(within(NoticeAppearance.notice_id, notice_ids))
    )
    return grouped((row.notice_id, row.key) for row in session.execute(chosen))
