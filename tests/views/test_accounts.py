from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from sqlalchemy import text

from desk import accounts as desk
from models import Role, now
from tests.views.conftest import enter
from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored, rows

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient, FlaskCliRunner
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

    from tests.views.conftest import SigningIn

SECRET = "a password of my own"  # noqa: S105 -- of accounts that live for one test
MYSELF = {"email": "ada@example.org", "name": "Ada", "password": SECRET, "again": SECRET}


@pytest.fixture
def first_link(session: Session) -> str:
    """The path of the link that makes the first admin."""
    secret = desk.offer_first_admin(session)
    session.commit()
    return f"/join/{secret}"


def _id_of(engine: Engine, email: str) -> int:
    [found] = [row["id"] for row in rows(engine, "account") if row["email"] == email]
    return int(found)


def test_the_first_link_makes_an_admin_and_works_once(
    first_link: str, app: Flask, client: FlaskClient, engine: Engine
) -> None:
    answer = submit(client, first_link, **MYSELF)
    assert (answer.status_code, answer.location) == (303, "/")
    assert client.get("/accounts/").status_code == 200
    assert last(engine, "event")["tag"] == "account:join"
    second = app.test_client()
    assert second.get(first_link).status_code == 404
    assert "Ask for a new one" in Page.of(second.get(first_link)).text
    assert enter(second, "ada@example.org", password=SECRET).status_code == 303


def test_looking_at_a_one_time_link_does_not_use_it_up(
    first_link: str, client: FlaskClient, engine: Engine
) -> None:
    with nothing_stored(engine):
        assert {client.get(first_link).status_code for _look in range(3)} == {200}
    assert submit(client, first_link, **MYSELF).status_code == 303


def test_a_link_stands_nowhere_in_the_database(first_link: str, engine: Engine) -> None:
    secret = first_link.removeprefix("/join/")
    assert secret not in str(rows(engine, "token")) + str(rows(engine, "event"))


def test_a_link_out_of_time_is_dead(first_link: str, client: FlaskClient, engine: Engine) -> None:
    with engine.begin() as connection:
        past = now() - timedelta(seconds=1)
        connection.execute(text("UPDATE token SET expires_at = :past"), {"past": past})
    assert client.get(first_link).status_code == 404


def test_the_first_link_dies_once_there_is_an_admin(
    first_link: str, client: FlaskClient, as_: SigningIn
) -> None:
    as_(Role.ADMIN)
    assert client.get(first_link).status_code == 404


@pytest.mark.parametrize("secret", ["nonsense", "a%2Fb", "%F0%9F%94%91", "x" * 3000])
def test_a_made_up_link_opens_nothing(secret: str, client: FlaskClient) -> None:
    assert client.get(f"/join/{secret}").status_code == 404


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"email": "nobody"}, "email", "not an e-mail address"),
        ({"email": "  "}, "email", "This is needed."),
        ({"email": "command line"}, "email", "not an e-mail address"),
        ({"name": ""}, "name", "This is needed."),
        ({"name": "A\x00da"}, "name", "NUL"),
        ({"name": "A" * 5000}, "name", "at most 4,000"),
        ({"password": "short", "again": "short"}, "password", "at least 12 characters"),
        ({"again": "another one altogether"}, "again", "differ"),
    ],
)
def test_joining_says_at_the_field_what_is_wrong_and_keeps_the_link(
    typed: dict[str, str],
    field: str,
    words: str,
    first_link: str,
    client: FlaskClient,
    engine: Engine,
) -> None:
    with nothing_stored(engine):
        answer = submit(client, first_link, **{**MYSELF, **typed})
    assert answer.status_code == (413 if "at most" in words else 422)
    page = Page.of(answer)
    assert words in page.fault(field)
    assert page.form().values["email"].strip() == {**MYSELF, **typed}["email"].strip()
    assert SECRET not in answer.text
    assert submit(client, first_link, **MYSELF).status_code == 303


