"""Articles come in by upload and by address; nothing is kept before somebody has looked."""

from __future__ import annotations

import gc
import io
import warnings
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from desk.articles import Limits
from tests.reading.extracting.papers import LONG, PAGE, QUOTE, a_bomb, a_pdf, a_picture, written
from tests.reading.fetching.serving import answering, page, redirect, web
from tests.views.conftest import token_of
from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored, rows
from tests.views.typed import ARTICLE, paste
from views.context import EXTENSION

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient
    from sqlalchemy import Engine
    from werkzeug.test import TestResponse

HTML = "Content-Type: text/html; charset=utf-8"
ARABIC = "قال الوزير: «لم نتنازل عن أي أرض» 🙂 e\u0301"


@pytest.fixture
def near(app: Flask) -> None:
    """Let pages be fetched from this machine, for once."""
    app.extensions[EXTENSION].web = Limits(
        may_reach=lambda address, _port: address == "127.0.0.1", seconds=5
    )


def _upload(
    visitor: FlaskClient, content: bytes, name: str, address: str = "/sources/new", **typed: str
) -> TestResponse:
    values = Page.of(visitor.get(address)).form().filled(**typed)
    return visitor.post(address, data={**values, "file": (io.BytesIO(content), name)})


def _fetch(visitor: FlaskClient, url: str, **typed: str) -> TestResponse:
    return submit(visitor, "/sources/new", address=url, **typed)


def test_an_uploaded_page_fills_in_the_form_and_is_kept_once_confirmed(
    checker: FlaskClient, engine: Engine
) -> None:
    answer = _upload(checker, PAGE.encode(), "story.html", container_title="CNN International")
    assert answer.status_code == 303, answer.text
    assert rows(engine, "capture") == rows(engine, "source") == []
    shown = Page.of(checker.get(answer.location))
    values = shown.form().values
    assert (values["title"], values["published"]) == ("Outpost closed", "2017-09-19")
    assert values["container_title"] == "CNN International"
    assert (values["authors"], values["language"]) == ("Able, Ann; Baker, Bob", "en-GB")
    assert LONG in shown.main.text
    kept = submit(checker, answer.location, title="The outpost is closed")
    assert kept.status_code == 303, kept.text
    capture = last(engine, "capture")
    assert capture["content"] == PAGE.encode()
    assert (capture["filename"], capture["media_type"]) == ("story.html", "text/html")
    assert LONG in capture["text"]
    assert last(engine, "source")["title"] == "The outpost is closed"
    assert rows(engine, "pending_capture") == []
    assert parse_qs(urlsplit(kept.location).query)["capture"] == [str(capture["id"])]


def test_what_the_first_lines_of_a_pasted_text_say_is_filled_in_and_confirmed_first(
    checker: FlaskClient, engine: Engine
) -> None:
    text = f"Outpost closed\nBy Ann Able\nPublished 19 September 2017\n\n{LONG}\n"
    answer = submit(checker, "/sources/new", text=text, title="Typed")
    assert answer.status_code == 303, answer.text
    assert rows(engine, "capture") == []
    shown = Page.of(checker.get(answer.location))
    values = shown.form().values
    assert (values["title"], values["published"]) == ("Typed", "2017-09-19")
    assert values["authors"] == "Able, Ann"
    assert "Pasted; what its first lines seem to say is filled in" in shown.main.text
    assert submit(checker, answer.location).status_code == 303
    capture, source = last(engine, "capture"), last(engine, "source")
    assert (capture["text"], capture["filename"]) == (text, None)
    assert (source["title"], source["published"]) == ("Typed", "2017-09-19")


def test_a_pdf_is_uploaded_and_downloaded_as_it_was(checker: FlaskClient, engine: Engine) -> None:
    content = written(a_pdf(QUOTE))
    location = _upload(checker, content, "papers/briefing.pdf").location
    submit(checker, location, title="The briefing")
    capture = last(engine, "capture")
    assert (capture["filename"], capture["text"]) == ("briefing.pdf", QUOTE)
    answer = checker.get(f"/captures/{capture['id']}/download")
    assert answer.data == content
    assert answer.headers["Content-Disposition"].endswith('.pdf"')


@pytest.mark.usefixtures("near")
def test_a_page_is_fetched_once_and_kept_as_it_was_sent(
    checker: FlaskClient, engine: Engine
) -> None:
    with web(lambda head, visit: visit.send(_moved(head))) as served:
        location = _fetch(checker, served.url("/old")).location
        asked = len(served.asked)
        values = Page.of(checker.get(location)).form().values
        assert values["url"] == served.url("/new")
        assert values["accessed"]
        submit(checker, location)
        assert len(served.asked) == asked == 2
    capture, source = last(engine, "capture"), last(engine, "source")
    assert (capture["url"], source["url"]) == (served.url("/new"), served.url("/new"))
    assert capture["content"] == PAGE.encode()


def _moved(head: str) -> bytes:
    return redirect("/new") if " /old " in head else page(PAGE.encode(), HTML)


FAULTS = [
    (a_picture, "scan.pdf", "text recognition"),
    (lambda: a_bomb(4_000_000), "bomb.pdf", "the part that you need"),
    (lambda: b"%PDF-1.4 nothing", "broken.pdf", "damaged"),
    (lambda: b"PK\x03\x04word", "a.docx", "save it as PDF"),
    (lambda: b"He said\x00 no.", "a.txt", "NUL"),
    (lambda: b" ", "empty.txt", "It is empty"),
    (lambda: b"<html><script>x</script>", "a.html", "No text"),
]


