"""Whom a name in an article may mean among known speakers; nobody is taken for another here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.parties import speakers
from desk.rows import in_batches
from desk.speakers import CANDIDATES, holding
from models import Speaker, SpeakerName, finding_key, name_key
from models.reading_records import MatchedBy, SpeakerMatch
from models.terms import SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from desk.rows import AnyRow

_ORDER = (MatchedBy.NAME, MatchedBy.ALIAS, MatchedBy.SPELLING, MatchedBy.PART)


@dataclass(frozen=True)
class Known:
    """A known speaker whose name or alias is spelt like a name."""

    id: int
    kind: SpeakerKind
    by: MatchedBy


def known_by(session: Session, names: Iterable[str]) -> dict[str, tuple[Known, ...]]:
    """Return whom each name may mean, in any spelling; two queries for each 500 names.

    Unnamed speakers are never among them: that two sources mean one, no name tells.
    """
    keys = {name: finding_key(name) for name in names}
    found: dict[str, list[AnyRow]] = {}
    for batch in in_batches(sorted(set(keys.values()))):
        for row in _spelt(session, batch):
            found.setdefault(row.found_by, []).append(row)
    return {name: _fitting(name, found.get(key, [])) for name, key in keys.items()}


def speaker_matches(session: Session, name: str) -> tuple[SpeakerMatch, ...]:
    """Return the known speakers who may be meant, the likeliest first; at most eight."""
    by = {one.id: one.by for one in known_by(session, [name])[name]}
    if len(by) < CANDIDATES:
        chosen = select(Speaker.id).where(*_LIVING, holding(name)).order_by(Speaker.id)
        for one in session.scalars(chosen.limit(CANDIDATES)):
            by.setdefault(one, MatchedBy.PART)
    told = speakers(session, by)
    found = [SpeakerMatch(speaker=told[one], by=how) for one, how in by.items() if one in told]
    return tuple(sorted(found, key=lambda one: _ORDER.index(one.by)))[:CANDIDATES]


_LIVING: tuple[ColumnElement[bool], ...] = (
    Speaker.kind != SpeakerKind.UNNAMED,
    Speaker.merged_into_id.is_(None),
)
_OWN = (Speaker.id, Speaker.kind, Speaker.name_key, Speaker.found_by)
_ALSO = (Speaker.id, Speaker.kind, SpeakerName.name_key, SpeakerName.found_by)


def _spelt(session: Session, keys: Sequence[str]) -> Iterator[AnyRow]:
    yield from session.execute(select(*_OWN).where(*_LIVING, Speaker.found_by.in_(keys)))
    also = select(*_ALSO, SpeakerName.id.label("alias"))
    also = also.join(SpeakerName, SpeakerName.speaker_id == Speaker.id)
    yield from session.execute(also.where(*_LIVING, SpeakerName.found_by.in_(keys)))


def _fitting(name: str, rows: Iterable[AnyRow]) -> tuple[Known, ...]:
    """Return each speaker once, by the best of its names."""
    key = name_key(name)
    known = [Known(row.id, row.kind, _by(row, key)) for row in rows]
    best: dict[int, Known] = {}
    for one in sorted(known, key=lambda one: (_ORDER.index(one.by), one.id)):
        best.setdefault(one.id, one)
    return tuple(best.values())


def _by(row: AnyRow, key: str) -> MatchedBy:
    if row.name_key != key:
        return MatchedBy.SPELLING
    return MatchedBy.ALIAS if hasattr(row, "alias") else MatchedBy.NAME
