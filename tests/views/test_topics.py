"""Pages of topics: in order of time, with conflicts and sources; renamed and merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from models import Role
from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored, rows
from tests.views.typed import log

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

    from tests.views.conftest import SigningIn


def _two(visitor: FlaskClient) -> None:
    log(visitor, topics="At Tanf")
    log(visitor, topics="Garrison", quote="Never.")


@pytest.mark.usefixtures("desk_with_case")
def test_a_topic_gathers_statements_conflicts_and_sources(admin: FlaskClient) -> None:
    page = Page.of(admin.get("/topics/coalition-garrison-at-at-tanf-syria"))
    headings = [one.text for one in page.main.every("h2", "h3")]
    assert headings[:4] == ["Conflicts", "direct", "unresolved", "apparent"]
    assert headings[-1] == "Sources"
    pairs = {link for link in page.links if link.startswith("/links/")}
    assert len(pairs) == 5
    assert {"/sources/1", "/sources/2"} & set(page.links)
    [source, *_rest] = page.main.of_class("count")
    assert source.text == "Statements"


@pytest.mark.usefixtures("desk_with_case")
@pytest.mark.parametrize("address", ["/topics/1", "/topics/1/rename", "/topics/1/merge"])
def test_a_topic_is_reached_by_its_number_too(address: str, admin: FlaskClient) -> None:
    assert admin.get(address, follow_redirects=True).status_code == 200


@pytest.mark.parametrize("slug", ["nothing", "99", "9" * 300, "%F0%9F%99%82", "a b", "%2e%2e"])
def test_a_topic_that_is_not_there_is_not_found(slug: str, checker: FlaskClient) -> None:
    for place in ("", "/rename", "/merge", "/history"):
        assert checker.get(f"/topics/{slug}{place}").status_code == 404


def test_every_address_a_topic_had_leads_to_it(checker: FlaskClient, engine: Engine) -> None:
    log(checker, topics="At Tanf")
    for old, name, new in [("at-tanf", "Al-Tanf", "al-tanf"), ("at-tanf", "Tanf", "tanf")]:
        address = f"/topics/{old}/rename"
        answer = submit(checker, address, name=name)
        assert (answer.status_code, answer.location) == (303, f"/topics/{new}")
    for old in ("at-tanf", "al-tanf"):
        answer = checker.get(f"/topics/{old}")
        assert (answer.status_code, answer.location) == (301, "/topics/tanf")
    assert last(engine, "topic")["name"] == "Tanf"
    assert "renamed" in Page.of(checker.get("/topics/tanf/history")).main.text


@pytest.mark.parametrize("name", ["", " ", "a\0b", "x" * 201, "Garrison"])
def test_a_name_that_cannot_be_is_refused_at_its_field(
    name: str, checker: FlaskClient, engine: Engine
) -> None:
    _two(checker)
    with nothing_stored(engine):
        answer = submit(checker, "/topics/at-tanf/rename", name=name)
    page = Page.of(answer)
    assert answer.status_code in {413, 422}
    assert page.fault("name")
    assert page.form().values["name"].strip() == name.strip()


def test_who_renames_last_sees_that_somebody_was_first(as_: SigningIn, engine: Engine) -> None:
    one, other = as_(Role.CHECKER), as_(Role.CHECKER)
    log(one, topics="At Tanf")
    mine = Page.of(one.get("/topics/at-tanf/rename")).form()
    submit(other, "/topics/at-tanf/rename", name="Garrison")
    with nothing_stored(engine):
        answer = one.post("/topics/at-tanf/rename", data=mine.filled(name="Outpost"))
    page = Page.of(answer)
    assert answer.status_code == 409
    assert "Somebody else changed this topic" in page.alerts
    assert "Garrison" in page.heading
    again = one.post("/topics/at-tanf/rename", data=page.form().filled())
    assert again.location == "/topics/outpost"


def test_a_merger_of_topics_is_shown_before_it_is_done(
    checker: FlaskClient, engine: Engine
) -> None:
    _two(checker)
    address = "/topics/at-tanf/merge?other=garrison"
    with nothing_stored(engine):
        page = Page.of(checker.get(address))
    assert "1 statement moves from Garrison to At Tanf." in page.main.text
    answer = submit(checker, address)
    assert (answer.status_code, answer.location) == (303, "/topics/at-tanf")
    assert "Never." in Page.of(checker.get("/topics/at-tanf")).main.text
    assert checker.get("/topics/garrison").location == "/topics/at-tanf"
    assert "Garrison" not in Page.of(checker.get("/topics/")).main.text
    log(checker, topics="garrison", quote="Later.")
    assert len(rows(engine, "topic")) == 2
    assert len(rows(engine, "statement_topic")) == 3
    for place in ("/topics/at-tanf/history", "/statements/2/history"):
        assert "merged into another" in Page.of(checker.get(place)).main.text, place


@pytest.mark.parametrize("other", ["nowhere", "99", "x" * 500, "🙂"])
def test_a_topic_nobody_knows_is_not_merged(other: str, checker: FlaskClient) -> None:
    _two(checker)
    answer = checker.get("/topics/at-tanf/merge", query_string={"other": other})
    assert answer.status_code == 422
    assert "There is no topic" in Page.of(answer).fault("other")


def test_a_topic_is_not_merged_into_itself(checker: FlaskClient) -> None:
    _two(checker)
    answer = checker.get("/topics/at-tanf/merge?other=At Tanf")
    assert answer.status_code == 422
    assert "one topic already" in Page.of(answer).fault("other")


def test_a_topic_that_was_renamed_meanwhile_is_looked_at_again(
    as_: SigningIn, engine: Engine
) -> None:
    one, other = as_(Role.CHECKER), as_(Role.CHECKER)
    _two(one)
    address = "/topics/at-tanf/merge?other=garrison"
    mine = Page.of(one.get(address)).form().filled()
    submit(other, "/topics/garrison/rename", name="The outpost")
    with nothing_stored(engine):
        answer = one.post(address, data=mine)
    assert answer.status_code == 409
    assert "The outpost" in Page.of(answer).main.text
    assert one.post(address, data=Page.of(answer).form().filled()).status_code == 303
