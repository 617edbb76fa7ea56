"""The discussion of a link: remarks, and between them what was decided, in order of time.

It is for those at the desk: no report, export or guest sees it.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.drafts import Draft, Words
from desk.editing import locked
from desk.history.audit import record
from desk.pages import SIZE, Page, page_of
from desk.refusals import MissingError, RefusedError, StaleError
from models import Account, Event, Link, Remark, now

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.rows import AnyRow, AnySelect

#: What else is told of a link between the remarks. To propose gives no reason; to confirm gives one
#: only where a second checker is needed and there was none.
DECIDED = ("link:propose", "link:confirm", "link:reject", "link:withdraw", "link:recheck")
MOST_DECIDED = 100
_REASONS = ("reason", "override_reason")
_NOUN = "remark"


class RemarkDraft(Draft):
    """What somebody says of a link."""

    text: Words


@dataclass(frozen=True)
class RemarkLine:
    """A remark: by whom, when; a withdrawn one has no text any more."""

    id: int
    version: int
    link_id: int
    author_id: int
    author: str
    at: datetime
    text: str | None
    revised_at: datetime | None
    withdrawn_at: datetime | None


@dataclass(frozen=True)
class DecidedLine:
    """A deed on the link: who did it, when, with which reason, if one was given."""

    tag: str
    author: str
    at: datetime
    reason: str | None


def make_remark(session: Session, link_id: int, draft: RemarkDraft, by: Actor) -> Remark:
    """Say something about a link, whatever its status; raises MissingError."""
    link = _link(session, link_id)
    said = Remark(link_id=link.id, author_id=by.account_id, text=draft.text)
    session.add(said)
    record(session, by, "remark:make", link)
    return said


def revise_remark(
    session: Session, remark_id: int, version: int, draft: RemarkDraft, by: Actor
) -> Remark:
    """Change a remark of one's own; the history keeps what it said.

    Raises MissingError, StaleError, and RefusedError on `text` for one of somebody else or one
    that is withdrawn.
    """
    said = _own(session, remark_id, version, by)
    if draft.text != said.text:
        said.text, said.revised_at = draft.text, now()
        record(session, by, "remark:revise", _link(session, said.link_id))
    return said


def withdraw_remark(session: Session, remark_id: int, version: int, by: Actor) -> Remark:
    """Take back a remark of one's own: its place says so, and the history keeps it.

    Raises as `revise_remark` does.
    """
    said = _own(session, remark_id, version, by)
    said.withdrawn_at = now()
    record(session, by, "remark:withdraw", _link(session, said.link_id))
    return said


def remark_of(session: Session, remark_id: int) -> RemarkLine:
    """Return a remark; raises MissingError."""
    row = session.execute(_select().where(Remark.id == remark_id)).one_or_none()
    if row is None:
        raise MissingError(_NOUN, remark_id)
    return _line(row)


def discussion(
    session: Session, link_id: int, after: int | None = None, *, size: int = SIZE
) -> Page[RemarkLine | DecidedLine]:
    """Return a page of what was said and decided of a link, the first first.

    It begins behind the remark `after`. A page holds so many remarks, and what was decided
    between them, a hundred deeds at most.
    """
    chosen = _select().where(Remark.link_id == link_id)
    # The one behind which the page begins is read with it: what was decided begins there too.
    chosen = chosen.where(Remark.id >= (after or 0)).order_by(Remark.id).limit(size + 2)
    lines = [_line(row) for row in session.execute(chosen)]
    since = next((one.at for one in lines if one.id == after), None)
    page = page_of([one.id for one in lines if one.id != after][: size + 1], after, size)
    said = [one for one in lines if one.id in page.rows]
    told: list[RemarkLine | DecidedLine] = [*said]
    told += _decided(session, link_id, since, said[-1].at if page.next else None)
    return Page(tuple(sorted(told, key=_at)), page.next, page.previous_exists)


def page_before(session: Session, link_id: int, remark_id: int, *, size: int = SIZE) -> int | None:
    """Return after which remark the page begins whose last one is this; None for the first page."""
    earlier = select(Remark.id).where(Remark.link_id == link_id, Remark.id < remark_id)
    ids = session.scalars(earlier.order_by(Remark.id.desc()).limit(size)).all()
    return ids[-1] if len(ids) == size else None


def _at(line: RemarkLine | DecidedLine) -> datetime:
    return line.at


def _link(session: Session, link_id: int) -> Link:
    link = session.get(Link, link_id)
    if link is None:
        noun = "link"
        raise MissingError(noun, link_id)
    return link


def _own(session: Session, remark_id: int, version: int, by: Actor) -> Remark:
    said = locked(session, Remark, remark_id)
    field = "text"
    if said.author_id != by.account_id:
        raise RefusedError(field, "This remark is somebody else’s; answer it with one of yours.")
    if said.withdrawn_at is not None:
        raise RefusedError(field, "This remark is withdrawn; make another one.")
    if said.version != version:
        raise StaleError(_NOUN, remark_id)
    return said


def _select() -> AnySelect:
    return select(
        Remark.id,
        Remark.version,
        Remark.link_id,
        Remark.author_id,
        Account.name.label("author"),
        Remark.created_at.label("at"),
        Remark.text,
        Remark.revised_at,
        Remark.withdrawn_at,
    ).join(Account, Account.id == Remark.author_id)


def _line(row: AnyRow) -> RemarkLine:
    values = row._asdict()
    return RemarkLine(**values | ({"text": None} if row.withdrawn_at else {}))


def _decided(
    session: Session, link_id: int, since: datetime | None, until: datetime | None
) -> Iterator[DecidedLine]:
    chosen = (
        select(Event.tag, Account.name, Event.at, Event.after)
        .join(Account, Account.id == Event.actor_id)
        .where(Event.subject_type == "link", Event.subject_id == link_id, Event.tag.in_(DECIDED))
    )
    chosen = chosen.where(Event.at > since) if since else chosen
    chosen = chosen.where(Event.at <= until) if until else chosen
    for row in session.execute(chosen.order_by(Event.seq).limit(MOST_DECIDED)):
        yield DecidedLine(row.tag, row.name, row.at, _reason(row.after, link_id))


def _reason(after: str | None, link_id: int) -> str | None:
    told = json.loads(after or "{}").get("link", {}).get(str(link_id), {})
    return next((told[name] for name in _REASONS if told.get(name)), None)
