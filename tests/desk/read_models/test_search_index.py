"""What a statement is found by."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import delete, event, select, update

from desk import lists
from desk.history.audit import record
from desk.read_models.search_index import BATCH, reindex
from desk.statement_scopes import StatementScope
from models import Link, Relay, Speaker, SpeakerName, Statement, StatementText, Translation
from models.terms import LinkStatus, TranslationKind
from tests.factories import a_link, a_source, a_speaker, a_statement, a_topic, an_appearance

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from desk.actors import Actor
    from models import Base


def _found(session: Session, words: str) -> list[int]:
    return [card.id for card in lists.statements(session, StatementScope(q=words)).rows]


def _know(session: Session) -> Statement:
    """Store a statement with a word of its own in every part that the search reads."""
    speaker = a_speaker(session, "alphaname")
    speaker.names.append(SpeakerName(position=0, name="bravoname"))
    statement = a_statement(
        session,
        speaker=speaker,
        quote="charlie",
        claim="delta",
        role="echo",
        told="foxtrot",
        where="golf",
        in_answer_to="hotel",
        context="india",
        note="juliett",
        topics=[a_topic(session, "kilo")],
    )
    statement.translations.append(
        Translation(position=0, language="fr", text="lima", kind=TranslationKind.OURS)
    )
    source = a_source(session, "mike", container_title="november", publisher="oscar")
    found = an_appearance(session, statement, source, exact="papa")
    stub = a_source(session, "quebec", container_title="romeo", seen=False)
    found.relays.append(Relay(position=0, name="sierra", source=stub))
    a_link(session, statement, a_statement(session), rationale="tango")
    a_link(session, a_statement(session), statement, rationale="uniform")
    reindex(session, [statement.id])
    return statement


@pytest.fixture
def known(session: Session) -> Statement:
    """A statement in a session of the test's own."""
    return _know(session)


@pytest.fixture
def logged(writing: Session, command_line: Actor) -> Statement:
    """The same in a session that follows deeds."""
    statement = _know(writing)
    record(writing, command_line, "statement:log", statement)
    return statement


#: What SQLite learns of a hundred thousand links by looking at four hundred of an index.
_LEARNT_OF_MANY = (
    "DELETE FROM sqlite_stat1 WHERE tbl = 'link'",
    """
    INSERT INTO sqlite_stat1 (tbl, idx, stat) VALUES
        ('link', 'ix_link_from_id_relation_status_to_id', '208608 3 2 2 1'),
        ('link', 'ix_link_to_id_relation_status_from_id', '210576 3 2 2 1'),
        ('link', 'ix_link_status_id', '216720 401 1')
    """,
)
PARTS = (
    "alphaname bravoname charlie delta echo foxtrot golf hotel india juliett kilo lima mike "
    "november oscar papa quebec romeo sierra tango uniform"
)


@pytest.mark.parametrize("word", PARTS.split())
def test_a_statement_is_found_by_each_of_its_parts(
    session: Session, known: Statement, word: str
) -> None:
    assert known.id in _found(session, word)


def test_what_is_over_is_not_searched(session: Session) -> None:
    start, end = a_statement(session), a_statement(session)
    a_link(session, start, end, rationale="mistaken", status=LinkStatus.REJECTED, reason="No.")
    reindex(session, [start.id, end.id])
    assert _found(session, "mistaken") == []


def test_many_statements_are_indexed_and_unknown_ones_passed_over(session: Session) -> None:
    speaker = a_speaker(session)
    ids = [a_statement(session, speaker=speaker).id for _ in range(BATCH + 2)]
    reindex(session, [*ids, 4711_0815])
    session.execute(update(Speaker).where(Speaker.id == speaker.id).values(name="Renamed"))
    session.expire(speaker)
    assert _found(session, "renamed") == []
    reindex(session, ids)
    assert len(lists.statement_ids(session, StatementScope(q="renamed"))) == BATCH + 2


