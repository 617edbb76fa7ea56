"""A search gathers what few hold by the index of words, and goes through what all hold in order."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import event, insert
from sqlalchemy.orm import Session

from desk import statement_pages
from desk.statement_scopes import StatementScope
from models import Speaker, Statement, StatementText, for_pages
from models.facets import EVERY, SPEAKER, STATUS, value_token
from models.keys import new_key
from models.tuning import learn_sizes
from tests.factories import a_speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

MANY, WORDS, VOCABULARY = 5_000, 150, 3_000
EVERYWHERE, SOMETIMES = "everywhere", "sometimes"
#: In which part of all a word stands, and one of how many is of the speaker: a page of both could
#: as well be found by going through more than a thousand in order of time.
HELD, OF_SPEAKER = 0.2, 6
#: How each engine is asked how it does something, and says that it reads the index of words, in
#: order of time, or puts in order what it read.
EXPLAIN = {"sqlite": "EXPLAIN QUERY PLAN", "postgresql": "EXPLAIN"}
BY_WORDS = {"sqlite": "VIRTUAL TABLE INDEX", "postgresql": "ix_statement_text_vector"}
IN_ORDER = {"sqlite": "VIRTUAL TABLE INDEX", "postgresql": "uq_statement_text_place"}
SORTS = {"sqlite": "TEMP B-TREE", "postgresql": "Sort"}


@pytest.fixture
def speaker(engine: Engine) -> Speaker:
    """Store thousands of statements of many words; return who said a few of them."""
    drawn = Random(7)  # noqa: S311 -- the same each time
    words = ["".join(drawn.choices("abcdefghij", k=8)) for _ in range(VOCABULARY)]
    with Session(engine, expire_on_commit=False) as session:
        one, most = a_speaker(session), a_speaker(session)
        said = [one.id if number % OF_SPEAKER == 0 else most.id for number in range(MANY)]
        told = {"form": "direct", "quote": "So.", "status": "logged"}
        rows = [
            {**told, "id": number, "key": new_key(), "speaker_id": speaker}
            for number, speaker in enumerate(said, 1)
        ]
        texts = [_text(drawn, words, row) for row in rows]
        session.execute(insert(Statement), rows)
        session.execute(insert(StatementText), texts)
        session.commit()
    learn_sizes(engine)
    return one


def _text(drawn: Random, words: list[str], row: dict[str, Any]) -> dict[str, Any]:
    held = [EVERYWHERE, *drawn.sample(words, WORDS), *[SOMETIMES] * (drawn.random() < HELD)]
    facets = EVERY, f"{SPEAKER}{row['speaker_id']}", value_token(STATUS, "logged")
    place = {"statement_id": row["id"], "place": row["id"]}
    return {**place, "body": " ".join(held), "facets": " ".join(facets)}


def test_a_search_for_what_few_hold_gathers_them_by_the_index(
    engine: Engine, speaker: Speaker
) -> None:
    plans = list(_plans(engine, StatementScope(q=f'"{SOMETIMES}"', speaker_id=speaker.id)))
    assert len(plans) == 3
    assert [plan for plan in plans if BY_WORDS[engine.dialect.name] not in plan] == []


def test_a_search_for_what_all_hold_goes_in_order_of_time(engine: Engine, speaker: Speaker) -> None:
    assert speaker
    page, *_counts = _plans(engine, StatementScope(q=f'"{EVERYWHERE}"'))
    assert IN_ORDER[engine.dialect.name] in page
    assert SORTS[engine.dialect.name] not in page


def _plans(engine: Engine, scope: StatementScope) -> Iterator[str]:
    """Yield how the database does what a page and its counts ask of it."""
    asked: list[tuple[str, Any]] = []

    def note(_connection: object, _cursor: object, told: str, values: Any, *_rest: object) -> None:  # noqa: ANN401
        if "statement_" in told:
            asked.append((told, values))

    pages = for_pages(engine, 0)
    event.listen(engine, "before_cursor_execute", note)
    with Session(pages) as session:
        assert statement_pages.page(session, scope).rows
        assert statement_pages.counts(session, scope).total
    event.remove(engine, "before_cursor_execute", note)
    with pages.connect() as connection:
        for told, values in asked:
            rows = connection.exec_driver_sql(f"{EXPLAIN[engine.dialect.name]} {told}", values)
            yield "\n".join(str(row) for row in rows)
