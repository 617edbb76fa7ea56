"""Where on a made-up desk there is most to show: who speaks most, which statement is a hub."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from bench.corpus.chance import vocabulary
from models import Topic

if TYPE_CHECKING:
    from sqlalchemy import Engine

MID_WORD, COMMON_WORD = 2_500, 0
"""Places in the vocabulary: a word of one statement in some hundreds, and one of nearly all."""
PAGE_1000 = 50_000
_TOP_SPEAKER = "SELECT speaker_id FROM statement GROUP BY speaker_id ORDER BY count(*) DESC LIMIT 1"
_TOP_TOPIC = "SELECT topic_id FROM statement_topic GROUP BY topic_id ORDER BY count(*) DESC LIMIT 1"
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


@dataclass(frozen=True)
class Places:
    """Where on a desk there is most to show: numbers of records, and words."""

    speaker: int
    topic: int
    slug: str
    hub: int
    ordinary: int
    deep: int
    word: str
    common: str

    @classmethod
    def of(cls, engine: Engine, without: int = 0) -> Places:
        """Find them in a database; the ordinary statement is one without that topic."""
        with engine.connect() as connection:

            def one(asked: str) -> int:
                return int(connection.exec_driver_sql(asked).scalar_one())

            pairs = one(f"SELECT count(*) FROM link WHERE {_CONFIRMED}")  # noqa: S608 -- ours
            behind = min(PAGE_1000, pairs * 3 // 4)
            deep = f"SELECT id FROM link WHERE {_CONFIRMED} ORDER BY id DESC"  # noqa: S608 -- ours
            topic = one(_TOP_TOPIC)
            named = connection.execute(select(Topic.slug).where(Topic.id == topic))
            return cls(
                one(_TOP_SPEAKER),
                topic,
                named.scalar_one(),
                one(_HUB),
                one(_ORDINARY.format(topic=without)),
                one(f"{deep} LIMIT 1 OFFSET {behind}"),
                vocabulary()[MID_WORD],
                vocabulary()[COMMON_WORD],
            )
