"""What is new to those who follow something: conflicts, corrections and re-checks that touch it.

News is read from the record as it stands: a conflict that was withdrawn again is no news any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import Text, case, cast, func, literal, null, or_, select, tuple_, union_all
from sqlalchemy.orm import aliased

from desk.scopes import HALF, OTHER_HALF
from desk.watching import followed_statements
from models import Appearance, Link, Notice, NoticeAppearance, Source, Speaker
from models.base import UTCDateTime
from models.terms import LinkStatus, Relation, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy import ColumnElement, CompoundSelect
    from sqlalchemy.orm import InstrumentedAttribute, Session

    from desk.rows import AnySelect

SHOWN = 25
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
    told = union_all(*_parts(account_id)).subquery()
    chosen = select(told)
    if since is not None:
        chosen = chosen.where(told.c.at > since)
    place = (told.c.at, told.c.what, told.c.number)
    if before is not None:
        at = literal(before[0], UTCDateTime)
        chosen = chosen.where(tuple_(*place) < tuple_(at, literal(before[1]), literal(before[2])))
    newest = chosen.order_by(*(column.desc() for column in place)).limit(size + 1)
    rows = [News(What(row.what), *row[1:]) for row in session.execute(newest)]
    shown = tuple(rows[:size])
    return NewsPage(shown, shown[-1].place if len(rows) > size else None)


def _parts(account_id: int) -> Iterator[AnySelect]:
    followed = followed_statements(account_id)
    confirmed = Link.status == LinkStatus.CONFIRMED
    what = case(
        (Link.relation == Relation.CONTRADICTS, What.CONFLICT.value), else_=What.CORRECTION.value
    )
    told = Link.relation.in_((Relation.CONTRADICTS, Relation.CORRECTS))
    yield _links(followed, what, Link.decided_at, Link.rationale).where(confirmed, told)
    again = literal(What.RECHECK.value)
    yield _links(followed, again, Link.recheck_at, Link.recheck_why).where(
        confirmed, Link.recheck.is_(True)
    )
    yield _notices(followed)


def _links(
    followed: CompoundSelect[int],
    what: ColumnElement[str],
    at: InstrumentedAttribute[datetime | None],
    why: InstrumentedAttribute[str | None],
) -> AnySelect:
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
        )
        .select_from(Link)
        .join(HALF, HALF.id == Link.from_id)
        .join(OTHER_HALF, OTHER_HALF.id == Link.to_id)
        .join(_ONE, _ONE.id == HALF.speaker_id)
        .join(_OTHER, _OTHER.id == OTHER_HALF.speaker_id)
        .where(
            at.is_not(None),
            HALF.status == StatementStatus.LOGGED,
            OTHER_HALF.status == StatementStatus.LOGGED,
            or_(Link.from_id.in_(followed), Link.to_id.in_(followed)),
        )
    )


def _notices(followed: CompoundSelect[int]) -> AnySelect:
    touched = (
        select(NoticeAppearance.notice_id)
        .join(Appearance, Appearance.id == NoticeAppearance.appearance_id)
        .where(Appearance.statement_id.in_(followed))
    )
    return (
        select(
            literal(What.NOTICE.value),
            func.coalesce(Notice.revised_at, Notice.created_at, type_=UTCDateTime),
            Notice.id,
            Notice.source_id,
            Source.title,
            cast(Notice.kind, Text),
            Notice.date,
            null(),
            Notice.note,
        )
        .join(Source, Source.id == Notice.source_id)
        .where(Notice.id.in_(touched))
    )
