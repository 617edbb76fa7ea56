"""A desk with very many statements, written straight into its tables; the same for the same number."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from models import (
    Appearance,
    Link,
    Relay,
    Source,
    Speaker,
    Statement,
    Topic,
    statement_topic,
)
from models.dates import bounds
from models.terms import Form, Heard, LinkStatus, Relation, SpeakerKind, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

    Rows = list[dict[str, Any]]

A_SOURCE, A_SPEAKER, LINKED, TOPICS = 20, 50, 10, 5
"""How many statements there are to a source, a speaker, a link; and how many topics."""
WROTE = 5_000
_WORDS = [
    "ground",
    "ceded",
    "outpost",
    "convoy",
    "border",
    "talks",
    "ally",
    "ministry",
    "report",
    "river",
    "market",
    "school",
]
_TYPES = ("article-newspaper", "article-magazine", "webpage", "broadcast", "report", "speech")
_DATES = ("2017-09-18", "2017-09", "2018", "2018-03-04~", "2016-05-01/2016-05-09", None)


def fill(session: Session, statements: int) -> None:
    """Write this many logged statements, with what belongs to them, and flush."""
    chance = random.Random(statements)  # noqa: S311 -- nothing secret
    sources, speakers = -(-statements // A_SOURCE), -(-statements // A_SPEAKER)
    _write(session, Topic, [_topic(one) for one in range(TOPICS)])
    _write(session, Speaker, (_speaker(one) for one in range(speakers)))
    _write(session, Source, (_source(one, chance) for one in range(sources)))
    _write(session, Statement, (_statement(one, speakers, chance) for one in range(statements)))
    _write(session, Appearance, (_appearance(one) for one in range(statements)))
    _write(session, Relay, (_relay(one) for one in range(0, statements, 7)))
    _write(session, Link, (_link(one) for one in range(0, statements - 1, LINKED)))
    _write(session, statement_topic, (_held(one) for one in range(statements)))


def _write(session: Session, table: Any, rows: Iterator[dict[str, Any]] | Rows) -> None:  # noqa: ANN401
    waiting: Rows = []
    for row in rows:
        waiting.append(row)
        if len(waiting) == WROTE:
            session.execute(insert(table), waiting)
            waiting = []
    if waiting:
        session.execute(insert(table), waiting)


def _key(noun: str, number: int) -> str:
    # Numbers whose digits are turned round, so that keys and ids are in different orders.
    return noun + f"{number:08}"[::-1]


def _topic(number: int) -> dict[str, Any]:
    name = f"Topic {number}"
    return {
        "id": number + 1,
        "key": _key("t", number),
        "name": name,
        "name_key": name.casefold(),
        "slug": f"topic-{number}",
        "version": 1,
    }


def _speaker(number: int) -> dict[str, Any]:
    name = f"Speaker {number}"
    return {
        "id": number + 1,
        "key": _key("p", number),
        "name": name,
        "name_key": name.casefold(),
        "kind": SpeakerKind.PERSON,
        "version": 1,
    }


def _source(number: int, chance: random.Random) -> dict[str, Any]:
    published = chance.choice(_DATES)
    lower, upper = bounds(published)
    return {
        "id": number + 1,
        "key": _key("w", number),
        "type": chance.choice(_TYPES),
        "title": f"{_some(chance, 6)} {number}".capitalize(),
        "authors": [{"family": f"Author {number}", "given": "A."}],
        "container_title": f"The Gazette {number % 40}",
        "url": f"https://example.org/{number}",
        "published": published,
        "published_from": lower,
        "published_to": upper,
        "accessed": "2026-11-21",
        "language": "en",
        "csl": {},
        "seen": True,
        "version": 1,
    }


def _statement(number: int, speakers: int, chance: random.Random) -> dict[str, Any]:
    said, form = chance.choice(_DATES), chance.choice(tuple(Form))
    lower, upper = bounds(said)
    return {
        "id": number + 1,
        "key": _key("s", number),
        "version": 1,
        "form": form,
        "quote": _some(chance, 25) if form.quotes else None,
        "claim": _some(chance, 12),
        "speaker_id": number % speakers + 1,
        "role": "minister",
        "told": "reporters",
        "said": said,
        "said_from": lower,
        "said_to": upper,
        "language": "en",
        "status": StatementStatus.LOGGED,
    }


def _appearance(number: int) -> dict[str, Any]:
    return {
        "id": number + 1,
        "statement_id": number + 1,
        "source_id": number // A_SOURCE + 1,
        "position": 0,
        "exact": f"A passage of some length, such as stands in an article, number {number}.",
        "heard": Heard.DIRECT,
    }


def _relay(number: int) -> dict[str, Any]:
    return {"appearance_id": number + 1, "position": 0, "name": "Reuters", "verb": "told"}


def _link(number: int) -> dict[str, Any]:
    low, high = number + 1, number + 2
    return {
        "key": _key("l", number),
        "version": 1,
        "from_id": low,
        "to_id": high,
        "low_id": low,
        "high_id": high,
        "relation": Relation.SUPPORTS,
        "status": LinkStatus.PROPOSED,
    }


def _held(number: int) -> dict[str, int]:
    return {"statement_id": number + 1, "topic_id": number % TOPICS + 1}


def _some(chance: random.Random, count: int) -> str:
    return " ".join(chance.choices(_WORDS, k=count))
