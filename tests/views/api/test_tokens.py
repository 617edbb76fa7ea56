"""Tokens as their account makes them: shown once, kept as a hash, revoked."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any

import pytest

from models import Role
from models.roles import Scope
from tests.views.api.conftest import Program
from tests.views.conftest import post
from tests.views.pages import Page
from tests.views.stored import last, rows

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

    from tests.views.conftest import SigningIn

TOKENS = "/account/tokens/"


def _made(visitor: FlaskClient, **fields: object) -> str:
    asked: dict[str, Any] = {"name": "scraper", "scopes": ["read", "log"], "days": "30", **fields}
    answer = post(visitor)(TOKENS, **asked)
    assert answer.status_code == 200, answer.text
    page = Page.of(answer)
    assert page.with_id("secret").text.strip() in page.text.partition("shown once: ")[2].split()[0]
    assert 'data-copy="#secret"' in answer.text
    assert "/static/copy.js" in answer.text
    return page.with_id("secret").text.strip()


def test_a_token_is_shown_once_and_kept_as_a_hash(
    app: Flask, checker: FlaskClient, engine: Engine
) -> None:
    secret = _made(checker)
    kept = last(engine, "token")
    assert kept["hash"] == hashlib.sha256(secret.encode()).hexdigest()
    assert secret not in checker.get(TOKENS).text
    assert "scraper" in checker.get(TOKENS).text
    assert Program(app, secret).get("/statements").status_code == 200
    assert secret not in str([dict(event) for event in rows(engine, "event")])


def test_a_revoked_token_opens_nothing(
    app: Flask, checker: FlaskClient, as_: SigningIn, engine: Engine
) -> None:
    secret = _made(checker)
    address = f"{TOKENS}{last(engine, 'token')['id']}/revoke"
    assert post(as_(Role.ADMIN))(address, page=TOKENS).status_code == 404
    assert Program(app, secret).get("/statements").status_code == 200
    assert post(checker)(address, page=TOKENS).status_code == 303
    assert Program(app, secret).get("/statements").status_code == 401
    assert post(checker)(address, page=TOKENS).status_code == 404


def test_what_is_wrong_with_a_token_is_said_at_its_field(checker: FlaskClient) -> None:
    _made(checker)
    for wrong, told in (
        ({"name": ""}, "This is needed."),
        ({"name": "scraper"}, "You have a token called “scraper”"),
        ({"scopes": []}, "Choose what the token may do"),
        ({"scopes": ["everything"]}, "Choose one of the list."),
        ({"days": "-3"}, "Give 1 or more."),
    ):
        asked: dict[str, Any] = {"name": "other", "scopes": ["read"], "days": "30", **wrong}
        answer = post(checker)(TOKENS, **asked)
        assert answer.status_code == 422, wrong
        assert told in Page.of(answer).text, Page.of(answer).text


def test_the_history_tells_which_token_did_it(app: Flask, as_: SigningIn, engine: Engine) -> None:
    reviewer = as_(Role.REVIEWER)
    program = Program(app, _made(reviewer))
    draft = {"form": "direct", "quote": "We have not ceded any of the ground", "confirmed": True}
    draft |= {"speaker": {"name": "James Mattis"}}
    draft |= {"appearance": {"source": {"type": "webpage", "title": "A page"}}}
    assert program.post("/statements", draft).status_code == 201
    told = Page.of(reviewer.get(f"/statements/{last(engine, 'statement')['id']}/history")).text
    assert "through the API with the token “" in told
    assert "scraper" in told


@pytest.mark.parametrize(
    ("role", "offered"), [(Role.READER, 1), (Role.CHECKER, 2), (Role.ADMIN, 4)]
)
def test_only_what_grants_an_account_anything_is_offered(
    role: Role, offered: int, as_: SigningIn
) -> None:
    shown = as_(role).get("/account/tokens/").text
    assert [f'value="{one}"' in shown for one in Scope] == [place < offered for place in range(4)]
