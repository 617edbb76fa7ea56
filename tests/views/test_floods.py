from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from flask import request

from app import create_app
from config import LOOPBACK, Config, SettingError, our_hosts, whole
from models import Role
from tests.views.conftest import enter, post, token_of
from tests.views.pages import Page, submit
from tests.views.stored import nothing_stored
from views.bodies import LONG_FORMS
from views.context import EXTENSION

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

    from tests.views.conftest import SigningIn

KILOBYTE = 1024
BASE = "https://desk.example"


@pytest.fixture
def behind(config: Config) -> Iterator[Callable[..., Flask]]:
    """Make an application with other settings."""
    made: list[Flask] = []

    def make(**settings: object) -> Flask:
        made.append(create_app(replace(config, **settings)))  # type: ignore[arg-type]
        return made[-1]

    yield make
    for app in made:
        app.extensions[EXTENSION].engine.dispose()


@pytest.mark.parametrize("address", ["/sign-in", "/sources/new", "/statements/new", "/join/guess"])
def test_who_is_not_signed_in_sends_little(
    address: str, client: FlaskClient, engine: Engine
) -> None:
    token = token_of(client.get("/sign-in").text)
    with nothing_stored(engine):
        answer = client.post(address, data={"csrf_token": token, "text": "x" * 257 * KILOBYTE})
    assert answer.status_code == 413
    assert Page.of(answer).heading == "Too large"


def test_a_form_that_takes_no_article_stays_short(admin: FlaskClient) -> None:
    answer = submit(admin, "/accounts/", email="x" * 257 * KILOBYTE, name="B", role="reader")
    assert answer.status_code == 413


def test_long_forms_are_forms_of_ours(app: Flask) -> None:
    assert set(app.view_functions) >= LONG_FORMS


def test_head_answers_as_get_does(
    desk_with_case: None, app: Flask, as_: SigningIn, client: FlaskClient
) -> None:
    assert desk_with_case is None
    admin = as_(Role.ADMIN)
    rules = [rule for rule in app.url_map.iter_rules() if "GET" in (rule.methods or ())]
    with app.test_request_context():
        addresses = [
            app.url_for(rule.endpoint, **{name: _any(name) for name in rule.arguments})
            for rule in rules
        ]
    assert "/sign-in" in addresses
    for visitor in (admin, client):
        for address in addresses:
            with visitor.get(address) as got, visitor.head(address) as headed:
                assert headed.status_code == got.status_code, address


def _any(name: str) -> Any:  # noqa: ANN401 -- a number or a word
    return "nothing" if name in {"secret", "slug", "filename"} else 1


@pytest.mark.parametrize("query", ["q=a%00b", "a%00b=q", "q=a\0b", "x=1&q=%C3%A9%00"])
def test_a_nul_in_what_is_asked_is_refused_in_any_spelling(
    query: str, checker: FlaskClient
) -> None:
    environ = checker.get("/statements/").request.environ | {"QUERY_STRING": query}
    assert checker.open(environ).status_code == 400


def test_a_cookie_that_is_not_ours_is_passed_over(client: FlaskClient) -> None:
    header = {"HTTP_COOKIE": "remember_token=1.0|é".encode().decode("latin-1")}
    assert client.get("/", environ_overrides=header).status_code == 302
    assert client.get("/sign-in", environ_overrides=header).status_code == 200


def test_the_page_of_a_one_time_link_tells_nobody_its_address(client: FlaskClient) -> None:
    assert client.get("/sign-in").headers["Referrer-Policy"] == "same-origin"
    assert client.get("/join/guess").headers["Referrer-Policy"] == "no-referrer"


def test_a_form_over_https_needs_no_referrer(
    client: FlaskClient, account_: Callable[..., str]
) -> None:
    page = client.get("/sign-in", base_url=BASE)
    data = {"csrf_token": token_of(page.text), "email": account_(), "password": "wrong"}
    assert client.post("/sign-in", base_url=BASE, data=data).status_code == 422


