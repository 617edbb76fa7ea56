"""What each page's raw floor reads and renders: the `main` of the page, as HTML."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from bench.floor.report import STATES, told
from bench.floor.rows import said
from bench.floor.statement import told as of_statement
from bench.floor.words import when

if TYPE_CHECKING:
    import sqlite3
    from datetime import date

PAGE, COUNTED = 50, 1_000
_MARK, _NOTHING = Markup("<mark>%s</mark>"), Markup("")
TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    trim_blocks=True,
    auto_reload=False,
)
TOPICS = """
    SELECT id, name FROM statement_count JOIN topic ON id = statement_count.number
    WHERE found = 2 AND statement_count.status = 'logged' AND merged_into_id IS NULL
    ORDER BY statements DESC, statement_count.number DESC LIMIT 50
"""
_SOURCES = """
    SELECT id, coalesce(container_title, publisher, ''), title, published FROM statement_count
    JOIN source ON id = statement_count.number
    WHERE found = 3 AND statement_count.status = 'logged' AND merged_into_id IS NULL
    ORDER BY statements DESC, statement_count.number DESC LIMIT 50
"""
_NEWEST = f"SELECT id FROM statement WHERE status = 'logged' ORDER BY id DESC LIMIT {PAGE + 1}"  # noqa: S608
_COUNT = f"""
    SELECT count(*) FROM (
        SELECT 1 FROM statement WHERE status = 'logged' LIMIT {COUNTED + 1}
    )
"""  # noqa: S608 -- ours


_FORMS = "SELECT form, count(*) FROM statement WHERE status = 'logged' GROUP BY 1"
_STATUSES = "SELECT status, count(*) FROM statement WHERE status != 'logged' GROUP BY 1"
_ID = "rowid & 4294967295"
_FOUND = f"""
    SELECT {_ID} FROM statement_words WHERE statement_words MATCH ? AND rowid >= 0
    ORDER BY rowid DESC LIMIT {PAGE + 1}
"""  # noqa: S608 -- ours
_HOW_MANY = f"""
    SELECT count(*) FROM (
        SELECT 1 FROM statement_words WHERE statement_words MATCH ? LIMIT {COUNTED + 1}
    )
"""  # noqa: S608 -- ours
_OF_SPEAKER = "SELECT id FROM statement WHERE speaker_id = ? AND status = 'logged'"
_IN_TIME = f"{_OF_SPEAKER} AND said_to IS NOT NULL ORDER BY said_to, id LIMIT {PAGE + 1}"
_UNDATED = f"{_OF_SPEAKER} AND said_to IS NULL ORDER BY id LIMIT ?"
_CONFLICTS = """
    SELECT section, direct, unresolved, apparent, recheck, proposed FROM conflict_month
    WHERE found = 1 AND number = ? AND month = -1
