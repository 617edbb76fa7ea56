from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import pytest

from app import create_app
from models import Role
from tests.views.conftest import enter, token_of
from tests.views.pages import Page
from views.context import EXTENSION
from views.guards import OPEN_ENDPOINTS, is_declared

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from flask.testing import FlaskClient

    from config import Config
    from tests.views.conftest import SigningIn

#: Who may do what at the desk: for each endpoint the least role that may enter.
LEAST: dict[str, Role] = {
    "accounts.change": Role.ADMIN,
    "accounts.index": Role.ADMIN,
    "accounts.show": Role.READER,
    "accounts.sign_out": Role.READER,
    "accounts.sign_out_everywhere": Role.READER,
    "appearances.edit": Role.CHECKER,
    "appearances.new": Role.CHECKER,
    "appearances.remove": Role.CHECKER,
    "baskets.collect": Role.READER,
    "baskets.empty": Role.READER,
    "baskets.remove": Role.READER,
    "bookmarklets.show": Role.CHECKER,
    "captures.download": Role.READER,
    "captures.new": Role.CHECKER,
    "captures.show": Role.READER,
    "captures.tie": Role.CHECKER,
    "citations.download": Role.READER,
    "citations.index": Role.READER,
    "citations.remember": Role.READER,
    "comment.edit": Role.CHECKER,
    "comment.on_link": Role.CHECKER,
    "comment.on_statement": Role.CHECKER,
    "comment.remove": Role.CHECKER,
    "coverages.index": Role.READER,
    "dates.read": Role.CHECKER,
    "desk.index": Role.READER,
    "exports.index": Role.READER,
    "exports.show": Role.READER,
    "exports.address": Role.READER,
    "notices.new": Role.REVIEWER,
    "notices.edit": Role.REVIEWER,
    "notices.remove": Role.REVIEWER,
    "desk.load_demo": Role.ADMIN,
    "drawings.network": Role.READER,
    "drawings.network_file": Role.READER,
    "drawings.timeline": Role.READER,
    "drawings.timeline_file": Role.READER,
    "examining.index": Role.CHECKER,
    "desk.proposed": Role.READER,
    "desk.rechecks": Role.READER,
    "tokens.index": Role.READER,
    "tokens.make": Role.READER,
    "tokens.revoke": Role.READER,
    "feeds.renew": Role.READER,
    "feeds.revoke": Role.READER,
    "feeds.show": Role.READER,
    "frozen.file": Role.READER,
    "frozen_files.download": Role.READER,
    "frozen.new": Role.REVIEWER,
    "frozen.show": Role.READER,
    "histories.source": Role.READER,
    "histories.speaker": Role.READER,
    "histories.topic": Role.READER,
    "imports.cancel": Role.CHECKER,
    "imports.index": Role.CHECKER,
    "imports.show": Role.CHECKER,
    "imports.store": Role.CHECKER,
    "links.cited": Role.READER,
    "links.confirm": Role.REVIEWER,
    "links.edit": Role.CHECKER,
    "links.history": Role.READER,
    "links.judge": Role.REVIEWER,
    "links.new": Role.CHECKER,
    "links.recheck": Role.REVIEWER,
    "links.reject": Role.REVIEWER,
    "links.show": Role.READER,
    "links.withdraw": Role.CHECKER,
    "mergers.identify": Role.CHECKER,
    "mergers.merge": Role.CHECKER,
    "mergers.unmerge": Role.CHECKER,
    "reading.begin": Role.CHECKER,
    "reading.bring_back": Role.CHECKER,
    "reading.cancel": Role.CHECKER,
    "reading.decide": Role.CHECKER,
    "reading.details": Role.CHECKER,
    "reading.index": Role.CHECKER,
    "reading.job": Role.CHECKER,
    "reading.many": Role.CHECKER,
    "reading.reject": Role.CHECKER,
    "reading.show": Role.CHECKER,
    "reading.sure": Role.CHECKER,
    "redactions.index": Role.READER,
    "redactions.new": Role.ADMIN,
    "report_files.download": Role.READER,
    "report_files.saved": Role.READER,
    "reports.contradictions": Role.READER,
    "restrictions.lift": Role.ADMIN,
    "restrictions.restrict": Role.ADMIN,
    "reviews.edit": Role.REVIEWER,
    "reviews.new": Role.REVIEWER,
    "reviews.withdraw": Role.REVIEWER,
    "saved.by_key": Role.READER,
    "saved.edit": Role.CHECKER,
    "saved.history": Role.READER,
    "saved.index": Role.READER,
    "saved.new": Role.CHECKER,
    "saved.show": Role.READER,
    "sets.delete": Role.CHECKER,
    "sets.history": Role.READER,
    "sets.index": Role.READER,
    "sets.keep": Role.CHECKER,
    "sets.remove": Role.CHECKER,
    "sets.rename": Role.CHECKER,
    "sets.show": Role.READER,
    "settings.history": Role.ADMIN,
    "settings.index": Role.ADMIN,
    "shares.new": Role.REVIEWER,
    "shares.revoke": Role.REVIEWER,
    "sources.cited": Role.READER,
    "sources.edit": Role.CHECKER,
    "sources.index": Role.READER,
    "sources.known": Role.CHECKER,
    "sources.merge": Role.CHECKER,
    "sources.new": Role.CHECKER,
    "sources.open": Role.CHECKER,
    "sources.show": Role.READER,
    "speakers.edit": Role.CHECKER,
    "speakers.index": Role.READER,
    "speakers.new": Role.CHECKER,
    "speakers.show": Role.READER,
    "remarks.edit": Role.CHECKER,
    "remarks.new": Role.CHECKER,
    "remarks.withdraw": Role.CHECKER,
    "statements.cited": Role.READER,
    "statements.edit": Role.CHECKER,
    "statements.history": Role.READER,
    "statements.index": Role.READER,
    "statements.likely": Role.CHECKER,
    "statements.new": Role.CHECKER,
    "statements.restore": Role.CHECKER,
    "statements.show": Role.READER,
    "statements.withdraw": Role.CHECKER,
    "topics.index": Role.READER,
    "topics.merge": Role.CHECKER,
    "topics.rename": Role.CHECKER,
    "topics.show": Role.READER,
    "translations.edit": Role.CHECKER,
    "translations.new": Role.CHECKER,
    "translations.remove": Role.CHECKER,
    "versions.bring_back": Role.CHECKER,
    "versions.show": Role.READER,
    "watching.follow": Role.READER,
    "watching.followed": Role.READER,
    "watching.index": Role.READER,
    "watching.seen": Role.READER,
}
NOTHING = "nothing"
"""What no address leads to."""
PUBLIC = {"accounts.sign_in", "accounts.join", "feeds.atom", "shared.show", "shared.file"}
PUBLIC |= {"operating.alive", "operating.metrics", "operating.ready", "reference.index"}
#: These end the session that the walk needs for the rest of its way.
ENDING = {"accounts.sign_out", "accounts.sign_out_everywhere"}
RANKS = list(Role)


