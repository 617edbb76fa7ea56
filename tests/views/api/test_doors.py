"""Who gets in through the API, with which token, and what else is refused at the door."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from app import create_app
from models import Account, Role, Token, now
from models.roles import PERMISSIONS, SCOPES, Permission, Scope
from tests.views.api.conftest import ROOT, Program
from tests.views.api.test_statements import body
from views.api.doors import OPERATIONS
from views.context import EXTENSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from flask.testing import FlaskClient
    from sqlalchemy.orm import Session

    from config import Config
    from tests.views.conftest import SigningIn
    from views.api.operations import Operation


def somewhere(one: Operation) -> str:
    return re.sub(r"<int:\w+>", "1", one.rule)


def _ask(program: Program, one: Operation) -> int:
    path = somewhere(one)
    return program.ask(one.method, path, json={} if one.body else None).status_code


def _may(one: Operation, role: Role, scope: Scope) -> bool:
    permission: Permission = one.permission
    return permission in PERMISSIONS[role] and permission in SCOPES[scope]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("scope", Scope)
def test_a_token_may_what_its_account_and_its_scope_may_and_nothing_else(
    role: Role, scope: Scope, app: Flask, token: Callable[..., str]
) -> None:
    program = Program(app, token(role, scope))
    entered = {one.name: _ask(program, one) != 403 for one in OPERATIONS}
    assert entered == {one.name: _may(one, role, scope) for one in OPERATIONS}


def test_what_a_token_lacks_is_named(app: Flask, token: Callable[..., str]) -> None:
    answer = Program(app, token(Role.ADMIN, Scope.READ)).post("/statements", {})
    assert answer.status_code == 403
    assert 'scope="log"' in answer.headers["WWW-Authenticate"]


@pytest.mark.parametrize(
    "brought", [None, "", "Bearer", "Bearer x", "Basic x", "Bearer ü", "x y z"]
)
def test_without_a_token_that_opens_nothing_is_read(
    brought: str | None, client: FlaskClient
) -> None:
    headers = (
        {} if brought is None else {"Authorization": brought.encode("utf-8").decode("latin-1")}
    )
    for one in OPERATIONS:
        path = ROOT + somewhere(one)
        answer = client.open(path, method=one.method, headers=headers, json={})
        assert answer.status_code == 401, one.name
        assert answer.content_type == "application/problem+json"
        assert answer.headers["WWW-Authenticate"].startswith("Bearer")


def test_a_session_opens_nothing_here(as_: SigningIn) -> None:
    assert as_(Role.ADMIN).get(f"{ROOT}/statements").status_code == 401


@pytest.mark.parametrize("change", ["revoked", "expired", "disabled"])
def test_a_token_that_ended_opens_nothing(change: str, program: Program, session: Session) -> None:
    assert program.get("/statements").status_code == 200
    token = session.scalars(select(Token)).one()
    if change == "revoked":
        token.revoked_at = now()
    elif change == "expired":
        token.expires_at = now()
    else:
        session.scalars(select(Account).where(Account.id == token.account_id)).one().active = False
    session.commit()
    answer = program.get("/statements")
    assert answer.status_code == 401
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/statements"),
        ("POST", "/topics"),
        ("GET", "/openapi.json"),
        ("OPTIONS", "/statements"),
        ("PATCH", "/topics"),
        ("GET", "/nothing"),
        ("GET", "/topics/"),
        ("GET", "/../v2"),
    ],
)
@pytest.mark.parametrize(
    "query",
    [
        *("token=x", "Access_Token=x", "Authorization=x", "q={0}", "q=a&q=+{0}", "{0}"),
        *("q=Bearer+{0}", "q=see+{0}.", "q={1}"),
    ],
)
def test_a_token_in_the_address_is_refused_wherever_it_leads(
    method: str, path: str, query: str, app: Flask, program: Program
) -> None:
    encoded_twice = program.secret.replace("g", "%2567", 1)
    address = f"{ROOT}{path}?{query.format(program.secret, encoded_twice)}"
    answer = app.test_client().open(address, method=method)
    assert answer.status_code == 400
    assert answer.content_type == "application/problem+json"
    assert "Revoke this one" in answer.text
    assert program.secret not in answer.text


def test_words_of_the_desk_may_be_looked_for(program: Program) -> None:
    for words in ("gainsay", "gainsay_token"):
        assert program.get(f"/statements?q={words}").status_code == 200


def test_the_use_of_a_token_is_noted_now_and_then(program: Program, session: Session) -> None:
    program.get("/statements")
    first = session.scalars(select(Token.used_at)).one()
    session.rollback()
    program.get("/statements")
    assert first is not None
    assert session.scalars(select(Token.used_at)).one() == first


@pytest.fixture
def limited(config: Config, token: Callable[..., str]) -> Iterator[Program]:
    """A program of a desk that counts what it asks."""
    app = create_app(replace(config, RATELIMIT_ENABLED=True))
    yield Program(app, token())
    app.extensions[EXTENSION].engine.dispose()


def test_who_asks_too_often_is_told_when_to_come_again(limited: Program) -> None:
    answers = [limited.get("/statements/1")]
    answers += [limited.get("/openapi.json") for _ in range(599)]
    answers += [limited.get("/statements/1")]
    assert [answers[place].status_code for place in (0, -2, -1)] == [404, 200, 429]
    assert int(answers[-1].headers["Retry-After"]) >= 1
    assert ["Retry-After" in answers[place].headers for place in (0, -2)] == [False, False]
    assert answers[0].headers["X-RateLimit-Limit"] == "600"
    assert answers[-1].content_type == "application/problem+json"
    assert "600 per 1 minute; come again after `Retry-After`" in answers[-1].text


def test_one_address_asks_no_more_often_however_many_tokens_it_brings(limited: Program) -> None:
    answers = []
    for number in range(3001):
        limited.secret = f"gainsay_{number // 600}"
        answers.append(limited.ask("HEAD", "/me").status_code)
    assert answers == [401] * 3000 + [429]
    last = limited.get("/openapi.json")
    assert (last.status_code, last.content_type) == (429, "application/problem+json")
    assert (last.headers["X-RateLimit-Limit"], last.headers["X-RateLimit-Remaining"]) == (
        "3000",
        "0",
    )
    assert int(last.headers["Retry-After"]) >= 1


def test_long_answers_are_packed_for_whoever_unpacks(program: Program) -> None:
    plain = program.get("/openapi.json")
    packed = program.get("/openapi.json", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data


def test_a_packed_record_has_a_tag_of_its_own_which_means_the_same_version(
    program: Program,
) -> None:
    packing = {"Accept-Encoding": "gzip"}
    made = program.post("/statements", body(context="Long. " * 200), headers=packing)
    at, tag = made.headers["Location"].removeprefix(ROOT), made.headers["ETag"]
    packed, plain = program.get(at, headers=packing), program.get(at)
    assert (packed.headers["Content-Encoding"], packed.headers["ETag"]) == ("gzip", tag)
    assert gzip.decompress(packed.data) == plain.data
    assert plain.headers["ETag"] == tag.replace("--gzip", "") != tag
    for known in (tag, plain.headers["ETag"]):
        for more in (packing, {}):
            answer = program.get(at, headers={"If-None-Match": known, **more})
            assert (answer.status_code, answer.headers["ETag"]) == (304, known)
    gone = program.do(f"{at}/withdraw", {"reason": "a slip"}, tag)
    assert gone.status_code == 200, gone.text
    assert program.do(f"{at}/restore", {"reason": "a slip"}, tag).status_code == 412


def test_no_answer_depends_on_a_cookie(program: Program) -> None:
    for path in ("/statements", "/nothing", "/openapi.json"):
        assert "Cookie" not in program.get(path).headers.get("Vary", ""), path


def test_other_sites_are_let_in_only_where_the_settings_name_them(
    app: Flask, program: Program
) -> None:
    asking = {"Origin": "https://tool.example", "Access-Control-Request-Method": "POST"}
    refused = app.test_client().options(f"{ROOT}/statements", headers=asking)
    assert "Access-Control-Allow-Origin" not in refused.headers
    app.config["API_ORIGINS"] = ("https://tool.example",)
    allowed = app.test_client().options(f"{ROOT}/statements", headers=asking)
    assert allowed.status_code == 200
    assert allowed.headers["Access-Control-Allow-Origin"] == "https://tool.example"
    read = program.get("/statements", headers={"Origin": "https://tool.example"})
    exposed = read.headers["Access-Control-Expose-Headers"].split(", ")
    assert {"ETag", "X-RateLimit-Remaining", "WWW-Authenticate"} <= set(exposed)
    assert read.headers["Access-Control-Allow-Origin"] == "https://tool.example"
    other = program.get("/statements", headers={"Origin": "https://else.example"})
    assert "Access-Control-Allow-Origin" not in other.headers