"""
FACETS = (
    ("form=direct", "quoted"),
    ("form=mixed", "paraphrased, with quoted words"),
    ("form=indirect", "paraphrased"),
    ("status=proposed", "proposed"),
    ("status=withdrawn", "withdrawn"),
)


def report(database: sqlite3.Connection, today: date) -> str:
    """Render the first page of the contradiction report, grouped by disputed statement."""
    page = told(database, PAGE)
    day = when(today.isoformat())
    return TEMPLATES.get_template("report.html").render(
        page, today=day, topics=_topics(database), sources=_sources(database)
    )


def statements(database: sqlite3.Connection) -> str:
    """Render the list of statements, the last logged first."""
    ids = [number for (number,) in database.execute(_NEWEST)]
    ((count,),) = database.execute(_COUNT)
    return TEMPLATES.get_template("list.html").render(
        _rows(database, ids),
        total=total(count),
        facets=_facets(database) if count <= COUNTED else (),
        topics=_topics(database),
        sources=_sources(database),
        here="/statements/",
    )


def search(database: sqlite3.Connection, word: str) -> str:
    """Render the list of statements in which a word is found, the last said first.

    The excerpts of those that show it nowhere are left out.
    """
    sought = f'("{word}"* AND ßstlogged)'
    ids = [number for (number,) in database.execute(_FOUND, (sought,))]
    count = _found(database, sought)
    asked = f"q={word}&order=said"
    begun = re.compile(rf"\b({re.escape(word)}\w*)", re.IGNORECASE)

    def mark(text: str) -> Markup:
        parts = begun.split(text)
        return _NOTHING.join(_MARK % one if at % 2 else one for at, one in enumerate(parts))

    return TEMPLATES.get_template("list.html").render(
        _rows(database, ids),
        total=total(count),
        facets=_found_facets(database, word) if count <= COUNTED else (),
        topics=_topics(database),
        sources=_sources(database),
        here=f"/statements/?{asked}",
        asked=f"{asked}&",
        sought=word,
        mark=mark,
    )


def speaker(database: sqlite3.Connection, number: int) -> str:
    """Render the page of a speaker: what was said, in order of time, and how often it conflicts."""
    name, kind = database.execute(
        "SELECT name, kind FROM speaker WHERE id = ?", (number,)
    ).fetchone()
    ids = [one for (one,) in database.execute(_IN_TIME, (number,))]
    if len(ids) <= PAGE:
        ids += [one for (one,) in database.execute(_UNDATED, (number, PAGE + 1 - len(ids)))]
    sums = database.execute(_CONFLICTS, (number,)).fetchall()
    *confirmed, proposed = (sum(column) for column in list(zip(*sums, strict=True))[1:])
    return TEMPLATES.get_template("speaker.html").render(
        _rows(database, ids),
        id=number,
        name=name,
        kind=kind,
        confirmed=sum(confirmed),
        states=list(zip(confirmed, STATES, strict=True)),
        own=sum(sum(row[1:5]) for row in sums if row[0] == 0),
        proposed=proposed,
        here=f"/speakers/{number}",
    )


def statement(database: sqlite3.Connection, number: int) -> str:
    """Render the page of an ordinary statement: found once, with topics and links."""
    page = of_statement(database, number)
    return TEMPLATES.get_template("statement.html").render(page)


def total(count: int) -> str:
    """Say how many statements there are, as far as they are counted."""
    if count > COUNTED:
        return f"More than {COUNTED:,} statements"
    return f"{count} statement{'' if count == 1 else 's'}"


def _facets(database: sqlite3.Connection) -> list[tuple[str, str, int]]:
    """Count what a list can be narrowed to; where there are very many, nobody counts."""
    counted = {f"form={form}": number for form, number in database.execute(_FORMS)}
    counted |= {f"status={status}": number for status, number in database.execute(_STATUSES)}
    return [(chosen, words, counted[chosen]) for chosen, words in FACETS if chosen in counted]


def _found_facets(database: sqlite3.Connection, word: str) -> list[tuple[str, str, int]]:
    told = []
    for chosen, words in FACETS:
        name, _equals, value = chosen.partition("=")
        token = f"ßfo{value} AND ßstlogged" if name == "form" else f"ßst{value}"
        number = _found(database, f'("{word}"* AND {token})')
        told += [(chosen, words, number)] if number else []
    return told


def _found(database: sqlite3.Connection, sought: str) -> int:
    ((count,),) = database.execute(_HOW_MANY, (sought,))
    return int(count)


def _rows(database: sqlite3.Connection, ids: list[int]) -> dict[str, Any]:
    """Return the statements of a page by their ids, and where it goes on."""
    rows = said(database, ids[:PAGE])
    following = ids[PAGE - 1] if len(ids) > PAGE else None
    return {"rows": [rows[number] for number in ids[:PAGE]], "next": following}


def _topics(database: sqlite3.Connection) -> list[tuple[int, str]]:
    return database.execute(TOPICS).fetchall()


def _sources(database: sqlite3.Connection) -> list[tuple[int, str]]:
    return [
        (number, f"{outlet}, {title}{f', {when(published)}' if published else ''}")
        for number, outlet, title, published in database.execute(_SOURCES)
    ]
