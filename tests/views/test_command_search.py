"""Searching at the terminal, and building the index anew."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, text

from desk import lists
from desk.read_models.search_index import reindex
from models import Source, StatementText, Topic
from tests.factories import a_statement

if TYPE_CHECKING:
    from flask.testing import FlaskCliRunner
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session


@pytest.mark.usefixtures("desk_with_case")
def test_statements_are_found_by_words_and_filters(run: FlaskCliRunner) -> None:
    found = run.invoke(args=["search", '"not ceded"'])
    assert found.exit_code == 0, found.output
    assert "James Mattis (2017-09-18~): We have not ceded" in found.output
    args = ["search", "outpost", "--status", "all", "--unsourced", "--no-capture", "--json"]
    lines = [json.loads(line) for line in run.invoke(args=args).output.splitlines()]
    assert all({"id", "key", "speaker"} <= line.keys() for line in lines)
    several = ["search", "--speaker", "Ryan Dillon", "--since", "2017", "--order", "oldest"]
    told = [line for line in run.invoke(args=several).output.splitlines() if line[0] != "\t"]
    assert len(told) == 5
    everything = run.invoke(args=["search", "--", "-outpost"]).output.splitlines()
    assert len(everything) < len(run.invoke(args=["search"]).output.splitlines())


@pytest.mark.parametrize(
    ("args", "status", "words"),
    [
        (["%"], 1, "there is no word in this"),
        (["x", "--speaker", "nobody"], 1, "There is no speaker"),
        (["x", "--since", "soon"], 1, "since: "),
        (["x", "--language", "not one"], 1, "language: "),
        (["x", "--form", "verbal"], 2, "--form"),
        (["x", "--relation", "hates"], 2, "--relation"),
        (["x" * 50_000], 0, ""),
        (["\x00"], 1, "there is no word in this"),
    ],
)
def test_what_cannot_be_searched_is_refused_in_a_line(
    run: FlaskCliRunner, args: list[str], status: int, words: str
) -> None:
    answer = run.invoke(args=["search", *args])
    assert (answer.exit_code, words in answer.output) == (status, True), answer.output


def test_what_others_wrote_does_not_steer_the_terminal(
    run: FlaskCliRunner, session: Session
) -> None:
    statement = a_statement(session, quote="ceded \x1b[31m\u202e\nground")
    reindex(session, [statement.id])
    session.commit()
    output = run.invoke(args=["search", "ground"]).output
    assert output.endswith(": ceded [31m ground\n")


@pytest.mark.usefixtures("desk_with_case")
def test_the_index_is_built_anew(run: FlaskCliRunner, engine: Engine, session: Session) -> None:
    session.execute(delete(StatementText))
    session.execute(text("UPDATE source SET found_by = ''"))
    session.execute(text("UPDATE topic SET found_by = ''"))
    session.commit()
    assert run.invoke(args=["search", "outpost"]).output == ""
    done = run.invoke(args=["rebuild"])
    assert done.exception is None, done.exc_info
    assert done.output == "Indexed 28 statements.\n"
    assert run.invoke(args=["search", "outpost"]).output != ""
    assert len(lists.sources(session, "RÉUTERS", None).rows) == 1
    assert len(lists.topics(session, None, "at tanf").rows) == 1
    assert session.query(Source).filter_by(found_by="").count() == 0
    assert session.query(Topic).filter_by(found_by="").count() == 0
    session.rollback()
    assert run.invoke(args=["verify"]).exit_code == 0
    assert engine


def test_what_is_held_ready_is_compared_with_the_record_and_mended(
    run: FlaskCliRunner, session: Session
) -> None:
    run.invoke(args=["demo"])
    told = run.invoke(args=["verify", "--models"])
    ready = "What is held ready for lists and reports is as the record has it.\n"
    assert (told.exit_code, told.output) == (0, ready)
    session.execute(text("DELETE FROM conflict_place"))
    session.commit()
    for args in (["verify"], ["verify", "--models"]):
        told = run.invoke(args=args)
        assert told.exit_code == 1
        assert "of contradictions differs from the record in" in told.stderr
    assert run.invoke(args=["rebuild"]).exit_code == 0
    assert run.invoke(args=["verify"]).exit_code == 0
