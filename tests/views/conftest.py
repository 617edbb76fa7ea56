"""What tests of pages and commands ask for: an app on the test's database, and who visits it."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Protocol

import pytest
from argon2 import PasswordHasher
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from sqlalchemy import event
from sqlalchemy.orm import Session

from app import create_app
from config import Config
from models import Role
from tests.factories import a_source, a_statement, an_account, an_appearance
from views.context import EXTENSION, Desk
from views.limits import limiter
from views.queues import EXTENSION as QUEUE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskCliRunner
    from jinja2 import BytecodeCache
    from sqlalchemy import Engine
    from werkzeug.test import TestResponse

PASSWORD = "correct horse battery staple"  # noqa: S105 -- of accounts that live for one test
_HASH = PasswordHasher(time_cost=1, memory_cost=64).hash(PASSWORD)
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')


class Posting(Protocol):
    """Sends a form as a browser would: with the token of the page that holds it."""

    def __call__(
        self, address: str, *, page: str | None = None, **fields: object
    ) -> TestResponse: ...


class SigningIn(Protocol):
    """Signs in as a new account of a role, through the page for it."""

    def __call__(self, role: Role, email: str | None = None) -> FlaskClient: ...


@pytest.fixture
def config(database_url: str, tmp_path: Path) -> Config:
    """How the application is set up for tests."""
    return Config(
        SECRET_KEY="only for tests",  # noqa: S106
        DATABASE_URL=database_url,
        INSTANCE=tmp_path,
        TESTING=True,
        RATELIMIT_ENABLED=False,
        ARGON2_MEMORY=64,
        ARGON2_TIME=1,
    )


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> BytecodeCache:
    """Templates compiled once a run: each test has an application of its own."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture(scope="session")
def houses() -> dict[str, Flask]:
    """The applications that move from test to test, by their database: routes are compiled once."""
    return {}


class Visitor(FlaskClient):
    """A client that takes the whole answer at once, unless it says that it reads as it comes.

    An answer that nobody reads to its end keeps its session until it is forgotten, which may be in
    the middle of another test.
    """

    def open(self, *args: Any, buffered: bool = True, **kwargs: Any) -> TestResponse:  # noqa: ANN401 -- as in Flask
        """Ask, and read the answer."""
        return super().open(*args, buffered=buffered, **kwargs)


@pytest.fixture
def app(config: Config, compiled: BytecodeCache, houses: dict[str, Flask]) -> Iterator[Flask]:
    """The application on the test's database, as if it had just been started."""
    made = houses.get(config.DATABASE_URL) or create_app(config)
    houses[config.DATABASE_URL] = made
    made.jinja_env.bytecode_cache = compiled
    known = made.extensions[EXTENSION]
    made.extensions[EXTENSION] = Desk(known.engine, known.hasher)
    made.extensions.pop(QUEUE, None)
    made.config.from_object(config)
    made.test_client_class = Visitor
    made.instance_path = str(config.INSTANCE)
    # There is one limiter in a process, and the last application that was made set it up.
    limiter.enabled = config.RATELIMIT_ENABLED
    with _telling_of_rows(made):
        yield made
    known.engine.dispose()


@contextmanager
def _telling_of_rows(app: Flask) -> Iterator[None]:
    """Tell an application of rows that a test writes without a deed, which no head tells of."""

    def tell(session: Session) -> None:
        if type(session) is Session:
            app.extensions[EXTENSION].kept.forget()

    event.listen(Session, "after_commit", tell)
    try:
        yield
    finally:
        event.remove(Session, "after_commit", tell)


@pytest.fixture
def forget(app: Flask) -> Callable[[], None]:
    """Have the application forget what pages have read, as each deed does."""
    known: Desk = app.extensions[EXTENSION]
    return known.kept.forget


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor who is not signed in."""
    return app.test_client()


@pytest.fixture
def run(app: Flask) -> FlaskCliRunner:
    """Runs commands: `run.invoke(args=["demo"])`."""
    return app.test_cli_runner()


@pytest.fixture
def account_(session: Session) -> Callable[..., str]:
    """Make an account that can sign in, committed, and return its e-mail."""

    def make(role: Role = Role.CHECKER, email: str | None = None) -> str:
        account = an_account(session, role, email)
        account.password_hash = _HASH
        made = account.email
        session.commit()
        return made

    return make


@pytest.fixture
def as_(app: Flask, account_: Callable[..., str]) -> SigningIn:
    """Sign in as a new account of a role, through the page for it."""

    def sign_in(role: Role, email: str | None = None) -> FlaskClient:
        visitor = app.test_client()
        answer = enter(visitor, account_(role, email))
        assert answer.status_code == 303, answer.text
        return visitor

    return sign_in


@pytest.fixture
def checker(as_: SigningIn) -> FlaskClient:
    """A checker, signed in."""
    return as_(Role.CHECKER)


@pytest.fixture
def reviewer(as_: SigningIn) -> FlaskClient:
    """A reviewer, signed in."""
    return as_(Role.REVIEWER)


@pytest.fixture
def admin(as_: SigningIn) -> FlaskClient:
    """An admin, signed in."""
    return as_(Role.ADMIN)


@pytest.fixture
def desk_with_case(run: FlaskCliRunner) -> None:
    """The At Tanf case on the desk."""
    assert run.invoke(args=["demo"]).exit_code == 0


@pytest.fixture
def store_many(session: Session) -> Callable[[int], None]:
    """Put so many statements more on the desk."""

    def store(count: int) -> None:
        source = a_source(session)
        for _one in range(count):
            an_appearance(session, a_statement(session), source)
        session.commit()

    return store


@pytest.fixture
def store_sources(session: Session) -> Callable[[int], None]:
    """Put so many sources more on the desk."""

    def store(count: int) -> None:
        for number in range(count):
            a_source(session, f"Source {number}")
        session.commit()

    return store


def enter(visitor: FlaskClient, email: str, password: str = PASSWORD, **rest: str) -> TestResponse:
    """Sign a visitor in, with the password that accounts of tests have if no other is told."""
    token = token_of(visitor.get("/sign-in").text)
    data = {"csrf_token": token, "email": email, "password": password}
    return visitor.post("/sign-in", data={**data, **rest})


def post(visitor: FlaskClient) -> Posting:
    """Return how a visitor sends a form: fetched first for its token, then posted."""

    def send(address: str, *, page: str | None = None, **fields: object) -> TestResponse:
        token = token_of(visitor.get(page or address).text)
        return visitor.post(address, data={"csrf_token": token, **fields})

    return send


def token_of(page: str) -> str:
    """Return the CSRF token that a page holds, wherever on it."""
    found = _TOKEN.search(page)
    assert found is not None, "the page holds no form with a token"
    return found.group(1)


@pytest.fixture
def asked(
    app: Flask,
    admin: FlaskClient,
    count_queries: Callable[[Engine], AbstractContextManager[list[str]]],
) -> Callable[[str], int]:
    """Count what a page asks the database as the first since the last deed."""
    engine = app.extensions[EXTENSION].engine

    def count(address: str) -> int:
        app.extensions[EXTENSION].kept.forget()
        with count_queries(engine) as queries:
            admin.get(address)
        return len(queries)

    return count
