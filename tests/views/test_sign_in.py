from __future__ import annotations

import time
from dataclasses import replace
from itertools import count
from time import process_time
from typing import TYPE_CHECKING

import pytest

from app import create_app
from models import Role
from tests.views.conftest import PASSWORD, enter, post, token_of
from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored, rows
from views.context import EXTENSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from flask.testing import FlaskClient, FlaskCliRunner
    from sqlalchemy import Engine

    from config import Config
    from tests.views.conftest import SigningIn

ANOTHER = "another correct horse battery"
ELSEWHERE = [
    "https://evil.example/",
    "//evil.example/",
    "///evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "\n//evil.example",
    "javascript:alert(1)",
    "http:evil.example",
    "evil.example",
    "https:///evil.example",
    "//[evil",
    "",
]


def _is_in(visitor: FlaskClient) -> bool:
    return visitor.get("/").status_code == 200


def test_signing_in_leads_to_the_page_that_was_wanted(
    client: FlaskClient, account_: Callable[..., str]
) -> None:
    wanted = client.get("/statements/?q=outpost").location
    answer = submit(client, wanted, email=account_(), password=PASSWORD)
    assert (answer.status_code, answer.location) == (303, "/statements/?q=outpost")


@pytest.mark.parametrize("address", ELSEWHERE)
def test_signing_in_never_leads_to_another_site(
    address: str, client: FlaskClient, account_: Callable[..., str]
) -> None:
    token = token_of(client.get("/sign-in").text)
    data = {"csrf_token": token, "email": account_(), "password": PASSWORD}
    answer = client.post("/sign-in", query_string={"next": address}, data=data)
    assert (answer.status_code, answer.location) == (303, "/")


def test_an_email_is_known_in_any_case(client: FlaskClient, account_: Callable[..., str]) -> None:
    assert enter(client, account_(Role.READER, "Ada@Example.org").swapcase()).status_code == 303


