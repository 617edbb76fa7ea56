"""What a timeline or a network shows: confirmed links in scope, and the statements they tie."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import case, func, select, union

from desk import link_records, records
from desk.asof.knowing import Past, scoped
from desk.scopes import in_scope
from models import Link
from models.terms import LinkStatus, Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from sqlalchemy.orm import Session

    from desk.rows import AnyRow, AnySelect
    from desk.scopes import ReportScope
    from models.records import LinkRecord, SpeakerRecord, StatementRecord
    from models.terms import Standing

MOST, MOST_LINKS = 150, 400
"""How many statements and links a picture can hold and still be read."""


@dataclass(frozen=True)
class Shown:
    """What is drawn, and how much there is in all; statements stand in order of time."""

    statements: tuple[StatementRecord, ...] = ()
    links: tuple[LinkRecord, ...] = ()
    statements_in_all: int = 0
    links_in_all: int = 0
    #: Where it shows what the desk knew on an earlier day: what the history says of that day.
    past: Past | None = None

    @property
    def whole(self) -> bool:
        """Whether nothing is left out."""
        return len(self.links) == self.links_in_all

    @property
    def links_of(self) -> Mapping[int, list[LinkRecord]]:
        """The links drawn, by each of the statements they tie."""
        found: dict[int, list[LinkRecord]] = {one.id: [] for one in self.statements}
        for link in self.links:
            for side in (link.from_id, link.to_id):
                found[side].append(link)
        return found

    @property
    def conflicts(self) -> int:
        """How many of the links drawn are contradictions."""
        return sum(link.relation is Relation.CONTRADICTS for link in self.links)


@dataclass(frozen=True)
class Between:
    """Links of one relation and standing between two speakers, or of one speaker with himself.

    Of a symmetric relation the first is the speaker with the smaller number.
    """

    first: SpeakerRecord
    second: SpeakerRecord
    links: tuple[LinkRecord, ...]

    @property
    def relation(self) -> Relation:
        """What all of them say."""
        return self.links[0].relation


def shown(
    session: Session,
    scope: ReportScope,
    today: date,
    most: int = MOST,
    most_links: int = MOST_LINKS,
) -> Shown:
    """Return what a picture of this scope shows: conflicts first, the newest first."""
    with scoped(session, scope, tuple(Relation), today) as (asked, now, past):
        return replace(_shown(asked, now, most, most_links), past=past)


def _shown(session: Session, scope: ReportScope, most: int, most_links: int) -> Shown:
    rows = session.execute(_newest(scope, most_links + 1)).all()
    held, ids = _fitting(rows[:most_links], most)
    in_all = (len(held), len(ids))
    if len(ids) < len(rows):
        in_all = _in_all(session, scope)
    statements = sorted(records.cards(session, sorted(held)), key=_in_time)
    return Shown(tuple(statements), link_records.by_ids(session, ids), *in_all)


def between_speakers(
    links: Iterable[LinkRecord], said: Iterable[StatementRecord]
) -> tuple[Between, ...]:
    """Gather links by the speakers whose statements they tie; standings and re-checks apart."""
    speakers = {one.id: one.speaker for one in said}
    groups: dict[_Sides, list[LinkRecord]] = {}
    for link in links:
        groups.setdefault(_sides(link, speakers), []).append(link)
    known = {speaker.id: speaker for speaker in speakers.values()}
    return tuple(
        Between(known[first], known[second], tuple(members))
        for (first, second, *_rest), members in groups.items()
    )


if TYPE_CHECKING:
    _Sides = tuple[int, int, Relation, Standing | None, bool]


def _sides(link: LinkRecord, speakers: dict[int, SpeakerRecord]) -> _Sides:
    first, second = speakers[link.from_id].id, speakers[link.to_id].id
    if link.relation.symmetric:
        first, second = sorted((first, second))
    return first, second, link.relation, link.standing, link.recheck


def _newest(scope: ReportScope, most: int) -> AnySelect:
    conflicts_first = case((Link.relation == Relation.CONTRADICTS, 0), else_=1)
    chosen = _confirmed(select(Link.id, Link.from_id, Link.to_id), scope)
    return chosen.order_by(conflicts_first, Link.id.desc()).limit(most)


def _confirmed(chosen: AnySelect, scope: ReportScope) -> AnySelect:
    return in_scope(chosen, scope, tuple(Relation)).where(Link.status == LinkStatus.CONFIRMED)


def _fitting(rows: Iterable[AnyRow], most: int) -> tuple[set[int], list[int]]:
    """Take links as long as their statements have room."""
    held: set[int] = set()
    ids = []
    for row in rows:
        sides = {row.from_id, row.to_id}
        if len(held | sides) <= most:
            held |= sides
            ids.append(row.id)
    return held, ids


def _in_all(session: Session, scope: ReportScope) -> tuple[int, int]:
    sides = union(*(_confirmed(select(side), scope) for side in (Link.from_id, Link.to_id)))
    statements = session.scalar(select(func.count()).select_from(sides.subquery()))
    links = session.scalar(_confirmed(select(func.count()), scope))
    return statements or 0, links or 0


def _in_time(statement: StatementRecord) -> tuple[bool, str, str, str]:
    start, end = statement.said_from, statement.said_to
    first, last = start.isoformat() if start else "", end.isoformat() if end else ""
    return start is None, first, last, statement.key
