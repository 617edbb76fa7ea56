from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.orm import Session

from models import StatementText
from models.search import INDEXED_CHARACTERS, fold, matching, searchable
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
    " ".join(f"word{number}" for number in range(20_000)),
]
PASSAGE = (
    "On 2017-09-18, state-run cnn.com and https://www.example.org/ground reported from the U.S. "
    "either/or 10.5 km, Sept-19, AT&T, don’t, press@example.org, snake_case, हिन्दी"
)


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


@pytest.mark.parametrize(
    "words",
    [
        "2017-09-18",
        "09 18",
        "com cnn",
        "cnn.com and",
        "www reported",
        "ground reported",
        "U.S.",
        "u s either",
        "or km",
        "10 5 km",
        "19 sept",
        "at t",
        "don't",
        "press example",
        "case snake",
        "snake_case",
        "हिन्दी",
    ],
)
def test_dates_addresses_and_joined_words_are_found_by_their_parts(
    session: Session, words: str
) -> None:
    number = _indexed(session, PASSAGE)
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


def test_absent_parts_are_left_out() -> None:
    assert searchable([None, "A", "", "B"]) == "a b"


@given(st.text())
def test_what_is_folded_is_folded(words: str) -> None:
    assert fold(fold(words)) == fold(words)
    assert searchable([searchable([words])]) == searchable([words])


@pytest.mark.parametrize(("written", "folded"), [("𝕊ℌ", "sh"), ("İ", "i"), ("ﬁ", "fi"), ("²", "2")])
def test_letters_of_all_kinds_are_folded(written: str, folded: str) -> None:
    assert fold(written) == folded
