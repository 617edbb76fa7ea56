from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from models import Role
from tests.views.pages import Page, submit
from tests.views.typed import log

if TYPE_CHECKING:
    from flask.testing import FlaskClient, FlaskCliRunner

    from tests.views.conftest import SigningIn
    from tests.views.pages import Element

TOPIC = {"topics": "Outpost"}
CONFLICT = {"relation": "contradicts", "rationale": "Given up, says one; not, says the other."}


@pytest.fixture(autouse=True)
def three(checker: FlaskClient) -> None:
    """Two statements of one topic, a day apart and nearly in the same words, and one of none."""
    log(checker, **TOPIC)
    log(
        checker,
        quote="We have ceded all of the ground we have taken",
        speaker_name="A rebel",
        said="2017-09-19",
        source_title="Another",
        **TOPIC,
    )
    log(checker, quote="It rained.", speaker_name="A clerk", source_title="A third", said="")


def _rows(page: Page) -> list[Element]:
    return page.main.of_class("entry")


def test_what_is_near_is_offered_before_anything_is_typed(checker: FlaskClient) -> None:
    page = Page.of(checker.get("/statements/1/link"))
    [near] = _rows(page)
    assert "Same topic: “Outpost” · 1 day apart" in near.text
    assert "/statements/1/link?to=2" in page.links
    assert "Nobody else’s statement" in Page.of(checker.get("/statements/3/link")).text


def test_the_search_is_narrowed_and_tells_what_is_linked_already(checker: FlaskClient) -> None:
    linked = submit(checker, "/statements/1/link?to=2", **CONFLICT).location
    page = Page.of(checker.get("/statements/1/link?speaker=A+rebel&since=2017"))
    [row] = _rows(page)
    assert "linked already: conflicts with, proposed" in row.text
    assert linked in page.links
    assert linked in Page.of(checker.get("/statements/2/link?to=1")).links
    assert _rows(Page.of(checker.get("/statements/1/link"))) == []
    assert "Nothing found" in Page.of(checker.get("/statements/1/link?since=2018")).text
    wrong = Page.of(checker.get("/statements/1/link?q=%21%3F"))
    assert "no word in this" in wrong.alerts
    assert "not a date" in Page.of(checker.get("/statements/1/link?since=whenever")).fault("since")


def test_what_differs_is_marked_on_both_sides_when_asked(checker: FlaskClient) -> None:
    plain = Page.of(checker.get("/statements/1/link?to=2"))
    assert "Show what differs" in plain.text
    assert plain.main.of_class("differing") == []
    page = Page.of(checker.get("/statements/1/link?to=2&differ=1"))
    [both] = page.main.of_class("differing")
    assert [mark.text for mark in both.every("mark")] == ["not", "any", "to anybody", "all"]
    apart = Page.of(checker.get("/statements/1/link?to=3&differ=1"))
    assert "share too few words" in apart.text
    assert apart.main.of_class("differing") == []


def test_a_list_leads_to_linking(checker: FlaskClient, as_: SigningIn) -> None:
    reader = as_(Role.READER)
    assert "/statements/1/link" in Page.of(checker.get("/statements/")).links
    assert "/statements/1/link" not in Page.of(reader.get("/statements/")).links


def test_a_link_is_edited_in_its_own_order(checker: FlaskClient) -> None:
    link = submit(checker, "/statements/2/link?to=1", **CONFLICT, words="ceded all").location
    first, second = Page.of(checker.get(f"{link}/edit")).main.of_class("slip")
    assert [mark.text for mark in first.every("mark")] == ["ceded all"]
    assert "to anybody" in second.text


def test_a_pair_is_cited_as_one_thing_on_its_page_and_in_every_format(
    checker: FlaskClient, reviewer: FlaskClient, run: FlaskCliRunner
) -> None:
    address = submit(checker, "/statements/1/link?to=2", **CONFLICT).location
    assert submit(reviewer, address, f"{address}/confirm").status_code == 303
    page = Page.of(checker.get(address))
    told = page.with_id("citation").text
    assert "“We have not ceded any of the ground" in told
    assert f"http://localhost{address} Conflict, unresolved" in told
    assert "Agreed by two checkers." in told
    assert page.with_id("address").text == f"http://localhost{address}"
    why = page.main.text
    assert "Proposed by" in why
    assert "; decided by" in why
    shown = Page.of(checker.get("/citations/?link=1&format=bibtex"))
    assert f"  url = {{http://localhost{address}}},\n" in shown.with_id("preview").raw
    assert "stands in JSON Lines" not in shown.text
    items = checker.get("/citations/download?link=1&format=csl-json").json
    assert items is not None
    assert [item["title"][-8:] for item in items if "link" in item["custom"]["gainsay"]] == [
        "conflict"
    ]
    done = run.invoke(args=["export", "--format", "csl-json", "--link", "1"])
    mine, *_sources = json.loads(done.stdout)
    assert (mine["id"], mine.get("URL")) == (items[0]["id"], None)
    assert "stand in jsonl" not in done.stderr


def test_a_rejected_pair_has_no_citation_of_its_own(
    checker: FlaskClient, reviewer: FlaskClient
) -> None:
    address = submit(checker, "/statements/1/link?to=2", **CONFLICT).location
    submit(reviewer, address, f"{address}/reject", reason="Two posts.")
    assert 'id="citation"' not in checker.get(address).text
    again = submit(checker, "/statements/1/link?to=2", **CONFLICT).location
    assert "also: conflicts with, rejected: Two posts." in Page.of(checker.get(again)).main.text
    items = checker.get("/citations/download?link=1&format=csl-json").json
    assert items is not None
    assert all("link" not in item["custom"]["gainsay"] for item in items)
