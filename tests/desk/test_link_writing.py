"""A decision is written past the unit of work, and told and refused as if it had gone through it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update
from sqlalchemy.orm.exc import StaleDataError

from desk.history.audit import UnrecordedDeedError, record
from desk.link_writing import write
from models import Link
from tests.counting import counted
from tests.desk.drafting import history, log, propose, told

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

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
