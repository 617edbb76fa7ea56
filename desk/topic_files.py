"""All that a topic's page shows: its statements in order of time, its conflicts, its sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desk import contradictions, link_records
from desk.cards import cards_of
from desk.finding import Finding
from desk.lists import SOURCE_LINE, SourceLine
from desk.pages import SIZE, Page, page_of
from desk.pairs import make_pair
from desk.read_models.counters import counts
from desk.report_order import Order, in_order
from desk.scopes import ReportScope
from desk.statement_scopes import Order as Listed
from desk.statement_scopes import StatementScope
from models import Appearance, Source, Topic
from models.conflict import Found
from models.terms import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sqlalchemy.orm import Session

    from desk.contradictions import Counts
    from desk.pairs import Pair
    from desk.rows import AnyRow, AnySelect
    from models.records import LinkRecord, StatementRecord

PAIRS, SOURCES = 20, 20
LOOKED = 300
"""In how many of the topic's statements, the last said, sources are looked for."""


@dataclass(frozen=True)
class TopicFile:
    """A page of a topic's statements, its newest conflicts, and where most of it was found."""

    #: The first said first.
    page: Page[StatementRecord]
    #: How many conflicts there are, the standings apart.
    counts: Counts
    #: The newest of them.
    pairs: tuple[Pair, ...]
    more_pairs: bool
    #: Each with the number of the topic's statements that appear in it.
    sources: tuple[SourceLine, ...]
    more_sources: bool
    #: Of how many statements, the last said, those are the sources; None where they are all.
    sources_of: int | None = None

    @property
    def by_standing(self) -> tuple[tuple[Standing | None, tuple[Pair, ...]], ...]:
        """The pairs by standing, the plainest first; those to re-check at the end, as None."""
        groups: dict[Standing | None, list[Pair]] = {one: [] for one in (*Standing, None)}
        for pair in self.pairs:
            groups[None if pair.recheck else pair.standing].append(pair)
        return tuple((standing, tuple(pairs)) for standing, pairs in groups.items() if pairs)


def file_of(session: Session, topic: Topic, after: int | None) -> TopicFile:
    """Return what is gathered under a topic, in a constant number of queries.

    `after` is the id of the last statement of the page before; undated ones come at the end.
    """
    scope = ReportScope(topic_id=topic.id)
    newest = in_order(session, scope, Order.NEWEST, PAIRS + 1)
    links = link_records.chosen_by(session, select(newest.subquery().c[0]))
    page = _page(session, topic, after)
    known = _read_at_once(session, page.rows, links)
    pairs = sorted(
        (make_pair(one, known[one.from_id], known[one.to_id]) for one in links), key=_place
    )
    rows, sources_of = _sources(session, topic, page)
    return TopicFile(
        page=page.of(lambda shown: [known[one] for one in shown if one in known]),
        counts=contradictions.counts(session, scope),
        pairs=tuple(pairs[:PAIRS]),
        more_pairs=len(pairs) > PAIRS,
        sources=tuple(SourceLine(*row) for row in rows[:SOURCES]),
        more_sources=len(rows) > SOURCES,
        sources_of=sources_of,
    )


def _page(session: Session, topic: Topic, after: int | None) -> Page[int]:
    oldest = StatementScope(topic_id=topic.id, order=Listed.OLDEST, before=after)
    return page_of(Finding(session, oldest).ids(SIZE + 1), after)


def _read_at_once(
    session: Session, shown: Sequence[int], links: Sequence[LinkRecord]
) -> dict[int, StatementRecord]:
    """Read the statements of a page together with both sides of links."""
    sides = {side for link in links for side in (link.from_id, link.to_id)}
    return {one.id: one for one in cards_of(session, sorted({*shown, *sides}))}


def _place(pair: Pair) -> tuple[bool, int, int]:
    """Return where a pair stands: the newest first, by the later date of both, undated ones last."""
    dates = [side.said_to for side in pair.sides if side.said_to]
    return not dates, -max(dates).toordinal() if dates else 0, -pair.id


def statements_of(session: Session, topic: Topic) -> int:
    """Count the statements that carry a topic, whatever their status."""
    return counts(session, Found.TOPIC, [topic.id])[topic.id]


def _sources(
    session: Session, topic: Topic, page: Page[int]
) -> tuple[Sequence[AnyRow], int | None]:
    """Return the lines of sources, and of how many statements, where these are not all."""
    said: Sequence[int] = page.rows
    if page.next is not None or page.previous_exists:
        newest = StatementScope(topic_id=topic.id, order=Listed.SAID)
        said = Finding(session, newest).ids(LOOKED + 1)
    found = _found_in(said[:LOOKED]).limit(SOURCES + 1).subquery()
    # Only of those that are shown a line is read, and asked whether it is there for who looks.
    lines = select(*SOURCE_LINE, found.c.found).join(found, found.c.source_id == Source.id)
    rows = session.execute(lines.order_by(found.c.found.desc(), Source.id)).all()
    return rows, LOOKED if len(said) > LOOKED else None


def _found_in(said: Sequence[int]) -> AnySelect:
    found = func.count(func.distinct(Appearance.statement_id)).label("found")
    return (
        select(Appearance.source_id, found)
        .where(Appearance.statement_id.in_(said))
        .group_by(Appearance.source_id)
        .order_by(found.desc(), Appearance.source_id)
    )
