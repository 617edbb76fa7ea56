"""The history of a record, as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from desk.history import Subject, events_of
from models import Role, Statement
from tests.desk.drafting import log, withdraw

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy.orm import Session

    from desk.actors import Actor


def _subject(statement: Statement) -> Subject:
    return Subject("statement", statement.id, statement.key)


def test_an_imported_statement_shows_the_import_that_brought_it(at_tanf: Session) -> None:
    mattis = at_tanf.scalars(select(Statement).where(Statement.key == "o1")).one()
    (brought,) = events_of(at_tanf, _subject(mattis)).rows
    assert brought.tag == "import:file"
    assert brought.actor == "Command line"
    assert set(brought.after) == {"file", "sha256"}


def test_fields_stand_by_name_and_those_of_other_records_name_their_record(
    writing: Session, actor: Callable[[Role], Actor]
) -> None:
    by = actor(Role.CHECKER)
    statement = log(writing, by)
    withdraw(writing, statement, by)
    writing.commit()
    withdrawn, logged = events_of(writing, _subject(statement)).rows
    assert withdrawn.before["status"] == "logged"
    assert withdrawn.after["status"] == "withdrawn"
    assert logged.after["form"] == "direct"
    assert any(name.startswith("source ") for name in logged.after)
    assert not any(name.endswith(("said_from", "version")) for name in logged.after)
