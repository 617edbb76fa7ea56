"""The notices of a source as its page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, or_, select

from desk.refusals import MissingError
from desk.rows import grouped
from models import Appearance, Notice, NoticeAppearance, Relay, Source, Speaker, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from desk.rows import AnyRow
    from models.terms import NoticeKind

SHOWN = 5
OFFERED = 200
WORDS = 120


@dataclass(frozen=True)
class TouchLine:
    """An appearance that a notice touches, or may touch, by the statement it is of."""

    appearance_id: int
    statement_id: int
    speaker: str
    words: str
    #: Where it was found: who reported, and when (EDTF).
    outlet: str
    published: str | None

    @property
    def shortened(self) -> str:
        """The words, with an ellipsis where they were cut."""
        return f"{self.words.rstrip()}…" if len(self.words) == WORDS else self.words


@dataclass(frozen=True)
class NoticeLine:
    """A notice with the first of the appearances that it touches, and how many there are."""

    id: int
    version: int
    source_id: int
    kind: NoticeKind
    date: str | None
    note: str | None
    created_at: datetime
    revised_at: datetime | None
    touched: int
    first: tuple[TouchLine, ...]


def of_source(session: Session, source_id: int) -> tuple[NoticeLine, ...]:
    """Return the notices of a source, the first placed first, in two queries."""
    return _lines(session, Notice.source_id == source_id)


def line(session: Session, notice_id: int) -> NoticeLine:
    """Return a notice; raises MissingError."""
    found = _lines(session, Notice.id == notice_id)
    if not found:
        noun = "notice"
        raise MissingError(noun, notice_id)
    return found[0]


def touched_ids(session: Session, notice_id: int) -> list[int]:
    """Return the ids of the appearances that a notice touches."""
    touched = NoticeAppearance.notice_id == notice_id
    return sorted(session.scalars(select(NoticeAppearance.appearance_id).where(touched)))


def statement_ids(session: Session, notice_id: int) -> Sequence[int]:
    """Return the ids of the statements that a notice touches."""
    chosen = select(Appearance.statement_id).join(
        NoticeAppearance, NoticeAppearance.appearance_id == Appearance.id
    )
    return session.scalars(chosen.where(NoticeAppearance.notice_id == notice_id).distinct()).all()


def offered(session: Session, source_id: int) -> tuple[TouchLine, ...]:
    """Return the first 200 appearances that rest on a source, and one more if there are more."""
    through = select(Relay.appearance_id).where(Relay.source_id == source_id)
    chosen = (
        select(Appearance.id, *_LINE)
        .join(Statement, Statement.id == Appearance.statement_id)
        .join(Speaker, Speaker.id == Statement.speaker_id)
        .join(Source, Source.id == Appearance.source_id)
        .where(or_(Appearance.source_id == source_id, Appearance.id.in_(through)))
        .order_by(Appearance.id)
        .limit(OFFERED + 1)
    )
    return tuple(_touch_line(row) for row in session.execute(chosen))


_WORDS = func.coalesce(Statement.quote, Statement.claim, Appearance.exact, "")
_LINE = (
    Appearance.statement_id,
    Speaker.name,
    func.substr(_WORDS, 1, WORDS).label("words"),
    func.coalesce(Source.container_title, Source.publisher, Source.title).label("outlet"),
    Source.published,
)


def _touch_line(row: AnyRow) -> TouchLine:
    return TouchLine(row.id, row.statement_id, row.name, row.words, row.outlet, row.published)


def _lines(session: Session, condition: ColumnElement[bool]) -> tuple[NoticeLine, ...]:
    notices = session.scalars(select(Notice).where(condition).order_by(Notice.id)).all()
    touched = _touched(session, [one.id for one in notices])
    return tuple(
        NoticeLine(
            id=one.id,
            version=one.version,
            source_id=one.source_id,
            kind=one.kind,
            date=one.date,
            note=one.note,
            created_at=one.created_at,
            revised_at=one.revised_at,
            touched=touched[one.id][0][0] if one.id in touched else 0,
            first=tuple(line for _, line in touched.get(one.id, ())),
        )
        for one in notices
    )


def _touched(session: Session, ids: Sequence[int]) -> dict[int, tuple[tuple[int, TouchLine], ...]]:
    """Return the first appearances that each notice touches, each with the number of all."""
    by = NoticeAppearance.notice_id
    place = func.row_number().over(partition_by=by, order_by=Appearance.id).label("place")
    found = (
        select(
            NoticeAppearance.notice_id,
            Appearance.id,
            *_LINE,
            place,
            func.count().over(partition_by=by).label("touched"),
        )
        .join(Appearance, Appearance.id == NoticeAppearance.appearance_id)
        .join(Statement, Statement.id == Appearance.statement_id)
        .join(Speaker, Speaker.id == Statement.speaker_id)
        .join(Source, Source.id == Appearance.source_id)
        .where(NoticeAppearance.notice_id.in_(ids))
        .subquery()
    )
    rows = session.execute(select(found).where(found.c.place <= SHOWN).order_by(found.c.place))
    return dict(grouped((row.notice_id, (row.touched, _touch_line(row))) for row in rows))
