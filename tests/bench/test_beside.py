"""What the bench holds our pages against: other programs, plain joins, a PostgreSQL server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from bench.corpus.building import build
from bench.corpus.filling import fill
from bench.peers import raced
from bench.peers.beside import asked
from bench.peers.beside import figures as peers
from bench.scale.loaded import Load
from bench.scale.pages import Page
from bench.scale.plain import report_seconds
from bench.scale.postgresql import Read, grown, read_whole
from bench.scale.sizes import sizes
from models import for_writing

if TYPE_CHECKING:
    from pathlib import Path

    from sqlalchemy import Engine

PAGE = Page("list", "/statements/")


def test_a_program_that_is_not_there_is_not_measured(tmp_path: Path) -> None:
    assert asked("datasette", tmp_path / "desk.db", "/", tmp_path / "python") is None
    assert list(peers(quick=True)) == []
    assert list(raced.figures(quick=True)) == []


def test_plain_joins_answer_the_report(tmp_path: Path) -> None:
    build(f"sqlite:///{tmp_path / 'many.db'}", 100, tmp_path)
    assert report_seconds(tmp_path / "many.db") > 0


def test_a_table_that_is_read_from_end_to_end_is_named() -> None:
    scan = {"Node Type": "Seq Scan", "Relation Name": "link", "Actual Loops": 1}
    plan = {
        "Node Type": "Limit",
        "Actual Rows": 50,
        "Actual Loops": 1,
        "Plans": [
            {**scan, "Actual Rows": 9_000},
            {**scan, "Relation Name": "topic", "Actual Rows": 5, "Rows Removed by Filter": 90},
        ],
    }
    assert list(read_whole(plan)) == ["link"]


def test_what_a_server_reads_is_held_against_the_goals() -> None:
    small, large = Read(100, frozenset()), Read(200, frozenset({"link"}))
    told = {one.name: (one.value, one.ok) for one in grown(PAGE, small, large)}
    assert told == {
        "PostgreSQL, list: blocks, 100,000 beside 10,000": (2.0, False),
        "PostgreSQL, list: tables read whole (link)": (1, False),
    }


def test_the_room_of_tables_and_indexes_is_told(engine: Engine) -> None:
    with Session(for_writing(engine)) as session:
        fill(session, 100)
        session.commit()
    found = list(sizes(engine.url.render_as_string(hide_password=False)))
    assert {part for table, part, held in found if table == "link" and held} == {"table", "index"}
    assert found == sorted(found, key=lambda size: -size.bytes)


def test_only_answers_that_are_the_page_count_in_a_race() -> None:
    assert raced.good(Load(50.0, 80, 210, 25, 250)) == 45
    assert raced.good(Load(0.0, 0, 0, 0, 0)) == 0
