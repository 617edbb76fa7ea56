"""Tokens at the terminal, and where pages say that the API is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models import Role
from tests.views.api.conftest import Program
from tests.views.conftest import post
from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskCliRunner
    from sqlalchemy import Engine

    from tests.views.conftest import SigningIn


@pytest.fixture
def email(account_: Callable[..., str]) -> str:
    return account_(Role.CHECKER)


def test_a_token_is_made_listed_used_and_revoked(
    run: FlaskCliRunner, app: Flask, engine: Engine, email: str
) -> None:
    made = run.invoke(args=["token", "make", "scraper", "--scope", "read", "--as", email])
    assert made.exit_code == 0, made.output
    secret = made.output.strip()
    assert secret.startswith("gainsay_")
    assert "scraper\tread\tuntil " in run.invoke(args=["token", "list", "--as", email]).output
    program = Program(app, secret)
    assert program.get("/statements").status_code == 200
    assert program.post("/statements", {}).status_code == 403
    listed = run.invoke(args=["token", "list", "--as", email]).output
    assert "last used" in listed
    assert secret not in listed
    revoked = run.invoke(args=["token", "revoke", "scraper", "--as", email])
    assert "“scraper” opens nothing any more" in revoked.output
    assert program.get("/statements").status_code == 401
    assert run.invoke(args=["token", "list", "--as", email]).output == ""
    told = [(event["tag"], event["face"]) for event in rows(engine, "event")[-2:]]
    assert told == [("account:make_token", "command"), ("account:revoke_token", "command")]


def test_a_token_lives_as_long_as_is_told(run: FlaskCliRunner, engine: Engine, email: str) -> None:
    run.invoke(args=["token", "make", "one", "--scope", "log", "--endless", "--as", email])
    assert last(engine, "token")["expires_at"] is None
    assert "\tendless\tnever used" in run.invoke(args=["token", "list", "--as", email]).output
    run.invoke(args=["token", "make", "two", "--scope", "log", "--days", "3", "--as", email])
    kept = last(engine, "token")
    assert (kept["expires_at"] - kept["created_at"]).days in {2, 3}


@pytest.mark.parametrize(
    ("args", "status", "told"),
    [
        (["make", "x", "--as", "ada@example.org"], 2, "--scope"),
        (["make", "x", "--scope", "all", "--as", "ada@example.org"], 2, "--scope"),
        (["make", "x", "--scope", "read"], 2, "--as"),
        (["make", "x", "--scope", "read", "--as", "nobody@example.org"], 1, "account"),
        (["make", "x", "--scope", "read", "--as", "command line"], 1, "person"),
        (["make", " ", "--scope", "read", "--as", "ada@example.org"], 1, "name: "),
        (["make", "x", "--scope", "read", "--days", "0", "--as", "ada@example.org"], 1, "days: "),
        (
            ["make", "x", "--scope", "log", "--days", "3", "--endless", "--as", "ada@example.org"],
            2,
            "Give --days or --endless, not both.",
        ),
        (["revoke", "x", "--as", "ada@example.org"], 1, "token"),
        (["list", "--as", "nobody@example.org"], 1, "account"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_kept(
    args: list[str],
    status: int,
    told: str,
    run: FlaskCliRunner,
    engine: Engine,
    account_: Callable[..., str],
) -> None:
    account_(Role.CHECKER, "ada@example.org")
    with nothing_stored(engine):
        done = run.invoke(args=["token", *args])
    assert (done.exit_code, told in done.output) == (status, True), done.output


def test_another_account_s_token_is_not_revoked(
    run: FlaskCliRunner, account_: Callable[..., str], email: str
) -> None:
    run.invoke(args=["token", "make", "mine", "--scope", "read", "--as", email])
    other = account_(Role.ADMIN, "other@example.org")
    assert run.invoke(args=["token", "revoke", "mine", "--as", other]).exit_code == 1


def test_a_desk_below_a_path_names_that_path_once(
    app: Flask, as_: SigningIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    admin, inside = as_(Role.ADMIN), app.wsgi_app
    monkeypatch.setattr(
        app,
        "wsgi_app",
        lambda environ, start: inside({**environ, "SCRIPT_NAME": "/desk"}, start),
    )
    assert "http://localhost/desk/api/v1/statements" in Page.of(admin.get("/account/tokens/")).text
    invited = submit(admin, "/accounts/", email="bea@example.org", name="Bea", role="checker")
    assert "http://localhost/desk/join/" in invited.text
    assert "http://localhost/desk/feeds/" in Page.of(post(admin)("/account/feed")).text
