"""A decision is written past the unit of work, and told and refused as if it had gone through it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import inspect, update
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from desk.history.audit import UnrecordedDeedError, record, writing_session
from desk.link_writing import in_session, locked, recorded, write
from desk.sight import NOBODY, look_as
from models import Link, for_writing
from tests.counting import counted
from tests.desk.drafting import history, log, propose, told
from tests.factories import a_link, a_statement, a_topic, an_account

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from desk.actors import Actor


@pytest.fixture
def link(writing: Session, checker: Actor) -> Link:
    """A proposed contradiction, as it was committed."""
    first, second = log(writing, checker), log(writing, checker, quote="We gave up the post.")
    return propose(writing, first, second, checker)


def test_only_what_differs_is_written_and_told(
    writing: Session, link: Link, checker: Actor, engine: Engine
) -> None:
    version, rationale = link.version, link.rationale
    with counted(engine) as sent:
        write(writing, link, rationale=rationale, reason="Said twice.")
    [only] = sent
    changed, _, _ = only.partition("WHERE")
    assert sorted(re.findall(r"(\w+)=", changed)) == ["reason", "version"]
    record(writing, checker, "link:withdraw", link)
    writing.commit()
    number = str(link.id)
    assert told(history(writing)[-1]) == (
        {"link": {number: {"reason": None}}},
        {"link": {number: {"reason": "Said twice."}}},
    )
    assert (link.reason, link.version) == ("Said twice.", version + 1)


def test_what_stands_already_is_not_written(writing: Session, link: Link, engine: Engine) -> None:
    version, rationale = link.version, link.rationale
    with counted(engine) as sent:
        write(writing, link, rationale=rationale)
    assert (sent, link.version) == ([], version)


def test_what_waited_to_be_written_comes_first(
    writing: Session, link: Link, checker: Actor
) -> None:
    link.words = "We"
    write(writing, link, reason="Said twice.")
    record(writing, checker, "link:withdraw", link)
    writing.commit()
    _before, after = told(history(writing)[-1])
    assert after["link"][str(link.id)] == {"reason": "Said twice.", "words": "We"}


def test_a_link_that_moved_on_is_refused(writing: Session, link: Link) -> None:
    table = Link.__table__
    moved = update(table).where(table.c.id == link.id).values(version=link.version + 1)  # type: ignore[arg-type]
    writing.connection().execute(moved)
    with pytest.raises(StaleDataError, match=f"link {link.id} has no longer version"):
        write(writing, link, reason="Said twice.")


def test_what_no_event_tells_is_not_kept(writing: Session, link: Link) -> None:
    write(writing, link, reason="Said twice.")
    with pytest.raises(UnrecordedDeedError):
        writing.commit()
    writing.rollback()
    assert link.reason is None


def test_what_is_taken_back_to_a_savepoint_is_read_anew(writing: Session, link: Link) -> None:
    version = link.version
    with writing.begin_nested() as tried:
        write(writing, link, reason="Said twice.")
        tried.rollback()
    assert (link.reason, link.version) == (None, version)


def test_a_link_that_is_read_past_the_session_is_the_same(
    writing: Session, link: Link, engine: Engine
) -> None:
    number, state = link.id, inspect(link)
    columns = [one.key for one in state.mapper.column_attrs]
    held = {name: getattr(link, name) for name in columns}
    writing.close()
    with writing_session(for_writing(engine)) as session:
        read = locked(session, number)
        assert read is not None
        assert read not in session
        assert {name: getattr(read, name) for name in columns} == held
        assert inspect(read).identity == (number,)
        assert in_session(session, read).from_statement.id == held["from_id"]
        assert not session.dirty
        assert locked(session, number) is read


def test_a_link_that_is_not_there_is_found_in_no_way(engine: Engine) -> None:
    with writing_session(for_writing(engine)) as session:
        assert locked(session, 4711) is None
        assert recorded(session, 4711) is None


def test_a_link_that_is_hidden_is_not_decided_past_the_session(engine: Engine) -> None:
    number, viewers = _hidden(engine)
    for viewer, is_there in viewers.items():
        with writing_session(for_writing(engine)) as session:
            look_as(session, viewer)
            found = locked(session, number)
            assert (found is not None) == is_there, viewer
            assert (recorded(session, number) is not None) == is_there, viewer


def _hidden(engine: Engine) -> tuple[int, dict[int | None, bool]]:
    """Return a link of a restricted topic, and for whom it is there."""
    with Session(for_writing(engine)) as session:
        topic, insider, outsider = a_topic(session), an_account(session), an_account(session)
        topic.restricted, topic.accounts = True, [insider]
        link = a_link(session, a_statement(session, topics=[topic]), a_statement(session))
        session.commit()
        return link.id, {None: True, insider.id: True, outsider.id: False, NOBODY: False}
