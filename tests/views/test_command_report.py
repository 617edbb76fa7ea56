from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import text

from tests.views.stored import nothing_stored

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskCliRunner
    from sqlalchemy import Engine

PAIR_KEYS = [
    "id",
    "key",
    "first",
    "second",
    "order_known",
    "gap_days",
    "gap",
    "rationale",
    "standing",
    "kind",
    "corrected",
    "recheck",
    "decided_by_two",
    "outcome",
    "outcome_why",
    "reply_requests",
]
STANDINGS = {
    "b5-contradicts-o7": "unresolved",
    "b7-contradicts-o15": "apparent",
    "o1-contradicts-o2": "unresolved",
    "o3-contradicts-o2": "direct",
    "o4-contradicts-o2": "apparent",
}
ALL = set(STANDINGS)
ON_REUTERS = {"o1-contradicts-o2", "o3-contradicts-o2", "o4-contradicts-o2"}


@pytest.fixture
def reported(run: FlaskCliRunner) -> Callable[..., dict[str, Any]]:
    """Ask for the report as JSON."""

    def ask(*options: str) -> dict[str, Any]:
        done = run.invoke(args=["report", "contradictions", "--json", *options])
        assert done.exit_code == 0, done.output
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    return ask


def test_an_empty_desk_has_an_empty_report(reported: Callable[..., dict[str, Any]]) -> None:
    report = reported()
    assert (report["pairs"], report["by_statement"]) == ([], [])
    assert set(report["counts"].values()) == {0}


