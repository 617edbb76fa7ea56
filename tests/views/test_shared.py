"""Guest links: what they show, to whom, for how long, and what they never show."""

from __future__ import annotations

import hashlib
import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
from sqlalchemy import select

from app import create_app
from models import (
    Account,
    Event,
    Export,
    Role,
    SavedReport,
    ShareOpening,
    Source,
    Statement,
    Token,
    now,
)
from models.terms import TokenKind
from tests.factories import a_topic
from tests.views.pages import Page, submit
from tests.views.test_guards import doors
from views.context import EXTENSION
from views.guards import OPEN_ENDPOINTS

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from sqlalchemy.orm import Session

    from config import Config
    from tests.views.conftest import SigningIn

#: What tells operators alone that the desk is up; it says nothing of what is kept.
TELLING_NOTHING = {"operating.alive", "operating.ready", "reference.index"}
"""What anybody may ask, since nothing of the record is told there."""
HOSTILE = "<script>alert(1)</script>"
REPORT = "/reports/1"
pytestmark = pytest.mark.usefixtures("desk_with_case", "report")


@pytest.fixture
def report(session: Session) -> None:
    """A saved report of everything, one source of which stands on the web."""
    source = session.get_one(Source, 1)
    source.url = "https://example.org/first"
    session.add(SavedReport(title=HOSTILE, introduction=HOSTILE, scope={}))
    session.commit()


@pytest.fixture
def insider(as_: SigningIn) -> FlaskClient:
    """A reviewer whose name guests must not learn."""
    return as_(Role.REVIEWER, "zebulonstaff@example.org")


def _sure(visitor: FlaskClient, address: str, **typed: str) -> Page:
    """Fill in a form, and say that it is meant where one is asked."""
    asked = Page.of(submit(visitor, address, "", **typed)) if address.endswith("freeze") else None
    if asked is None:
        page = Page.of(visitor.get(address))
        sent = visitor.post(address, data=page.form(address).filled(**typed))
        asked = Page.of(sent)
        if not asked.alerts:
            return asked
        data = asked.form(address).filled(confirm="y")
    else:
        data = asked.form().filled(confirm="y")
    return Page.of(visitor.post(address, data=data, follow_redirects=True))


def _freeze(visitor: FlaskClient) -> None:
    assert "Proof" in _sure(visitor, f"{REPORT}/freeze").text


def _share(visitor: FlaskClient, **typed: str) -> str:
    """Make a guest link and return its path."""
    told = _sure(visitor, f"{REPORT}/share", label=HOSTILE, **typed).text
    [path] = re.findall(r"http\S+?(/shared/\S+)", told)
    return str(path)


def _token(session: Session) -> Token:
    return session.scalars(select(Token).where(Token.kind == TokenKind.SHARE)).one()


def test_a_guest_reads_the_frozen_report_and_nothing_leads_inside(
    insider: FlaskClient, client: FlaskClient, session: Session
) -> None:
    _freeze(insider)
    address = _share(insider)
    answer = client.get(address)
    assert answer.status_code == 200
    page = Page.of(answer)
    assert HOSTILE not in answer.text
    assert "zebulonstaff" not in answer.text
    assert "Frozen by" not in page.text
    ways = {urlsplit(one).path for one in page.links if not one.startswith("http")}
    assert ways <= {"", address, f"{address}/report.json"}
    outward = [one for one in page.links if one.startswith("http")]
    assert "Sources" in page.text
    assert set(outward) <= {"https://example.org/first"}
    assert not list(page.tree.every("form"))
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    assert answer.headers["Cache-Control"] == "no-store"
    sent = client.get(f"{address}/report.json")
    assert hashlib.sha256(sent.data).hexdigest() in page.text
    assert "zebulonstaff" not in sent.text
    session.rollback()
    opened = session.scalars(select(ShareOpening)).one()
    assert opened.times == 2
    assert "opened 2 times" in Page.of(insider.get(f"{REPORT}/share")).text


def test_only_the_hash_is_kept_and_ledger_and_history_tell_of_it(
    insider: FlaskClient, session: Session
) -> None:
    _freeze(insider)
    secret = _share(insider, days="7").rpartition("/")[2]
    token = _token(session)
    assert token.expires_at is not None
    assert timedelta(days=6) < token.expires_at - now() < timedelta(days=8)
    events = session.scalars(select(Event).order_by(Event.seq.desc())).all()
    assert events[0].tag == "saved_report:share"
    assert not any(secret in f"{one.before}{one.after}{token.hash}" for one in events)
    left = session.scalars(select(Export)).one()
    assert (left.format, left.to_whom) == ("guest link", HOSTILE)
    session.rollback()
    history = insider.get(f"{REPORT}/history")
    assert "shared with a guest" in Page.of(history).text
    assert HOSTILE not in history.text
    assert secret not in insider.get(f"{REPORT}/share").text


def test_a_guest_link_opens_no_other_door(
    app: Flask, insider: FlaskClient, client: FlaskClient
) -> None:
    _freeze(insider)
    secret = _share(insider).rpartition("/")[2]
    for endpoint, method, address in doors(app, secret):
        if endpoint in OPEN_ENDPOINTS | {"accounts.sign_in", *TELLING_NOTHING}:
            continue
        answer = client.open(address, method=method)
        if endpoint.startswith("shared."):
            assert answer.status_code == (200 if method == "GET" else 405), endpoint
        else:
            assert answer.status_code in {302, 400, 404}, f"{method} {address}"


