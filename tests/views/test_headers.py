from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from app import create_app
from config import Config
from models import Role
from tests.views.conftest import enter, post
from tests.views.pages import submit
from tests.views.stored import last
from views.context import EXTENSION

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from flask import Flask
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

PAGES = [
    "/",
    "/sign-in",
    "/statements/",
    "/statements/new",
    "/nowhere",
    "/accounts/",
    "/citations/",
]


@pytest.mark.parametrize("address", PAGES)
def test_a_page_lets_nothing_in_and_shows_itself_to_no_frame(
    address: str, admin: FlaskClient
) -> None:
    headers = admin.get(address).headers
    policy = {
        part.split()[0]: part.split()[1:] for part in headers["Content-Security-Policy"].split(";")
    }
    assert policy["default-src"] == ["'none'"]
    assert policy["script-src"] == policy["style-src"] == policy["form-action"] == ["'self'"]
    assert policy["frame-ancestors"] == policy["base-uri"] == ["'none'"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] in {"same-origin", "no-referrer"}


@pytest.mark.parametrize("address", [*PAGES, "/citations/download?format=csv"])
def test_nothing_that_needs_a_sign_in_is_kept_by_a_cache(address: str, admin: FlaskClient) -> None:
    assert admin.get(address).headers["Cache-Control"] == "no-store"


def test_a_capture_is_sent_to_be_saved_and_not_to_be_run(
    checker: FlaskClient, engine: Engine
) -> None:
    text = "<script>alert(1)</script>"
    submit(checker, "/sources/new", title="A page", text=text)
    answer = checker.get(f"/captures/{last(engine, 'capture')['id']}/download")
    assert answer.status_code == 200
    assert answer.data == text.encode()
    assert answer.mimetype == "application/octet-stream"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_the_sessions_cookies_are_out_of_reach_of_scripts(
    client: FlaskClient, account_: Callable[..., str]
) -> None:
    cookies = enter(client, account_(Role.READER), remember="y").headers.getlist("Set-Cookie")
    assert len(cookies) == 2
    for cookie in cookies:
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Secure" not in cookie


def test_cookies_are_for_https_alone_where_the_desk_is_served_so(
    config: Config, account_: Callable[..., str]
) -> None:
    app = create_app(replace(config, SESSION_COOKIE_SECURE=True, REMEMBER_COOKIE_SECURE=True))
    visitor = app.test_client()
    page = "https://desk.example/sign-in"
    answer = visitor.get(page, base_url="https://desk.example")
    assert "Secure" in answer.headers["Set-Cookie"]
    app.extensions[EXTENSION].engine.dispose()
    assert account_()


def test_an_https_address_makes_cookies_secure(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GAINSAY_INSTANCE", str(tmp_path))
    monkeypatch.setenv("GAINSAY_BASE_URL", "https://desk.example")
    settings = Config.from_env()
    assert settings.SESSION_COOKIE_SECURE
    assert settings.REMEMBER_COOKIE_SECURE


def test_a_library_is_served_with_the_same_guard(app: Flask, client: FlaskClient) -> None:
    with app.test_request_context():
        address = app.url_for("bootstrap.static", filename="css/bootstrap.min.css")
    answer = client.get(address)
    assert answer.status_code == 200
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    answer.close()


def test_signing_in_is_not_kept_by_a_cache(
    client: FlaskClient, account_: Callable[..., str]
) -> None:
    answer = post(client)("/sign-in", email=account_(), password="wrong")  # noqa: S106
    assert answer.headers["Cache-Control"] == "no-store"
