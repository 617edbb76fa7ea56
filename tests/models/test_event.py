from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, text

from models import Event, EventHead, event_record
from tests.factories import an_event
from tests.rules import refused_by, refused_by_trigger

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

CHAINED = [
    "seq = 9",
    "at = '2017-09-18 00:00:00'",
    "actor_id = 1",
    "face = 'page'",
    "tag = 'statement:withdraw'",
    "subject_type = 'link'",
    "subject_id = NULL",
    "subject_key = 'k'",
    "before_digest = 'd'",
    "after_digest = 'd'",
    "prev_hash = 'h'",
    "hash = 'h'",
]
BLANKED = "before = NULL, after = NULL, salt = NULL"
COLUMNS = ", ".join(column.key for column in Event.__table__.columns)


@pytest.fixture
def history(session: Session) -> Session:
    """A session on two events, kept for good."""
    for seq in (1, 2):
        an_event(session, seq)
    session.commit()
    return session


def _write(session: Session, statement: str) -> None:
    session.execute(text(statement))


@pytest.mark.parametrize("change", [*CHAINED, "before = 'x'", "after = NULL", "salt = NULL"])
def test_an_event_is_not_changed(history: Session, change: str) -> None:
    with refused_by_trigger("events cannot be changed"):
        _write(history, f"UPDATE event SET {change} WHERE seq = 1")


def test_an_event_is_not_deleted(history: Session) -> None:
    with refused_by_trigger("events cannot be .*deleted"):
        _write(history, "DELETE FROM event WHERE seq = 2")


def test_events_are_not_deleted_all_at_once(history: Session) -> None:
    postgresql = history.get_bind().dialect.name == "postgresql"
    with refused_by_trigger("events cannot be .*(deleted|truncated)"):
        _write(history, "TRUNCATE event CASCADE" if postgresql else "DELETE FROM event")


def test_an_event_is_not_replaced(history: Session) -> None:
    copied = f"SELECT {COLUMNS} FROM event WHERE seq = 1"
    if history.get_bind().dialect.name == "sqlite":
        replacing = f"INSERT OR REPLACE INTO event ({COLUMNS}) {copied}"
    else:
        replacing = (
            f"INSERT INTO event ({COLUMNS}) {copied} ON CONFLICT (seq) DO UPDATE SET tag = 'x'"
        )
    with refused_by_trigger("events cannot be (replaced|changed)"):
        _write(history, replacing)


def test_an_event_is_not_written_over_another(history: Session) -> None:
    with refused_by_trigger("events cannot be|pk_event"):
        _write(history, "UPDATE event SET seq = 1 WHERE seq = 2")


def test_a_number_in_the_history_is_taken_once(history: Session) -> None:
    with refused_by("events cannot be replaced", "pk_event"):
        an_event(history, seq=1)


@pytest.mark.parametrize("change", ["UPDATE event_record SET seq = 2", "DELETE FROM event_record"])
def test_an_event_stays_where_it_is_filed(history: Session, change: str) -> None:
    history.execute(insert(event_record).values(subject_type="statement", subject_id=1, seq=1))
    with refused_by_trigger("events cannot be"):
        _write(history, change)


def test_redaction_takes_the_values_away_and_says_so(history: Session) -> None:
    _write(history, f"UPDATE event SET {BLANKED}, redacted_by = 2 WHERE seq = 1")
    history.commit()
    event = history.get_one(Event, 1)
    assert (event.before, event.after, event.salt, event.redacted_by) == (None, None, None, 2)
    assert event.after_digest == "a" * 64


@pytest.mark.parametrize("change", CHAINED)
def test_redaction_leaves_all_else_as_it_was(history: Session, change: str) -> None:
    with refused_by_trigger("events cannot be changed"):
        _write(
            history,
            f"UPDATE event SET {BLANKED}, redacted_by = 2, {change} WHERE seq = 1",
        )


@pytest.mark.parametrize("kept", ["before", "after", "salt"])
def test_redaction_takes_all_three_values(history: Session, kept: str) -> None:
    blanked = ", ".join(f"{name} = NULL" for name in {"before", "after", "salt"} - {kept})
    with refused_by_trigger("events cannot be changed"):
        _write(history, f"UPDATE event SET {blanked}, redacted_by = 2 WHERE seq = 1")


def test_redaction_names_the_event_that_did_it(history: Session) -> None:
    with refused_by_trigger("events cannot be changed"):
        _write(history, f"UPDATE event SET {BLANKED} WHERE seq = 1")
    history.rollback()
    with refused_by("fk_event_redacted_by", "FOREIGN KEY"):
        _write(history, f"UPDATE event SET {BLANKED}, redacted_by = 9 WHERE seq = 1")


def test_redaction_happens_once(history: Session) -> None:
    redaction = f"UPDATE event SET {BLANKED}, redacted_by = 2 WHERE seq = 1"
    _write(history, redaction)
    with refused_by_trigger("events cannot be changed"):
        _write(history, redaction)


def test_the_history_has_one_head(session: Session) -> None:
    session.add(EventHead(id=2, seq=0, hash="0" * 64))
    with refused_by("ck_event_head_one_row"):
        session.flush()


def test_an_event_knows_who_did_it(history: Session) -> None:
    event = history.get_one(Event, 1)
    assert event.actor.id == event.actor_id
    assert event.token is None


def test_redaction_is_a_later_deed_than_what_it_blanks(history: Session) -> None:
    with refused_by_trigger("events cannot be changed"):
        _write(history, f"UPDATE event SET {BLANKED}, redacted_by = 1 WHERE seq = 1")


def test_no_event_is_born_redacted(history: Session) -> None:
    columns = ", ".join(column.key for column in Event.__table__.columns if column.key != "seq")
    values = columns.replace("redacted_by", "1")
    with refused_by_trigger("events cannot be changed"):
        _write(
            history,
            f"INSERT INTO event (seq, {columns}) SELECT 3, {values} FROM event WHERE seq = 1",
        )


def test_the_head_of_the_history_is_not_deleted(history: Session) -> None:
    with refused_by_trigger("cannot be"):
        _write(history, "DELETE FROM event_head")