@pytest.mark.parametrize(
    ("base", "told"), [(BASE, True), ("http://desk.example", False), (None, False)]
)
def test_https_is_asked_for_where_the_desk_is_served_so(
    base: str | None,
    *,
    told: bool,
    behind: Callable[..., Flask],
) -> None:
    headers = behind(BASE_URL=base).test_client().get("/sign-in").headers
    assert ("Strict-Transport-Security" in headers) is told


@pytest.mark.parametrize("host", ["evil.example", "desk.example.evil.example", "a b", ""])
def test_the_desk_answers_to_its_own_names_alone(host: str, behind: Callable[..., Flask]) -> None:
    client = behind(TRUSTED_HOSTS=our_hosts(BASE)).test_client()
    answer = client.get("/sign-in", environ_overrides={"HTTP_HOST": host})
    assert answer.status_code == 400
    assert "evil" not in answer.text


@pytest.mark.parametrize("host", ["desk.example", "desk.example:8000", *LOOPBACK, "127.0.0.1:5000"])
def test_the_desk_knows_its_names(host: str, behind: Callable[..., Flask]) -> None:
    client = behind(TRUSTED_HOSTS=our_hosts(BASE)).test_client()
    answer = client.get("/sign-in", environ_overrides={"HTTP_HOST": host})
    assert answer.status_code == 200


def test_an_invitation_names_the_address_of_the_desk(
    behind: Callable[..., Flask], account_: Callable[..., str]
) -> None:
    visitor = behind(BASE_URL=f"{BASE}/").test_client()
    enter(visitor, account_(Role.ADMIN))
    shown = submit(visitor, "/accounts/", email="bea@example.org", name="Bea", role="checker")
    assert f"{BASE}/join/" in shown.text


@pytest.mark.parametrize(("count", "seen"), [(0, "127.0.0.1"), (1, "203.0.113.9")])
def test_as_many_proxies_are_believed_as_are_set(
    count: int, seen: str, behind: Callable[..., Flask]
) -> None:
    app = behind(PROXIES=count, RATELIMIT_ENABLED=True)
    told = {"X-Forwarded-For": "198.51.100.7, 203.0.113.9", "X-Forwarded-Proto": "https"}
    with app.test_client() as client:
        assert client.get("/sign-in", headers=told).status_code == 200
        assert request.remote_addr == seen


def test_one_account_is_tried_thirty_times_an_hour_from_wherever(
    behind: Callable[..., Flask],
) -> None:
    app = behind(PROXIES=1, RATELIMIT_ENABLED=True)
    spellings = ("ada@example.org", "ADA@example.org", "ada@EXAMPLE.org")
    answers = []
    for number in range(31):
        visitor = app.test_client()
        visitor.environ_base["HTTP_X_FORWARDED_FOR"] = f"203.0.113.{number}"
        typed = {"email": spellings[number % 3], "password": "wrong"}
        answers.append(post(visitor)("/sign-in", **typed).status_code)
    assert answers == [422] * 30 + [429]


def test_the_old_password_cannot_be_guessed_at_speed(
    behind: Callable[..., Flask], account_: Callable[..., str]
) -> None:
    visitor = behind(RATELIMIT_ENABLED=True).test_client()
    enter(visitor, account_())
    answers = [submit(visitor, "/account", old="wrong").status_code for _try in range(11)]
    assert answers == [422] * 10 + [429]


@pytest.mark.parametrize("text", ["-1", "10", "one", "²", "1.0"])
def test_a_count_of_proxies_is_a_number(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GAINSAY_PROXIES", text)
    with pytest.raises(SettingError, match="GAINSAY_PROXIES"):
        whole("GAINSAY_PROXIES", 0, 0, 9)
    monkeypatch.setenv("GAINSAY_PROXIES", "2")
    assert whole("GAINSAY_PROXIES", 0, 0, 9) == 2


@pytest.mark.parametrize("base", ["desk.example", "ftp://desk.example", "https://", "https://[x"])
def test_the_address_of_the_desk_is_one_of_the_web(base: str) -> None:
    with pytest.raises(SettingError, match="GAINSAY_BASE_URL"):
        our_hosts(base)
