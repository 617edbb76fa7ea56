"""The history bears itself out, and each way of altering it shows."""

from __future__ import annotations

from threading import Thread
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import text
from sqlalchemy.orm import Session

from desk.history import chain
from desk.history.audit import record, writing_session
from desk.statements import log_statement
from models import EventHead, for_writing
from tests.desk.drafting import a_draft, history, log, propose, revise, withdraw

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from desk.actors import Actor

TRIGGERS = ("changed", "deleted", "replaced", "born_redacted")
DEEDS, HANDS = 6, 2


@pytest.fixture
def chained(writing: Session, checker: Actor) -> Session:
    """A session on a history of five deeds."""
    first, second = log(writing, checker), log(writing, checker, quote="We gave up the post.")
    propose(writing, first, second, checker)
    revise(writing, first, checker, claim="No ground was given up.")
    withdraw(writing, second, checker)
    return writing


def _tamper(engine: Engine, *deeds: str) -> None:
    """Write past the triggers, as somebody with the database in their hands could."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE event DISABLE TRIGGER USER"))
        else:
            for name in TRIGGERS:
                connection.execute(text(f"DROP TRIGGER IF EXISTS event_is_not_{name}"))
        for deed in deeds:
            connection.execute(text(deed))


def _faults(engine: Engine) -> list[str]:
    with Session(engine) as session:
        return list(chain.faults(session))


def test_an_empty_history_is_whole(engine: Engine) -> None:
    assert _faults(engine) == []


def test_a_history_of_many_deeds_is_whole(chained: Session, engine: Engine) -> None:
    assert [event.seq for event in history(chained)] == [1, 2, 3, 4, 5]
    assert chain.head_hash(chained) == history(chained)[-1].hash
    assert _faults(engine) == []


@pytest.mark.usefixtures("chained")
@pytest.mark.parametrize(
    "value",
    ["before = '{}'", "after = '{}'", "after = NULL", "salt = 'ab'", "salt = NULL"],
)
def test_an_altered_value_shows(engine: Engine, value: str) -> None:
    _tamper(engine, f"UPDATE event SET {value} WHERE seq = 4")
    assert _faults(engine) == ["event 4 was altered: its values do not fit their digests"]


@pytest.mark.usefixtures("chained")
@pytest.mark.parametrize(
    "field",
    [
        "tag = 'statement:log'",
        "face = 'command'",
        "actor_id = 1",
        "at = '2017-09-18 00:00:00+00:00'",
        "subject_id = 77",
        "subject_key = 'other'",
        "subject_type = 'link'",
        "after_digest = 'aa'",
        "before_digest = 'bb'",
    ],
)
def test_an_altered_field_shows(engine: Engine, field: str) -> None:
    if engine.dialect.name == "sqlite":
        field = field.replace("+00:00", ".000000")
    _tamper(engine, f"UPDATE event SET {field} WHERE seq = 4")
    assert "event 4 was altered: its hash does not fit" in _faults(engine)


@pytest.mark.usefixtures("chained")
def test_an_altered_hash_shows(engine: Engine) -> None:
    _tamper(engine, "UPDATE event SET hash = 'ff' WHERE seq = 3")
    assert _faults(engine) == [
        "event 3 was altered: its hash does not fit",
        "event 4 does not follow the event before it",
    ]


@pytest.mark.usefixtures("chained")
@pytest.mark.parametrize("seq", [1, 3])
def test_a_removed_event_shows(engine: Engine, seq: int) -> None:
    _tamper(engine, f"DELETE FROM event WHERE seq = {seq}")
    assert _faults(engine) == [
        f"event {seq} is missing: the next one is {seq + 1}",
        f"event {seq + 1} does not follow the event before it",
    ]


@pytest.mark.usefixtures("chained")
def test_a_removed_last_event_shows_at_the_head(engine: Engine) -> None:
    _tamper(engine, "DELETE FROM event WHERE seq = 5")
    [fault] = _faults(engine)
    assert fault.startswith("the head says 5 events")


@pytest.mark.usefixtures("chained")
def test_swapped_events_show(engine: Engine) -> None:
    moves = [(2, 99), (3, 2), (99, 3)]
    _tamper(engine, *(f"UPDATE event SET seq = {b} WHERE seq = {a}" for a, b in moves))
    faults = _faults(engine)
    assert {fault.split()[1] for fault in faults} == {"2", "3", "4"}


@pytest.mark.usefixtures("chained")
@pytest.mark.parametrize("change", ["seq = 4", "hash = 'ff'", "seq = 6"])
def test_a_wrong_head_shows(engine: Engine, change: str) -> None:
    _tamper(engine, f"UPDATE event_head SET {change}")
    [fault] = _faults(engine)
    assert fault.startswith("the head says")


BLANK = "before = NULL, after = NULL, salt = NULL"


@pytest.mark.usefixtures("chained")
@pytest.mark.parametrize("blank", [BLANK, f"{BLANK}, redacted_by = 5"])
def test_blanking_without_a_redaction_shows(engine: Engine, blank: str) -> None:
    _tamper(engine, f"UPDATE event SET {blank} WHERE seq = 4")
    [fault] = _faults(engine)
    assert fault.startswith("event 4 was")


def _redacted(session: Session, by: Actor) -> None:
    record(session, by, "statement:redact", instead={"reason": "a court order"})
    session.execute(text(f"UPDATE event SET {BLANK}, redacted_by = 6 WHERE seq = 4"))
    session.commit()


def test_a_lawful_redaction_leaves_the_history_whole(
    chained: Session, engine: Engine, admin: Actor
) -> None:
    _redacted(chained, admin)
    assert _faults(engine) == []


@pytest.mark.parametrize("value", ["before", "after", "salt"])
def test_other_words_in_place_of_redacted_ones_show(
    chained: Session, engine: Engine, admin: Actor, value: str
) -> None:
    _redacted(chained, admin)
    _tamper(engine, f"UPDATE event SET {value} = '{{}}' WHERE seq = 4")
    assert _faults(engine) == ["event 4 was altered: it is redacted and yet holds values"]


def test_a_redaction_does_not_stand_before_what_it_redacts(
    chained: Session, engine: Engine, admin: Actor
) -> None:
    _redacted(chained, admin)
    log(chained, admin)
    _tamper(engine, f"UPDATE event SET {BLANK}, redacted_by = 6 WHERE seq = 7")
    assert _faults(engine) == ["event 7 was blanked without a redaction"]


def _work(engine: Engine, by: Actor, done: list[int]) -> None:
    for _ in range(DEEDS):
        with writing_session(for_writing(engine)) as session:
            done.append(log_statement(session, a_draft(), by).id)
            session.commit()


def test_deeds_of_two_at_once_all_stand_in_one_chain(engine: Engine, checker: Actor) -> None:
    done: list[int] = []
    hands = [Thread(target=_work, args=(engine, checker, done)) for _ in range(HANDS)]
    for hand in hands:
        hand.start()
    for hand in hands:
        hand.join()
    with Session(engine) as session:
        told = history(session)
        assert [event.seq for event in told] == list(range(1, HANDS * DEEDS + 1))
        assert sorted(event.subject_id or 0 for event in told) == sorted(done)
        assert session.get_one(EventHead, 1).seq == HANDS * DEEDS
    assert _faults(engine) == []
