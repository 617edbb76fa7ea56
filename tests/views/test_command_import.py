from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.desk.reviewing import a_claim_review, a_page
from tests.views.stored import last, nothing_stored, rows
from views.context import EXTENSION

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager

    from click.testing import Result
    from flask import Flask
    from flask.testing import FlaskCliRunner
    from sqlalchemy import Engine

AT_TANF = Path(__file__).parents[2] / "desk" / "at_tanf.jsonl"
LINE: dict[str, Any] = {
    "key": "one",
    "quote": "We have not ceded any of the ground",
    "form": "direct",
    "speaker": {"key": "mattis", "name": "James Mattis"},
    "appearances": [{"source": {"key": "cnn", "type": "webpage", "title": "A page"}}],
}


@pytest.fixture
def imported(run: FlaskCliRunner, tmp_path: Path) -> Callable[..., Result]:
    """Import lines, given as values or as text."""

    def do(*lines: object, options: tuple[str, ...] = ()) -> Result:
        file = tmp_path / "lines.jsonl"
        texts = (one if isinstance(one, str) else json.dumps(one) for one in lines)
        file.write_text("\n".join(texts), encoding="utf-8")
        return run.invoke(args=["import", str(file), *options])

    return do


def test_a_file_is_imported_in_one_event_and_twice_changes_nothing(
    imported: Callable[..., Result], engine: Engine
) -> None:
    done = imported(LINE)
    assert done.exit_code == 0
    assert done.stdout == (
        "Imported 1 statements and 0 links; 0 known already, 0 updated, 0 refused.\n"
    )
    assert [event["tag"] for event in rows(engine, "event")] == ["import:file"]
    with nothing_stored(engine):
        again = imported(LINE)
    assert again.exit_code == 0
    assert "1 known already" in again.stdout


def test_a_dry_run_tells_and_stores_nothing(
    imported: Callable[..., Result], engine: Engine
) -> None:
    with nothing_stored(engine):
        done = imported(LINE, options=("--dry-run",))
    assert done.exit_code == 0
    assert done.stdout.splitlines() == [
        "line 1\tmade\tstatement\tJames Mattis: We have not ceded any of the ground",
        "line 1\tmade\tsource\tA page",
        "line 1\tmade\tspeaker\tJames Mattis",
        "Would import 1 statements and 0 links; 0 known already, 0 updated, 0 refused.",
    ]


def test_a_dry_run_ends_with_what_could_not_be_read_before_any_line_is_tried(
    imported: Callable[..., Result],
    engine: Engine,
    count_queries: Callable[[Engine], AbstractContextManager[list[str]]],
    app: Flask,
) -> None:
    with (
        nothing_stored(engine),
        count_queries(app.extensions[EXTENSION].engine) as queries,
    ):
        done = imported(LINE, "{broken", options=("--dry-run",))
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("gainsay: line 2: this is not JSON")
    assert not [query for query in queries if query.startswith(("INSERT", "UPDATE"))]
    whole = imported(LINE, "{broken", options=("--dry-run", "--partial"))
    assert (whole.exit_code, "1 refused" in whole.stdout) == (0, True)


