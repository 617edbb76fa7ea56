"""What a feed address opens, to whom, and for how long; the page that makes it."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

import pytest
from lxml import etree
from sqlalchemy import select

from models import Account, Event, Link, Role, Setting, Token, Topic
from models.terms import Watched
from tests.factories import a_confirmed_contradiction, a_topic
from tests.views.pages import Page, submit
from views.atom import ATOM, Entry, Feed, lasting_id, written

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy.orm import Session

    from tests.views.conftest import SigningIn

_A = f"{{{ATOM}}}"


@pytest.fixture
def reader(as_: SigningIn) -> FlaskClient:
    return as_(Role.READER)


class _Stored(NamedTuple):
    """A confirmed conflict, one side of which carries a topic, by their ids."""

    id: int
    from_id: int
    topic_id: int


@pytest.fixture
def link(session: Session) -> _Stored:
    made = a_confirmed_contradiction(session, rationale="<b>\x0bWhy & how</b>")
    topic = a_topic(session)
    made.from_statement.topics = [topic]
    stored = _Stored(made.id, made.from_id, topic.id)
    session.commit()
    return stored


def _made(visitor: FlaskClient) -> str:
    """Make a feed address and return its path."""
    answer = submit(visitor, "/account/feed", "/account/feed")
    [path] = re.findall(r"http\S+?(/feeds/\S+\.atom)", Page.of(answer).text)
    return str(path)


def _follow(visitor: FlaskClient, kind: Watched, number: int, page: str) -> None:
    answer = submit(visitor, page, f"/watching/{kind}/{number}")
    assert answer.status_code == 303


def _read(visitor: FlaskClient, address: str) -> etree._Element:
    answer = visitor.get(address)
    assert answer.status_code == 200
    return _checked(answer.data)


def _checked(content: bytes) -> etree._Element:
    """Hold a feed to what RFC 4287 asks for."""
    root = etree.fromstring(content)
    assert root.tag == f"{_A}feed"
    assert root.find(f"{_A}author/{_A}name").text
    ids = []
    for one in (root, *root.iterfind(f"{_A}entry")):
        for name in ("id", "title", "updated"):
            [told] = one.findall(f"{_A}{name}")
            assert told.text
        ids.append(one.findtext(f"{_A}id"))
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", ids[-1])
        assert datetime.fromisoformat(one.findtext(f"{_A}updated")).tzinfo is not None
        [there] = one.findall(f"{_A}link[@rel='alternate']")
        assert urlsplit(there.get("href")).scheme in {"http", "https"}
    assert len(ids) == len(set(ids))
    return root


def test_a_feed_tells_what_is_followed(
    reader: FlaskClient, client: FlaskClient, link: _Stored
) -> None:
    _follow(reader, Watched.STATEMENT, link.from_id, f"/statements/{link.from_id}")
    address = _made(reader)
    root = _read(client, address)
    [entry] = root.findall(f"{_A}entry")
    assert entry.findtext(f"{_A}content").endswith("<b>\ufffdWhy & how</b>")
    assert root.findtext(f"{_A}updated") == entry.findtext(f"{_A}updated")
    assert entry.findtext(f"{_A}id") == _read(client, address).findtext(f"{_A}entry/{_A}id")


def test_its_links_lead_to_the_address_of_the_desk(
    reader: FlaskClient, client: FlaskClient, link: _Stored, session: Session
) -> None:
    session.get_one(Setting, 1).base_url = "https://desk.example/gainsay/"
    session.commit()
    _follow(reader, Watched.STATEMENT, link.from_id, f"/statements/{link.from_id}")
    links = _read(client, _made(reader)).findall(f".//{_A}link")
    assert {one.get("href") for one in links} == {
        "https://desk.example/gainsay/watching/",
        f"https://desk.example/gainsay/links/{link.id}",
    }


def test_it_is_kept_to_itself(reader: FlaskClient, client: FlaskClient) -> None:
    answer = client.get(_made(reader))
    assert answer.content_type == "application/atom+xml; charset=utf-8"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer.headers["X-Robots-Tag"]
    again = client.get(answer.request.path, headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_only_the_hash_is_kept_and_the_history_tells_no_secret(
    reader: FlaskClient, session: Session
) -> None:
    secret = _made(reader).removeprefix("/feeds/").removesuffix(".atom")
    [token] = session.scalars(select(Token).where(Token.kind == "feed"))
    event = session.scalars(select(Event).order_by(Event.seq.desc())).first()
    assert event is not None
    assert event.tag == "account:renew_feed"
    for kept in (token.hash, event.before or "", event.after or ""):
        assert secret not in kept
    assert token.hash not in (event.after or "")
    assert secret not in reader.get("/account/feed").text


def test_a_new_address_ends_the_old_one(reader: FlaskClient, client: FlaskClient) -> None:
    first, second = _made(reader), _made(reader)
    assert (client.get(first).status_code, client.get(second).status_code) == (410, 200)
    assert submit(reader, "/account/feed", "/account/feed/revoke").status_code == 303
    assert client.get(second).status_code == 410
    assert "no address yet" in Page.of(reader.get("/account/feed")).text


def test_an_inactive_account_has_no_feed(
    reader: FlaskClient, client: FlaskClient, session: Session
) -> None:
    address = _made(reader)
    [token] = session.scalars(select(Token).where(Token.kind == "feed"))
    session.get_one(Account, token.account_id).active = False
    session.commit()
    assert client.get(address).status_code == 410


def test_signing_out_everywhere_ends_the_feed(reader: FlaskClient, client: FlaskClient) -> None:
    address = _made(reader)
    submit(reader, "/account", "/account/sign-out-everywhere")
    assert client.get(address).status_code == 410


@pytest.mark.parametrize("secret", ["x", "%00", "\u00e9", "a" * 500])
def test_no_other_address_opens_anything(secret: str, client: FlaskClient) -> None:
    assert client.get(f"/feeds/{secret}.atom").status_code in {400, 404}


def test_an_invitation_opens_no_feed(admin: FlaskClient, client: FlaskClient) -> None:
    answer = submit(admin, "/accounts/", "", email="eve@example.org", name="Eve", role="reader")
    [secret] = re.findall(r"/join/(\S+)", Page.of(answer).text)
    assert client.get(f"/feeds/{secret}.atom").status_code == 404


def test_a_restricted_topic_is_not_in_the_feed_of_those_outside(
    reader: FlaskClient, client: FlaskClient, link: _Stored, session: Session
) -> None:
    _follow(reader, Watched.TOPIC, link.topic_id, "/topics/at tanf")
    address = _made(reader)
    assert _read(client, address).findall(f"{_A}entry")
    session.get_one(Topic, link.topic_id).restricted = True
    session.commit()
    assert _read(client, address).findall(f"{_A}entry") == []


def test_what_xml_cannot_hold_is_replaced() -> None:
    at = datetime.fromisoformat("2020-01-01T00:00:00+00:00")
    odd = "a\x00\x1b\ufffe\ud800<&>]]>\u202e\U0001f600"
    entry = Entry(lasting_id("one"), odd, "https://desk.example/1", at, "conflict", odd)
    feed = Feed(lasting_id("all"), odd, "Desk", "https://desk.example/", at, [entry])
    root = _checked(written(feed))
    assert root.findtext(f"{_A}title") == "a\ufffd\ufffd\ufffd\ufffd<&>]]>\u202e\U0001f600"


def test_the_desk_page_tells_what_is_new_until_it_was_seen(
    reader: FlaskClient, link: _Stored, session: Session
) -> None:
    assert "New for you" not in reader.get("/").text
    _follow(reader, Watched.STATEMENT, link.from_id, f"/statements/{link.from_id}")
    assert "Nothing new" in Page.of(reader.get("/")).text
    stored = session.get_one(Link, link.id)
    stored.recheck, stored.recheck_why = True, "The quote was changed."
    session.commit()
    page = Page.of(reader.get("/"))
    assert "The quote was changed." in page.text
    assert submit(reader, "/", "/watching/seen").status_code == 303
    assert "Nothing new" in Page.of(reader.get("/")).text
    assert "The quote was changed." in Page.of(reader.get("/watching/")).text


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00"])
def test_a_moment_that_utc_cannot_hold_is_no_moment(moment: str, reader: FlaskClient) -> None:
    asked = {"before": f"{moment}~conflict~1"}
    assert reader.get("/watching/", query_string=asked).status_code == 404
    token = Page.of(reader.get("/watching/")).form("/sign-out").values
    answer = reader.post("/watching/seen", data={**token, "until": moment})
    assert answer.status_code == 400


def test_following_is_taken_back_where_it_is_listed(reader: FlaskClient, link: _Stored) -> None:
    number = link.from_id
    _follow(reader, Watched.STATEMENT, number, f"/statements/{number}")
    page = Page.of(reader.get(f"/statements/{number}"))
    assert "Unfollow" in page.main.text
    token = page.form(f"/watching/statement/{number}").values
    answer = reader.post(
        f"/watching/statement/{number}", data={**token, "follow": "no", "back": "followed"}
    )
    assert answer.location == "/watching/followed"
    assert "You follow nothing" in Page.of(reader.get("/watching/followed")).text


@pytest.mark.parametrize("until", ["", "soon", "2017-09-18", "9999-12-31T00:00:00+00:00", "\x00"])
def test_only_a_moment_that_has_been_can_be_seen(
    until: str, reader: FlaskClient, link: _Stored
) -> None:
    token = Page.of(reader.get(f"/statements/{link.from_id}"))
    values = token.form(f"/watching/statement/{link.from_id}").values
    answer = reader.post("/watching/seen", data={**values, "until": until})
    assert answer.status_code == 400


@pytest.mark.parametrize("before", ["", "x", "2017-09-18T00:00:00+00:00~lie~1", "2017~conflict~1"])
def test_a_page_that_cannot_be_is_not_found(before: str, reader: FlaskClient) -> None:
    assert reader.get("/watching/", query_string={"before": before}).status_code == 404


def test_what_is_not_there_is_not_followed(reader: FlaskClient, link: _Stored) -> None:
    values = (
        Page.of(reader.get(f"/statements/{link.from_id}"))
        .form(f"/watching/statement/{link.from_id}")
        .values
    )
    for wrong in ("speaker/999", "source/1", "statement/0"):
        assert reader.post(f"/watching/{wrong}", data=values).status_code == 404
