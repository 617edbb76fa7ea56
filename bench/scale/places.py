"""Where on a made-up desk there is most to show: who speaks most, which statement is a hub."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass
from statistics import median_low
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from bench.corpus.chance import vocabulary
from models import Topic
from models.asked import Asked, Term
from models.matching import matches

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

MID_WORD, COMMON_WORD = 2_500, 0
"""Places in the vocabulary: a word of one statement in some hundreds, and one of nearly all."""
FEW, PART = 40, 5
"""In how many statements a rare word stands; in which part of all, the fifth, a frequent one does."""
NEXT, AROUND = 9, 20
"""Of how many words the usual frequency is looked at, and how many are looked at for the nearest."""
PAGE_1000 = 50_000
_TOP_SPEAKER = "SELECT speaker_id FROM statement GROUP BY speaker_id ORDER BY count(*) DESC LIMIT 1"
_TOP_TOPIC = """
    SELECT topic_id FROM statement_topic WHERE topic_id <> {but}
    GROUP BY topic_id ORDER BY count(*) DESC LIMIT 1
"""
_CONFIRMED = "relation = 'contradicts' AND status = 'confirmed'"
_BY_LINKS = """
    SELECT id FROM (
        SELECT id, count(*) AS many, min(live) AS live FROM (
            SELECT from_id AS id, CASE WHEN status = 'confirmed' THEN 1 ELSE 0 END AS live FROM link
            UNION ALL SELECT to_id, CASE WHEN status = 'confirmed' THEN 1 ELSE 0 END FROM link
        ) AS sides GROUP BY id
    ) AS linked WHERE id IN (SELECT id FROM statement WHERE status = 'logged' AND form = 'direct')
"""
_HUB = f"{_BY_LINKS} ORDER BY many DESC, id LIMIT 1"
_OF_TWO_TOPICS = (
    "SELECT statement_id FROM statement_topic GROUP BY statement_id HAVING count(*) = 2"
)
_FOUND_ONCE = "SELECT statement_id FROM appearance GROUP BY statement_id HAVING count(*) = 1"
# What is said again leads to all that says it again in turn: of those as many as there happen to be.
_SAID_AGAIN = (
    "SELECT from_id FROM link WHERE relation = 'repeats'"
    " UNION SELECT to_id FROM link WHERE relation = 'repeats'"
)
_OF_TOPIC = "SELECT statement_id FROM statement_topic WHERE topic_id = {topic}"
_ORDINARY = (
    " AND ".join(
        (
            _BY_LINKS,
            "many = 4 AND live = 1",
            f"id IN ({_OF_TWO_TOPICS})",
            f"id IN ({_FOUND_ONCE})",
            f"id NOT IN ({_SAID_AGAIN})",
            f"id NOT IN ({_OF_TOPIC})",
        )
    )
    + " ORDER BY id LIMIT 1"
)
_TOLD_DIRECTLY = (
    "SELECT statement_id FROM appearance WHERE id NOT IN (SELECT appearance_id FROM relay)"
)
_BESIDE_UNLOGGED = (
    "SELECT from_id FROM link JOIN statement ON statement.id = to_id WHERE statement.status != 'logged'"
    " UNION SELECT to_id FROM link JOIN statement ON statement.id = from_id"
    " WHERE statement.status != 'logged'"
)
_CORRECTED = "SELECT to_id FROM link WHERE relation = 'corrects'"
_BUSY = (
    " AND ".join(
        (
            _BY_LINKS,
            "live = 1",
            f"id IN ({_OF_TWO_TOPICS})",
            f"id IN ({_FOUND_ONCE})",
            f"id IN ({_TOLD_DIRECTLY})",
            f"id NOT IN ({_SAID_AGAIN})",
            f"id NOT IN ({_BESIDE_UNLOGGED})",
            f"id NOT IN ({_CORRECTED})",
        )
    )
    + " ORDER BY many DESC, id LIMIT 1"
)


@dataclass(frozen=True)
class Places:
    """Where on a desk there is most to show: numbers of records, and words."""

    speaker: int
    topic: int
    slug: str
    hub: int
    ordinary: int
    #: Like it, with the most links.
    busy: int
    deep: int
    word: str
    common: str
    #: In about as many statements on every desk, fewer than a page.
    few: str
    #: In one statement of some, so that even of one speaker a page is found.
    frequent: str

    @classmethod
    def of(cls, engine: Engine, without: int = 0) -> Places:
        """Find them in a database: another topic than that one, and an ordinary statement without it."""
        with engine.connect() as connection:

            def one(asked: str) -> int:
                return int(connection.exec_driver_sql(asked).scalar_one())

            pairs = one(f"SELECT count(*) FROM link WHERE {_CONFIRMED}")  # noqa: S608 -- ours
            behind = min(PAGE_1000, pairs * 3 // 4)
            deep = f"SELECT id FROM link WHERE {_CONFIRMED} ORDER BY id DESC"  # noqa: S608 -- ours
            topic = one(_TOP_TOPIC.format(but=without))
            named = connection.execute(select(Topic.slug).where(Topic.id == topic))
            statements = one("SELECT count(*) FROM statement")
            return cls(
                one(_TOP_SPEAKER),
                topic,
                named.scalar_one(),
                one(_HUB),
                one(_ORDINARY.format(topic=without)),
                one(_BUSY),
                one(f"{deep} LIMIT 1 OFFSET {behind}"),
                vocabulary()[MID_WORD],
                vocabulary()[COMMON_WORD],
                _word_of(connection, min(FEW, statements // 2)),
                _word_of(connection, statements // PART),
            )


def _word_of(connection: Connection, statements: int) -> str:
    """Return the word of the vocabulary that stands in nearly so many statements.

    The further down the fewer, but for chance: so those around are looked at as well. Where none is
    as rare, as of a million statements, the rarest.
    """
    words = vocabulary()

    def off(place: int) -> int:
        return _held(connection, words[place], 2 * statements) - statements

    def usual(place: int) -> int:
        return median_low(off(one) for one in range(place, min(place + NEXT, len(words))))

    first = bisect_left(range(len(words)), 0, key=lambda place: -usual(place))
    around = range(min(first, len(words) - AROUND), min(first + AROUND, len(words)))
    return words[min(around, key=lambda place: abs(off(place)))]


def _held(connection: Connection, word: str, most: int) -> int:
    """Count the statements that hold a word, no further than one more than so many."""
    found = matches(Asked((Term((word,)),)), connection.dialect.name)
    some = select(found.place).where(*found.conditions).limit(most + 1).subquery()
    return connection.execute(select(func.count()).select_from(some)).scalar_one()
