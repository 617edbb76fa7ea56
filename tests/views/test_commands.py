from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app import create_app
from tests.views.stored import last, nothing_stored, rows
from views.context import EXTENSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask
    from flask.testing import FlaskCliRunner
    from sqlalchemy import Engine

    from config import Config

NEEDING = [
    ["demo"],
    ["export", "--format", "csv"],
    ["report", "contradictions"],
    ["report", "contradictions", "--json"],
    ["account", "list"],
    ["account", "add", "ada@example.org"],
    ["verify"],
    ["run", "--port", "1"],
]


@pytest.fixture
def unmade(config: Config, empty_url: str) -> Iterator[Flask]:
    """The application on a database without any table."""
    app = create_app(replace(config, DATABASE_URL=empty_url))
    yield app
    app.extensions[EXTENSION].engine.dispose()


def test_upgrade_makes_the_database_and_twice_changes_nothing(unmade: Flask) -> None:
    run = unmade.test_cli_runner()
    for _time in range(2):
        done = run.invoke(args=["upgrade"])
        assert (done.exit_code, done.stdout) == (0, "The database is up to date.\n"), done.output
    assert run.invoke(args=["verify"]).exit_code == 0


@pytest.mark.parametrize("args", NEEDING, ids=" ".join)
def test_a_command_says_that_the_database_is_not_made(args: list[str], unmade: Flask) -> None:
    done = unmade.test_cli_runner().invoke(args=args)
    assert done.exit_code == 1
    assert done.stderr == (
        "gainsay: the database is not there or out of date; run: gainsay upgrade\n"
    )


def test_demo_loads_the_case_and_twice_changes_nothing(run: FlaskCliRunner, engine: Engine) -> None:
    done = run.invoke(args=["demo"])
    assert (done.exit_code, done.stdout) == (0, "Loaded 28 statements and 11 links.\n")
    assert last(engine, "event")["tag"] == "import:file"
    with nothing_stored(engine):
        again = run.invoke(args=["demo"])
    assert again.stdout == "The At Tanf case is loaded already; nothing changed.\n"
    assert again.exit_code == 0


def test_demo_may_be_loaded_as_somebody(run: FlaskCliRunner, engine: Engine) -> None:
    assert run.invoke(args=["account", "add", "ada@example.org", "--role", "admin"]).exit_code == 0
    assert run.invoke(args=["demo", "--as", "ada@example.org"]).exit_code == 0
    assert last(engine, "event")["actor_id"] == last(engine, "account")["id"]


def test_nobody_works_as_somebody_unknown(run: FlaskCliRunner, engine: Engine) -> None:
    with nothing_stored(engine):
        done = run.invoke(args=["demo", "--as", "nobody@example.org"])
    assert done.exit_code == 1
    assert done.stderr == "gainsay: There is no account “nobody@example.org”.\n"


@pytest.mark.parametrize(
    "args",
    [
        ["nonsense"],
        ["export"],
        ["export", "--format"],
        ["report"],
        ["report", "nonsense"],
        ["report", "contradictions", "--as-of", "someday"],
        ["import"],
        ["import", "/nowhere/at/all.jsonl"],
        ["account", "role", "ada@example.org", "emperor"],
        ["account", "add"],
        ["run", "--port", "0"],
        ["run", "--port", "http"],
        ["verify", "--nonsense"],
    ],
    ids=" ".join,
)
def test_a_command_that_is_used_wrongly_says_how_it_is_used(
    args: list[str], run: FlaskCliRunner, engine: Engine
) -> None:
    with nothing_stored(engine):
        done = run.invoke(args=args)
    assert done.exit_code == 2
    assert "Usage:" in done.stderr or "Error:" in done.stderr
    assert "Traceback" not in done.output


def test_accounts_are_added_listed_changed_shut_out_and_let_in(
    run: FlaskCliRunner, engine: Engine
) -> None:
    ada = ["ada@example.org"]
    added = run.invoke(args=["account", "add", *ada, "--name", "Ada", "--role", "reviewer"])
    assert added.exit_code == 0
    assert added.stdout.startswith("http://127.0.0.1:5000/join/")
    assert "reviewer\tada@example.org\tAda\n" in run.invoke(args=["account", "list"]).stdout
    assert run.invoke(args=["account", "role", *ada, "admin"]).stdout == (
        "ada@example.org is now admin.\n"
    )
    assert run.invoke(args=["account", "disable", *ada]).exit_code == 0
    assert "Ada\tdisabled" in run.invoke(args=["account", "list"]).stdout
    assert run.invoke(args=["account", "enable", *ada]).exit_code == 0
    linked = run.invoke(args=["account", "link", *ada])
    assert linked.stdout.startswith("http://127.0.0.1:5000/join/")
    assert linked.stdout != added.stdout
    assert [event["tag"] for event in rows(engine, "event")] == [
        "account:invite",
        "account:give_role",
        "account:disable",
        "account:enable",
        "account:invite",
    ]


def test_a_link_carries_the_address_at_which_the_desk_is_served(config: Config) -> None:
    app = create_app(replace(config, BASE_URL="https://desk.example/"))
    done = app.test_cli_runner().invoke(args=["account", "add", "ada@example.org"])
    assert done.stdout.startswith("https://desk.example/join/")
    app.extensions[EXTENSION].engine.dispose()


@pytest.mark.parametrize(
    ("args", "words"),
    [
        (["account", "add", "nobody"], "email: It is not an e-mail address"),
        (["account", "add", "taken@example.org"], "already"),
        (["account", "role", "nobody@example.org", "admin"], "There is no account"),
        (["account", "disable", "nobody@example.org"], "There is no account"),
        (["account", "link", "nobody@example.org"], "There is no account"),
        (["account", "disable", "command line"], "command line stays as it is"),
        (["account", "role", "command line", "reader"], "command line stays as it is"),
    ],
)
def test_what_cannot_be_done_to_an_account_is_said_in_a_line(
    args: list[str], words: str, run: FlaskCliRunner, engine: Engine
) -> None:
    assert run.invoke(args=["account", "add", "taken@example.org"]).exit_code == 0
    with nothing_stored(engine):
        done = run.invoke(args=args)
    assert done.exit_code == 1
    assert words in done.stderr
    assert done.stderr.count("\n") == 1


def test_the_command_line_gets_no_link_to_sign_in(run: FlaskCliRunner, engine: Engine) -> None:
    with nothing_stored(engine):
        done = run.invoke(args=["account", "link", "command line"])
    assert done.exit_code == 1


@pytest.mark.parametrize(
    ("role", "args"),
    [
        ("reviewer", ["demo"]),
        ("reviewer", ["account", "add", "bea@example.org"]),
        ("reviewer", ["account", "role", "ada@example.org", "admin"]),
        ("checker", ["account", "disable", "ada@example.org"]),
    ],
)
def test_a_command_permits_what_the_role_permits(
    role: str, args: list[str], run: FlaskCliRunner, engine: Engine
) -> None:
    run.invoke(args=["account", "add", "ada@example.org", "--role", role])
    with nothing_stored(engine):
        done = run.invoke(args=[*args, "--as", "ada@example.org"])
    assert done.exit_code == 1
    assert done.stderr == (f"gainsay: The role of ada@example.org, {role}, does not permit this.\n")


def test_a_reader_may_export(run: FlaskCliRunner) -> None:
    run.invoke(args=["account", "add", "ada@example.org", "--role", "reader"])
    done = run.invoke(args=["export", "--format", "csv", "--as", "ada@example.org"])
    assert done.exit_code == 0