def test_a_revoked_and_an_expired_link_say_what_to_do(
    insider: FlaskClient, client: FlaskClient, session: Session
) -> None:
    _freeze(insider)
    address = _share(insider, days="never")
    token = _token(session)
    assert token.expires_at is None
    token.expires_at = now() - timedelta(seconds=1)
    session.commit()
    answer = client.get(address)
    assert answer.status_code == client.get(f"{address}/report.json").status_code == 410
    assert "Ask whoever gave it to you" in Page.of(answer).text
    assert "no-referrer" in answer.headers["Referrer-Policy"]
    _token(session).expires_at = None
    session.commit()
    assert client.get(address).status_code == 200
    assert submit(insider, f"{REPORT}/share", f"{REPORT}/shares/1/revoke").status_code == 303
    assert client.get(address).status_code == 410
    missing = client.get("/shared/nothing")
    assert missing.status_code == 404
    assert Page.of(missing).links == ["#main"]
    listed = Page.of(insider.get(f"{REPORT}/share")).text
    assert "revoked" in listed


def test_the_latest_version_is_shown_or_the_one_that_was_chosen(
    insider: FlaskClient, client: FlaskClient
) -> None:
    _freeze(insider)
    fixed, latest = _share(insider, number="1"), _share(insider)
    assert submit(insider, f"{REPORT}/edit", title="Another title").status_code == 303
    _freeze(insider)
    assert "Another title" in Page.of(client.get(latest)).text
    assert "Another title" not in Page.of(client.get(fixed)).text


def _restrict_all(session: Session) -> None:
    secret = a_topic(session, "Secret")
    secret.restricted = True
    for statement in session.scalars(select(Statement)):
        statement.topics = [secret]
    session.commit()


def test_guests_see_nothing_restricted_whoever_made_the_link(
    as_: SigningIn, client: FlaskClient, session: Session
) -> None:
    admin = as_(Role.ADMIN)
    _freeze(admin)
    made = [_share(admin, number="1"), _share(admin)]
    _restrict_all(session)
    assert admin.get(f"{REPORT}/frozen/1").status_code == 200
    assert {client.get(one).status_code for one in made} == {410}
    form = Page.of(admin.get(f"{REPORT}/share")).form(f"{REPORT}/share")
    refused = admin.post(f"{REPORT}/share", data=form.filled(label="Ann", number="1"))
    assert "Guests would see nothing" in Page.of(refused).fault("number")


@pytest.mark.parametrize("change", [{"active": False}, {"role": Role.CHECKER}])
def test_a_guest_link_is_over_when_its_maker_may_not_share_any_more(
    change: dict[str, object],
    insider: FlaskClient,
    as_: SigningIn,
    client: FlaskClient,
    session: Session,
) -> None:
    _freeze(insider)
    address = _share(insider)
    maker = session.get_one(Account, _token(session).account_id)
    for name, value in change.items():
        setattr(maker, name, value)
    session.commit()
    assert (
        client.get(address).status_code == client.get(f"{address}/report.json").status_code == 410
    )
    listed = as_(Role.REVIEWER).get(f"{REPORT}/share")
    assert "whoever made it may not share any more" in Page.of(listed).text
    assert f"{REPORT}/shares/1/revoke" in listed.text


def test_topics_are_not_told_to_guests(
    insider: FlaskClient, client: FlaskClient, session: Session
) -> None:
    topic = a_topic(session, "Zulucase")
    for statement in session.scalars(select(Statement)):
        statement.topics = [topic]
    session.commit()
    _freeze(insider)
    assert "Zulucase" not in client.get(f"{_share(insider)}/report.json").text


@pytest.mark.parametrize("address", ["/shared/guess-{}", "/feeds/guess-{}.atom"])
def test_addresses_cannot_be_guessed_at_speed(address: str, config: Config) -> None:
    app = create_app(replace(config, RATELIMIT_ENABLED=True))
    guest = app.test_client()
    answers = [guest.get(address.format(number)).status_code for number in range(121)]
    app.extensions[EXTENSION].engine.dispose()
    assert answers == [404] * 120 + [429]


def test_what_is_missing_is_said_before_a_link_is_made(insider: FlaskClient) -> None:
    page = Page.of(insider.get(f"{REPORT}/share"))
    answer = insider.post(f"{REPORT}/share", data=page.form(f"{REPORT}/share").filled(label="Ann"))
    assert answer.status_code == 422
    assert "Nothing is frozen yet" in Page.of(answer).fault("number")
    _freeze(insider)
    answer = insider.post(f"{REPORT}/share", data=page.form(f"{REPORT}/share").filled(label=" "))
    assert "needed" in Page.of(answer).fault("label")
    asked = insider.post(f"{REPORT}/share", data=page.form(f"{REPORT}/share").filled(label="Ann"))
    assert asked.status_code == 422
    assert "no request for comment is noted" in Page.of(asked).alerts
    assert insider.get("/reports/9/share").status_code == 404
