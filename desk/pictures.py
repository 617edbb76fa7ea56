"""What a timeline or a network shows: confirmed links in scope, and the statements they tie."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import not_, or_, select, true

from desk.asof.knowing import Past, known_page
from desk.cards import cards_of, links_of
from desk.report_order import ASIDE, Aside, Order, links_in_order
from desk.scopes import found_in, in_scope, in_set
from desk.sight import sees_all
from models import Link, Statement, statement_topic
from models.among import within
from models.terms import LinkStatus, Relation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from desk.scopes import ReportScope
    from models.records import LinkRecord, SpeakerRecord, StatementRecord
    from models.terms import Standing

MOST, MOST_LINKS = 150, 400
"""How many statements and links a picture can hold and still be read."""
LINKS_IN_SIGHT = 100
"""How many links for who is kept out of a topic: of each it is asked whether it is there for him."""
FEW, WALKED = 1_000, 2_000
"""Of how many statements all links are looked at; of more, so many of the newest in the archive."""
OTHERS = tuple(one for one in Relation if one is not Relation.CONTRADICTS)


@dataclass(frozen=True)
class Shown:
    """What is drawn; statements stand in order of time."""

    statements: tuple[StatementRecord, ...] = ()
    links: tuple[LinkRecord, ...] = ()
    #: Whether nothing is left out.
    whole: bool = True
    #: Where it shows what the desk knew on an earlier day: what the history says of that day.
    past: Past | None = None
    #: How many links would have been drawn at most.
    most_links: int = MOST_LINKS

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
    """Return what a picture of this scope shows: conflicts first, those said last first.

    The other links follow, those logged last first.
    """
    now = scope.model_copy(update={"as_of": None})
    most_links = most_links if sees_all(session) else min(most_links, LINKS_IN_SIGHT)
    chosen = _Chosen(session, now, most_links + 1)
    with known_page(session, scope, tuple(Relation), today, chosen.without) as known:
        if known.past is None:
            ids = chosen.without(ASIDE)
        else:
            # What is held of an earlier day was looked for already.
            ids = _confirmed(known.session, now, most_links + 1, true)
        told = _drawn(known.session, ids, most, most_links)
        whole = told.whole and not chosen.cut
        return replace(told, whole=whole, past=known.past, most_links=most_links)


@dataclass
class _Chosen:
    """The links that are drawn first, out of today's record."""

    session: Session
    scope: ReportScope
    most: int
    #: Whether there may be others that were not looked at.
    cut: bool = False

    def without(self, aside: Aside) -> Sequence[int]:
        return _confirmed(self.session, self.scope, self.most, self.near, aside)

    def near(self) -> ColumnElement[bool]:
        """Return which links are looked at: those of the statements in scope, where these are few.

        Else those that were logged last.
        """
        ids = _few_in(self.session, self.scope)
        if ids is not None:
            return or_(Link.from_id.in_(ids), Link.to_id.in_(ids))
        order = select(Link.id).order_by(Link.id.desc())
        last = self.session.scalar(order.offset(WALKED).limit(1))
        self.cut = last is not None
        return true() if last is None else Link.id > last


def _drawn(session: Session, ids: Sequence[int], most: int, most_links: int) -> Shown:
    ends = _ends(session, ids)
    held, drawn = _fitting(ends[:most_links], most)
    statements = sorted(cards_of(session, sorted(held)), key=_in_time)
    links = links_of(session, drawn)
    return Shown(tuple(statements), links, len(drawn) == len(ends))


def _ends(session: Session, ids: Sequence[int]) -> list[tuple[int, int, int]]:
    """Return links that are there with both their sides, in this order, and no more of them.

    Whole links are read of those alone that are drawn.
    """
    chosen = select(Link.id, Link.from_id, Link.to_id).where(within(Link.id, ids))
    found = {row.id: (row.id, row.from_id, row.to_id) for row in session.execute(chosen)}
    return [found[one] for one in ids if one in found]


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


def _confirmed(
    session: Session,
    scope: ReportScope,
    most: int,
    near: Callable[[], ColumnElement[bool]],
    aside: Aside = ASIDE,
) -> Sequence[int]:
    """Return the first links to be drawn; of other relations than conflicts those that are near."""
    ids = links_in_order(session, scope, Order.NEWEST, most, aside)
    if len(ids) == most:
        return ids
    others = in_scope(select(Link.id), scope, OTHERS).where(Link.status == LinkStatus.CONFIRMED)
    there = not_(within(Link.id, aside.links)) if aside.links else true()
    chosen = others.where(near(), there).order_by(Link.id.desc()).limit(most - len(ids))
    return [*ids, *session.scalars(chosen)]


def _few_in(session: Session, scope: ReportScope) -> Sequence[int] | None:
    """Return the statements of whom or what the scope is about; None where they are many."""
    held = statement_topic.c
    asked = (
        (scope.set_id, in_set(scope.set_id or 0)),
        (scope.source_id, found_in(scope.source_id or 0)),
        (scope.speaker_id, select(Statement.id).where(Statement.speaker_id == scope.speaker_id)),
        (scope.topic_id, select(held.statement_id).where(held.topic_id == scope.topic_id)),
    )
    for number, members in asked:
        if number is not None:
            ids = session.scalars(members.limit(FEW + 1)).all()
            if len(ids) <= FEW:
                return ids
    return None


def _fitting(ends: Iterable[tuple[int, int, int]], most: int) -> tuple[set[int], list[int]]:
    """Take links as long as their statements have room."""
    held: set[int] = set()
    drawn = []
    for link, *sides in ends:
        if len(held | {*sides}) <= most:
            held |= {*sides}
            drawn.append(link)
    return held, drawn


def _in_time(statement: StatementRecord) -> tuple[bool, str, str, str]:
    start, end = statement.said_from, statement.said_to
    first, last = start.isoformat() if start else "", end.isoformat() if end else ""
    return start is None, first, last, statement.key