def test_what_is_known_and_says_otherwise_is_refused_unless_updated(
    imported: Callable[..., Result], engine: Engine
) -> None:
    imported(LINE)
    other = {**LINE, "claim": "No ground was given up."}
    with nothing_stored(engine):
        refused = imported(other)
    assert refused.exit_code == 1
    assert refused.stderr.startswith("gainsay: line 1, claim: “one” is known and says otherwise")
    done = imported(other, options=("--update",))
    assert (done.exit_code, "1 updated" in done.stdout) == (0, True)
    assert last(engine, "statement")["claim"] == "No ground was given up."


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ({**LINE, "colour": "red"}, "line 2, colour: this key is unknown"),
        ({**LINE, "quote": 7}, "line 2, quote: it has to be a text"),
        ({**LINE, "said": "2017-13-40"}, "line 2, said: “2017-13-40” is not a date"),
        ({**LINE, "quote": "a\ud800"}, "line 2"),
        ({**LINE, "quote": "a\x00"}, "line 2, quote: It holds a NUL character"),
        ({k: v for k, v in LINE.items() if k != "speaker"}, "line 2, speaker: this key is missing"),
        ({**LINE, "form": "shouted"}, "line 2, form: "),
        ({**LINE, "appearances": []}, "line 2, appearances: "),
        ({**LINE, "links": [{"to": "nobody", "relation": "supports"}]}, "there is no statement"),
        ("{broken", "line 2: this is not JSON"),
        ("[1]", "line 2: A line holds one JSON object"),
        ('{"key": NaN}', "line 2: NaN is not JSON"),
        ("[" * 100_000, "line 2: "),
        (LINE, "line 2, key: “one” stands on line 1 already"),
    ],
)
def test_a_fault_is_named_with_its_line_and_nothing_is_stored(
    line: dict[str, Any] | str, words: str, imported: Callable[..., Result], engine: Engine
) -> None:
    if isinstance(line, dict) and line is not LINE:
        line = {**line, "key": "two"}
    with nothing_stored(engine):
        done = imported(LINE, line)
    assert done.exit_code == 1
    assert words in done.stderr
    assert "Traceback" not in done.output
    assert done.stdout == ""


def test_the_good_lines_of_a_file_are_kept_on_request(
    imported: Callable[..., Result], engine: Engine
) -> None:
    bad = {**LINE, "key": "two", "colour": "red", "quote": 7}
    done = imported(LINE, bad, options=("--partial",))
    assert done.exit_code == 0
    assert "line 2" in done.stderr
    assert "1 refused" in done.stdout
    assert len(rows(engine, "statement")) == 1


def test_many_faults_are_cut_short(imported: Callable[..., Result]) -> None:
    done = imported(*["{broken"] * 50)
    assert done.exit_code == 1
    assert len(done.stderr.splitlines()) == 21
    assert "and 30 more" in done.stderr


def test_bytes_that_are_no_text_are_named(
    run: FlaskCliRunner, tmp_path: Path, engine: Engine
) -> None:
    file = tmp_path / "lines.jsonl"
    file.write_bytes(b'{"quote": 1}\n\xff\xfe\x00')
    with nothing_stored(engine):
        done = run.invoke(args=["import", str(file)])
    assert done.exit_code == 1
    assert "line 2: this is not UTF-8 (byte 1); save the file as UTF-8" in done.stderr


def test_what_goes_out_and_in_again_is_the_same_byte_for_byte(
    run: FlaskCliRunner, tmp_path: Path
) -> None:
    first, second = tmp_path / "first.jsonl", tmp_path / "second.jsonl"
    assert run.invoke(args=["import", str(AT_TANF)]).exit_code == 0
    assert run.invoke(args=["export", "--format", "jsonl", "-o", str(first)]).exit_code == 0
    assert run.invoke(args=["import", str(first)]).exit_code == 0
    assert run.invoke(args=["export", "--format", "jsonl", "-o", str(second)]).exit_code == 0
    assert first.read_bytes() == second.read_bytes() == AT_TANF.read_bytes()


def test_decisions_of_a_checkers_file_arrive_as_proposed(
    run: FlaskCliRunner, engine: Engine
) -> None:
    run.invoke(args=["account", "add", "ada@example.org", "--role", "checker"])
    done = run.invoke(args=["import", str(AT_TANF), "--as", "ada@example.org"])
    assert done.exit_code == 0
    assert {link["status"] for link in rows(engine, "link")} == {"proposed"}


def test_a_reader_does_not_import(run: FlaskCliRunner, engine: Engine) -> None:
    run.invoke(args=["account", "add", "ada@example.org", "--role", "reader"])
    with nothing_stored(engine):
        done = run.invoke(args=["import", str(AT_TANF), "--as", "ada@example.org"])
    assert done.exit_code == 1
    assert done.stderr == ("gainsay: The role of ada@example.org, reader, does not permit this.\n")


