"""Links, notices and answers of an import: written once every statement is there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.link_records import by_ids
from desk.links import QUESTIONS
from desk.refusals import RefusedError
from models import Link, Notice, NoticeAppearance, ReplyRequest, Statement, now
from models.roles import Permission
from models.terms import Answer, LinkStatus, Relation

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.source_drafts import SourceDraft
    from desk.statement_drafts import LinkLine, ReplyLine
    from models import Appearance, Source

SAME = ("relation", "rationale", *QUESTIONS)


def import_link(session: Session, start: Statement, line: LinkLine, by: Actor) -> Link | None:
    """Add the link a line describes, or return None when it is known already.

    Raises RefusedError when its other statement is missing, or the pair is taken, or the link is
    known and says otherwise.
    """
    end = _statement(session, line)
    known = _known(session, start, end, line)
    if known is not None:
        _agree(session, known, start, line)
        return None
    link = Link(proposer_id=by.account_id)
    if line.key:
        link.key = line.key
    link.join(start, end)
    _write(link, line, by)
    _refuse_taken(session, link)
    session.add(link)
    session.flush()
    return link


def import_reply(session: Session, statement: Statement, line: ReplyLine) -> None:
    """Add a request for comment, with the statement that answered it."""
    answer = None
    if line.answer:
        answer = session.scalar(select(Statement).where(Statement.key == line.answer))
        if answer is None:
            field = "reply_requests.answer"
            raise RefusedError(field, f"there is no statement “{line.answer}”")
    request = ReplyRequest(statement_id=statement.id, answer=answer)
    for name in ("whom", "asked", "route", "deadline", "not_sought_because"):
        setattr(request, name, getattr(line, name))
    session.add(request)


def import_notices(session: Session, source: Source, draft: SourceDraft) -> bool:
    """Add the notices of a source that it does not have yet; tell whether there were any."""
    held = {(notice.kind, notice.date, notice.note) for notice in source.notices}
    new = [one for one in draft.notices if (one.kind, one.date, one.note) not in held]
    for one in new:
        notice = Notice(kind=one.kind, date=one.date, note=one.note)
        notice.touched = [
            NoticeAppearance(appearance=found)
            for key in one.touches
            for found in _touched(session, key)
            if found.source is source or any(hop.source is source for hop in found.relays)
        ]
        source.notices.append(notice)
    return bool(new)


def _touched(session: Session, key: str) -> list[Appearance]:
    statement = session.scalar(select(Statement).where(Statement.key == key))
    if statement is None:
        field = "notices.touches"
        raise RefusedError(field, f"there is no statement “{key}”")
    return statement.appearances


def _statement(session: Session, line: LinkLine) -> Statement:
    end = session.scalar(select(Statement).where(Statement.key == line.to))
    if end is None:
        field = "links.to"
        raise RefusedError(field, f"there is no statement “{line.to}”, here or in the file")
    return end


def _known(session: Session, start: Statement, end: Statement, line: LinkLine) -> Link | None:
    if line.key:
        return session.scalar(select(Link).where(Link.key == line.key))
    low, high = sorted((start.id, end.id))
    same = select(Link).where(
        Link.low_id == low,
        Link.high_id == high,
        Link.relation == line.relation,
        Link.status == line.status,
    )
    return session.scalars(same.order_by(Link.id).limit(1)).first()


def _agree(session: Session, known: Link, start: Statement, line: LinkLine) -> None:
    (record,) = by_ids(session, [known.id])
    turned = record.from_id != start.id
    other, words = (record.from_key, record.to_words) if turned else (record.to_key, record.words)
    differs = [name for name in SAME if _given(line, name) != getattr(record, name)]
    differs += ["to"] * (other != line.to) + ["words"] * (words != line.words)
    if differs:
        field = f"links.{differs[0]}"
        raise RefusedError(field, f"link “{known.key}” is known and says otherwise")


def _given(line: LinkLine, name: str) -> object:
    answer = getattr(line, name)
    asked = name.startswith("same_") and line.relation is Relation.CONTRADICTS
    return Answer.UNKNOWN if asked and answer is None else answer


def _write(link: Link, line: LinkLine, by: Actor) -> None:
    link.relation, link.rationale = line.relation, line.rationale
    link.words, link.to_words, link.reason = line.words, line.to_words, line.reason
    if line.relation is Relation.CONTRADICTS:
        for name in QUESTIONS:
            setattr(link, name, _given(line, name))
    link.status = line.status if by.may(Permission.KEEP_DECISIONS) else LinkStatus.PROPOSED
    if link.status in {LinkStatus.CONFIRMED, LinkStatus.REJECTED}:
        link.decider_id, link.decided_at = by.account_id, now()


def _refuse_taken(session: Session, link: Link) -> None:
    if not link.status.live:
        return
    opposed = {link.relation, link.relation.opposite} - {None}
    taken = session.scalar(
        select(Link.key).where(
            Link.low_id == link.low_id,
            Link.high_id == link.high_id,
            Link.relation.in_(opposed),
            Link.status.in_((LinkStatus.PROPOSED, LinkStatus.CONFIRMED)),
        )
    )
    if taken is not None:
        field = "links.relation"
        raise RefusedError(field, f"the pair is held by link “{taken}” already")
