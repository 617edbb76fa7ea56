"""Reads those behind a statement: speakers, sources, and the relays between them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.rows import grouped, without
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
from models.records import NoticeRecord, OfficeRecord, RelayRecord, SourceRecord, SpeakerRecord

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from sqlalchemy.orm import Session

    from desk.rows import AnyRow, Parts

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


def speakers(
    session: Session, ids: Collection[int], *, whole: bool = True
) -> dict[int, SpeakerRecord]:
    """Return the speakers with these ids, with aliases and offices if `whole`."""
    rows = session.execute(select(*_SPEAKER).where(Speaker.id.in_(ids)))
    aliases = _aliases(session, ids) if whole else {}
    offices = _offices(session, ids) if whole else {}
    return {
        row.id: SpeakerRecord(
            aliases=aliases.get(row.id, ()),
            offices=offices.get(row.id, ()),
            **row._asdict(),
        )
        for row in rows
    }


def sources(session: Session, ids: Collection[int]) -> dict[int, SourceRecord]:
    """Return the sources with these ids, with their notices."""
    notices = _notices(session, ids)
    return {
        row.id: _source(row, notices.get(row.id, ()))
        for row in session.execute(select(*_SOURCE).where(Source.id.in_(ids)))
    }


def relay_rows(session: Session, appearance_ids: Sequence[int]) -> Sequence[AnyRow]:
    """Return the hops of these appearances, nearest to the speaker first."""
    chosen = (
        select(Relay.appearance_id, Relay.name, Relay.verb, Relay.source_id)
        .where(Relay.appearance_id.in_(appearance_ids))
        .order_by(Relay.appearance_id, Relay.position)
    )
    return session.execute(chosen).all()


def relay_records(rows: Sequence[AnyRow], works: Mapping[int, SourceRecord]) -> Parts:
    """Return the hops of each appearance as values."""
    return grouped((row.appearance_id, _relay(row, works)) for row in rows)


def _relay(row: AnyRow, works: Mapping[int, SourceRecord]) -> RelayRecord:
    source = works[row.source_id] if row.source_id else None
    return RelayRecord(name=row.name, verb=row.verb, source=source)


def _source(row: AnyRow, notices: tuple[NoticeRecord, ...]) -> SourceRecord:
    fields = row._asdict()
    return SourceRecord(authors=tuple(fields.pop("authors")), notices=notices, **fields)


def _aliases(session: Session, ids: Collection[int]) -> Parts:
    chosen = select(SpeakerName.speaker_id, SpeakerName.name).where(SpeakerName.speaker_id.in_(ids))
    rows = session.execute(chosen.order_by(SpeakerName.position))
    return grouped((row.speaker_id, row.name) for row in rows)


def _offices(session: Session, ids: Collection[int]) -> Parts:
    chosen = select(
        Office.speaker_id, Office.title, Office.organisation, Office.since, Office.until
    ).where(Office.speaker_id.in_(ids))
    rows = session.execute(chosen.order_by(Office.position))
    return grouped((row.speaker_id, OfficeRecord(**without(row, "speaker_id"))) for row in rows)


def _notices(session: Session, ids: Collection[int]) -> Parts:
    rows = session.execute(
        select(Notice.id, Notice.source_id, Notice.kind, Notice.date, Notice.note)
        .where(Notice.source_id.in_(ids))
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
        .where(NoticeAppearance.notice_id.in_(notice_ids))
    )
    return grouped((row.notice_id, row.key) for row in session.execute(chosen))
