"""An ordinary statement's page by raw SQL: one source, its topics, its newest links."""

from __future__ import annotations

import json
from itertools import takewhile
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from bench.floor.report import agreed, standing, why
from bench.floor.rows import said
from bench.floor.words import when

if TYPE_CHECKING:
    import sqlite3

    from bench.floor.rows import Said, Work

MOST = 25
_LINKS = f"""
    SELECT link.id, from_id, to_id, relation, rationale, same_time, same_place, same_meaning,
    recheck, decider_id != proposer_id AND decider_id IS NOT editor_id AND override_reason IS NULL
    AND NOT one.machine AND NOT other.machine
    FROM link LEFT JOIN account AS one ON one.id = proposer_id
    LEFT JOIN account AS other ON other.id = decider_id
    WHERE from_id = :id OR to_id = :id ORDER BY link.id DESC LIMIT {MOST + 1}
"""  # noqa: S608 -- ours
_TOPICS = """
    SELECT name FROM topic JOIN statement_topic ON topic_id = topic.id
    WHERE statement_id = ? ORDER BY name
"""
_LOGGED = """
    SELECT statement.created_at, source.type FROM statement
    JOIN appearance ON statement_id = statement.id JOIN source ON source.id = source_id
    WHERE statement.id = ?
"""
_TYPES = {
    "article-magazine": "magazineArticle",
    "article-newspaper": "newspaperArticle",
    "webpage": "webpage",
}
_WORDS = {
    "contradicts": ("contra", "≠", "conflicts with", "conflicts with"),
    "supports": ("supp", "+", "supports", "supported by"),
    "repeats": ("plain", "=", "repeats", "repeats"),
    "corrects": ("plain", "↺", "corrects", "corrected by"),
}


def told(database: sqlite3.Connection, number: int) -> dict[str, Any]:
    """Return what the template of a statement tells."""
    links = database.execute(_LINKS, {"id": number}).fetchall()
    others = {side for link in links for side in link[1:3]}
    known = said(database, {number, *others})
    logged, kind = database.execute(_LOGGED, (number,)).fetchone()
    work = known[number].found[0].work
    return {
        "one": known[number],
        "work": work,
        "links": [_link(link, number, known) for link in links],
        "topics": [name for (name,) in database.execute(_TOPICS, (number,))],
        "logged": f"{when(logged[:10])}, {logged[11:16]} UTC",
        "coins": _coins(work, kind),
    }


def _link(row: tuple[Any, ...], number: int, known: dict[int, Said]) -> dict[str, Any]:
    link, start, end, relation, rationale, time, place, meaning, recheck, two = row
    look, sign, forth, back = _WORDS[relation]
    answers = (time, place, meaning)
    contradicts = relation == "contradicts"
    return {
        "id": link,
        "look": look,
        "sign": sign,
        "words": forth if start == number else back,
        "standing": standing(answers) if contradicts else "",
        "why": why(answers) if contradicts else "",
        "other": known[end if start == number else start],
        "rationale": rationale or "",
        "recheck": recheck,
        "agreed": agreed(recheck=recheck, two=two),
    }


def _coins(work: Work, kind: str) -> str:
    """Return the source as a context object in key/encoded-value form (Z39.88-2004)."""
    fields = [
        ("ctx_ver", "Z39.88-2004"),
        ("rft_val_fmt", "info:ofi/fmt:kev:mtx:dc"),
        ("rft.type", _TYPES.get(kind, "document")),
        ("rft.title", work.title),
        ("rft.source", work.outlet),
        ("rft.identifier", work.url),
    ]
    for one in json.loads(work.authors):
        fields += [("rft.aulast", one["family"]), ("rft.aufirst", one["given"])]
    fields += [
        ("rft.date", _date(work.published or "")),
        ("rft.language", "en"),
        ("rft_id", work.url),
    ]
    return urlencode([(name, value) for name, value in fields if value], quote_via=quote)


def _date(published: str) -> str:
    """Return a date, or as much of it as both ends of a range share."""
    first, _slash, last = published.partition("/")
    pairs = zip(first.split("-"), (last or first).split("-"), strict=False)
    return "-".join(one for one, _other in takewhile(lambda pair: pair[0] == pair[1], pairs))