def test_an_invited_checker_joins_and_logs(
    admin: FlaskClient, client: FlaskClient, engine: Engine
) -> None:
    invited = submit(admin, "/accounts/", email="bea@example.org", name="Bea", role="checker")
    assert invited.status_code == 200
    assert last(engine, "event")["tag"] == "account:invite"
    [shown] = Page.of(invited).main.of_class("ok")
    link = urlsplit(shown.text.split()[-1]).path
    page = Page.of(client.get(link))
    assert page.form().values["email"] == "bea@example.org"
    joined = submit(client, link, name="Bea B.", password=SECRET, again=SECRET)
    assert joined.status_code == 303
    assert client.get("/statements/new").status_code == 200
    assert client.get("/accounts/").status_code == 403
    assert last(engine, "account")["name"] == "Bea B."


def test_an_invitation_is_shown_once(admin: FlaskClient) -> None:
    submit(admin, "/accounts/", email="bea@example.org", name="Bea", role="checker")
    assert "/join/" not in admin.get("/accounts/").text


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"email": "taken@example.org"}, "email", "already"),
        ({"email": "TAKEN@example.org"}, "email", "already"),
        ({"email": "nobody"}, "email", "not an e-mail address"),
        ({"name": ""}, "name", "This is needed."),
    ],
)
def test_an_invitation_that_cannot_be_made_says_why_at_the_field(
    typed: dict[str, str], field: str, words: str, as_: SigningIn, engine: Engine
) -> None:
    visitor = as_(Role.ADMIN, "taken@example.org")
    values = {"email": "bea@example.org", "name": "Bea", "role": "checker", **typed}
    with nothing_stored(engine):
        answer = submit(visitor, "/accounts/", **values)
    assert answer.status_code == 422
    assert words in Page.of(answer).fault(field)
    assert Page.of(answer).form().values["name"] == values["name"]


def test_an_admin_gives_another_role_and_shuts_out(
    admin: FlaskClient, as_: SigningIn, engine: Engine
) -> None:
    visitor = as_(Role.CHECKER, "bea@example.org")
    address = f"/accounts/{_id_of(engine, 'bea@example.org')}"
    token = Page.of(admin.get("/account")).form().values["csrf_token"]
    changed = admin.post(address, data={"csrf_token": token, "role": "reviewer"})
    assert changed.status_code == 303
    assert (last(engine, "account")["role"], last(engine, "event")["tag"]) == (
        Role.REVIEWER,
        "account:give_role",
    )
    admin.post(address, data={"csrf_token": token, "active": "no"})
    assert visitor.get("/").status_code == 302
    assert last(engine, "event")["tag"] == "account:disable"


@pytest.mark.parametrize(
    ("who", "change", "words"),
    [
        ("last@example.org", {"role": "reader"}, "last admin"),
        ("last@example.org", {"active": "no"}, "last admin"),
        ("command line", {"role": "reader"}, "command line stays as it is"),
        ("command line", {"active": "no"}, "command line stays as it is"),
        ("last@example.org", {"role": "emperor"}, "Choose one of the roles"),
    ],
)
def test_the_desk_keeps_an_admin_and_its_command_line(
    who: str, change: dict[str, str], words: str, as_: SigningIn, engine: Engine
) -> None:
    visitor = as_(Role.ADMIN, "last@example.org")
    token = Page.of(visitor.get("/account")).form().values["csrf_token"]
    with nothing_stored(engine):
        visitor.post(f"/accounts/{_id_of(engine, who)}", data={"csrf_token": token, **change})
    assert words in Page.of(visitor.get("/accounts/")).alerts


@pytest.mark.parametrize("number", ["999", str(2**31), str(10**30)])
def test_an_unknown_account_is_not_found(number: str, admin: FlaskClient) -> None:
    token = Page.of(admin.get("/account")).form().values["csrf_token"]
    answer = admin.post(f"/accounts/{number}", data={"csrf_token": token, "role": "reader"})
    assert answer.status_code == 404


def test_accounts_are_listed_without_the_command_line(
    admin: FlaskClient, run: FlaskCliRunner
) -> None:
    assert run.invoke(args=["account", "add", "bea@example.org"]).exit_code == 0
    page = Page.of(admin.get("/accounts/"))
    assert "bea@example.org" in page.text
    assert "command line" not in page.text
