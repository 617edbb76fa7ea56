from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

from models import Source, Statement
from models.terms import Face, StatementStatus
from tests.citations.golden import GOLDEN
from tests.views.stored import last, nothing_stored, rows

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result
    from flask.testing import FlaskCliRunner
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

pytestmark = pytest.mark.usefixtures("desk_with_case")
FORMATS = {"jsonl": ".jsonl", "csl-json": ".json", "bibtex": ".bib", "ris": ".ris"}
FORMATS |= {"csv": ".csv", "text": ".txt"}


def _keys(done: Result) -> list[str]:
    assert done.exit_code == 0, done.output
    return [json.loads(line)["key"] for line in done.stdout.splitlines()]


def _jsonl(run: FlaskCliRunner, *options: str) -> list[str]:
    return _keys(run.invoke(args=["export", "--format", "jsonl", *options]))


@pytest.mark.parametrize(("name", "suffix"), FORMATS.items())
def test_an_export_is_the_same_in_a_file_and_on_the_terminal(
    name: str, suffix: str, run: FlaskCliRunner, tmp_path: Path, engine: Engine
) -> None:
    file = tmp_path / f"out{suffix}"
    told = run.invoke(args=["export", "--format", name])
    kept = run.invoke(args=["export", "--format", name, "-o", str(file)])
    assert (told.exit_code, kept.exit_code, kept.output) == (0, 0, "")
    assert told.stdout_bytes == file.read_bytes()
    assert file.read_bytes() == (GOLDEN / f"at_tanf{suffix}").read_bytes()
    left = last(engine, "export")
    assert (left["format"], left["face"]) == (name, Face.COMMAND)
    assert left["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert len(rows(engine, "export")) == 2


@pytest.mark.parametrize(
    ("options", "keys"),
    [
        (["--statement", "o1"], ["o1"]),
        (["--statement", "o2", "--statement", "o1", "--statement", "o1"], ["o1", "o2"]),
        (["--link", "o1-contradicts-o2"], ["o1", "o2"]),
        (["--speaker", "James Mattis"], ["o1"]),
        (["--speaker", "james mattis"], ["o1"]),
        (["--speaker", "mattis"], ["o1"]),
        (["--report"], ["b5", "b7", "o1", "o15", "o2", "o3", "o4", "o7"]),
        (["--source", "breach"], ["b1", "b2", "b3", "b4", "b5", "b6", "b7", "b8", "b9"]),
    ],
)
def test_an_export_holds_what_was_chosen(
    options: list[str], keys: list[str], run: FlaskCliRunner
) -> None:
    assert _jsonl(run, *options) == keys


@pytest.mark.parametrize("topic", ["1", "Coalition garrison at At Tanf, Syria"])
def test_a_topic_is_chosen_by_number_or_name(topic: str, run: FlaskCliRunner) -> None:
    assert len(_jsonl(run, "--topic", topic)) == 28


def test_a_statement_is_chosen_by_number_too(run: FlaskCliRunner, engine: Engine) -> None:
    [number] = [row["id"] for row in rows(engine, "statement") if row["key"] == "o1"]
    assert _jsonl(run, "--statement", str(number)) == ["o1"]


def test_links_that_point_outside_a_selection_stay_here(run: FlaskCliRunner) -> None:
    def links(*options: str) -> list[dict[str, Any]]:
        done = run.invoke(args=["export", "--format", "jsonl", *options])
        return [
            link for one in done.stdout.splitlines() for link in json.loads(one).get("links", [])
        ]

    assert links("--statement", "o1") == []
    assert [link["key"] for link in links("--link", "o1-contradicts-o2")] == ["o1-contradicts-o2"]


def test_the_ledger_knows_for_whom(run: FlaskCliRunner, engine: Engine) -> None:
    run.invoke(args=["export", "--format", "csv", "--to", "the lawyer", "--statement", "o1"])
    assert last(engine, "export")["to_whom"] == "the lawyer"
    assert last(engine, "event")["tag"] == "export:record"


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (["--format", "odt"], "odt"),
        (["--format", ""], "unknown"),
        (["--format", "csv", "--statement", "nothing"], "There is no statement “nothing”."),
        (["--format", "csv", "--statement", "999"], "There is no statement “999”."),
        (["--format", "csv", "--statement", str(10**30)], "There is no statement"),
        (["--format", "csv", "--speaker", "nobody"], "There is no speaker “nobody”."),
        (["--format", "csv", "--topic", "nothing"], "There is no topic “nothing”."),
        (["--format", "csv", "--source", "nothing"], "There is no source “nothing”."),
        (["--format", "csv", "--link", "nothing"], "There is no link “nothing”."),
        (["--format", "csv", "--speaker", "a US military official"], "Several are called"),
        (["--format", "csv", "-o", "/nowhere/at/all.csv"], "/nowhere/at/all.csv"),
    ],
)
def test_what_cannot_be_exported_is_said_in_a_line(
    options: list[str], words: str, run: FlaskCliRunner, engine: Engine
) -> None:
    with nothing_stored(engine):
        done = run.invoke(args=["export", *options])
    assert done.exit_code == 1
    assert words in done.stderr
    assert done.stderr.startswith("gainsay: ")
    assert done.stderr.count("\n") == 1
    assert done.stdout == ""


