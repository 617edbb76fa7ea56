from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from flask import g

from models import Role
from tests.views.conftest import token_of
from tests.views.pages import Page
from tests.views.stored import nothing_stored
from views.forms.links import JudgementForm

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

    from tests.views.conftest import SigningIn


def _posted(app: Flask) -> list[str]:
    made: dict[str, Any] = {"secret": "nothing", "slug": "nothing"}
    with app.test_request_context():
        return [
            app.url_for(rule.endpoint, **{name: made.get(name, 1) for name in rule.arguments})
            for rule in app.url_map.iter_rules()
            if "POST" in (rule.methods or set()) and not rule.endpoint.startswith("api.")
        ]


def test_a_form_without_its_token_is_refused_everywhere(
    app: Flask, admin: FlaskClient, engine: Engine
) -> None:
    with nothing_stored(engine):
        for address in _posted(app):
            answer = admin.post(address, data={"quote": "We have not ceded any of the ground."})
            assert answer.status_code == 400, address
            assert Page.of(answer).heading == "That form cannot be trusted"
            assert "Copy what you typed from below" in Page.of(answer).text


def test_the_token_of_somebody_else_is_refused(as_: SigningIn, engine: Engine) -> None:
    one, other = as_(Role.ADMIN), as_(Role.ADMIN)
    stolen = token_of(one.get("/account").text)
    other.get("/account")
    with nothing_stored(engine):
        assert other.post("/demo", data={"csrf_token": stolen}).status_code == 400


@pytest.mark.parametrize("token", ["", "nonsense", "ü", "a.b.c"])
def test_a_made_up_token_is_refused(token: str, admin: FlaskClient) -> None:
    assert admin.post("/demo", data={"csrf_token": token}).status_code == 400


def test_every_form_that_is_posted_carries_a_token(admin: FlaskClient) -> None:
    for address in ("/", "/account", "/accounts/", "/statements/new", "/sources/new"):
        forms = [
            form
            for form in Page.of(admin.get(address)).tree.every("form")
            if form.attributes.get("method") == "post"
        ]
        assert forms
        assert all(form.called("csrf_token") for form in forms), address


def test_a_token_is_signed_when_it_is_drawn_and_not_before(app: Flask) -> None:
    with app.test_request_context(method="POST", data={"outcome": "explained"}):
        form: Any = JudgementForm()
        assert "csrf_token" not in g
        drawn = str(form.csrf_token())
        assert f'value="{g.csrf_token}"' in drawn
        assert str(form.csrf_token()) == drawn
