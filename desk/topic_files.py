"""All that a topic's page shows but for the statements: its conflicts, its sources."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from desk import contradictions
from desk.finding import Finding
from desk.lists import SourceLine
from desk.read_models.counters import counts
from desk.scopes import ReportScope
from desk.statement_scopes import Order, StatementScope
from models import Appearance, Source, Topic
from models.conflict import Found
from models.terms import Standing

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy.orm import Session

    from desk.contradictions import ContradictionReport, Counts
    from desk.pairs import Pair
    from desk.rows import AnySelect

PAIRS, SOURCES = 20, 20
LOOKED = 300
"""In how many of the topic's statements, the last said, sources are looked for."""


@dataclass(frozen=True)
class TopicFile:
    """The newest conflicts of a topic, by their standing, and where most of it was found."""

    report: ContradictionReport
    #: Each with the number of the topic's statements that appear in it.
    sources: tuple[SourceLine, ...]
    more_sources: bool
    #: Of how many statements, the last said, those are the sources; None where they are all.
    sources_of: int | None = None

    @property
    def counts(self) -> Counts:
        """How many conflicts there are, the standings apart."""
        return self.report.counts

    @property
    def by_standing(self) -> tuple[tuple[Standing | None, tuple[Pair, ...]], ...]:
        """The pairs by standing, the plainest first; those to re-check at the end, as None."""
        groups: dict[Standing | None, list[Pair]] = {one: [] for one in (*Standing, None)}
        for pair in self.report.pairs:
            groups[None if pair.recheck else pair.standing].append(pair)
        return tuple((standing, tuple(pairs)) for standing, pairs in groups.items() if pairs)


def file_of(session: Session, topic: Topic, today: date) -> TopicFile:
    """Return what is gathered under a topic, in a constant number of queries."""
    scope = StatementScope(topic_id=topic.id, order=Order.SAID)
    said = Finding(session, scope).ids(LOOKED + 1)
    rows = session.execute(_sources(said[:LOOKED]).limit(SOURCES + 1)).all()
    return TopicFile(
        report=contradictions.report(session, ReportScope(topic_id=topic.id), today, size=PAIRS),
        sources=tuple(SourceLine(*row) for row in rows[:SOURCES]),
        more_sources=len(rows) > SOURCES,
        sources_of=LOOKED if len(said) > LOOKED else None,
    )


def statements_of(session: Session, topic: Topic) -> int:
    """Count the statements that carry a topic, whatever their status."""
    return counts(session, Found.TOPIC, [topic.id])[topic.id]


def _sources(said: Sequence[int]) -> AnySelect:
    found = func.count(func.distinct(Appearance.statement_id)).label("found")
    return (
        select(
            Source.id,
            Source.title,
            Source.title_supplied,
            func.coalesce(Source.container_title, Source.publisher, ""),
            Source.published,
            Source.seen,
            found,
        )
        .join(Appearance, Appearance.source_id == Source.id)
        .where(Appearance.statement_id.in_(said))
        .group_by(Source.id)
        .order_by(found.desc(), Source.id)
    )
