"""What else belongs to whole statements: ratings, requests, corrections, their speakers' offices."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from sqlalchemy import select
from sqlalchemy.orm import aliased

from desk.corrections import CORRECTED, CORRECTS, TOLD
from desk.record_parts import REPLY
from desk.rows import grouped
from desk.together import Wanted, read
from models import Link, Office, ReplyRequest, Review, Speaker, Statement
from models.among import within
from models.party_records import OfficeRecord
from models.records import CorrectionRecord, ReplyRecord, ReviewRecord
from models.terms import StatementStatus

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from sqlalchemy import ColumnElement
    from sqlalchemy.orm import Session

    from desk.rows import Parts
    from desk.together import Column

    Values = dict[str, Any]

_ANSWERING = aliased(Statement)
_ANSWER: tuple[ColumnElement[Any], ...] = tuple(
    select(column).where(_ANSWERING.id == ReplyRequest.answer_id).scalar_subquery().label(name)
    for column, name in ((_ANSWERING.id, "answer_id"), (_ANSWERING.key, "answer"))
)
_REVIEW: tuple[Column, ...] = (
    *(Review.statement_id, Review.id, Review.word, Review.value, Review.best, Review.worst),
    *(Review.summary, Review.url, Review.date, Review.organisation),
)
_REPLY: tuple[Column, ...] = (*REPLY, *_ANSWER)
_CORRECTION: tuple[Column, ...] = (*TOLD, Link.key)
_OFFICE: tuple[Column, ...] = (
    *(Office.speaker_id, Office.position, Office.title, Office.organisation),
    *(Office.since, Office.until),
)


class Rest(NamedTuple):
    """What belongs to statements, by statement; and offices, by their speaker."""

    reviews: Parts
    reply_requests: Parts
    corrections: Parts
    offices: Parts


def rest_of(session: Session, ids: Sequence[int]) -> Rest:
    """Return what else belongs to statements, in one query.

    Ratings that were withdrawn are left out.
    """
    rows: tuple[list[Values], ...] = ([], [], [], [])
    for place, row in read(session, tuple(_wanted(ids))):
        rows[place].append(row)
    reviews, replies, corrections, offices = rows
    return Rest(
        _sorted(reviews, "id", "statement_id", lambda row: ReviewRecord(**_but(row, "id"))),
        _sorted(replies, "id", "statement_id", lambda row: ReplyRecord(**row)),
        _sorted(corrections, "key", "to_id", lambda row: CorrectionRecord(**_but(row, "key"))),
        _sorted(
            offices, "position", "speaker_id", lambda row: OfficeRecord(**_but(row, "position"))
        ),
    )


def _wanted(ids: Sequence[int]) -> Iterator[Wanted]:
    yield Wanted(_REVIEW, (within(Review.statement_id, ids), Review.withdrawn_reason.is_(None)))
    yield Wanted(_REPLY, (within(ReplyRequest.statement_id, ids),))
    corrects = (
        within(Link.to_id, ids),
        Statement.id == Link.from_id,
        Speaker.id == Statement.speaker_id,
        CORRECTED.id == Link.to_id,
        Statement.status == StatementStatus.LOGGED,
        *CORRECTS,
    )
    yield Wanted(_CORRECTION, corrects)
    said_by = select(Statement.speaker_id).where(within(Statement.id, ids))
    yield Wanted(_OFFICE, (Office.speaker_id.in_(said_by),))


def _sorted(rows: Sequence[Values], order: str, owner: str, make: Callable[[Values], Any]) -> Parts:
    ordered = sorted(rows, key=itemgetter(order))
    return grouped((row[owner], make(_but(row, owner))) for row in ordered)


def _but(row: Values, name: str) -> Values:
    return {key: value for key, value in row.items() if key != name}
