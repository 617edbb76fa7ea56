"""What an account follows: statements, speakers and topics, and how far it has looked.

This is no part of the record: it leaves no event, and nobody else at the desk sees it. Who follows
what was merged follows what is kept, and after a parting what they followed before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import exists, func, or_, select

from desk.merged import with_merged
from desk.pages import SIZE, Page
from desk.refusals import MissingError
from models import Speaker, Statement, Topic, Watch, Watcher, statement_topic
from models.terms import Watched

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from sqlalchemy import CTE, ColumnElement
    from sqlalchemy.orm import Session

    from desk.rows import AnySelect

RECORDS: dict[Watched, type[Statement | Speaker | Topic]] = {
    Watched.STATEMENT: Statement,
    Watched.SPEAKER: Speaker,
    Watched.TOPIC: Topic,
}
#: Tables, so that the chain of mergers holds also where a link of it is hidden.
_LED: dict[Watched, type[Speaker | Topic]] = {Watched.SPEAKER: Speaker, Watched.TOPIC: Topic}


@dataclass(frozen=True)
class Followed:
    """What is followed: a speaker or topic by name, a statement by speaker, date and words."""

    number: int
    kind: Watched
    id: int
    since: datetime
    name: str
    said: str | None = None
    words: str | None = None


def follow(session: Session, account_id: int, kind: Watched, subject_id: int) -> None:
    """Follow a record; a second time changes nothing. Raises MissingError."""
    if session.scalar(select(RECORDS[kind].id).where(RECORDS[kind].id == subject_id)) is None:
        raise MissingError(kind, subject_id)
    if not is_followed(session, account_id, kind, subject_id):
        session.add(Watch(account_id=account_id, subject_type=kind, subject_id=subject_id))
        session.flush()


def unfollow(session: Session, account_id: int, kind: Watched, subject_id: int) -> None:
    """Follow a record no more, nor what was merged into it; what is not followed stays so."""
    ids = [subject_id] if kind is Watched.STATEMENT else with_merged(_LED[kind], subject_id)
    mine = select(Watch).where(Watch.account_id == account_id, Watch.subject_type == kind)
    for watch in session.scalars(mine.where(Watch.subject_id.in_(ids))):
        session.delete(watch)
    session.flush()


def is_followed(session: Session, account_id: int, kind: Watched, subject_id: int) -> bool:
    """Tell whether an account follows a record, or what was merged into it; one query."""
    followed = _followed(account_id, kind).c.id
    return session.scalar(select(followed).where(followed == subject_id).limit(1)) is not None


def following(session: Session, account_id: int, before: int | None) -> Page[Followed]:
    """Return a page of what an account follows and may see, the last followed first."""
    mine = select(Watch).where(Watch.account_id == account_id)
    if before is not None:
        mine = mine.where(Watch.id < before)
    watches = session.scalars(mine.order_by(Watch.id.desc()).limit(SIZE + 1)).all()
    shown = watches[:SIZE]
    further = shown[-1].id if len(watches) > SIZE else None
    return Page(tuple(_told(session, shown)), further, before is not None)


def last_look(session: Session, account_id: int) -> datetime | None:
    """Return since when things are new to an account, None when it follows nothing.

    That is its last look, or its first watch where that came later.
    """
    first = select(func.min(Watch.created_at)).where(Watch.account_id == account_id)
    looked = select(Watcher.looked_at).where(Watcher.account_id == account_id)
    begun, seen = session.execute(select(first.scalar_subquery(), looked.scalar_subquery())).one()
    return max(begun, seen) if begun and seen else begun


def look(session: Session, account_id: int, until: datetime) -> None:
    """Note that an account has seen what was new up to a moment; it never goes back."""
    watcher = session.get(Watcher, account_id)
    if watcher is None:
        session.add(Watcher(account_id=account_id, looked_at=until))
    else:
        watcher.looked_at = max(watcher.looked_at, until)
    session.flush()


def followed_by(account_id: int) -> dict[Watched, CTE]:
    """Select by kind what an account follows, and what that was merged into."""
    return {kind: _followed(account_id, kind) for kind in Watched}


def follows(followed: Mapping[Watched, CTE], said: type[Statement]) -> ColumnElement[bool]:
    """Tell of a statement that it is followed, by itself or through its speaker or a topic.

    Asked of each one that is looked at: a speaker or topic may have very many.
    """
    held = statement_topic.c
    ids = {kind: select(found.c.id) for kind, found in followed.items()}
    topics = held.topic_id.in_(ids[Watched.TOPIC])
    of_topics = exists().where(held.statement_id == said.id, topics)
    itself = said.id.in_(ids[Watched.STATEMENT])
    return or_(itself, said.speaker_id.in_(ids[Watched.SPEAKER]), of_topics)


def _followed(account_id: int, kind: Watched) -> CTE:
    """Select the ids of what is followed, and of what that was merged into."""
    mine = select(Watch.subject_id.label("id")).where(
        Watch.account_id == account_id, Watch.subject_type == kind
    )
    chain = mine.cte(f"followed_{kind}", recursive=kind in _LED)
    if kind not in _LED:
        return chain
    led = _LED[kind].__table__.c
    onward = select(led.merged_into_id).join(chain, led.id == chain.c.id)
    return chain.union(onward.where(led.merged_into_id.is_not(None)))


def _told(session: Session, watches: Sequence[Watch]) -> Iterator[Followed]:
    """Yield what is followed in words; one query a kind. What may not be seen is left out."""
    names = {
        kind: {row.id: row for row in session.execute(_names(kind, watches))} for kind in Watched
    }
    for watch in watches:
        row = names[watch.subject_type].get(watch.subject_id)
        if row is not None:
            told = row._asdict()
            told.pop("id")
            yield Followed(watch.id, watch.subject_type, watch.subject_id, watch.created_at, **told)


def _names(kind: Watched, watches: Sequence[Watch]) -> AnySelect:
    ids = [watch.subject_id for watch in watches if watch.subject_type is kind]
    if kind is Watched.SPEAKER:
        return select(Speaker.id, Speaker.name).where(Speaker.id.in_(ids))
    if kind is Watched.TOPIC:
        return select(Topic.id, Topic.name).where(Topic.id.in_(ids))
    words = func.coalesce(Statement.quote, Statement.claim).label("words")
    chosen = select(Statement.id, Speaker.name, Statement.said, words)
    return chosen.join(Speaker, Speaker.id == Statement.speaker_id).where(Statement.id.in_(ids))
