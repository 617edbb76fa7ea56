"""What a session for reading keeps, and under which head."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from desk import kept, records
from desk.kept import Kept, Shelf, each, keep_in, once, reads_under
from desk.sight import look_as
from desk.statement_scopes import StatementScope
from models import Topic
from tests.factories import a_statement

if TYPE_CHECKING:
    from collections.abc import Hashable

    from sqlalchemy.orm import Session

HEAD, NEXT = (1, "a"), (2, "b")


@pytest.fixture
def keeping(session: Session) -> Kept:
    """What the session keeps, under the first head."""
    held = Kept()
    keep_in(session, held)
    reads_under(session, HEAD)
    return held


def _topic() -> Topic:
    return Topic(key="t", name="T", name_key="t", slug="t", restricted=True)


def _asked(session: Session, answers: list[int], question: str = "which") -> int:
    return once(session, question, 1, lambda: answers.pop(0))


def test_a_session_that_knows_no_head_keeps_nothing(session: Session) -> None:
    answers = [1, 2, 3]
    assert [_asked(session, answers) for _ in range(2)] == [1, 2]
    keep_in(session, Kept())
    assert _asked(session, answers) == 3


@pytest.mark.usefixtures("keeping")
def test_what_was_read_is_told_again(session: Session) -> None:
    answers = [1, 2]
    assert [_asked(session, answers) for _ in range(3)] == [1, 1, 1]
    assert _asked(session, answers, "other") == 2


@pytest.mark.usefixtures("keeping")
def test_that_there_is_nothing_is_kept_too(session: Session) -> None:
    answers = [None, 1]
    assert [once(session, "which", 1, lambda: answers.pop(0)) for _ in range(2)] == [None, None]


def test_another_head_begins_with_nothing_and_an_older_one_keeps_nothing(
    session: Session, keeping: Kept
) -> None:
    answers = [1, 2, 3]
    _asked(session, answers)
    reads_under(session, NEXT)
    assert [_asked(session, answers) for _ in range(2)] == [2, 2]
    assert keeping.under(HEAD) is None
    assert keeping.under(NEXT) is keeping.under(NEXT)
    assert keeping.under((2, "another history")) is not keeping.under(NEXT)


def test_what_waits_to_be_written_is_read_anew(session: Session, keeping: Kept) -> None:
    answers = [1, 2, 3]
    _asked(session, answers)
    session.add(_topic())
    assert _asked(session, answers) == 2
    session.flush()
    assert _asked(session, answers) == 3
    session.rollback()
    assert keeping.under(HEAD) is not None


@pytest.mark.usefixtures("keeping")
def test_another_transaction_asks_for_the_head_again(session: Session) -> None:
    answers = [1, 2]
    _asked(session, answers)
    session.connection()
    session.rollback()
    assert _asked(session, answers) == 2


@pytest.mark.usefixtures("keeping")
def test_records_that_are_known_are_not_read_again(session: Session) -> None:
    asked: list[list[int]] = []

    def read(ids: list[int]) -> dict[int, str]:
        asked.append(ids)
        return {one: f"record {one}" for one in ids if one < 9}

    assert each(session, "record", [3, 1], read) == {3: "record 3", 1: "record 1"}
    assert list(each(session, "record", [1, 2, 9, 3], read)) == [1, 2, 3]
    assert asked == [[3, 1], [2, 9]]


@pytest.mark.usefixtures("keeping")
def test_for_whom_a_topic_is_hidden_it_is_read_anew(session: Session) -> None:
    session.add(_topic())
    session.commit()
    reads_under(session, NEXT)
    answers = [1, 2, 3]
    assert _asked(session, answers) == 1
    look_as(session, 7)
    assert [_asked(session, answers) for _ in range(2)] == [2, 2]
    look_as(session, None)
    assert _asked(session, answers) == 1


def test_no_more_is_kept_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "MOST", 3)
    shelf = Shelf()

    def held() -> list[int]:
        return [number for number in range(9) if shelf.get(number) is not None]

    for number in range(5):
        shelf.put(number, number)
    assert held() == [2, 3, 4]
    shelf.put(4, 4)
    assert held() == [2, 3, 4]
    shelf.put(5, "longer", 2)
    assert held() == [4, 5]
    shelf.put(6, "too long", 4)
    assert held() == [4, 5]
    shelf.put(7, "as long as fits", 3)
    assert held() == [7]


def test_a_long_statement_takes_the_room_of_many(session: Session) -> None:
    usual, long, described = (a_statement(session) for _ in range(3))
    long.quote = "word " * 8_000
    described.speaker.note = "word " * 8_000
    session.commit()
    ids = [usual.id, long.id, described.id]
    assert [one.weight for one in records.cards(session, ids)] == [1, 11, 11]


@pytest.mark.usefixtures("keeping")
@pytest.mark.parametrize(
    ("asked", "answers"),
    [
        (("w" * 1_000, 7), [1, 1]),
        (("w" * 3_000, 7), [1, 2]),
        (StatementScope(q="w" * 1_000), [1, 1]),
        (StatementScope(q="w" * 3_000), [1, 2]),
    ],
    ids=["words", "many words", "a search", "a long search"],
)
def test_what_is_asked_at_length_is_not_kept(
    session: Session, asked: Hashable, answers: list[int]
) -> None:
    left = [1, 2]
    assert [once(session, "which", asked, lambda: left.pop(0)) for _ in range(2)] == answers
