"""What the bench holds our pages against: other programs, plain joins, a PostgreSQL server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.corpus.building import build
from bench.peers.beside import asked
from bench.peers.beside import figures as peers
from bench.scale.pages import Page
from bench.scale.plain import report_seconds
from bench.scale.postgresql import Read, grown, read_whole

if TYPE_CHECKING:
    from pathlib import Path

PAGE = Page("list", "/statements/")


def test_a_program_that_is_not_there_is_not_measured(tmp_path: Path) -> None:
    assert asked("datasette", tmp_path / "desk.db", "/", tmp_path / "python") is None
    assert list(peers(quick=True)) == []


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
