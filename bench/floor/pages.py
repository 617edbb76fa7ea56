"""What each page's raw floor reads and renders: the `main` of the page, as HTML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from jinja2 import Environment, FileSystemLoader

from bench.floor.report import told
from bench.floor.rows import said
from bench.floor.words import when

if TYPE_CHECKING:
    import sqlite3
    from datetime import date

PAGE, COUNTED = 50, 1_000
TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).parent / "templates"),
    autoescape=True,
    trim_blocks=True,
    auto_reload=False,
)
TOPICS = """
    SELECT id, name FROM topic WHERE merged_into_id IS NULL ORDER BY id DESC LIMIT 50
"""
_SOURCES = """
    SELECT id, coalesce(container_title, publisher, ''), title, published FROM source
    WHERE merged_into_id IS NULL ORDER BY id DESC LIMIT 50
"""
_NEWEST = f"SELECT id FROM statement WHERE status = 'logged' ORDER BY id DESC LIMIT {PAGE + 1}"  # noqa: S608
_COUNT = f"""
    SELECT count(*) FROM (
        SELECT 1 FROM statement WHERE status = 'logged' LIMIT {COUNTED + 1}
    )
"""  # noqa: S608 -- ours


_FORMS = "SELECT form, count(*) FROM statement WHERE status = 'logged' GROUP BY 1"
_STATUSES = "SELECT status, count(*) FROM statement WHERE status != 'logged' GROUP BY 1"
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
    rows = said(database, ids[:PAGE])
    ((count,),) = database.execute(_COUNT)
    return TEMPLATES.get_template("list.html").render(
        rows=[rows[number] for number in ids[:PAGE]],
        next=ids[PAGE - 1] if len(ids) > PAGE else None,
        total=total(count),
        facets=_facets(database) if count <= COUNTED else (),
        topics=_topics(database),
        sources=_sources(database),
        here="/statements/",
    )


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


def _topics(database: sqlite3.Connection) -> list[tuple[int, str]]:
    return database.execute(TOPICS).fetchall()


def _sources(database: sqlite3.Connection) -> list[tuple[int, str]]:
    return [
        (number, f"{outlet}, {title}{f', {when(published)}' if published else ''}")
        for number, outlet, title, published in database.execute(_SOURCES)
    ]
