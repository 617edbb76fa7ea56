"""The page by which an admin says who may see a topic."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models import Role
from tests.views.conftest import token_of
from tests.views.pages import Page
from tests.views.secrets import store_open_case
from tests.views.stored import nothing_stored, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient
    from sqlalchemy import Engine

    from tests.views.conftest import SigningIn

INSIDER = "insider@example.org"


@pytest.fixture
def reader(as_: SigningIn) -> FlaskClient:
    """A reader, signed in."""
    return as_(Role.READER)


def test_an_admin_restricts_a_topic_and_lifts_it_again(
    admin: FlaskClient, reader: FlaskClient, account_: Callable[..., str], engine: Engine
) -> None:
    store_open_case(engine)
    account_(Role.CHECKER, INSIDER)
    page = Page.of(admin.get("/topics/open-case/restrict"))
    assert "Everybody at the desk sees it." in page.main.text
    [inside] = [row["id"] for row in rows(engine, "account") if row["email"] == INSIDER]
    assert str(inside) in [box.attributes["value"] for box in page.tree.called("accounts")]
    typed = {"csrf_token": token_of(admin.get("/account").text), "version": "1"}
    answer = admin.post("/topics/open-case/restrict", data={**typed, "accounts": [str(inside)]})
    assert answer.status_code == 303
    assert reader.get("/topics/open-case").status_code == 404
    page = Page.of(admin.get("/topics/open-case/restrict"))
    ticked = [box for box in page.tree.called("accounts") if "checked" in box.attributes]
    assert [box.attributes["value"] for box in ticked] == [str(inside)]
    assert "restricted: some accounts alone see it" in admin.get("/topics/open-case").text
    history = Page.of(admin.get("/topics/open-case/history")).main.text
    assert "restricted to some accounts" in history
    assert INSIDER in history
    form = Page.of(admin.get("/topics/open-case/restrict")).form("/topics/open-case/lift")
    assert admin.post("/topics/open-case/lift", data=form.filled()).status_code == 303
    assert reader.get("/topics/open-case").status_code == 200


@pytest.mark.parametrize(
    ("typed", "status"),
    [
        ({"version": "1", "accounts": "4711"}, 422),
        ({"version": "1", "accounts": "x"}, 422),
        ({"version": "1", "accounts": "9" * 30}, 422),
        ({"version": "7"}, 409),
        ({"version": "x"}, 422),
        ({}, 422),
    ],
)
def test_what_cannot_be_restricted_stores_nothing(
    typed: dict[str, str], status: int, admin: FlaskClient, engine: Engine
) -> None:
    store_open_case(engine)
    token = {"csrf_token": token_of(admin.get("/account").text)}
    with nothing_stored(engine):
        answer = admin.post("/topics/open-case/restrict", data={**token, **typed})
        assert answer.status_code == status, answer.text
        lifted = admin.post("/topics/open-case/lift", data={**token, "version": "1"})
        assert lifted.status_code == 422
        for address in ("/topics/nowhere/restrict", "/topics/nowhere/lift"):
            assert admin.post(address, data={**token, **typed}).status_code == 404


def test_only_an_admin_restricts(reviewer: FlaskClient, engine: Engine) -> None:
    store_open_case(engine)
    token = {"csrf_token": token_of(reviewer.get("/account").text), "version": "1"}
    with nothing_stored(engine):
        assert reviewer.get("/topics/open-case/restrict").status_code == 403
        for deed in ("restrict", "lift"):
            assert reviewer.post(f"/topics/open-case/{deed}", data=token).status_code == 403