API = "api."


def doors(app: Flask, secret: str = NOTHING) -> Iterator[tuple[str, str, str]]:
    """Yield endpoint, method and address of everything that can be asked of the app."""
    made: dict[str, Any] = {"id": 1, "slug": "nothing", "secret": secret, "filename": "nothing"}
    made |= {"key": "nothing", "number": 1, "suffix": "nothing"}
    made |= {
        "translation": 1,
        "appearance": 1,
        "seq": 1,
        "subject": "statement",
        "kind": "statement",
    }
    with app.test_request_context():
        for rule in app.url_map.iter_rules():
            if rule.endpoint.startswith(API):
                # Its doors open to tokens: see the tests of the API.
                continue
            address = app.url_for(rule.endpoint, **{name: made[name] for name in rule.arguments})
            for method in sorted((rule.methods or set()) & {"GET", "POST"}):
                yield rule.endpoint, method, address


def test_every_endpoint_says_who_may_enter(app: Flask) -> None:
    views = {n: view for n, view in app.view_functions.items() if n not in OPEN_ENDPOINTS}
    assert [name for name, view in views.items() if not is_declared(view)] == []


def test_the_walk_through_the_doors_leaves_none_out(app: Flask) -> None:
    assert {door[0] for door in doors(app)} == LEAST.keys() | PUBLIC | OPEN_ENDPOINTS


