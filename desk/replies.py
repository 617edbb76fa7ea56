"""Asking for comment on a statement or a pair: whom, and what came back, or why nobody was asked."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import bindparam, or_, select

from desk.editing import in_version
from desk.history.audit import record
from desk.references import id_of
from desk.refusals import MissingError, RefusedError
from models import Link, ReplyRequest, Statement
from models.dates import read_edtf
from models.records import ReplyRecord

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.pairs import Pair
    from desk.rows import AnyRow, AnySelect
    from desk.statement_drafts import ReplyDraft

    _BySubject = defaultdict["About", list[ReplyRecord]]

_NOUN = "request for comment"
BATCH = 500
FIELDS = ("whom", "asked", "route", "deadline", "not_sought_because")


@dataclass(frozen=True)
class About:
    """What comment was asked on."""

    kind: Literal["statement", "link"]
    id: int


def request_comment(session: Session, about: About, draft: ReplyDraft, by: Actor) -> ReplyRequest:
    """Note whom the desk asked for comment, or why nobody; the answer is a logged statement.

    Raises MissingError, and RefusedError on the field that is wrong.
    """
    subject = _subject(session, about)
    asked = ReplyRequest(**{f"{about.kind}_id": about.id})
    _write(session, asked, about, draft)
    session.add(asked)
    record(session, by, "reply:request", subject)
    return asked


def revise_request(
    session: Session, request_id: int, version: int, draft: ReplyDraft, by: Actor
) -> ReplyRequest:
    """Change what is noted of a request, such as that an answer came.

    Raises MissingError, StaleError, and RefusedError on the field that is wrong.
    """
    asked = in_version(session, ReplyRequest, request_id, version, _NOUN)
    about = _about(asked)
    _write(session, asked, about, draft)
    record(session, by, "reply:revise", _subject(session, about))
    return asked


def remove_request(session: Session, request_id: int, version: int, by: Actor) -> None:
    """Take a request away that was noted by mistake; the history keeps it."""
    asked = in_version(session, ReplyRequest, request_id, version, _NOUN)
    session.delete(asked)
    record(session, by, "reply:remove", _subject(session, _about(asked)))


def request_of(session: Session, request_id: int) -> tuple[ReplyRecord, About]:
    """Return a request and what it is about; raises MissingError."""
    row = session.execute(_select().where(ReplyRequest.id == request_id)).one_or_none()
    if row is None:
        raise MissingError(_NOUN, request_id)
    return _record(row), _about(row)


def of_pair(
    session: Session, pair: Pair
) -> tuple[tuple[ReplyRecord, ...], tuple[ReplyRecord, ...]]:
    """Return the requests on a link, and those with the ones on its statements; one query."""
    found = _by_subject(session.execute(_TOUCHING, _sides(pair)))
    return tuple(found[About("link", pair.id)]), _in_order(pair, found)


def of_links(session: Session, link_ids: Sequence[int]) -> dict[int, tuple[ReplyRecord, ...]]:
    """Return the requests on several links, by link, in the order of noting; a query a batch."""
    found: dict[int, tuple[ReplyRecord, ...]] = {}
    for start in range(0, len(link_ids), BATCH):
        some = ReplyRequest.link_id.in_(link_ids[start : start + BATCH])
        for row in session.execute(_select().where(some).order_by(ReplyRequest.id)):
            found[row.link_id] = (*found.get(row.link_id, ()), _record(row))
    return found


def on_pairs(
    rows: Iterable[Sequence[Any]], pairs: Sequence[Pair]
) -> dict[int, tuple[ReplyRecord, ...]]:
    """Return the requests on pairs, then those on their statements, by link.

    Told by rows that hold the values of `COLUMNS`, in the order of noting.
    """
    found = _by_subject(rows)
    return {pair.id: _in_order(pair, found) for pair in pairs}


def _by_subject(rows: Iterable[Sequence[Any]]) -> _BySubject:
    found: _BySubject = defaultdict(list)
    for row in rows:
        found[_about_either(*row[_SUBJECT])].append(_record(row))
    return found


def _in_order(pair: Pair, found: _BySubject) -> tuple[ReplyRecord, ...]:
    return tuple(one for about in _subjects(pair) for one in found[about])


def _sides(pair: Pair) -> dict[str, list[int]]:
    return {"links": [pair.id], "ids": [side.id for side in pair.sides]}


def _subjects(pair: Pair) -> tuple[About, ...]:
    return (About("link", pair.id), *(About("statement", side.id) for side in pair.sides))


COLUMNS = (
    ReplyRequest.id,
    ReplyRequest.version,
    ReplyRequest.statement_id,
    ReplyRequest.link_id,
    ReplyRequest.whom,
    ReplyRequest.asked,
    ReplyRequest.route,
    ReplyRequest.deadline,
    ReplyRequest.not_sought_because,
    Statement.id.label("answer_id"),
    Statement.key.label("answer"),
)


def _select() -> AnySelect:
    return _with_answers(select(*COLUMNS))


def _with_answers(chosen: AnySelect) -> AnySelect:
    asked = chosen.select_from(ReplyRequest)
    return asked.outerjoin(Statement, Statement.id == ReplyRequest.answer_id)


def touching(chosen: AnySelect) -> AnySelect:
    """Have a selection tell of the requests on links bound as `links`, and statements as `ids`."""
    on_link = ReplyRequest.link_id.in_(bindparam("links", expanding=True))
    on_statement = ReplyRequest.statement_id.in_(bindparam("ids", expanding=True))
    return _with_answers(chosen).where(or_(on_link, on_statement))


_NAMES = tuple(column.key for column in COLUMNS)
_TOLD = tuple(one.name for one in fields(ReplyRecord))
_SUBJECT = slice(_NAMES.index("statement_id"), _NAMES.index("link_id") + 1)
"""Where in a row the statement or link stands that comment was asked on."""
# Built once: to put a query together takes longer than to ask it.
_TOUCHING = touching(select(*COLUMNS)).order_by(ReplyRequest.id)


def _record(row: Sequence[Any]) -> ReplyRecord:
    told = dict(zip(_NAMES, row, strict=True))
    return ReplyRecord(**{name: told[name] for name in _TOLD})


def _about(asked: ReplyRequest | AnyRow) -> About:
    return _about_either(asked.statement_id, asked.link_id)


def _about_either(statement_id: int | None, link_id: int | None) -> About:
    return About("statement", statement_id) if statement_id else About("link", link_id or 0)


def _subject(session: Session, about: About) -> Statement | Link:
    found: Statement | Link | None
    if about.kind == "statement":
        found = session.get(Statement, about.id)
    else:
        found = session.get(Link, about.id)
    if found is None:
        raise MissingError(about.kind, about.id)
    return found


def _write(session: Session, asked: ReplyRequest, about: About, draft: ReplyDraft) -> None:
    _refuse_odd(draft)
    asked.answer_id = _answer(session, about, draft.answer) if draft.answer else None
    for name in FIELDS:
        setattr(asked, name, getattr(draft, name))


def _answer(session: Session, about: About, reference: str) -> int:
    field = "answer"
    try:
        found = id_of(session, Statement, reference)
    except MissingError as unknown:
        raise RefusedError(
            field, f"{unknown} Log the answer first, then give its number."
        ) from None
    if about == About("statement", found):
        raise RefusedError(field, "A statement is no answer to itself; log what was answered.")
    return found


def _refuse_odd(draft: ReplyDraft) -> None:
    if draft.not_sought_because and (draft.asked or draft.route or draft.deadline or draft.answer):
        field = "not_sought_because"
        raise RefusedError(field, "Nobody was asked, so there is no day, route or answer.")
    if not (draft.asked and draft.deadline):
        return
    if read_edtf(draft.deadline).before(read_edtf(draft.asked)):
        field = "deadline"
        raise RefusedError(field, "The deadline lies before the day of asking.")