def test_a_set_is_chosen_by_its_name(run: FlaskCliRunner) -> None:
    assert run.invoke(args=["set", "make", "Denials", "o2", "o1"]).exit_code == 0
    assert _jsonl(run, "--set", "Denials") == ["o1", "o2"]


def test_what_is_withdrawn_of_a_set_is_told_and_stands_in_json_lines(
    run: FlaskCliRunner, session: Session
) -> None:
    assert run.invoke(args=["set", "make", "Denials", "o2", "o1"]).exit_code == 0
    one = session.query(Statement).filter(Statement.key == "o1").one()
    one.status, one.status_reason = StatementStatus.WITHDRAWN, "He was misheard."
    session.commit()
    whole = run.invoke(args=["export", "--format", "jsonl", "--set", "Denials"])
    assert (_keys(whole), whole.stderr) == (["o1", "o2"], "")
    cited = run.invoke(args=["export", "--format", "csv", "--set", "Denials"])
    assert (cited.exit_code, len(cited.stdout.splitlines())) == (0, 2)
    told = "gainsay: 1 statement of the set is withdrawn or only proposed, and not cited\n"
    assert cited.stderr == told


@pytest.mark.parametrize(
    "option",
    [["--style", "apa"], ["--locale", "de-DE"], ["--part", "citation"], ["--no-quotes"]],
)
def test_a_style_where_there_is_none_is_a_usage_error(
    option: list[str], run: FlaskCliRunner, engine: Engine
) -> None:
    with nothing_stored(engine):
        done = run.invoke(args=["export", "--format", "ris", *option])
    assert done.exit_code == 2
    assert "ris is written in no style" in done.stderr


@pytest.mark.parametrize(
    ("name", "options", "told"),
    [
        ("wikipedia", ["--link", "o1-contradicts-o2"], False),
        ("csv", ["--link", "o1-contradicts-o2"], False),
        ("ris", ["--report"], False),
        ("ris", ["--link", "o1-contradicts-o2"], True),
        ("jsonl", ["--report"], True),
    ],
)
def test_a_format_that_tells_no_link_says_so(
    name: str, options: list[str], *, told: bool, run: FlaskCliRunner
) -> None:
    done = run.invoke(args=["export", "--format", name, *options])
    line = f"gainsay: {name} lists the statements; their links stand in jsonl\n"
    assert done.exit_code == 0
    assert (line in done.stderr) is not told


def test_what_a_format_leaves_out_is_told_line_by_line(
    run: FlaskCliRunner, session: Session
) -> None:
    for source in session.query(Source).filter(Source.seen):
        source.seen = source.key != "breach"
    session.commit()
    done = run.invoke(args=["export", "--format", "bibtex", "--statement", "b1"])
    assert done.exit_code == 0
    assert done.stderr == (
        "gainsay: bibtex leaves out statement b1: no source of it was consulted\n"
    )


@pytest.mark.parametrize(
    ("words", "first", "count"),
    [
        ([], "attribution\t", 7),
        (["chicago", "author"], "chicago-author-date\t", 2),
        (["--locales", "german"], "de-AT\tGerman (Austria)", 3),
    ],
)
def test_installed_styles_are_listed(
    words: list[str], first: str, count: int, run: FlaskCliRunner
) -> None:
    done = run.invoke(args=["styles", *words])
    lines = done.stdout.splitlines()
    assert done.exit_code == 0
    assert lines[0].startswith(first)
    assert len(lines) >= count


def test_more_styles_than_are_listed_are_told_of(run: FlaskCliRunner) -> None:
    done = run.invoke(args=["styles", "journal"])
    told = "gainsay: these are the first 50; there are more: add a word\n"
    assert (len(done.stdout.splitlines()), done.stderr) == (50, told)
    assert run.invoke(args=["styles", "--locales"]).stderr == ""


def test_a_style_that_nobody_knows_is_said_in_a_line(run: FlaskCliRunner) -> None:
    done = run.invoke(args=["styles", "no-such-style-at-all"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr == "gainsay: no installed style fits “no-such-style-at-all”\n"
