"""The basket, as somebody fills and empties it on the pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models import Role, Statement
from models.terms import Form, StatementStatus
from tests.factories import a_topic
from tests.views.conftest import enter, token_of
from tests.views.pages import Page, submit
from tests.views.stored import nothing_stored, rows

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from flask.testing import FlaskClient
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session
    from werkzeug.test import TestResponse

    from tests.views.conftest import SigningIn

pytestmark = pytest.mark.usefixtures("desk_with_case")
IN = "/citations/?basket=1"


def _put(visitor: FlaskClient, *ids: int, back: str = "", **rest: object) -> TestResponse:
    token = token_of(visitor.get("/statements/10").text)
    data = {"csrf_token": token, "statement": list(ids), "back": back, **rest}
    return visitor.post("/basket/", data=data)


def _held(engine: Engine) -> list[int]:
    return [row["statement_id"] for row in rows(engine, "collected")]


def test_a_button_at_each_row_collects_and_leads_back_to_it(
    checker: FlaskClient, engine: Engine
) -> None:
    listed = Page.of(checker.get("/statements/?q=outpost"))
    button = listed.main.called("row")[0]
    data = {**listed.form("/basket/").values, "row": button.attributes["value"]}
    answer = checker.post("/basket/", data=data)
    number = button.attributes["value"]
    assert answer.location == f"/statements/?q=outpost#statement-{number}"
    assert _held(engine) == [int(number)]
    listed = Page.of(checker.get("/statements/?q=outpost"))
    assert listed.with_id(f"statement-{number}").called("row")[0].attributes["formaction"]
    assert "Basket, 1 statement" in checker.get("/").text
    gone = checker.post("/basket/remove", data=data)
    assert gone.status_code == 303
    assert _held(engine) == []
    assert "Basket, " not in checker.get("/").text


@pytest.mark.parametrize("address", ["/statements/10", "/links/1"])
def test_a_statement_and_both_of_a_pair_are_collected_from_their_pages(
    address: str, checker: FlaskClient, engine: Engine
) -> None:
    form = Page.of(checker.get(address)).form("/basket/").element
    ids = [int(one.attributes["value"]) for one in form.called("statement")]
    assert len(ids) == (2 if "links" in address else 1)
    assert _put(checker, *ids, back=address).location.partition("#")[0] == address
    assert _held(engine) == ids
    taken = Page.of(checker.get(address)).form("/basket/remove").element
    assert [int(one.attributes["value"]) for one in taken.called("statement")] == ids


def test_the_basket_is_cited_and_downloaded_as_one(checker: FlaskClient, engine: Engine) -> None:
    assert _put(checker, 10, 12).location == IN
    page = Page.of(checker.get(f"{IN}&format=jsonl"))
    assert "your basket · 2 statements" in page.text
    assert len(page.with_id("preview").raw.splitlines()) == 2
    sent = checker.get("/citations/download?basket=1&format=jsonl")
    assert len(sent.text.splitlines()) == 2
    assert [row["statement_id"] for row in rows(engine, "exported_statement")] == [10, 12]
    gone = submit(checker, IN, "/basket/remove", row="10")
    assert gone.location == IN
    assert _held(engine) == [12]
    submit(checker, IN, "/basket/empty")
    assert "Your basket is empty" in Page.of(checker.get(IN)).text
    with nothing_stored(engine):
        # An empty basket is not everything that was logged.
        assert checker.get("/citations/download?basket=1&format=jsonl").status_code == 400


def test_a_whole_selection_goes_into_the_basket(checker: FlaskClient, engine: Engine) -> None:
    answer = submit(checker, "/citations/?topic=1", "/basket/?topic=1")
    assert answer.location == "/citations/?topic=1"
    assert len(_held(engine)) == 28
    assert "In the basket already." in _told(
        checker, submit(checker, "/citations/?topic=1", "/basket/?topic=1")
    )


def _told(visitor: FlaskClient, answer: TestResponse) -> str:
    return Page.of(visitor.get(answer.location)).text


def test_a_withdrawn_statement_is_named_and_not_cited(
    checker: FlaskClient, session: Session
) -> None:
    _put(checker, 10, 12)
    one = session.get_one(Statement, 10)
    one.status, one.status_reason = StatementStatus.WITHDRAWN, "He was misheard."
    session.commit()
    page = Page.of(checker.get(f"{IN}&format=csv"))
    assert "1 statement of the basket is withdrawn and not cited." in page.text
    assert "· 1 statement" in page.text
    assert page.with_id("statement-10").of_class("bad")
    assert len(checker.get("/citations/download?basket=1&format=jsonl").text.splitlines()) == 2
    assert checker.get("/citations/download?basket=1&format=csv").text.count("\r\n") == 2


def test_a_set_is_cited_without_what_is_withdrawn_and_says_so(
    checker: FlaskClient, session: Session
) -> None:
    submit(checker, "/sets/keep?statement=10", "/sets/keep", name="Denials")
    token = token_of(checker.get("/sets/1").text)
    more = {"csrf_token": token, "statement": "12", "kept_in": "1"}
    assert checker.post("/sets/keep", data=more).status_code == 303
    one = session.get_one(Statement, 10)
    one.status, one.status_reason = StatementStatus.WITHDRAWN, "He was misheard."
    session.commit()
    assert "/citations/?set=1" in Page.of(checker.get("/sets/1")).links
    whole = Page.of(checker.get("/citations/?set=1&format=jsonl"))
    assert ("a set · 2 statements" in whole.text, "of the set is" in whole.text) == (True, False)
    page = Page.of(checker.get("/citations/?set=1&format=csv"))
    assert "a set · 1 statement" in page.text
    assert "1 statement of the set is withdrawn or only proposed" in page.text
    assert checker.get("/citations/?set=99").status_code == 404


def test_a_withdrawn_one_of_several_is_named_and_left_out(
    checker: FlaskClient, session: Session
) -> None:
    one = session.get_one(Statement, 10)
    one.status, one.status_reason = StatementStatus.WITHDRAWN, "He was misheard."
    session.commit()
    chosen = "statement=10&statement=12"
    page = Page.of(checker.get(f"/citations/?{chosen}&format=ris"))
    assert "1 chosen statement is withdrawn and not cited: 10." in " ".join(page.main.text.split())
    assert "/statements/10" in page.links
    assert checker.get(f"/citations/download?{chosen}&format=csv").text.count("\r\n") == 2
    whole = Page.of(checker.get(f"/citations/?{chosen}&format=jsonl"))
    assert ("· 2 statements" in whole.text, "not cited" in whole.text) == (True, False)
    for alone in ("statement=10", "statement=10&statement=10"):
        assert checker.get(f"/citations/?{alone}&format=ris").status_code == 422


def test_what_a_topic_hides_is_counted_and_taken_out(
    as_: SigningIn, session: Session, engine: Engine
) -> None:
    reader = as_(Role.READER)
    _put(reader, 10, 12)
    topic = a_topic(session, "Sources to protect")
    topic.restricted = True
    one = session.get_one(Statement, 10)
    one.topics.append(topic)
    session.commit()
    page = Page.of(reader.get(IN))
    assert "1 statement that you collected is not there for you any more." in page.text
    assert [one.attributes["value"] for one in page.main.called("row")] == ["12"]
    token = token_of(reader.get(IN).text)
    assert _put(reader, 10).status_code == 303
    reader.post("/basket/empty", data={"csrf_token": token, "what": "gone"})
    assert _held(engine) == [12]
    assert _put(reader, 10).status_code == 404


def test_a_basket_outlives_the_session_and_is_nobody_elses(
    app: Flask, as_: SigningIn, account_: Callable[..., str]
) -> None:
    email = account_(Role.READER, "ann@newsroom.example")
    first = app.test_client()
    enter(first, email)
    _put(first, 10)
    token = token_of(first.get("/account").text)
    first.post("/sign-out", data={"csrf_token": token})
    again = app.test_client()
    enter(again, email)
    assert "your basket · 1 statement" in Page.of(again.get(IN)).text
    assert "Your basket is empty" in Page.of(as_(Role.ADMIN).get(IN)).text


@pytest.mark.parametrize(
    ("referrer", "back"),
    [
        ("http://localhost/links/1?before=2", "/links/1?before=2"),
        ("http://elsewhere.example//evil.example/", "/"),
        ("", "/"),
        ("http://[", "/"),
    ],
)
def test_a_page_that_answers_a_form_leads_back_to_where_that_was_sent(
    referrer: str, back: str, checker: FlaskClient
) -> None:
    token = token_of(checker.get("/links/1").text)
    data = {"csrf_token": token, "version": "1"}
    page = Page.of(checker.post("/links/1/withdraw", data=data, headers={"Referer": referrer}))
    assert page.form("/basket/").values["back"] == back


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({}, 400),
        ({"statement": "ten"}, 400),
        ({"statement": "999"}, 404),
        ({"statement": "10", "back": "https://elsewhere.example/"}, 303),
        ({"statement": "10", "back": "//elsewhere.example/"}, 303),
    ],
)
def test_wrong_input_is_refused_and_leads_nowhere_else(
    data: dict[str, str], status: int, checker: FlaskClient, engine: Engine
) -> None:
    token = token_of(checker.get("/statements/10").text)
    answer = checker.post("/basket/", data={"csrf_token": token, **data})
    assert answer.status_code == status
    assert (answer.location or "/#").startswith("/#")
    assert len(_held(engine)) == (status == 303)
    assert checker.post("/basket/", data={"statement": "10"}).status_code == 400


def test_a_thousand_and_one_do_not_fit(
    checker: FlaskClient, engine: Engine, session: Session
) -> None:
    one = session.get_one(Statement, 10)
    more = [
        Statement(speaker_id=one.speaker_id, form=Form.INDIRECT, claim="No.") for _ in range(1000)
    ]
    session.add_all(more)
    session.flush()
    made = [each.id for each in more]
    session.commit()
    answer = _put(checker, 10, *made)
    assert "A basket holds 1,000 statements" in _told(checker, answer)
    assert _held(engine) == []
    _put(checker, *made)
    assert len(_held(engine)) == 1000
    page = Page.of(checker.get(f"{IN}&format=csv"))
    assert "· 1000 statements" in page.text
    # No more are read and written than are shown, and the head of the table.
    assert len(page.with_id("preview").raw.splitlines()) == 51


def test_what_a_page_asks_does_not_grow_with_the_basket(
    asked: Callable[[str], int], admin: FlaskClient
) -> None:
    pages = ("/statements/", "/statements/10", "/links/1", IN, "/")
    _put(admin, 11)
    before = {address: asked(address) for address in pages}
    _put(admin, *range(12, 28))
    assert {address: asked(address) for address in pages} == before
