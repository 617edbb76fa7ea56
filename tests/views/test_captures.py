"""Captures have pages; what changed in a source since is told where it matters."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from tests.counting import counted
from tests.views.conftest import token_of
from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored, rows
from tests.views.typed import ARTICLE, SAID, log, paste
from views.context import EXTENSION

if TYPE_CHECKING:
    from flask import Flask
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


TWO_SAID = "“We left the post,” said the minister. A rebel said: “It was handed to us.”"


def test_two_peoples_words_joined_by_an_ellipsis_are_called_out(checker: FlaskClient) -> None:
    capture = paste(checker, TWO_SAID).partition("capture=")[2]
    typed = {**SAID, "quote": "We left the post […] It was handed to us."}
    address = submit(checker, f"/statements/new?capture={capture}", **typed).location
    for place in (address, "/statements/", "/statements/?check=pieced_together"):
        shown = Page.of(checker.get(place)).main
        assert "! pieced together from several quotations" in shown.text, place
        assert not [one for one in shown.of_class("tag") if "✓" in one.text], place
    [loud] = [
        one.text for one in Page.of(checker.get(address)).main.of_class("bad") if one.tag == "p"
    ]
    assert "between them the source has “said the minister. A rebel said:”" in loud
    assert "1 of these differs" in Page.of(checker.get("/citations/?statement=1")).main.text


def test_a_later_capture_that_holds_the_words_is_offered(
    checker: FlaskClient, engine: Engine
) -> None:
    capture = paste(checker, "“We have ceded some ground,” he said.").partition("capture=")[2]
    address = submit(checker, f"/statements/new?capture={capture}", **SAID).location
    offer = "The words stand in a later capture, of"
    assert offer not in Page.of(checker.get(address)).main.text
    source = last(engine, "source")["id"]
    submit(checker, f"/captures/new?source={source}", text="No more of it. " * 9)
    assert offer not in Page.of(checker.get(address)).main.text
    submit(checker, f"/captures/new?source={source}", text=ARTICLE)
    assert offer in Page.of(checker.get(address)).main.text
    newest = last(engine, "capture")["id"]
    answer = submit(checker, address, "/captures/tie")
    assert answer.status_code == 303
    assert last(engine, "appearance")["capture_id"] == newest
    shown = Page.of(checker.get(address)).main
    assert "✓ matches CNN’s text" in shown.text
    assert offer not in shown.text


PART = "“It was a part of it only,” he said."


def _rested_on(visitor: FlaskClient) -> tuple[str, str]:
    """Log from a long article; return the statement's address and that for another capture."""
    text = ARTICLE + "Nobody said more about it. " * 9
    capture = paste(visitor, text, url="https://cnn.example/outpost").partition("capture=")[2]
    logged = submit(visitor, f"/statements/new?capture={capture}", **SAID).location
    return logged, "/captures/new?source=1"


def test_a_pasted_fragment_is_asked_about_and_kept_in_the_form(
    checker: FlaskClient, engine: Engine
) -> None:
    logged, again = _rested_on(checker)
    with nothing_stored(engine):
        asked = submit(checker, again, text=PART)
        known = {"title": "Outpost closed", "url": "https://cnn.example/outpost"}
        other = submit(checker, "/sources/new", text=PART, **known)
    for answer in (asked, other):
        assert answer.status_code == 422
        shown = Page.of(answer)
        assert "the words of 1 statement would no longer be found in it" in shown.main.text
        assert shown.form().values["text"] == PART
    kept = checker.post(again, data=Page.of(asked).form().filled(confirm="y"))
    assert kept.status_code == 303, kept.text
    assert last(engine, "capture")["text"] == PART
    assert "source changed since capture" in Page.of(checker.get(logged)).main.text


def test_an_uploaded_fragment_waits_until_it_is_confirmed(
    checker: FlaskClient, engine: Engine
) -> None:
    _logged, again = _rested_on(checker)
    values = Page.of(checker.get(again)).form().filled()
    file = (io.BytesIO(PART.encode()), "part.txt")
    asked = checker.post(again, data={**values, "file": file})
    assert asked.status_code == 422
    assert len(rows(engine, "capture")) == len(rows(engine, "pending_capture")) == 1
    shown = Page.of(asked)
    assert PART in shown.main.text
    assert not shown.main.called("file")
    with nothing_stored(engine):
        twice = checker.post(again, data=shown.form().filled())
    assert twice.status_code == 422
    kept = checker.post(again, data=Page.of(twice).form().filled(confirm="y"))
    assert kept.status_code == 303, kept.text
    assert (last(engine, "capture")["filename"], last(engine, "capture")["text"]) == (
        "part.txt",
        PART,
    )
    assert rows(engine, "pending_capture") == []
    with nothing_stored(engine):
        gone = checker.post(again, data=shown.form().filled(confirm="y"))
    assert "no longer at hand" in Page.of(gone).fault("file")


def test_a_described_fragment_goes_on_waiting(checker: FlaskClient, engine: Engine) -> None:
    _rested_on(checker)
    values = (
        Page.of(checker.get("/sources/new"))
        .form()
        .filled(title="Outpost closed", url="https://cnn.example/outpost")
    )
    file = (io.BytesIO(PART.encode()), "part.txt")
    waiting = checker.post("/sources/new", data={**values, "file": file}).location
    with nothing_stored(engine):
        asked = submit(checker, waiting)
    assert asked.status_code == 422
    kept = checker.post(waiting, data=Page.of(asked).form().filled(confirm="y"))
    assert kept.status_code == 303, kept.text
    assert last(engine, "capture")["text"] == PART
    assert rows(engine, "pending_capture") == []


def test_texts_are_read_before_the_lock_is_taken(checker: FlaskClient, app: Flask) -> None:
    _logged, again = _rested_on(checker)
    with counted(app.extensions[EXTENSION].engine) as asked:
        kept = submit(checker, again, text=ARTICLE + "More. " * 50, address="")
    assert kept.status_code == 303, kept.text
    begun = next(at for at, one in enumerate(asked) if "FROM event_head" in one)
    [read] = [at for at, one in enumerate(asked) if " capture.text," in one]
    assert read < begun


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