def test_the_entries_of_a_reference_file_are_counted_as_sources(
    run: FlaskCliRunner, tmp_path: Path
) -> None:
    file = tmp_path / "works.json"
    file.write_text('[{"id": "a", "title": "A"}, {"id": "b"}]', encoding="utf-8")
    done = run.invoke(args=["import", str(file), "--partial"])
    assert done.exit_code == 0
    assert "entry 2, title: an entry needs a title" in done.stderr
    assert done.stdout == "Imported 1 sources; 0 known already, 0 updated, 1 refused.\n"


def test_what_could_not_be_read_of_a_source_is_told(run: FlaskCliRunner, tmp_path: Path) -> None:
    file = tmp_path / "works.bib"
    file.write_text("@misc{a, title={A}, year=2024, month={foo}, file={x}}", encoding="utf-8")
    tried = run.invoke(args=["import", str(file), "--dry-run"])
    done = run.invoke(args=["import", str(file)])
    assert done.exit_code == 0
    lost = "no place for file; date that could not be read: month “foo”"
    assert done.stderr == f"gainsay: line 1, “A”: {lost}\n"
    assert lost in tried.stdout


@pytest.mark.parametrize("name", ["ris", "bibtex", "biblatex", "csl-json"])
def test_a_reference_file_of_ours_brings_sources_and_statements(
    imported: Callable[..., Result], run: FlaskCliRunner, engine: Engine, tmp_path: Path, name: str
) -> None:
    imported(LINE)
    file = tmp_path / "left"
    assert run.invoke(args=["export", "--format", name, "-o", str(file)]).exit_code == 0
    with nothing_stored(engine):
        again = run.invoke(args=["import", str(file), "--format", name])
    assert "0 statements and 0 links; 1 known already, 0 updated, 0 refused." in again.stdout
    content = file.read_text("utf-8").replace("one", "two").replace("cnn", "bbc")
    file.write_text(content.replace("A page", "Another page"), "utf-8")
    done = run.invoke(args=["import", str(file), "--format", name])
    assert done.exit_code == 0, done.stderr
    assert done.stdout.startswith("Imported 1 statements and 0 links; 0 known already")
    works = " Imported 1 sources; 0 known already, 0 updated.\n"
    assert done.stdout.endswith(works) is (name != "csl-json")
    assert [row["key"] for row in rows(engine, "source")] == ["cnn", "bbc"]
    assert [row["name"] for row in rows(engine, "speaker")] == ["James Mattis"]


def test_what_a_file_says_does_not_steer_the_terminal(run: FlaskCliRunner, tmp_path: Path) -> None:
    steering = "\x1b]0;owned\x07\x9b2J\u202e\u2066"
    file = tmp_path / "refs.bib"
    entry = f"@misc{{a{steering}, title={{T}}}}\n"
    file.write_text(entry + entry + f"@misc{{b, title={{T}}, x{steering}={{y}}}}", "utf-8")
    for options in ((), ("--dry-run",), ("--partial",), ("--dry-run", "--partial")):
        told = run.invoke(args=["import", str(file), *options])
        assert "owned" in told.stderr + told.stdout
        assert set(told.stderr + told.stdout).isdisjoint("\x1b\x07\x9b\u202e\u2066")


def test_claim_reviews_are_told_apart_tried_and_stored_once(
    run: FlaskCliRunner, tmp_path: Path, engine: Engine
) -> None:
    file = tmp_path / "page.html"
    file.write_bytes(a_page(a_claim_review(), a_claim_review(url=None)))
    with nothing_stored(engine):
        refused = run.invoke(args=["import", str(file)])
        tried = run.invoke(args=["import", str(file), "--dry-run", "--partial"])
    assert (refused.exit_code, tried.exit_code) == (1, 0)
    assert refused.stderr.startswith("gainsay: entry 2, url: Give the address where")
    assert tried.stdout.startswith("entry 1\tmade\tstatement\tAda Berg: Nobody has ever crossed")
    stored = run.invoke(args=["import", str(file), "--partial"])
    assert stored.stdout.startswith("Imported 1 statements")
    assert last(engine, "review")["organisation"] == "Fact Bureau"
    with nothing_stored(engine):
        run.invoke(args=["import", str(file), "--partial"])