def test_a_flood_of_combining_marks_does_not_hold_the_door(client: FlaskClient) -> None:
    flood = "\u0301\u0323" * 60_000
    data = {"csrf_token": token_of(client.get("/sign-in").text), "email": flood}
    begun = process_time()
    answer = client.post("/sign-in", data=data, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert process_time() - begun < 2


@pytest.mark.parametrize("email", ["nobody@example.org", "command line", "", "a\x00b@example.org"])
def test_who_is_unknown_stays_out_and_learns_no_more_than_that(
    email: str, client: FlaskClient, engine: Engine
) -> None:
    with nothing_stored(engine):
        answer = enter(client, email)
    assert answer.status_code == 422
    assert Page.of(answer).fault("password") == "E-mail and password do not fit together."
    assert not _is_in(client)


def test_a_wrong_password_keeps_the_email_and_not_the_password(
    client: FlaskClient, account_: Callable[..., str]
) -> None:
    email = account_()
    answer = submit(client, "/sign-in", email=email, password=ANOTHER)
    assert answer.status_code == 422
    assert Page.of(answer).form().values["email"] == email
    assert ANOTHER not in answer.text


def test_a_disabled_account_stays_out(
    client: FlaskClient, account_: Callable[..., str], run: FlaskCliRunner
) -> None:
    email = account_()
    assert run.invoke(args=["account", "disable", email]).exit_code == 0
    assert enter(client, email).status_code == 422


def test_a_session_begins_anew_at_sign_in(
    client: FlaskClient, account_: Callable[..., str]
) -> None:
    email = account_()
    before = token_of(client.get("/sign-in").text)
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
    assert enter(client, email).status_code == 303
    with client.session_transaction() as session:
        assert "planted" not in session
    assert client.post("/demo", data={"csrf_token": before}).status_code == 400


def test_disabling_an_account_ends_its_sessions(as_: SigningIn, run: FlaskCliRunner) -> None:
    visitor = as_(Role.ADMIN, "gone@example.org")
    as_(Role.ADMIN, "stays@example.org")
    assert _is_in(visitor)
    assert run.invoke(args=["account", "disable", "gone@example.org"]).exit_code == 0
    assert not _is_in(visitor)
    assert run.invoke(args=["account", "enable", "gone@example.org"]).exit_code == 0
    assert not _is_in(visitor)


def test_another_role_counts_from_the_next_page_on(as_: SigningIn, run: FlaskCliRunner) -> None:
    visitor = as_(Role.CHECKER, "checker@example.org")
    assert visitor.get("/statements/new").status_code == 200
    assert run.invoke(args=["account", "role", "checker@example.org", "reader"]).exit_code == 0
    assert visitor.get("/statements/new").status_code == 403


@pytest.mark.parametrize("remember", [{}, {"remember": "y"}])
def test_signing_out_ends_the_session(
    remember: dict[str, str], client: FlaskClient, account_: Callable[..., str]
) -> None:
    enter(client, account_(), **remember)
    assert _is_in(client)
    answer = submit(client, "/", "/sign-out")
    assert (answer.status_code, answer.location) == (303, "/sign-in")
    assert not _is_in(client)


def test_who_stays_signed_in_is_known_without_a_session(
    client: FlaskClient, account_: Callable[..., str]
) -> None:
    enter(client, account_(), remember="y")
    client.delete_cookie("session")
    assert _is_in(client)


def test_signing_out_everywhere_ends_every_session_of_the_account(
    app: Flask, account_: Callable[..., str], as_: SigningIn, engine: Engine
) -> None:
    email, stranger = account_(), as_(Role.READER)
    here, there, kept = app.test_client(), app.test_client(), app.test_client()
    enter(here, email)
    enter(there, email)
    enter(kept, email, remember="y")
    kept.delete_cookie("session")
    assert submit(here, "/account", "/account/sign-out-everywhere").status_code == 303
    assert [_is_in(one) for one in (here, there, kept, stranger)] == [False, False, False, True]
    assert last(engine, "event")["tag"] == "account:sign_out_everywhere"


def test_a_new_password_ends_the_other_sessions(app: Flask, account_: Callable[..., str]) -> None:
    email, here, there = account_(), app.test_client(), app.test_client()
    enter(here, email)
    enter(there, email)
    answer = submit(here, "/account", old=PASSWORD, password=ANOTHER, again=ANOTHER)
    assert answer.status_code == 303
    assert [_is_in(here), _is_in(there)] == [True, False]
    assert enter(there, email).status_code == 422
    assert enter(there, email, password=ANOTHER).status_code == 303


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        (("wrong", ANOTHER, ANOTHER), "old", "This is not your password."),
        ((PASSWORD, "short", "short"), "password", "at least 12 characters"),
        ((PASSWORD, ANOTHER, PASSWORD), "again", "The two passwords differ"),
        ((PASSWORD, "", ""), "password", "at least 12 characters"),
        ((PASSWORD, "x" * 1001, "x" * 1001), "password", "1000"),
    ],
)
def test_a_password_that_cannot_be_taken_is_refused_at_its_field(
    typed: tuple[str, str, str], field: str, words: str, checker: FlaskClient, engine: Engine
) -> None:
    old, password, again = typed
    with nothing_stored(engine):
        answer = submit(checker, "/account", old=old, password=password, again=again)
    assert answer.status_code == 422
    assert words in Page.of(answer).fault(field)


def test_no_password_and_no_hash_stands_in_the_history(
    checker: FlaskClient, engine: Engine
) -> None:
    submit(checker, "/account", old=PASSWORD, password=ANOTHER, again=ANOTHER)
    told = "".join(str(event) for event in rows(engine, "event"))
    assert ANOTHER not in told
    assert "argon2" not in told


@pytest.fixture
def limited(config: Config) -> Iterator[FlaskClient]:
    """A visitor of a desk that counts tries."""
    app = create_app(replace(config, RATELIMIT_ENABLED=True))
    yield app.test_client()
    app.extensions[EXTENSION].engine.dispose()


def test_a_door_can_be_tried_ten_times_a_minute(
    limited: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Within one minute: on a slow machine another one would begin between two tries.
    looks = count()
    monkeypatch.setattr(time, "time", lambda: 1_800_000_000 + next(looks) / 100)
    answers = [
        post(limited)("/sign-in", email="nobody@example.org", password="wrong")  # noqa: S106
        for _try in range(11)
    ]
    assert [answer.status_code for answer in answers] == [422] * 10 + [429]
    page = Page.of(answers[-1])
    assert page.heading == "Too many tries"
    assert "Wait a while" in page.text
    assert int(answers[-1].headers["Retry-After"]) <= 60


def test_looking_at_the_door_is_not_counted(limited: FlaskClient) -> None:
    assert {limited.get("/sign-in").status_code for _look in range(15)} == {200}


def test_a_one_time_link_cannot_be_guessed_at_speed(limited: FlaskClient) -> None:
    token = token_of(limited.get("/sign-in").text)
    answers = [
        limited.post(f"/join/guess-{number}", data={"csrf_token": token}).status_code
        for number in range(11)
    ]
    assert answers == [404] * 10 + [429]
