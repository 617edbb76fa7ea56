"""Lists of links: which there are, the last proposed first."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from sqlalchemy import or_, select

from desk.drafts import Key, RecordId
from desk.pages import SIZE, Page, PageScope, page_of
from desk.pairs import pairs_of
from models import Link, Statement, statement_topic
from models.terms import LinkStatus, Relation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Select
    from sqlalchemy.orm import Session

    from desk.pairs import Pair


class LinkScope(PageScope):
    """Which links a list shows; without a status, all that were ever proposed."""

    key: Key | None = None
    statement_id: RecordId | None = None
    #: One of both statements is this speaker's, or of this topic.
    speaker_id: RecordId | None = None
    topic_id: RecordId | None = None
    relation: Relation | None = None
    status: LinkStatus | None = None
    #: Whether what it rests on has changed since it was confirmed.
    recheck: bool | None = None


def links(session: Session, scope: LinkScope) -> Page[Pair]:
    """Return a page of links with both their statements, the last proposed first."""
    chosen = select(Link.id).where(*_conditions(scope)).order_by(Link.id.desc()).limit(SIZE + 1)
    page = page_of(session.scalars(chosen).all(), scope.before)
    return page.of(partial(pairs_of, session))


def _conditions(scope: LinkScope) -> Iterator[ColumnElement[bool]]:
    if scope.statement_id is not None:
        yield or_(Link.from_id == scope.statement_id, Link.to_id == scope.statement_id)
    for held in _of_parties(scope):
        yield or_(Link.from_id.in_(held), Link.to_id.in_(held))
    for name in ("key", "relation", "status", "recheck"):
        if getattr(scope, name) is not None:
            yield getattr(Link, name) == getattr(scope, name)
    if scope.before is not None:
        yield Link.id < scope.before


def _of_parties(scope: LinkScope) -> Iterator[Select[int]]:
    """Yield the statements of the speaker, and those of the topic, that are asked for."""
    if scope.speaker_id is not None:
        yield select(Statement.id).where(Statement.speaker_id == scope.speaker_id)
    if scope.topic_id is not None:
        held = statement_topic.c
        yield select(held.statement_id).where(held.topic_id == scope.topic_id)
