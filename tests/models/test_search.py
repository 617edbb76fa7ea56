from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from models import StatementText
from models.asked import Asked, asked
from models.facets import EVERY, SPEAKER, Facets, language_token
from models.matching import matches, matching
from models.ranking import best_first
from models.search import BETWEEN, INDEXED_CHARACTERS, fold, searchable, words_of
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
    session.merge(StatementText(statement_id=statement.id, body=searchable(parts)))
    session.commit()
    return statement.id


def _found(session: Session, words: str) -> list[int]:
    looked_for = asked(words)
    if not looked_for:
        return []
    return sorted(session.scalars(matching(looked_for, session.get_bind().dialect.name)))


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
    assert not asked(words)


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
    assert searchable([None, "A", "", "?", "B"]) == f"a {BETWEEN} b"


@given(st.text(st.characters(max_codepoint=127)) | st.sampled_from(["a" * 201, "F" * 200 + "16"]))
def test_words_are_runs_of_letters_or_of_digits(text: str) -> None:
    assert words_of(text).split() == re.findall("[a-z]{1,200}|[0-9]{1,200}", text.lower())


@given(st.text())
def test_what_is_folded_is_folded(words: str) -> None:
    assert fold(fold(words)) == fold(words)


@pytest.mark.parametrize(("written", "folded"), [("𝕊ℌ", "sh"), ("İ", "i"), ("ﬁ", "fi"), ("²", "2")])
def test_letters_of_all_kinds_are_folded(written: str, folded: str) -> None:
    assert fold(written) == folded


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ('"not ceded"', True),
        ('"ceded not"', False),
        ('"not ced"', False),
        ("“not ceded”", True),
        ("«not ceded»", True),
        ('"ground ceded"', False),
        ('"any of the" mattis', True),
        ('"not ceded any of the ground"', True),
        ("not-ceded", True),
        ("ceded/not", False),
        ("not-ced", True),
        ("-outpost", True),
        ("-ceded", False),
        ("-ced", True),
        ("ground -outpost", True),
        ("ground -ceded", False),
        ('ground -"not ceded"', False),
        ('ground -"ceded not"', True),
        ("ground - ceded", True),
        ("--ceded", False),
        ('-"mattis pentagon"', True),
        ('"ground mattis"', False),
        ("F-16", True),
        ("f16", True),
        ("F 16", True),
        ("f1", True),
        ("16f", False),
    ],
)
def test_phrases_stand_side_by_side_and_a_minus_excludes(
    session: Session, words: str, *, found: bool
) -> None:
    _indexed(session, "We have not ceded any of the ground", "Mattis", "Pentagon", "an F-16")
    assert bool(_found(session, words)) is found


@pytest.mark.parametrize(
    ("written", "typed"),
    [
        ("地面部队", "部队"),
        ("ภาษาไทย", "ไทย"),
        ("हिन्दी भाषा", "हिन्दी"),
        ("𞤀𞤣𞤤𞤢𞤥", "𞤀𞤣"),
        ("ـســلام", "سلام"),
        ("مي\u200cخواهم", "ميخواهم"),
        ("أحمد", "احمد"),
        ("٢٠١٧", "2017"),
        ("co\u00adoperate", "cooperate"),
        ("Wałęsa", "walesa"),
        ("한국", "한국"),
        ("Δελφοὶ", "δελφοι"),
        ("𐌰𐌱𐌲", "𐌰𐌱𐌲"),
    ],
)
def test_words_of_every_script_are_found(session: Session, written: str, typed: str) -> None:
    number = _indexed(session, f"before {written} after")
    assert _found(session, typed) == [number]


def test_a_vowel_sign_tells_words_apart(session: Session) -> None:
    _indexed(session, "हिन्दी")
    assert _found(session, '"हन्दी"') == []


def test_a_phrase_is_found_at_the_end_of_a_long_text(session: Session) -> None:
    number = _indexed(session, "the word " * 20_000 + "not ceded")
    assert _found(session, '"not ceded"') == [number]
    assert _found(session, '"ceded the"') == []


def test_the_better_match_comes_first() -> None:
    once, often, twice = "ceded " + "other words " * 20, "ceded ceded ceded ceded", "ceded ceded"
    assert best_first(asked('"ceded"'), [once, often, twice, often]) == [1, 3, 2, 0]
    assert best_first(asked('"not ced"'), ["not ceded", "not ced not ced"]) == [1, 0]
    assert best_first(asked("ceded"), []) == []


def test_no_word_that_is_typed_is_a_facet(session: Session) -> None:
    number = _indexed(session, "word")
    row = session.get_one(StatementText, number)
    row.facets = f"{EVERY} {SPEAKER}12 {language_token('fr-CA')}"
    session.commit()
    for typed in ("all", "ßall", "ß", "ss", "sp", "sp12", "12", "ßsp12", '"la ss fr"', "fr", "ẞ"):
        assert _found(session, typed) == [], typed
    dialect = session.get_bind().dialect.name
    for wanted in (f"{SPEAKER}12", language_token("fr"), language_token("fr-CA")):
        found = matches(Asked(), dialect, Facets((wanted,)))
        held = session.scalars(select(found.statement_id).where(*found.conditions)).all()
        assert held == ([] if wanted.endswith("fr") else [number])
