"""A restricted case is there for its accounts and the admins, and betrayed to nobody else."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

import pytest

from models import Role
from tests.views.bare import bare_queries
from tests.views.conftest import enter, token_of
from tests.views.pages import Page, submit
from tests.views.secrets import (
    CASE,
    WORD,
    redact_secret,
    store_open_case,
    store_secret_case,
    store_secret_correction,
)
from tests.views.stored import nothing_stored, rows

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from flask import Flask
    from flask.testing import FlaskClient
    from sqlalchemy import Engine
    from werkzeug.routing import Rule

    from tests.views.conftest import SigningIn

INSIDER = "insider@example.org"
NUMBERS = [str(number) for number in range(1, 9)]
#: What stands for each part of an address.
PARTS = {
    "slug": ["open-case", CASE, "1", "2"],
    "subject": ["statement", "source", "capture", "link"],
    "secret": ["x"],
    "filename": ["gainsay.css"],
    "appearance": ["1", "3", "5"],
    "translation": ["1", "2"],
    "seq": ["1", "2", "3", "4"],
}
#: Lists and forms in other shapes, beside every address without a query.
ASKED = [
    "/statements/?status=all&order=oldest",
    "/statements/?q=open&status=all&order=logged",
    "/statements/?topic=1",
    "/statements/?speaker=Ann",
    "/statements/?source=1",
    "/statements/?relation=none",
    "/statements/?relation=contradicts",
    "/statements/?captured=no&unsourced=no",
    "/reports/contradictions?view=pairs",
    "/reports/network?of=speakers",
    "/citations/?topic=1&format=jsonl",
    "/citations/?report=1&format=jsonl",
    "/citations/download?report=1&format=jsonl",
    "/citations/download?format=csv&topic=1",
    "/statements/likely?quote=Open+words+of+Ann.&speaker_name=Ann&said=2017-09-18",
    "/statements/1/link?q=open",
    "/speakers/?q=a",
    "/sources/?q=title",
    "/topics/?q=case",
    "/topics/open-case/merge?other=1",
    "/speakers/1/merge?other=2",
    "/sources/1/merge?other=2",
    "/statements/1/link?to=2",
    "/captures/new?source=1",
    "/statements/new?source=1",
]
_TOKEN = re.compile(r'name="csrf_token"[^>]*value="[^"]+"')


@pytest.fixture
def addresses(app: Flask) -> list[str]:
    """Every address that can be asked for, with small numbers for its records."""
    found = {one for rule in app.url_map.iter_rules() for one in _filled(rule)}
    return [*sorted(found), *ASKED]


def _filled(rule: Rule) -> Iterator[str]:
    if "GET" not in (rule.methods or ()) or rule.endpoint.endswith("static"):
        return
    names = sorted(rule.arguments)
    for values in product(*(PARTS.get(name, NUMBERS) for name in names)):
        address = rule.rule
        for name, value in zip(names, values, strict=True):
            address = re.sub(rf"<(\w+:)?{name}>", value, address)
        yield address


def _read(visitor: FlaskClient, addresses: list[str]) -> dict[str, tuple[int, str]]:
    answers = {one: visitor.get(one) for one in addresses}
    return {
        one: (answer.status_code, _TOKEN.sub("", answer.get_data(as_text=True)))
        for one, answer in answers.items()
    }


@pytest.mark.parametrize(
    "role", [pytest.param(Role.READER, marks=pytest.mark.sqlite), Role.REVIEWER]
)
def test_for_those_outside_it_is_as_if_the_case_were_not_there(
    role: Role,
    app: Flask,
    engine: Engine,
    as_: SigningIn,
    addresses: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    store_open_case(engine)
    visitor = as_(role)
    before = _read(visitor, addresses)
    store_secret_case(engine)
    bare = bare_queries(app, monkeypatch)
    after = _read(visitor, addresses)
    # An address that is not found is told back.
    told = [one for one in addresses if WORD in after[one][1].lower() and WORD not in one]
    assert told == []
    # What was downloaded stands in the ledger.
    own = re.compile("/exports|/statements/[12](/withdraw|/restore)?$")
    changed = [one for one in addresses if before[one] != after[one] and not own.match(one)]
    assert changed == []
    assert bare == []
    assert sum(status == 200 for status, _text in after.values()) > 30


def _case_of(engine: Engine) -> dict[str, str]:
    """Return addresses of the secret case, by what they show."""
    held = {row["key"]: row["id"] for row in rows(engine, "statement")}
    links = {row["rationale"]: row["id"] for row in rows(engine, "link")}
    named = {row["key"]: row["id"] for kind in ("speaker", "source") for row in rows(engine, kind)}
    return {
        "statement": f"/statements/{held['zulu-1']}",
        "link": f"/links/{links['zulurationale']}",
        "speaker": f"/speakers/{named['zuluspeaker']}",
        "source": f"/sources/{named['zulusource']}",
        "stub": f"/sources/{named['zulustub']}",
        "topic": f"/topics/{CASE}",
    }


@pytest.fixture
def reader(as_: SigningIn) -> FlaskClient:
    """A reader, signed in."""
    return as_(Role.READER)


@pytest.fixture
def case(engine: Engine, account_: Callable[..., str]) -> dict[str, str]:
    """Store both cases, with one person let into the secret one; return its addresses."""
    account_(Role.CHECKER, INSIDER)
    store_open_case(engine)
    store_secret_case(engine, INSIDER)
    return _case_of(engine)


def test_those_inside_and_admins_see_it(
    case: dict[str, str], app: Flask, admin: FlaskClient
) -> None:
    inside = app.test_client()
    assert enter(inside, INSIDER).status_code == 303
    for visitor in (inside, admin):
        for what, address in case.items():
            answer = visitor.get(address)
            assert (answer.status_code, WORD in answer.text) == (200, True), what
        found = Page.of(visitor.get("/statements/?q=zulurationale"))
        # The open sides of the link are not found by what is said of a side that some may not see.
        assert len(found.tree.called("statement")) == 1


def test_nothing_of_it_is_found(case: dict[str, str], checker: FlaskClient) -> None:
    for address in case.values():
        assert checker.get(address).status_code == 404
    for q in ("zulu", "zulurationale", "zuluwords", "zulusource", "Zulualias", "zulucase"):
        page = Page.of(checker.get(f"/statements/?status=all&q={q}"))
        assert page.tree.called("statement") == [], q
        assert "0 statements" in page.main.text


@pytest.mark.parametrize(
    ("subject", "part"),
    [
        ("statement", "quote"),
        ("review", "word"),
        ("reply_request", "whom"),
        ("remark", "text"),
        ("source", "genre"),
        ("speaker", "note"),
    ],
)
def test_a_redaction_of_it_is_not_told(
    subject: str, part: str, engine: Engine, admin: FlaskClient, checker: FlaskClient
) -> None:
    store_open_case(engine)
    store_secret_case(engine)
    redact_secret(engine, subject, part)
    assert "zulureason" in admin.get("/redactions/").text
    assert "zulureason" not in checker.get("/redactions/").text


def test_its_names_are_refused_without_a_word_of_it(
    case: dict[str, str], checker: FlaskClient, engine: Engine
) -> None:
    assert case
    with nothing_stored(engine):
        page = Page.of(checker.get("/statements/1/edit"))
        filled = page.form().filled(topics=f"Open case, {CASE}")
        answer = Page.of(checker.post("/statements/1/edit", data=filled))
        assert "A topic cannot be called so here" in answer.fault("topics")
        for name in (CASE, CASE.upper()):
            answer = Page.of(submit(checker, "/topics/open-case/rename", name=name))
            assert "A topic cannot be called so here" in answer.fault("name")


def test_nobody_outside_works_on_it(
    case: dict[str, str], reviewer: FlaskClient, engine: Engine
) -> None:
    number = case["statement"].rsplit("/", 1)[1]
    link = case["link"].rsplit("/", 1)[1]
    token = token_of(reviewer.get("/account").text)
    deeds: list[tuple[str, dict[str, object]]] = [
        (f"/statements/{number}/withdraw", {"version": 1, "reason": "x"}),
        (f"/statements/{number}/restore", {"version": 1, "reason": "x"}),
        (f"/links/{link}/confirm", {"version": 1}),
        (f"/links/{link}/withdraw", {"version": 1, "reason": "x"}),
        (f"/statements/1/link?to={number}", {"relation": "supports", "rationale": "x"}),
        (f"/statements/{number}/translations/new", {"language": "en", "text": "x"}),
        (f"/topics/{CASE}/rename", {"version": 1, "name": "x"}),
    ]
    with nothing_stored(engine):
        for address, typed in deeds:
            answer = reviewer.post(address, data={"csrf_token": token, **typed})
            assert answer.status_code in {404, 405, 422}, address
            assert WORD not in answer.text.replace(CASE, ""), address


def test_what_is_done_outside_reaches_it(
    case: dict[str, str], reviewer: FlaskClient, admin: FlaskClient, engine: Engine
) -> None:
    assert submit(reviewer, "/statements/1/edit", claim="Other words.").status_code == 303
    waiting = {row["rationale"] for row in rows(engine, "link") if row["recheck"]}
    assert waiting == {"They clash.", "zulurationale"}
    assert submit(reviewer, "/topics/open-case/rename", name="Renamed case").status_code == 303
    found = Page.of(admin.get("/statements/?q=renamed&status=all"))
    assert len(found.tree.called("statement")) == 3
    assert case


def test_a_correction_of_it_asks_for_another_look_without_a_word_of_it(
    case: dict[str, str], reader: FlaskClient, engine: Engine
) -> None:
    store_secret_correction(engine)
    page = Page.of(reader.get("/links/1"))
    assert "statement 2 was corrected by a statement of a restricted topic" in page.main.text
    assert WORD not in page.main.text
    assert case
