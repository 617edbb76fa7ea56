"""Reads those behind a statement: speakers, sources, and the relays between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import BindParameter, bindparam, false, null, select, true, union_all

from desk.refusals import MissingError
from desk.rows import grouped
from desk.sight import rows_for
from models import (
    Appearance,
    Notice,
    NoticeAppearance,
    Office,
    Source,
    Speaker,
    SpeakerName,
    Statement,
)
from models.records import NoticeRecord, OfficeRecord, RelayRecord, SourceRecord, SpeakerRecord

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from sqlalchemy import CompoundSelect
    from sqlalchemy.orm import Session

    from desk.rows import AnyRow, Parts

SPEAKER = (
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

_NOTICE = (Notice.id, Notice.source_id, Notice.kind, Notice.date, Notice.note)
_SPEAKER_NAMES = tuple(column.key for column in SPEAKER)
_SOURCE_NAMES = tuple(column.key for column in _SOURCE)

_WORKS = (
    select(*_SOURCE, *_NOTICE, Statement.key.label("touched"))
    .outerjoin(Notice, Notice.source_id == Source.id)
    .outerjoin(NoticeAppearance, NoticeAppearance.notice_id == Notice.id)
    .outerjoin(Appearance, Appearance.id == NoticeAppearance.appearance_id)
    .outerjoin(Statement, Statement.id == Appearance.statement_id)
    .where(Source.id.in_(bindparam("ids", expanding=True)))
    .order_by(Source.id, Notice.id)
)
_SPEAKERS: BindParameter[int] = bindparam("ids", expanding=True)
_CALLED_AND_IN_OFFICE: CompoundSelect[*tuple[Any, ...]] = union_all(
    select(
        Office.speaker_id,
        true().label("held"),
        Office.position,
        Office.title.label("text"),
        Office.organisation,
        Office.since,
        Office.until,
    ).where(Office.speaker_id.in_(_SPEAKERS)),
    select(
        SpeakerName.speaker_id,
        false(),
        SpeakerName.position,
        SpeakerName.name,
        *(null(), null(), null()),
    ).where(SpeakerName.speaker_id.in_(_SPEAKERS)),
)


class Hop(NamedTuple):
    """A hop of an appearance as it is read, before its source is."""

    appearance_id: int
    name: str
    verb: str | None
    source_id: int | None


def speakers(
    session: Session, ids: Collection[int], *, whole: bool = True
) -> dict[int, SpeakerRecord]:
    """Return the speakers with these ids, with aliases and offices if `whole`."""
    rows = session.execute(select(*SPEAKER).where(Speaker.id.in_(ids)).order_by(Speaker.id))
    known = names_and_offices(session, ids) if whole else ({}, {})
    return speaker_records(map(tuple, rows), *known)


def one_speaker(session: Session, speaker_id: int) -> SpeakerRecord:
    """Return a speaker without aliases and offices; raises MissingError."""
    found = speakers(session, [speaker_id], whole=False).get(speaker_id)
    if found is None:
        raise MissingError(Speaker.__tablename__, speaker_id)
    return found


def speaker_records(
    found: Iterable[tuple[Any, ...]], aliases: Parts, offices: Parts
) -> dict[int, SpeakerRecord]:
    """Return speakers, by id, of whom the columns of `SPEAKER` and the rest are read already."""
    return {
        values[0]: SpeakerRecord(
            aliases=aliases.get(values[0], ()),
            offices=offices.get(values[0], ()),
            **dict(zip(_SPEAKER_NAMES, values, strict=True)),
        )
        for values in found
    }


def sources(session: Session, ids: Collection[int]) -> dict[int, SourceRecord]:
    """Return the sources with these ids, with their notices, in one query."""
    rows = rows_for(session, _WORKS, {"ids": list(ids)})
    found = {row[0]: row[: len(_SOURCE)] for row in rows}
    told = [row[len(_SOURCE) :] for row in rows if row[len(_SOURCE)] is not None]
    notices = _notices(told)
    return {number: _source(values, notices.get(number, ())) for number, values in found.items()}


def one_source(session: Session, source_id: int) -> SourceRecord:
    """Return a source with its notices; raises MissingError."""
    found = sources(session, [source_id]).get(source_id)
    if found is None:
        raise MissingError(Source.__tablename__, source_id)
    return found


def relay_records(hops: Iterable[Hop], works: Mapping[int, SourceRecord]) -> Parts:
    """Return the hops of each appearance as values."""
    return grouped((hop.appearance_id, _relay(hop, works)) for hop in hops)


def _relay(hop: Hop, works: Mapping[int, SourceRecord]) -> RelayRecord:
    source = works[hop.source_id] if hop.source_id else None
    return RelayRecord(name=hop.name, verb=hop.verb, source=source)


def _source(values: Sequence[Any], notices: tuple[NoticeRecord, ...]) -> SourceRecord:
    fields = dict(zip(_SOURCE_NAMES, values, strict=True))
    return SourceRecord(authors=tuple(fields.pop("authors")), notices=notices, **fields)


def names_and_offices(session: Session, ids: Collection[int]) -> tuple[Parts, Parts]:
    """Return other names and offices of speakers by the speaker, in their order; one query."""
    rows = session.execute(_CALLED_AND_IN_OFFICE, {"ids": list(ids)}).all()
    rows = sorted(rows, key=lambda row: row.position)
    return (
        grouped((row.speaker_id, row.text) for row in rows if not row.held),
        grouped((row.speaker_id, _office(row)) for row in rows if row.held),
    )


def _office(row: AnyRow) -> OfficeRecord:
    title, organisation, since, until = row[3:]
    return OfficeRecord(title=title, organisation=organisation, since=since, until=until)


def _notices(rows: Sequence[Sequence[Any]]) -> Parts:
    """Gather notices by their source from rows of which each tells one statement touched."""
    touched = grouped((row[0], row[-1]) for row in rows)
    known = {row[0]: row for row in rows}
    return grouped((row[1], _notice(row, touched[row[0]])) for row in known.values())


def _notice(row: Sequence[Any], touched: Sequence[str | None]) -> NoticeRecord:
    _number, _source_id, kind, date, note, _touched = row
    keys = tuple(sorted({key for key in touched if key is not None}))
    return NoticeRecord(kind=kind, date=date, note=note, touches=keys)
