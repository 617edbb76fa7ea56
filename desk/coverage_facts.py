"""What coverage asks of each statement and each link."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, case, exists, func, or_, select, union

from desk.narrowing import unsourced
from desk.scopes import HALF, OTHER_HALF, ReportScope, in_scope, in_set
from models import Appearance, Link, Relay, ReplyRequest, Statement, statement_topic
from models.dates import read_edtf
from models.terms import LinkStatus, Relation, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy import ColumnElement, CompoundSelect

    from desk.coverage_scopes import CoverageScope
    from desk.rows import AnySelect


@dataclass(frozen=True)
class Within:
    """A scope, or of its statements those with some numbers."""

    scope: CoverageScope
    last: Sequence[int] | None = None


def said_in(chosen: AnySelect, told: Within) -> AnySelect:
    """Narrow a selection of statements to the logged ones in scope."""
    chosen, scope = chosen.where(Statement.status == StatementStatus.LOGGED), told.scope
    if told.last is not None:
        chosen = chosen.where(Statement.id.in_(told.last))
    if scope.topic_id is not None:
        held = statement_topic.c
        of_topic = exists().where(
            held.statement_id == Statement.id, held.topic_id == scope.topic_id
        )
        chosen = chosen.where(of_topic.correlate(Statement))
    if scope.set_id is not None:
        chosen = chosen.where(Statement.id.in_(in_set(scope.set_id)))
    if scope.since:
        chosen = chosen.where(Statement.said_to >= read_edtf(scope.since).earliest)
    if scope.until:
        chosen = chosen.where(Statement.said_to <= read_edtf(scope.until).latest)
    return chosen


def link_sides(said: Sequence[int] | None = None) -> Iterator[AnySelect]:
    """Yield a selection for each end: links between logged statements, and the one at that end.

    Of some statements, or of all.
    """
    logged = StatementStatus.LOGGED
    for end in (Link.from_id, Link.to_id):
        chosen = (
            select(Link.id, Link.status, end.label("statement_id"))
            .join(HALF, HALF.id == Link.from_id)
            .join(OTHER_HALF, OTHER_HALF.id == Link.to_id)
            .where(HALF.status == logged, OTHER_HALF.status == logged)
        )
        yield chosen if said is None else chosen.where(end.in_(said))


def _single_origin() -> ColumnElement[bool]:
    """Tell of a statement that all its appearances go back to one origin.

    The origin is that of `AppearanceRecord.origin`; names of relays are compared as written, but
    for case and the space around them.
    """
    first = Relay.position == _first_position()
    reports = case((Relay.id.is_(None), Appearance.source_id), else_=Relay.source_id)
    names = case((Relay.source_id.is_(None), func.lower(func.trim(Relay.name))))
    origins = func.count(reports.distinct()) + func.count(names.distinct())
    found = select(origins).select_from(Appearance)
    found = found.outerjoin(Relay, and_(Relay.appearance_id == Appearance.id, first))
    return (
        found.where(Appearance.statement_id == Statement.id).correlate(Statement).scalar_subquery()
        == 1
    )


def _first_position() -> ColumnElement[int | None]:
    hop = Relay.__table__.alias().c
    first = select(func.min(hop.position)).where(hop.appearance_id == Appearance.id)
    return first.correlate(Appearance).scalar_subquery()


def _disputed() -> ColumnElement[bool]:
    # Asked of each statement by itself: all contradictions may be very many.
    return or_(
        *(
            exists()
            .where(
                end == Statement.id,
                Link.relation == Relation.CONTRADICTS,
                Link.status == LinkStatus.CONFIRMED,
                OTHER_HALF.id == other,
                OTHER_HALF.status == StatementStatus.LOGGED,
            )
            .correlate(Statement)
            for end, other in ((Link.from_id, Link.to_id), (Link.to_id, Link.from_id))
        )
    )


def _asked() -> ColumnElement[bool]:
    sought = select(ReplyRequest.id).where(ReplyRequest.whom.is_not(None))
    on_link = sought.with_only_columns(ReplyRequest.link_id)
    on_statement = sought.with_only_columns(ReplyRequest.statement_id)
    asked = or_(
        Statement.id.in_(on_statement.where(ReplyRequest.statement_id.is_not(None))),
        Statement.id.in_(_sides(Link.id.in_(on_link.where(ReplyRequest.link_id.is_not(None))))),
    )
    return and_(_disputed(), asked)


def _sides(*also: ColumnElement[bool]) -> CompoundSelect[int]:
    """Select both sides of the confirmed contradictions between logged statements."""
    stands = (Link.status == LinkStatus.CONFIRMED, *also)
    ends = (Link.from_id, Link.to_id)
    return union(*(in_scope(select(end), ReportScope()).where(*stands) for end in ends))


STATEMENT_FACTS: dict[str, Callable[[], ColumnElement[bool]]] = {
    "unsourced": unsourced,
    "single_origin": _single_origin,
    "disputed": _disputed,
    "asked": _asked,
}
"""What is true of a statement or not, by the name that a tally gives it."""
