"""What tests of the API ask for: a client that brings a token."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import select

from desk import api_tokens
from desk.actors import actor_of
from desk.history.audit import writing_session
from models import Account, Role, for_writing
from models.roles import Scope
from models.terms import Face
from tests.views.api.described import hold

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from sqlalchemy import Engine
    from werkzeug.test import TestResponse

ROOT = "/api/v1"


class Program:
    """A program that works through the API with one token."""

    def __init__(self, app: Flask, secret: str) -> None:
        self.secret, self.app = secret, app
        self._client = app.test_client(use_cookies=False)

    def ask(self, method: str, path: str, **sent: Any) -> TestResponse:  # noqa: ANN401 -- as werkzeug
        """Ask for a path under the root of the API, with the token; the answer is as described."""
        headers = {"Authorization": f"Bearer {self.secret}", **sent.pop("headers", {})}
        answer = self._client.open(ROOT + path, method=method, headers=headers, **sent)
        hold(method, path, answer)
        return answer

    def get(self, path: str, **sent: Any) -> TestResponse:  # noqa: ANN401
        """Read."""
        return self.ask("GET", path, **sent)

    def post(self, path: str, body: object, **sent: Any) -> TestResponse:  # noqa: ANN401
        """Do a deed."""
        return self.ask("POST", path, json=body, **sent)

    def put(self, path: str, body: object, etag: str, **sent: Any) -> TestResponse:  # noqa: ANN401
        """Replace what stands under an entity tag."""
        headers = {"If-Match": etag, **sent.pop("headers", {})}
        return self.ask("PUT", path, json=body, headers=headers, **sent)

    def do(self, path: str, body: object, etag: str) -> TestResponse:
        """Decide on what stands under an entity tag."""
        return self.post(path, body, headers={"If-Match": etag})

    def just(self, method: str, path: str, etag: str) -> TestResponse:
        """Do what is told nothing but that it is to be done to what stands under an entity tag."""
        return self.ask(method, path, headers={"If-Match": etag})


def told(answer: TestResponse) -> Any:  # noqa: ANN401 -- any JSON
    """Return what an answer tells."""
    return answer.json


def etag_of(program: Program, path: str) -> str:
    """Return the entity tag of a record as it stands."""
    return program.get(path).headers["ETag"]


@pytest.fixture
def token(engine: Engine, account_: Callable[..., str]) -> Callable[..., str]:
    """Make a token of a new account, and return its secret."""

    def make(role: Role = Role.ADMIN, *scopes: Scope, days: int | None = 30) -> str:
        email = account_(role)
        draft = api_tokens.TokenDraft(name="newsroom", scopes=frozenset(scopes or Scope), days=days)
        with writing_session(for_writing(engine)) as session:
            account = session.scalars(select(Account).where(Account.email == email)).one()
            secret = api_tokens.make_token(session, draft, actor_of(account, Face.PAGE))
            session.commit()
        return secret

    return make


@pytest.fixture
def program(app: Flask, token: Callable[..., str]) -> Program:
    """A program that may do everything."""
    return Program(app, token())
