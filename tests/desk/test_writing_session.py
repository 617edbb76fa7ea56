"""A session for a deed takes its place in the history once, or leaves nothing open."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy.exc import DBAPIError

from desk.history import chain
from desk.history.audit import writing_session
from desk.statements import log_statement
from models import EventHead, for_writing, open_engine
from tests.counting import counted
from tests.desk.drafting import a_draft

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session
    from sqlalchemy.pool import QueuePool

    from desk.actors import Actor


def test_a_session_that_finds_no_history_is_closed(empty_url: str) -> None:
    engine = open_engine(empty_url)
    with pytest.raises(DBAPIError):
        writing_session(for_writing(engine))
    pool: QueuePool = engine.pool  # type: ignore[assignment]
    assert pool.checkedout() == 0
    engine.dispose()


def test_a_deed_asks_for_the_head_of_the_history_once(engine: Engine, checker: Actor) -> None:
    with counted(engine) as asked, writing_session(for_writing(engine)) as session:
        for quote in ("We held the post.", "We gave it up."):
            log_statement(session, a_draft(quote=quote), checker)
        session.commit()
    assert sum(one.startswith("SELECT event_head") for one in asked) == 1
    _told_in_a_row(session, 2)


def test_what_is_taken_back_gives_up_its_place(writing: Session, checker: Actor) -> None:
    log_statement(writing, a_draft(), checker)
    with writing.begin_nested() as tried:
        log_statement(writing, a_draft(quote="We gave up the post."), checker)
        tried.rollback()
    log_statement(writing, a_draft(quote="We held the post."), checker)
    writing.commit()
    _told_in_a_row(writing, 2)


def test_the_next_deed_of_a_session_finds_what_others_told(
    writing: Session, engine: Engine, checker: Actor
) -> None:
    log_statement(writing, a_draft(), checker)
    writing.commit()
    with writing_session(for_writing(engine)) as other:
        log_statement(other, a_draft(quote="We gave up the post."), checker)
        other.commit()
    log_statement(writing, a_draft(quote="We held the post."), checker)
    writing.commit()
    _told_in_a_row(writing, 3)


def _told_in_a_row(session: Session, last: int) -> None:
    assert session.get_one(EventHead, 1, populate_existing=True).seq == last
    assert list(chain.faults(session)) == []
