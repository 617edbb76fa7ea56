"""Captures have pages; what changed in a source since is told where it matters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.views.conftest import token_of
from tests.views.pages import Page, submit
from tests.views.stored import last
from tests.views.typed import ARTICLE, SAID, log, paste

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine


def test_capturing_again_tells_which_words_no_longer_stand(
    checker: FlaskClient, engine: Engine
) -> None:
    capture = paste(checker, url="https://cnn.example/outpost").partition("capture=")[2]
    address = submit(checker, f"/statements/new?capture={capture}", **SAID).location
    assert Page.of(checker.get(address)).main.of_class("ok")
    source = last(engine, "source")["id"]
    text = ARTICLE.replace("not ceded", "ceded")
    again = submit(checker, f"/captures/new?source={source}", text=text)
    assert again.status_code == 303, again.text
    told = checker.get(again.location)
    assert "1 statement changed" in told.text
    assert Page.of(told).links.count(address) > Page.of(checker.get(again.location)).links.count(
        address
    )
    shown = Page.of(checker.get(address)).main
    assert "source changed since capture" in shown.text
    assert "no longer in the newer one of" in shown.text
    assert "The quote says “not”; the source no longer does." in shown.text
    assert "Newer capture, of " in shown.text
    same = submit(checker, f"/captures/new?source={source}", text=text)
    assert "The source says the same as before" in checker.get(same.location).text


UNSIGNED = "The minister said: “We have not signed any contract.” He left. " + "So it was. " * 9


@pytest.mark.parametrize("quote", ["We have … signed any contract", "We have [now] signed any"])
def test_a_swallowed_negation_never_has_the_look_of_a_match(
    checker: FlaskClient, engine: Engine, quote: str
) -> None:
    capture = paste(checker, UNSIGNED).partition("capture=")[2]
    typed = {**SAID, "quote": quote}
    address = submit(checker, f"/statements/new?capture={capture}", **typed).location
    for place in (address, "/statements/", "/statements/?check=negation"):
        shown = Page.of(checker.get(place)).main
        badge = "! found, but a negation is left out or put in"
        assert badge in shown.text, place
        assert not [one for one in shown.of_class("tag") if "✓" in one.text], place
    cited = Page.of(checker.get("/citations/?statement=1")).main.text
    assert "1 of these differs from its source" in cited
    source = last(engine, "source")["id"]
    later = UNSIGNED.replace("He left.", "He stayed.").replace("We have not", "We had not")
    submit(checker, f"/captures/new?source={source}", text=later, address="")
    shown = Page.of(checker.get(address)).main
    assert "! found, but a negation is left out or put in" in shown.text
    assert "Capture of " in shown.text
    assert "the quote leaves out “not”" in shown.text


def test_a_source_has_to_be_there_to_be_captured(checker: FlaskClient) -> None:
    for address in ("/captures/new", "/captures/new?source=99", "/captures/new?source=0"):
        assert checker.get(address).status_code in {400, 404}


def test_logging_a_quote_that_differs_says_so_at_once(checker: FlaskClient) -> None:
    capture = paste(checker).partition("capture=")[2]
    altered = {**SAID, "quote": SAID["quote"].replace("not ", "")}
    answer = submit(checker, f"/statements/new?capture={capture}", **altered)
    shown = Page.of(checker.get(answer.location)).main
    loud = "The source says “We have not ceded any”; the quote leaves out “not”."
    assert shown.text.count(loud) == 2
    assert "differs from the source" in shown.text
    assert [one.text for one in shown.every("del")] == ["removed: not"]


def test_a_capture_has_a_page_of_its_own(checker: FlaskClient, engine: Engine) -> None:
    capture = paste(checker).partition("capture=")[2]
    typed = {**SAID, "passage": SAID["quote"]}
    submit(checker, f"/statements/new?capture={capture}", **typed)
    shown = Page.of(checker.get(f"/captures/{capture}")).main
    kept = last(engine, "capture")
    assert kept["sha256"] in shown.text
    assert "pasted text" in shown.text
    [marked] = shown.of_class("done")
    assert marked.text == SAID["quote"]
    [article] = shown.of_class("article")
    assert article.raw == ARTICLE


def test_an_appearance_is_tied_to_a_capture_of_its_source(
    checker: FlaskClient, engine: Engine
) -> None:
    address = log(checker, source_url="https://cnn.example/outpost")
    paste(checker, url="https://cnn.example/outpost")
    assert "not checked" in Page.of(checker.get(address)).main.text
    answer = submit(checker, address, "/captures/tie")
    assert answer.status_code == 303, answer.text
    assert "matches CNN’s text" in Page.of(checker.get(address)).main.text
    assert last(engine, "appearance")["capture_id"] == last(engine, "capture")["id"]
    values = {"csrf_token": token_of(checker.get(address).text), "appearance": "x"}
    assert checker.post("/captures/tie", data=values).status_code == 400
