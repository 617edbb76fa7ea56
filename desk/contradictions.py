"""The contradiction report: confirmed conflicts between logged statements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from desk.disputes import Disputed, by_disputed_statement
from desk.pairs import Pair, pairs_of
from desk.scopes import HALF, OTHER_HALF, ReportScope, in_scope
from models import Link, Speaker
from models.terms import LinkStatus, SpeakerKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from sqlalchemy import Select
    from sqlalchemy.orm import Session

    from desk.rows import AnySelect

PAGE = 50


@dataclass(frozen=True)
class Counts:
    """How many confirmed contradictions there are, the standings apart; re-checks stand aside."""

    direct: int
    unresolved: int
    apparent: int
    recheck: int
    self_: int
    proposed: int

    @property
    def pairs(self) -> int:
        """All confirmed contradictions in scope."""
        return self.direct + self.unresolved + self.apparent + self.recheck


@dataclass(frozen=True)
class ContradictionReport:
    """Pairs in scope, newest first, and grouped by the statement they dispute."""

    scope: ReportScope
    as_of: date
    counts: Counts
    pairs: tuple[Pair, ...]
    next: int | None

    @property
    def disputed(self) -> tuple[Disputed, ...]:
        """The disputed statements on this page, the most disputed first."""
        return by_disputed_statement(self.pairs)

    @property
    def headline(self) -> int:
        """How many statements are disputed by a pair that does not wait for a re-check."""
        return sum(any(not pair.recheck for pair in one.pairs) for one in self.disputed)


def report(
    session: Session,
    scope: ReportScope,
    today: date,
    *,
    size: int | None = PAGE,
    whole: bool = False,
) -> ContradictionReport:
    """Return a page of the report (all of it when size is None), with the scope's counts."""
    ids = session.scalars(_ids(scope, size)).all()
    more = size is not None and len(ids) > size
    shown: Sequence[int] = ids[:size] if size is not None else ids
    return ContradictionReport(
        scope=scope,
        as_of=scope.as_of or today,
        counts=counts(session, scope),
        pairs=pairs_of(session, shown, whole=whole),
        next=shown[-1] if more else None,
    )


def nothing(scope: ReportScope, today: date) -> ContradictionReport:
    """Return the report of a scope that cannot be read: nothing, rather than everything."""
    return ContradictionReport(scope, scope.as_of or today, Counts(0, 0, 0, 0, 0, 0), (), None)


def counts(session: Session, scope: ReportScope) -> Counts:
    """Count the contradictions in scope: confirmed ones by standing, and proposed ones."""
    row = session.execute(_counting(scope)).one()
    return Counts(**{name: int(value or 0) for name, value in row._asdict().items()})


def statement_ids(session: Session, scope: ReportScope) -> list[int]:
    """Return the ids of the statements in the report, each once."""
    rows = session.execute(_ids(scope, None).with_only_columns(Link.from_id, Link.to_id))
    return sorted({side for row in rows for side in row})


def _ids(scope: ReportScope, size: int | None) -> Select[int]:
    chosen = in_scope(select(Link.id), scope).where(Link.status == LinkStatus.CONFIRMED)
    if scope.before is not None:
        chosen = chosen.where(Link.id < scope.before)
    return chosen.order_by(Link.id.desc()).limit(None if size is None else size + 1)


def _counting(scope: ReportScope) -> AnySelect:
    answers = (Link.same_time, Link.same_place, Link.same_meaning)
    standing = case(
        (Link.status == LinkStatus.PROPOSED, "proposed"),
        (Link.recheck.is_(True), "recheck"),
        *((answer == "no", "apparent") for answer in answers),
        *((answer == "unknown", "unresolved") for answer in answers),
        else_="direct",
    )
    names = ("direct", "unresolved", "apparent", "recheck", "proposed")
    confirmed = Link.status == LinkStatus.CONFIRMED
    named = select(Speaker.id).where(Speaker.kind != SpeakerKind.UNNAMED)
    alone = confirmed & (HALF.speaker_id == OTHER_HALF.speaker_id) & HALF.speaker_id.in_(named)
    return in_scope(
        select(
            *(func.sum(case((standing == name, 1), else_=0)).label(name) for name in names),
            func.sum(case((alone, 1), else_=0)).label("self_"),
        ),
        scope,
    ).where(Link.status.in_((LinkStatus.CONFIRMED, LinkStatus.PROPOSED)))
