"""What is new to those who follow something: conflicts, corrections and re-checks that touch it.

News is read from the record as it stands: a conflict that was withdrawn again is no news any more.
So many of the newest are looked at for a page, whatever there is in all; the next one goes on there.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from sqlalchemy import (
    Text,
    and_,
    case,
    cast,
    exists,
    func,
    literal,
    null,
    or_,
    select,
    tuple_,
    union_all,
)
from sqlalchemy.orm import aliased

from desk.scopes import HALF, OTHER_HALF
from desk.watching import followed_by, follows
from models import Appearance, Link, Notice, NoticeAppearance, Source, Speaker
from models.base import UTCDateTime
from models.terms import LinkStatus, Relation, StatementStatus, Watched

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import CTE, ColumnElement
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from desk.rows import AnyRow, AnySelect

SHOWN = 25
LOOKED = 200
"""At how many conflicts and corrections, and at how many re-checks, is looked for a page."""
Place = tuple["datetime", str, int]
"""Where a page of news ends: the moment, kind and number of its last row."""
_ONE, _OTHER = aliased(Speaker), aliased(Speaker)


class What(StrEnum):
    """What has happened."""

    CONFLICT = "conflict"
    CORRECTION = "correction"
    RECHECK = "recheck"
    #: A source corrected or retracted its report.
    NOTICE = "notice"


@dataclass(frozen=True)
class News:
    """One thing that has happened: to two statements, or to a source in which one was found.

    `number` is that of the link or notice, `page` that of the link or source whose page tells more;
    `first` and `second` are the speakers, or the title of the source and what it said of itself.
    """

    what: What
    at: datetime
    number: int
    page: int
    first: str
    second: str
    first_said: str | None
    second_said: str | None
    why: str | None

    @property
    def place(self) -> Place:
        """Where the page after this row begins."""
        return self.at, self.what.value, self.number


@dataclass(frozen=True)
class NewsPage:
    """Some news, the newest first, and where the next page begins."""

    rows: tuple[News, ...]
    next: Place | None


def news(
    session: Session,
    account_id: int,
    since: datetime | None = None,
    before: Place | None = None,
    size: int = SHOWN,
) -> NewsPage:
    """Return what has happened to what an account follows, as far as the session may see it.

    One query. `since` leaves out what is older; `before` is where the page before ended.
    """
    each = list(_parts(account_id, _Span(since, before)))
    told = session.execute(union_all(*(select(one.subquery()) for one in each))).all()
    rows = sorted(told, key=_place, reverse=True)
    ends = [_place(part[-1]) for part in _by_part(rows, len(each)) if len(part) == LOOKED]
    # Behind the first end there may be news that was not looked at.
    seen = [row for row in rows if not ends or _place(row) >= max(ends)]
    found = [News(What(row.what), *row[1:-2]) for row in seen if row.touched]
    shown = tuple(found[:size])
    further = shown[-1].place if len(found) > size else None
    return NewsPage(shown, further or (max(ends) if ends else None))


@dataclass(frozen=True)
class _Span:
    """After which moment, and before which place, news is looked for."""

    since: datetime | None
    before: Place | None

    def newest(self, what: Any, at: Any, number: Any) -> AnySelect:  # noqa: ANN401 -- columns
        """Select the numbers of what happened last, so many and no more."""
        chosen = select(number.label("number")).where(at.is_not(None))
        if self.since is not None:
            chosen = chosen.where(at > self.since)
        if self.before is not None:
            moment, *rest = literal(self.before[0], UTCDateTime), *map(literal, self.before[1:])
            chosen = chosen.where(at <= moment, tuple_(at, what, number) < tuple_(moment, *rest))
        return chosen.order_by(at.desc(), number.desc()).limit(LOOKED)


def _place(row: AnyRow) -> Place:
    return row.at, str(row.what), row.number


def _by_part(rows: Sequence[AnyRow], parts: int) -> list[list[AnyRow]]:
    return [[row for row in rows if row.part == number] for number in range(parts)]


def _parts(account_id: int, span: _Span) -> Iterator[AnySelect]:
    # Not as plain columns: an index of them would lead, and all of them be put in order.
    confirmed = func.coalesce(Link.status, "") == LinkStatus.CONFIRMED
    relation = func.coalesce(Link.relation, "")
    followed = followed_by(account_id)
    what = case(
        (relation == Relation.CONTRADICTS, What.CONFLICT.value), else_=What.CORRECTION.value
    )
    decided = span.newest(what, Link.decided_at, Link.id)
    decided = decided.where(confirmed, relation.in_((Relation.CONTRADICTS, Relation.CORRECTS)))
    yield _links(decided, what, Link.decided_at, Link.rationale, followed).add_columns(_part(0))
    again, waits = literal(What.RECHECK.value), func.coalesce(Link.recheck, False).is_(True)
    asked = span.newest(again, Link.recheck_at, Link.id).where(confirmed, waits)
    yield _links(asked, again, Link.recheck_at, Link.recheck_why, followed).add_columns(_part(1))
    yield _notices(span, followed).add_columns(_part(2))


def _part(number: int) -> ColumnElement[int]:
    return literal(number).label("part")


def _links(
    newest: AnySelect,
    what: ColumnElement[str],
    at: InstrumentedAttribute[datetime | None],
    why: InstrumentedAttribute[str | None],
    followed: Mapping[Watched, CTE],
) -> AnySelect:
    some = newest.subquery()
    logged = StatementStatus.LOGGED
    touched = and_(
        HALF.status == logged,
        OTHER_HALF.status == logged,
        or_(follows(followed, HALF), follows(followed, OTHER_HALF)),
    )
    return (
        select(
            what.label("what"),
            at.label("at"),
            Link.id.label("number"),
            Link.id.label("page"),
            _ONE.name.label("first"),
            _OTHER.name.label("second"),
            HALF.said.label("first_said"),
            OTHER_HALF.said.label("second_said"),
            why.label("why"),
            touched.label("touched"),
        )
        .select_from(some)
        .join(Link, Link.id == some.c.number)
        .join(HALF, HALF.id == Link.from_id)
        .join(OTHER_HALF, OTHER_HALF.id == Link.to_id)
        .join(_ONE, _ONE.id == HALF.speaker_id)
        .join(_OTHER, _OTHER.id == OTHER_HALF.speaker_id)
    )


def _notices(span: _Span, followed: Mapping[Watched, CTE]) -> AnySelect:
    what = literal(What.NOTICE.value)
    at = func.coalesce(Notice.revised_at, Notice.created_at, type_=UTCDateTime)
    some = span.newest(what, at, Notice.id).subquery()
    touched = (
        exists()
        .where(
            NoticeAppearance.notice_id == Notice.id,
            Appearance.id == NoticeAppearance.appearance_id,
            HALF.id == Appearance.statement_id,
            HALF.status == StatementStatus.LOGGED,
            follows(followed, HALF),
        )
        .correlate(Notice)
    )
    told = (
        what.label("what"),
        at.label("at"),
        Notice.id.label("number"),
        Notice.source_id,
        Source.title,
        cast(Notice.kind, Text),
        Notice.date,
        null(),
        Notice.note,
        touched.label("touched"),
    )
    chosen = select(*told).select_from(some).join(Notice, Notice.id == some.c.number)
    return chosen.join(Source, Source.id == Notice.source_id)