@pytest.mark.usefixtures("desk_with_case")
@pytest.mark.parametrize("role", RANKS)
def test_a_role_enters_where_the_table_lets_it_and_nowhere_else(
    role: Role, app: Flask, as_: SigningIn
) -> None:
    visitor = as_(role)
    token = token_of(visitor.get("/account").text)
    entered = {}
    for endpoint, method, address in doors(app):
        if endpoint in LEAST.keys() - ENDING:
            data = {"csrf_token": token} if method == "POST" else None
            answer = visitor.open(address, method=method, data=data)
            assert answer.status_code < 500, f"{method} {address}: {answer.status_code}"
            entered[endpoint, method] = answer.status_code != 403
    assert entered == {
        (endpoint, method): RANKS.index(role) >= RANKS.index(LEAST[endpoint])
        for endpoint, method in entered
    }


@pytest.mark.parametrize("address", ["/account/sign-out-everywhere", "/sign-out"])
@pytest.mark.parametrize("role", RANKS)
def test_everybody_may_leave(role: Role, address: str, as_: SigningIn) -> None:
    visitor = as_(role)
    token = token_of(visitor.get("/account").text)
    assert visitor.post(address, data={"csrf_token": token}).status_code == 303


def test_who_is_not_signed_in_is_sent_to_sign_in(app: Flask, client: FlaskClient) -> None:
    token = token_of(client.get("/sign-in").text)
    for endpoint, method, address in doors(app):
        if endpoint in LEAST:
            answer = client.open(address, method=method, data={"csrf_token": token})
            assert answer.status_code == 302, endpoint
            assert urlsplit(answer.location).path == "/sign-in", endpoint


def test_sign_in_knows_which_page_was_wanted(client: FlaskClient) -> None:
    answer = client.get("/statements/?q=outpost&since=2017")
    wanted = parse_qs(urlsplit(answer.location).query)["next"]
    assert wanted == ["/statements/?q=outpost&since=2017"]


def test_a_refused_page_says_what_to_do(as_: SigningIn) -> None:
    answer = as_(Role.READER).get("/accounts/")
    assert answer.status_code == 403
    assert Page.of(answer).heading == "Not allowed"
    assert "Ask an admin of your desk" in Page.of(answer).text


def test_a_view_that_declares_nothing_is_closed_to_everybody(
    config: Config, account_: Callable[..., str]
) -> None:
    app = create_app(config)
    app.add_url_rule("/forgotten", "forgotten", lambda: "open to all")
    assert app.test_client().get("/forgotten").status_code == 302
    for role in RANKS:
        visitor = app.test_client()
        assert enter(visitor, account_(role)).status_code == 303
        assert visitor.get("/forgotten").status_code == 403
    app.extensions[EXTENSION].engine.dispose()


@pytest.mark.parametrize(
    ("role", "hidden"),
    [
        (Role.READER, ["/statements/1/edit", "/statements/1/link", "/statements/new"]),
        (Role.CHECKER, ["/accounts/"]),
        (Role.REVIEWER, ["/accounts/"]),
    ],
)
@pytest.mark.usefixtures("desk_with_case")
def test_a_page_does_not_offer_what_the_role_may_not_do(
    role: Role, hidden: list[str], as_: SigningIn
) -> None:
    links = Page.of(as_(role).get("/statements/1")).links
    assert not set(hidden) & set(links)