@pytest.mark.sqlite
def test_links_are_read_by_their_ends_even_where_a_status_is_taken_for_rare(
    session: Session,
) -> None:
    ids = [a_statement(session).id for _ in range(3)]
    connection = session.connection()
    for step in ("ANALYZE", *_LEARNT_OF_MANY, "ANALYZE sqlite_schema"):
        connection.exec_driver_sql(step)
    asked: list[tuple[str, Any]] = []
    event.listen(
        connection, "before_cursor_execute", lambda *told: asked.append((told[2], told[3]))
    )
    reindex(session, ids)
    of_links = [one for one in asked if "FROM link" in one[0]]
    plans = [connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}", of) for sql, of in of_links]
    ways = [str(plan.all()) for plan in plans]
    assert "ix_link_from_id_relation_status_to_id (from_id>?" in ways[0]
    assert "ix_link_to_id_relation_status_from_id (to_id>?" in ways[1]


@pytest.mark.sqlite
def test_statements_are_indexed_in_the_order_of_their_places(session: Session) -> None:
    ids = [a_statement(session, said=f"{year}-05-03").id for year in (2003, 2001, 2002)]
    session.execute(delete(StatementText))
    written: list[Any] = []
    event.listen(
        session.connection(),
        "before_cursor_execute",
        lambda *told: written.append(told[3]) if "INTO statement_text" in told[2] else None,
    )
    reindex(session, ids)
    assert [values[::4] for values in written] == [(ids[1], ids[2], ids[0])]


def _rename_speaker(known: Statement) -> Base:
    known.speaker.name = "renamed"
    return known.speaker


def _add_alias(known: Statement) -> Base:
    known.speaker.names.append(SpeakerName(position=1, name="renamed"))
    return known.speaker


def _drop_alias(known: Statement) -> Base:
    known.speaker.names.clear()
    return known.speaker


def _rename_topic(known: Statement) -> Base:
    known.topics[0].name = "renamed"
    return known.topics[0]


def _rename_source(known: Statement) -> Base:
    known.appearances[0].source.publisher = "renamed"
    return known.appearances[0].source


def _rename_stub(known: Statement) -> Base:
    stub = known.appearances[0].relays[0].source
    assert stub
    stub.title = "renamed"
    return stub


def _drop_relay(known: Statement) -> Base:
    known.appearances[0].relays.clear()
    return known


def _drop_topics(known: Statement) -> Base:
    known.topics.clear()
    return known


def _retranslate(known: Statement) -> Base:
    known.translations[0].text = "renamed"
    return known


def _rename_passage(known: Statement) -> Base:
    known.appearances[0].exact = "renamed"
    return known


def _rename_note(known: Statement) -> Base:
    known.note = "renamed"
    return known


@pytest.mark.parametrize(
    ("change", "gone"),
    [
        (_rename_speaker, "alphaname"),
        (_add_alias, ""),
        (_drop_alias, "bravoname"),
        (_rename_topic, "kilo"),
        (_rename_source, "oscar"),
        (_rename_stub, "quebec"),
        (_drop_relay, "sierra"),
        (_drop_topics, "kilo"),
        (_retranslate, "lima"),
        (_rename_passage, "papa"),
        (_rename_note, "juliett"),
    ],
    ids=lambda value: getattr(value, "__name__", value),
)
def test_the_index_follows_each_deed(
    writing: Session,
    command_line: Actor,
    logged: Statement,
    change: Callable[[Statement], Base],
    gone: str,
) -> None:
    record(writing, command_line, "statement:revise", change(logged))
    renamed = [logged.id] if not change.__name__.startswith("_drop") else []
    assert _found(writing, "renamed") == renamed
    assert not gone or _found(writing, gone) == []
    assert _found(writing, "charlie") == [logged.id]


def test_the_index_follows_a_link(writing: Session, command_line: Actor, logged: Statement) -> None:
    [link] = writing.scalars(select(Link).where(Link.rationale == "tango"))
    link.rationale = "renamed"
    record(writing, command_line, "link:revise", link)
    assert _found(writing, "renamed") == sorted([link.from_id, link.to_id], reverse=True)
    link.status, link.reason = LinkStatus.REJECTED, "No."
    record(writing, command_line, "link:reject", link)
    assert _found(writing, "renamed") == []
    assert _found(writing, "uniform")[-1] == logged.id


def test_what_nobody_is_found_by_costs_nothing(
    writing: Session,
    engine: Engine,
    command_line: Actor,
    logged: Statement,
    count_queries: Callable[[Engine], AbstractContextManager[list[str]]],
) -> None:
    source = logged.appearances[0].source
    source.accessed = "2017"
    with count_queries(engine) as asked:
        record(writing, command_line, "source:revise", source)
    assert not any("statement_text" in query for query in asked)
