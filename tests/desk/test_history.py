"""The history of a record, as people read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from desk.history.histories import EventLine, events_of
from desk.history.subjects import Subject
from desk.history.word_diffs import Change
from models import Event, Source, Speaker, Statement, Topic
from tests.desk.drafting import confirm, log, propose, revise, withdraw

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from desk.history.field_changes import FieldChange


def _subject(statement: Statement) -> Subject:
    return Subject("statement", statement.id, statement.key)


def _lines(session: Session, subject: Subject) -> tuple[EventLine, ...]:
    return events_of(session, subject).events.rows


def _own(line: EventLine) -> dict[str, FieldChange]:
    record = line.records[0]
    assert record.own
    return {field.name: field for field in record.fields}


def test_an_imported_statement_shows_the_import_that_brought_it(at_tanf: Session) -> None:
    mattis = at_tanf.scalars(select(Statement).where(Statement.key == "o1")).one()
    (brought,) = _lines(at_tanf, _subject(mattis))
    assert brought.tag == "import:file"
    assert brought.actor == "Command line"
    assert brought.file is not None
    assert len(brought.file[1]) == 64


def test_the_record_itself_comes_first_then_those_around_it(
    writing: Session, checker: Actor
) -> None:
    statement = log(writing, checker)
    withdraw(writing, statement, checker)
    withdrawn, logged = _lines(writing, _subject(statement))
    assert (_own(withdrawn)["status"].before, _own(withdrawn)["status"].after) == (
        "logged",
        "withdrawn",
    )
    assert [record.table for record in logged.records][:2] == ["statement", "appearance"]
    assert {"source", "speaker"} <= {record.table for record in logged.records}
    names = {field.name for record in logged.records for field in record.fields}
    assert not {"version", "said_from", "name_key"} & names


def test_a_changed_text_is_told_word_by_word(writing: Session, checker: Actor) -> None:
    statement = log(writing, checker, quote="We have not ceded any ground.")
    revise(writing, statement, checker, quote="We have ceded any ground.")
    revised = _lines(writing, _subject(statement))[0]
    lost = [run.text for run in _own(revised)["quote"].runs if run.change is Change.LOST]
    assert lost == [" not"]


def test_a_link_shows_the_revision_that_asks_for_its_recheck(
    writing: Session, checker: Actor, reviewer: Actor
) -> None:
    start = log(writing, checker)
    end = log(writing, checker, quote="We gave up the outpost.")
    link = confirm(writing, propose(writing, start, end, checker), reviewer)
    revise(writing, end, checker, quote="We gave up that outpost.")
    withdraw(writing, start, checker)
    lines = _lines(writing, Subject("link", link.id, link.key))
    assert [line.tag for line in lines] == ["statement:revise", "link:confirm", "link:propose"]
    assert [line.own for line in lines] == [False, True, True]
    assert [record.table for record in lines[0].records] == ["link"]
    assert _own(lines[0])["recheck"].after is True


@pytest.mark.parametrize("kind", ["speaker", "source", "topic"])
def test_a_party_shows_the_statement_that_brought_it(
    kind: str, writing: Session, checker: Actor
) -> None:
    statement = log(writing, checker, topics=("At Tanf",))
    log(writing, checker, topics=("At Tanf",), quote="We stay.")
    parties: dict[str, Speaker | Source | Topic] = {
        "speaker": statement.speaker,
        "source": statement.appearances[0].source,
        "topic": statement.topics[0],
    }
    lines = _lines(writing, Subject(kind, parties[kind].id, parties[kind].key))
    assert [line.tag for line in lines] == ["statement:log"]
    assert [record.table for record in lines[0].records] == [kind]
    assert lines[0].records[0].made


def test_what_refers_to_other_records_names_them(writing: Session, checker: Actor) -> None:
    statement = log(writing, checker, topics=("At Tanf",))
    names = events_of(writing, _subject(statement)).names
    assert names["speaker", str(statement.speaker_id)] == "James Mattis"
    assert names["topic", statement.topics[0].key] == "At Tanf"
    assert "The outpost" in names.values()


def test_a_long_history_comes_in_pages_without_gaps(writing: Session, checker: Actor) -> None:
    statement = log(writing, checker)
    for number in range(60):
        revise(writing, statement, checker, quote=f"We have not ceded {number} posts.")
    first = events_of(writing, _subject(statement))
    assert first.events.next is not None
    second = events_of(writing, _subject(statement), first.events.next)
    told = [line.seq for line in (*first.events.rows, *second.events.rows)]
    assert told == list(writing.scalars(select(Event.seq).order_by(Event.seq.desc())))
