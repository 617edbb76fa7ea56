"""Two at once: no update is lost, and nobody who reads has to wait."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from models import EventHead, for_writing
from tests.factories import a_statement

if TYPE_CHECKING:
    from sqlalchemy import Engine

WRITERS, DEEDS = 8, 20


def _head(session: Session) -> EventHead:
    return session.scalars(select(EventHead).with_for_update()).one()


def _seq(engine: Engine) -> int:
    with Session(engine) as session:
        return session.scalars(select(EventHead.seq)).one()


def _count_up(engine: Engine) -> None:
    for _ in range(DEEDS):
        with Session(for_writing(engine)) as session:
            _head(session).seq += 1
            session.commit()


def test_writers_at_once_lose_no_update(engine: Engine) -> None:
    with ThreadPoolExecutor(WRITERS) as writers:
        done = [writers.submit(_count_up, engine) for _ in range(WRITERS)]
        for deed in done:
            deed.result()
    assert _seq(engine) == WRITERS * DEEDS


def test_a_reader_is_not_held_up_by_a_writer(engine: Engine, session: Session) -> None:
    _head(session).seq = 7
    a_statement(session)
    assert _seq(engine) == 0
    session.commit()
    assert _seq(engine) == 7


def test_a_writer_is_not_held_up_by_a_reader(engine: Engine, session: Session) -> None:
    with Session(engine) as reader:
        assert reader.scalars(select(EventHead.seq)).one() == 0
        _head(session).seq = 7
        session.commit()


def test_a_deed_that_is_not_committed_leaves_nothing(engine: Engine) -> None:
    with Session(for_writing(engine)) as session:
        _head(session).seq = 7
        session.flush()
    assert _seq(engine) == 0
