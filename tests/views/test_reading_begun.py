"""Reading is begun from a page: one article, a kept capture, or many at once; details come first."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from reading.proposing import Proposed
from tests.desk.proposing import BRIDGE, TEXT, by_bell
from tests.views.articles_read import article_read
from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored, rows
from tests.views.test_imports import work_off
from tests.views.typed import ARTICLE

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

UNDATED = {"title": "Outpost closed", "text": ARTICLE, "container_title": "CNN"}


def test_details_that_nobody_has_looked_at_are_confirmed_first(
    checker: FlaskClient, engine: Engine, app: Flask
) -> None:
    article = f"/reading/{article_read(engine, confirmed=False, published=None)}"
    assert "Nobody has looked at its details yet." in Page.of(checker.get(article)).text
    assert "Accept what is sure" not in checker.get(article).text
    assert 'data-key="a"' not in checker.get(article).text
    address = f"{article}/details"
    with nothing_stored(engine):
        asked = submit(checker, address)
    assert asked.status_code == 422
    assert "When was it published?" in Page.of(asked).fault("published")
    unknown = submit(checker, address, published_unknown="y")
    assert unknown.location == article
    assert "It is not known when it was published" in checker.get(article).text
    dated = submit(checker, address, published="2024-03-06")
    assert "/reading/jobs/" in dated.location
    work_off(app)
    assert checker.get(dated.location).location == article
    assert last(engine, "reading")["published"] == last(engine, "source")["published"]


def test_a_day_in_the_first_lines_is_offered_and_said_to_be_from_there(
    checker: FlaskClient, engine: Engine
) -> None:
    text = f"Outpost closed\n\nBy Ann Able\n8 March 2017\n\n{TEXT}"
    bare = Proposed((by_bell(text, BRIDGE),), "en", by_model=True)
    read = article_read(engine, text, bare, confirmed=False, published=None)
    page = Page.of(checker.get(f"/reading/{read}/details"))
    assert page.form().values["published"] == "2017-03-08"
    assert "The one filled in stands in its first lines" in page.text
    assert last(engine, "source")["published"] is None
    assert submit(checker, f"/reading/{read}/details", published="2017-03-09").status_code == 303
    assert last(engine, "source")["published"] == "2017-03-09"


def test_an_article_is_brought_and_its_statements_are_proposed(
    checker: FlaskClient, engine: Engine, app: Flask
) -> None:
    with nothing_stored(engine):
        asked = submit(checker, "/sources/new?then=propose", **UNDATED, then="propose")
    assert asked.status_code == 422
    assert "“On Monday” is counted from that day" in Page.of(asked).fault("published")
    values = Page.of(asked).form().filled(published_unknown="y", then="propose")
    begun = checker.post("/sources/new?then=propose", data=values)
    waiting = Page.of(checker.get(begun.location))
    assert "Waiting for a worker" in waiting.text
    work_off(app)
    review = checker.get(checker.get(begun.location).location)
    assert "statements proposed" in Page.of(review).heading
    capture = last(engine, "capture")["id"]
    again = submit(checker, review.request.path, "/reading/begin", capture=str(capture))
    # Asked for twice while it waits, it is read once more.
    assert submit(
        checker, review.request.path, "/reading/begin", capture=str(capture)
    ).location == (again.location)
    before = len(rows(engine, "proposal"))
    work_off(app)
    assert checker.get(again.location).location == review.request.path
    told = Page.of(checker.get(review.request.path))
    assert "Read again: nothing new is proposed." in told.text
    assert len(rows(engine, "proposal")) == before > 0


def test_many_articles_are_read_and_one_bad_document_does_not_stop_the_rest(
    checker: FlaskClient, app: Flask
) -> None:
    lines = "ftp://foo\n\nnot an address"
    values = Page.of(checker.get("/reading/many")).form().filled(addresses=lines)
    empty = checker.post("/reading/many", data={**values, "addresses": ""})
    assert "Choose files or a folder" in Page.of(empty).fault("files")
    papers = [(io.BytesIO(TEXT.encode()), "a/one.txt"), (io.BytesIO(b"none"), "a/two.pdf")]
    papers.append((io.BytesIO(b"no"), "a/x.zip"))
    begun = checker.post("/reading/many", data={**values, "folder": papers})
    assert begun.status_code == 303, begun.text
    waiting = Page.of(checker.get(begun.location))
    assert "1 file of other kinds was left out." in waiting.text
    assert "waits" in waiting.main.text
    work_off(app)
    page = Page.of(checker.get(begun.location))
    names = [one.text for one in page.main.every("th") if one.attributes["scope"] == "row"]
    assert names == ["ftp://foo", "not an address", "a/one.txt", "a/two.pdf"]
    assert page.text.count("! not read") == 3
    assert "“not an address” is not an address of the web" in page.text
    assert "details not looked at" in Page.of(checker.get("/reading/")).text


def test_a_cancelled_reading_proposes_nothing(
    checker: FlaskClient, engine: Engine, app: Flask
) -> None:
    values = Page.of(checker.get("/sources/new")).form().filled(**UNDATED, published="2020-01-02")
    begun = checker.post("/sources/new", data={**values, "then": "propose"})
    submit(checker, begun.location, f"{begun.location}/cancel")
    work_off(app)
    page = Page.of(checker.get(begun.location))
    assert "cancelled" in page.text
    assert rows(engine, "proposal") == []


def test_a_read_capture_leads_to_its_proposals_and_another_offers_them(
    checker: FlaskClient, engine: Engine
) -> None:
    article = f"/reading/{article_read(engine)}"
    capture = last(engine, "capture")
    for address in (f"/captures/{capture['id']}", f"/sources/{capture['source_id']}"):
        assert article in Page.of(checker.get(address)).links
