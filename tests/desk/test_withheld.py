"""What events tell of hidden rows is withheld, table by table, and what nobody has ruled on as well."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import inspect, select
from sqlalchemy.orm import Session

from desk.history import withheld
from desk.history.audit import writing_session
from desk.history.changes import UNTRACKED, values_of
from desk.history.histories import events_of
from desk.history.subjects import Subject
from desk.history.whose import OPEN, OWNERS, SEEN, homes, mappers, references
from desk.history.withheld import Told, without_withheld
from desk.pages import SIZE
from desk.sets import ChosenDraft, SetDraft, add_statements, make_set
from desk.shown import criteria
from desk.sight import NOBODY, look_as
from models import Base, Event, Proposal, Reading, Statement, Topic, for_writing
from tests.factories import a_statement, a_topic
from tests.views.secrets import store_open_case, store_secret_case

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from contextlib import AbstractContextManager

    from sqlalchemy import Engine

    from desk.actors import Actor

    Place = tuple[str, str]
    CountQueries = Callable[[Engine], AbstractContextManager[list[str]]]

TABLES = sorted(Base.metadata.tables)
#: Not gathered by sessions, but told of by the deeds that decide on them.
DECIDED = {Reading.__tablename__, Proposal.__tablename__}
MOST_ASKED = 4
"""The events, what they name that is seen, what else there is, and what is kept from who reads."""
GONE = 1_000_000
SUBJECT = ("statement_set", "1")


def _is_told_of(table: str) -> bool:
    """Tell whether events may tell of the rows of a table."""
    model = mappers()[table].class_ if table in mappers() else None
    return table in DECIDED or (model is not None and not issubclass(model, UNTRACKED))


@pytest.mark.parametrize("table", TABLES)
def test_each_table_that_events_tell_of_has_one_rule(table: str) -> None:
    rules = [rule for rule in (OPEN, OWNERS, SEEN) if table in rule]
    assert len(rules) == _is_told_of(table), f"desk/history/whose.py has to say whose {table} is"


@pytest.mark.parametrize("table", sorted(OWNERS))
def test_what_belongs_to_others_is_hidden_by_the_session_itself(table: str) -> None:
    hidden = {option.entity.class_ for option in criteria(NOBODY)}  # type: ignore[attr-defined]
    assert mappers()[table].class_ in hidden
    owners = {references(table)[name] for name in OWNERS[table]}
    assert owners <= set(OWNERS) | set(SEEN)
    assert table not in homes(table)


def test_of_rows_of_which_nothing_is_known_nothing_is_told(session: Session) -> None:
    a_topic(session).restricted = True
    look_as(session, NOBODY)
    rows = {table: {str(GONE): {"id": GONE}} for table in TABLES}
    [shown] = without_withheld(session, [Told(SUBJECT, rows, {"something_new": {"1": {}}})])
    # A token that opens no guest link tells of no version.
    assert set(shown.before) == OPEN | {"token"}
    assert shown.after == {}


def test_rows_are_told_as_the_session_finds_them_also_when_they_are_gone(engine: Engine) -> None:
    store_open_case(engine)
    store_secret_case(engine)
    with Session(engine) as session:
        rows = {table: _rows(session, table) for table in OWNERS}
        look_as(session, NOBODY)
        seen = {table: set(_rows(session, table)) for table in OWNERS}
    for table in ("statement", "appearance", "link", "speaker", "source", "topic"):
        assert set() < seen[table] < set(rows[table]), table
    gone = {
        table: {f"{GONE}{number}": row for number, row in told.items()}
        for table, told in rows.items()
        if OWNERS[table]
    }
    with Session(engine) as session:
        look_as(session, NOBODY)
        events = [Told(SUBJECT, {}, rows), Told(SUBJECT, gone, {})]
        standing, lost = without_withheld(session, events)
    assert {table: set(told) for table, told in standing.after.items()} == {
        table: numbers for table, numbers in seen.items() if numbers
    }
    assert {table: set(told) for table, told in lost.before.items()} == {
        table: {f"{GONE}{one}" for one in seen[table]} for table in gone if seen[table]
    }
    assert "zulu" not in str((standing, lost)).casefold()


def test_that_a_row_stands_only_keeps_more_from_who_reads(
    engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    store_open_case(engine)
    store_secret_case(engine)
    with Session(engine) as session:
        rows = {table: _rows(session, table) for table in OWNERS}
        look_as(session, NOBODY)
        seen = _rows(session, "appearance")
        # Each is told as it was when it belonged to an open statement.
        was = next(iter(seen.values()))
        rows["appearance"] = dict.fromkeys(rows["appearance"], was)
        told = [_told_if(session, monkeypatch, standing, rows) for standing in _STANDING]
    nothing_stands, as_asked, all_stand = told
    assert all_stand == as_asked < nothing_stands
    assert {one for table, one in as_asked if table == "appearance"} == set(seen)


_STANDING: tuple[Callable[[Session, Iterable[Place]], set[Place]], ...] = (
    lambda _session, _places: set(),
    withheld._standing,  # noqa: SLF001 -- the one that asks for whomever
    lambda _session, places: set(places),
)
"""What is taken to stand of what is not seen: nothing, what does, and all of it."""


def _told_if(
    session: Session, monkeypatch: pytest.MonkeyPatch, standing: object, rows: dict[str, Any]
) -> set[Place]:
    monkeypatch.setattr(withheld, "_standing", standing)
    [shown] = without_withheld(session, [Told(SUBJECT, {}, rows)])
    return {(table, one) for table, some in shown.after.items() for one in some}


def _rows(session: Session, table: str) -> dict[str, Any]:
    """Return the rows of a table that a session finds, as events tell them."""
    found = session.scalars(select(mappers()[table].class_)).all()
    return {
        "-".join(str(part) for part in inspect(one).identity or ()): values_of(one) for one in found
    }


def test_a_page_is_full_however_many_deeds_between_are_not_told(
    writing: Session, admin: Actor, checker: Actor, engine: Engine
) -> None:
    with Session(for_writing(engine)) as session:
        topic = a_topic(session)
        hidden = [a_statement(session, topics=[topic]).id for _ in range(SIZE)]
        shown = [a_statement(session).id for _ in range(SIZE)]
        session.commit()
        topic_id = topic.id
    made = make_set(writing, SetDraft(name="Denials"), admin)
    for two in zip(hidden, shown, strict=True):
        for one in two:
            add_statements(writing, made.id, ChosenDraft(statements=(one,)), admin)
    writing.commit()
    writing.get_one(Topic, topic_id).restricted = True
    subject = Subject("statement_set", made.id, made.key)
    look_as(writing, checker.account_id)
    first = events_of(writing, subject).events
    assert [line.records[0].id for line in first.rows] == [
        f"{made.id}-{one}" for one in reversed(shown)
    ]
    assert first.next is not None
    second = events_of(writing, subject, first.next).events
    assert [line.tag for line in second.rows] == ["set:make"]
    assert second.next is None
    assert writing.scalars(select(Event)).first()
    assert len(writing.scalars(select(Statement)).all()) == SIZE


def test_a_history_asks_no_more_however_much_of_it_is_hidden(
    session: Session, admin: Actor, engine: Engine, count_queries: CountQueries
) -> None:
    topic = a_topic(session)
    topic.restricted = True
    hidden = [a_statement(session, topics=[topic]).id for _ in range(30)]
    session.commit()
    costs = []
    for number in (1, len(hidden)):
        with writing_session(for_writing(engine)) as writing:
            chosen = SetDraft(name=f"First {number}", statements=tuple(hidden[:number]))
            made = make_set(writing, chosen, admin)
            subject = Subject("statement_set", made.id, made.key)
            writing.commit()
        with Session(engine) as reader:
            look_as(reader, NOBODY)
            with count_queries(engine) as asked:
                lines = events_of(reader, subject).events.rows
        assert [row.table for line in lines for row in line.records] == ["statement_set"]
        costs.append(len(asked))
    assert costs[0] == costs[1] <= MOST_ASKED