@pytest.mark.parametrize(("make", "name", "words"), FAULTS, ids=[one[1] for one in FAULTS])
def test_a_file_that_cannot_be_read_says_why_at_the_field(
    make: object, name: str, words: str, checker: FlaskClient, engine: Engine
) -> None:
    content = make()  # type: ignore[operator]
    with nothing_stored(engine):
        answer = _upload(checker, content, name, title="Typed before")
    assert answer.status_code == 422
    shown = Page.of(answer)
    assert words in shown.fault("file")
    assert shown.form().values["title"] == "Typed before"


def _refused(visitor: FlaskClient, content: bytes) -> tuple[int, Page]:
    """Upload a large file; what the client of the tests leaves open is let go of here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        answer = _upload(visitor, content, "long.txt")
        told = answer.status_code, Page.of(answer)
        answer.close()
        del answer
        gc.collect()
    return told


def test_a_file_beyond_the_limit_is_refused(checker: FlaskClient, engine: Engine) -> None:
    with nothing_stored(engine):
        status, shown = _refused(checker, b"a" * (20 * 2**20 + 1))
        beyond, told = _refused(checker, b"a" * (22 * 2**20))
    assert (status, beyond) == (413, 413)
    assert "larger than 20 MB" in shown.fault("file")
    assert "At most 20 MB" in told.main.text


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("http://127.0.0.1/", "not an address of the public web"),
        ("http://2130706433/", "not an address of the public web"),
        ("http://[::ffff:169.254.169.254]/latest", "not an address of the public web"),
        ("http://user:secret@cnn.example/", "user name or password"),
        ("cnn.example/story", "begin with http"),
        ("file:///etc/passwd", "begin with http"),
        ("http://", "not an address of the web"),
    ],
)
def test_an_address_that_is_not_fetched_says_why_at_the_field(
    url: str, words: str, checker: FlaskClient, engine: Engine
) -> None:
    with nothing_stored(engine):
        answer = _fetch(checker, url, title="Typed before")
    assert answer.status_code == 422
    shown = Page.of(answer)
    assert words in shown.fault("address")
    values = shown.form().values
    assert (values["address"], values["title"]) == (url, "Typed before")


@pytest.mark.usefixtures("near")
@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (page(b"no", status="403 Forbidden"), "not open to programs"),
        (redirect("/"), "redirects without end"),
        (redirect("http://10.0.0.1/"), "not an address of the public web"),
        (page(b"\x89PNG\r\n", "Content-Type: image/png"), "a picture"),
    ],
    ids=["closed", "circle", "inside", "picture"],
)
def test_an_answer_that_cannot_be_kept_says_why_at_the_field(
    answer: bytes, words: str, checker: FlaskClient, engine: Engine
) -> None:
    with web(answering(answer)) as served, nothing_stored(engine):
        shown = Page.of(_fetch(checker, served.url()))
    assert words in shown.fault("address")


def test_an_article_comes_in_one_way(checker: FlaskClient, engine: Engine) -> None:
    with nothing_stored(engine):
        none = Page.of(submit(checker, "/sources/new", title="Outpost"))
        two = Page.of(_fetch(checker, "http://127.0.0.1/", text=ARTICLE, title="Outpost"))
    assert "Give a web address, choose a file, or paste" in none.fault("text")
    assert "in two ways" in two.fault("address")
    assert two.form().values["text"] == ARTICLE


def test_what_waits_is_of_nobody_else(
    checker: FlaskClient, reviewer: FlaskClient, engine: Engine
) -> None:
    location = _upload(checker, PAGE.encode(), "story.html").location
    waiting = last(engine, "pending_capture")["id"]
    assert "no longer at hand" in Page.of(reviewer.get(location)).main.text
    token = token_of(reviewer.get("/sources/new").text)
    data = {"csrf_token": token, "article": str(waiting), "title": "Taken"}
    with nothing_stored(engine):
        answer = reviewer.post("/sources/new", data=data)
    assert "no longer at hand" in Page.of(answer).main.text


def test_what_was_typed_wrong_is_mended_without_bringing_the_article_again(
    checker: FlaskClient, engine: Engine
) -> None:
    location = _upload(checker, ARABIC.encode(), "speech.txt").location
    refused = submit(checker, location, title="", published="2017-13-40")
    assert refused.status_code == 422
    shown = Page.of(refused)
    assert shown.fault("title")
    assert shown.fault("published")
    assert ARABIC in shown.main.text
    answer = checker.post(location, data=shown.form().filled(title="خطاب", published="2017"))
    assert answer.status_code == 303
    assert last(engine, "capture")["text"] == ARABIC


def test_a_wrong_charset_is_told_before_anything_is_kept(checker: FlaskClient) -> None:
    content = "Мы не уступили ни пяди земли, сказал министр в понедельник. ".encode("cp1251") * 3
    location = _upload(checker, content, "speech.txt").location
    assert "Look whether every letter is right" in Page.of(checker.get(location)).main.text


def test_a_known_address_is_captured_again(checker: FlaskClient, engine: Engine) -> None:
    paste(checker, url="https://cnn.example/outpost")
    location = _upload(checker, PAGE.encode(), "story.html", url="https://cnn.example/outpost")
    shown = Page.of(checker.get(location.location))
    assert "This address is known" in shown.main.text
    submit(checker, location.location)
    assert len(rows(engine, "source")) == 1
    assert len(rows(engine, "capture")) == 2
