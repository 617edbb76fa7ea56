"""What tests of pages and commands ask for: an app on the test's database, and who visits it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Protocol

import pytest
from argon2 import PasswordHasher

from app import create_app
from config import Config
from tests.factories import an_account
from views.context import EXTENSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient, FlaskCliRunner
    from sqlalchemy.orm import Session
    from werkzeug.test import TestResponse

    from models import Role

PASSWORD = "correct horse battery staple"  # noqa: S105 -- of accounts that live for one test
_HASH = PasswordHasher(time_cost=1, memory_cost=64).hash(PASSWORD)
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Posting(Protocol):
    """Sends a form as a browser would: with the token of the page that holds it."""

    def __call__(
        self, address: str, *, page: str | None = None, **fields: object
    ) -> TestResponse: ...


@pytest.fixture
def app(database_url: str, tmp_path: Path) -> Iterator[Flask]:
    """The application on the test's database."""
    config = Config(
        SECRET_KEY="only for tests",  # noqa: S106
        DATABASE_URL=database_url,
        INSTANCE=tmp_path,
        TESTING=True,
        RATELIMIT_ENABLED=False,
        ARGON2_MEMORY=64,
        ARGON2_TIME=1,
    )
    made = create_app(config)
    yield made
    made.extensions[EXTENSION].engine.dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor who is not signed in."""
    return app.test_client()


@pytest.fixture
def run(app: Flask) -> FlaskCliRunner:
    """Runs commands: `run.invoke(args=["demo"])`."""
    return app.test_cli_runner()


@pytest.fixture
def as_(app: Flask, session: Session) -> Callable[[Role], FlaskClient]:
    """Sign in as a new account of a role, through the page for it."""

    def sign_in(role: Role) -> FlaskClient:
        account = an_account(session, role)
        account.password_hash = _HASH
        email = account.email
        session.commit()
        visitor = app.test_client()
        answer = post(visitor)("/sign-in", email=email, password=PASSWORD)
        assert answer.status_code == 303, answer.text
        return visitor

    return sign_in


@pytest.fixture
def desk_with_case(run: FlaskCliRunner) -> None:
    """The At Tanf case on the desk."""
    assert run.invoke(args=["demo"]).exit_code == 0


def post(visitor: FlaskClient) -> Posting:
    """Return how a visitor sends a form: fetched first for its token, then posted."""

    def send(address: str, *, page: str | None = None, **fields: object) -> TestResponse:
        token = token_of(visitor.get(page or address).text)
        return visitor.post(address, data={"csrf_token": token, **fields})

    return send


def token_of(page: str) -> str:
    """Return the CSRF token that a page holds."""
    found = _TOKEN.search(page)
    assert found is not None, "the page holds no form with a token"
    return found.group(1)
