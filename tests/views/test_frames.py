"""Head, header and footer are kept, and each visitor still gets their own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from babel.support import NullTranslations
from flask import Flask, g

from models import Account, Collected, Role
from tests.factories import a_statement
from tests.views.conftest import enter, token_of
from views.catalogue import Catalogue
from views.frames import frame

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.testing import FlaskClient
    from sqlalchemy.orm import Session

    from tests.views.conftest import SigningIn

NAMES = ("ann@example.org", "bob@example.org")


def _header(visitor: FlaskClient, address: str = "/") -> str:
    found = re.search(r"<header.*</header>", visitor.get(address).text, re.DOTALL)
    assert found
    return found[0]


def test_each_visitor_gets_their_own_header(as_: SigningIn, client: FlaskClient) -> None:
    admin, reader = as_(Role.ADMIN, NAMES[0]), as_(Role.READER, NAMES[1])
    for _one in range(2):
        told = [_header(one) for one in (admin, reader)]
        for header, (own, other) in zip(told, (NAMES, NAMES[::-1]), strict=True):
            assert own in header
            assert other not in header
        assert ["/settings" in one for one in told] == [True, False]
        assert ["/statements/new" in one for one in told] == [True, False]
        assert not any(name in client.get("/sign-in").text for name in NAMES)


def test_a_token_is_of_the_session_that_it_is_shown_to(as_: SigningIn) -> None:
    one, other = as_(Role.CHECKER, NAMES[0]), as_(Role.CHECKER, NAMES[1])
    tokens = [token_of(_header(visitor)) for visitor in (one, other)]
    assert tokens[0] != tokens[1]
    sent = [visitor.post("/sign-out", data={"csrf_token": tokens[0]}) for visitor in (other, one)]
    assert [answer.status_code for answer in sent] == [400, 303]


def test_the_same_account_signed_in_twice_has_two_tokens(
    app: Flask, account_: Callable[..., str]
) -> None:
    email = account_(Role.CHECKER)
    visitors = [app.test_client(), app.test_client()]
    for visitor in visitors:
        enter(visitor, email)
    tokens = [token_of(_header(visitor)) for visitor in visitors]
    answer = visitors[1].post("/sign-out", data={"csrf_token": tokens[0]})
    assert answer.status_code == 400


def test_what_changes_of_a_visitor_is_seen_at_once(as_: SigningIn, session: Session) -> None:
    visitor = as_(Role.READER, NAMES[0])
    assert "/statements/new" not in _header(visitor)
    account = session.query(Account).filter_by(email=NAMES[0]).one()
    account.name, account.role = "<b>Ann</b>", Role.CHECKER
    session.add(Collected(account_id=account.id, statement_id=a_statement(session).id))
    session.commit()
    header = _header(visitor)
    assert "/statements/new" in header
    assert "&lt;b&gt;Ann&lt;/b&gt;" in header
    assert "Basket, 1 statement" in header


def test_what_was_sought_stands_where_it_was_sought_alone(checker: FlaskClient) -> None:
    assert 'value="outpost"' in _header(checker, "/statements/?q=outpost")
    assert 'value=""' in _header(checker, "/statements/")
    assert 'value=""' in _header(checker, "/speakers/?q=outpost")


def test_the_page_that_is_shown_is_marked(checker: FlaskClient) -> None:
    assert _header(checker, "/statements/").count('aria-current="page"') == 1
    assert _header(checker, "/statements/new").count('aria-current="true"') == 1
    assert "aria-current" not in _header(checker, "/account")


def test_a_frame_is_in_the_language_and_at_the_root_of_the_page(app: Flask) -> None:
    class Shouting(NullTranslations):
        def ugettext(self, message: object) -> str:
            return str(message).upper()

    heard = []
    for root, texts in (("", NullTranslations()), ("/desk", Shouting()), ("", Shouting())):
        with app.test_request_context("/sign-in", base_url=f"http://localhost{root}"):
            g.catalogue = Catalogue(texts)
            around = frame()
            heard.append(
                (f'href="{root}/static/' in around.head, "A PERSON DECIDES" in around.footer)
            )
    assert heard == [(True, False), (True, True), (True, True)]


def test_templates_know_nothing_of_their_own(app: Flask) -> None:
    with pytest.raises(TypeError, match="hand them values"):
        app.jinja_env.from_string("", globals={"name": "Ann"})
