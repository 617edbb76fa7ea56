from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy.orm import Session

from models import StatementText
from models.search import INDEXED_CHARACTERS, matching, searchable
from tests.factories import a_statement

if TYPE_CHECKING:
    from sqlalchemy import Engine

TYPED = [
    "a-b",
    "C++",
    "it's",
    "AND",
    "NOT",
    "OR ground",
    "NEAR(a b)",
    "col:x",
    "10%",
    '"',
    '"ground',
    "(",
    "*",
    "^ground",
    "ground & | !",
    "'; DROP TABLE statement; --",
    "\\",
    ":*",
    "_",
    "<->",
    "{a}",
    "é" * 200,
    "السلام عليكم",
    "地面",
    "🙂 ground",
    "ground\tany\nany",
    "_ _",
    "x_y",
    "a" * 5000,
]


def _indexed(session: Session, *parts: str) -> int:
    statement = a_statement(session)
    session.add(StatementText(statement_id=statement.id, body=searchable(parts)))
    session.commit()
    return statement.id


def _found(session: Session, words: str) -> list[int]:
    selection = matching(words, session.get_bind().dialect.name)
    return [] if selection is None else list(session.scalars(selection))


@pytest.mark.parametrize("words", TYPED, ids=lambda words: words[:9])
def test_whatever_people_type_is_a_search(session: Session, words: str) -> None:
    _indexed(session, "We have not ceded any of the ground")
    assert _found(session, words) is not None


@pytest.mark.parametrize(
    "words",
    [
        "ceded",
        "CEDED ground",
        "ground ceded",
        "gro",
        "ceded gro",
        "“ceded”",
        "défense",
        "Defense",
        "ÉTAT",
        "etat",
        "straße",
        "STRASSE",
        "ｃｅｄｅｄ",
        "mattis pentagon",
    ],
)
def test_words_are_found_folded(session: Session, words: str) -> None:
    number = _indexed(
        session,
        "We have not CEDED any of the ground",
        "Mattis",
        "Pentagon",
        "Défense, État, Straße",
    )
    assert _found(session, words) == [number]


@pytest.mark.parametrize("words", ["ced ground", "outpost", "ceded outpost", "eded"])
def test_every_word_must_be_there_and_only_the_last_may_be_a_beginning(
    session: Session, words: str
) -> None:
    _indexed(session, "We have not ceded any of the ground")
    assert _found(session, words) == []


@pytest.mark.parametrize("words", ["", " ", "!?", '"', "🙂"])
def test_no_word_is_no_search(words: str) -> None:
    assert matching(words, "sqlite") is matching(words, "postgresql") is None


def test_a_changed_text_is_found_by_its_new_words_alone(session: Session) -> None:
    number = _indexed(session, "ceded")
    session.get_one(StatementText, number).body = searchable(["kept"])
    session.commit()
    assert (_found(session, "ceded"), _found(session, "kept")) == ([], [number])


def test_a_text_taken_away_is_not_found(session: Session) -> None:
    number = _indexed(session, "ceded")
    session.delete(session.get_one(StatementText, number))
    session.commit()
    assert _found(session, "ceded") == []


def test_the_index_ends_where_it_says() -> None:
    assert len(searchable(["ab " * INDEXED_CHARACTERS])) == INDEXED_CHARACTERS


def test_a_text_of_full_length_is_kept(engine: Engine) -> None:
    many = " ".join(f"word{number}" for number in range(INDEXED_CHARACTERS // 9))
    with Session(engine) as session:
        number = _indexed(session, many)
        assert _found(session, "word1 word4711") == [number]