@pytest.mark.usefixtures("desk_with_case")
class TestOfTheCase:
    def test_it_has_its_parts(self, reported: Callable[..., dict[str, Any]]) -> None:
        report = reported()
        assert {"scope", "as_of", "counts", "pairs", "by_statement"} <= report.keys()
        counts = report["counts"]
        standings = {name: counts[name] for name in ("direct", "unresolved", "apparent")}
        assert standings == {"direct": 1, "unresolved": 2, "apparent": 2}
        assert (counts["self"], counts["recheck"]) == (0, 0)
        assert {pair["key"]: pair["standing"] for pair in report["pairs"]} == STANDINGS

    def test_a_pair_holds_both_statements_and_all_that_is_between_them(
        self, reported: Callable[..., dict[str, Any]]
    ) -> None:
        for pair in reported()["pairs"]:
            assert list(pair) == PAIR_KEYS
            for side in (pair["first"], pair["second"]):
                assert isinstance(side["id"], int)
                assert {"key", "form", "speaker", "appearances"} <= side.keys()
            assert pair["rationale"]
            assert pair["kind"] in {"self", "others", "unnamed"}
            assert pair["decided_by_two"] is False

    def test_order_and_gap_are_told_only_where_they_are_known(
        self, reported: Callable[..., dict[str, Any]]
    ) -> None:
        pairs = {pair["key"]: pair for pair in reported()["pairs"]}
        unknown = pairs["o3-contradicts-o2"]
        assert (unknown["order_known"], unknown["gap_days"]) == (False, None)
        assert unknown["gap"] == {"min": 0, "max": 29}
        assert (unknown["first"]["key"], unknown["second"]["key"]) == ("o2", "o3")
        known = pairs["b7-contradicts-o15"]
        assert (known["first"]["key"], known["second"]["key"]) == ("o15", "b7")
        assert (known["order_known"], known["gap_days"]) == (True, None)
        assert known["gap"] == {"min": 104, "max": 468}

    def test_a_disputed_statement_has_its_responses(
        self, reported: Callable[..., dict[str, Any]]
    ) -> None:
        disputed = {one["statement"]: one for one in reported()["by_statement"]}
        assert {one["statement"] for one in disputed["o2"]["responses"]} == {"o1", "o3", "o4"}
        assert disputed["o2"]["origins"] == ["Reuters"]

    @pytest.mark.parametrize(
        ("options", "keys"),
        [
            (["--speaker", "James Mattis"], {"o1-contradicts-o2"}),
            (["--speaker", "dillon"], {"b5-contradicts-o7", "b7-contradicts-o15"}),
            (["--speaker", "Johnny Walker"], set()),
            (["--topic", "Coalition garrison at At Tanf, Syria"], ALL),
            (["--source", "reuters-report"], ON_REUTERS),
            (["--since", "2018"], {"b7-contradicts-o15"}),
            (["--until", "2017-09-30"], ALL - {"b7-contradicts-o15"}),
            (["--until", "2017-09-29"], set()),
            (["--since", "2017-09-30", "--until", "2017-10"], ALL - {"b7-contradicts-o15"}),
            (["--as-of", "2000-01-01"], set()),
        ],
    )
    def test_it_is_narrowed(
        self, options: list[str], keys: set[str], reported: Callable[..., dict[str, Any]]
    ) -> None:
        report = reported(*options)
        assert {pair["key"] for pair in report["pairs"]} == keys
        standing = ("direct", "unresolved", "apparent")
        assert sum(report["counts"][name] for name in standing) == len(keys)
        assert len(report["scope"]) == len(options) // 2
        if options[0] == "--as-of":
            assert report["as_of"] == options[1]

    def test_as_text_it_names_both_sides_and_the_rationale(self, run: FlaskCliRunner) -> None:
        done = run.invoke(args=["report", "contradictions"])
        assert done.exit_code == 0
        lines = done.stdout.splitlines()
        assert "1 direct, 2 unresolved, 2 apparent, 0 to re-check" in lines[0]
        assert done.stdout.count("conflicts with [") == 5
        assert "“We have not ceded any of the ground we have taken to anybody" in done.stdout
        assert "Local rebel groups said" in done.stdout

    @pytest.mark.parametrize(
        ("options", "words"),
        [
            (["--speaker", "nobody"], "There is no speaker “nobody”."),
            (["--topic", "nothing"], "There is no topic “nothing”."),
            (["--source", "nothing"], "There is no source “nothing”."),
            (["--since", "2017-13-40"], "since: “2017-13-40” is not a date"),
            (["--until", "soon"], "until: “soon” is not a date"),
            (["--speaker", "a US military official"], "Several are called"),
        ],
    )
    def test_a_scope_that_means_nothing_is_said_in_a_line(
        self, options: list[str], words: str, run: FlaskCliRunner
    ) -> None:
        done = run.invoke(args=["report", "contradictions", *options])
        assert (done.exit_code, done.stdout) == (1, "")
        assert words in done.stderr
        assert done.stderr.count("\n") == 1

    def test_a_report_stores_nothing(
        self, reported: Callable[..., dict[str, Any]], engine: Engine
    ) -> None:
        with nothing_stored(engine):
            reported()

    @pytest.mark.parametrize("options", [[], ["--chain"]])
    def test_a_whole_history_is_proved_and_its_head_told(
        self, options: list[str], run: FlaskCliRunner, engine: Engine
    ) -> None:
        done = run.invoke(args=["verify", *options])
        with engine.connect() as connection:
            head = connection.scalar(text("SELECT hash FROM event_head"))
        assert done.exit_code == 0
        assert done.stdout == f"The history is whole. Its head: {head}\n"

    @pytest.mark.parametrize(
        "change",
        [
            "UPDATE event SET after = '{}' WHERE seq = 1",
            "UPDATE event SET tag = 'statement:log' WHERE seq = 1",
            "UPDATE event SET actor_id = 2, face = 'page' WHERE seq = 2",
            "DELETE FROM event WHERE seq = 1",
            "DELETE FROM event WHERE seq = 2",
            "UPDATE event_head SET hash = 'f'",
        ],
    )
    def test_an_altered_history_is_named_and_fails(
        self, change: str, run: FlaskCliRunner, engine: Engine
    ) -> None:
        run.invoke(args=["account", "add", "ada@example.org"])
        _tamper(engine, change)
        done = run.invoke(args=["verify"])
        assert (done.exit_code, done.stdout) == (1, "")
        assert "event" in done.stderr
        assert "Traceback" not in done.stderr


def _tamper(engine: Engine, change: str) -> None:
    """Do as somebody with the database in hand could: take the triggers away first."""
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(text("ALTER TABLE event DISABLE TRIGGER USER"))
        else:
            made = text("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            for name in connection.scalars(made).all():
                connection.execute(text(f'DROP TRIGGER "{name}"'))
        connection.execute(text(change))


@pytest.mark.parametrize("name", ["contradictions", "coverage"])
def test_the_manual_names_every_option(name: str, run: FlaskCliRunner) -> None:
    manual = (Path(run.app.root_path) / "docs" / "manual.md").read_text()
    [told] = re.findall(rf"^gainsay report {name} (.+(?:\n .+)*)", manual, re.MULTILINE)
    helped = run.invoke(args=["report", name, "--help"]).stdout
    options = set(re.findall(r"--[a-z-]+", helped)) - {"--help", "--output"}
    assert options <= set(re.findall(r"--[a-z-]+", told))
    assert "What was confirmed by this day." not in helped
