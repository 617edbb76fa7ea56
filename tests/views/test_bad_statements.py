from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.views.conftest import post, token_of
from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored, rows
from tests.views.typed import ARTICLE, QUOTE, SAID, SOURCE, paste

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

#: Where these are at fault, no claim of ours stands in for them.
BARE = {"quote", "passage"}
MEGABYTE = 1_000_000
WRONG = [
    ({"said": "2017-13-40"}, "said", "“2017-13-40” is not a date of the calendar."),
    ({"said": "whenever"}, "said", "Write 18 September 2017"),
    ({"said": "2017-02-30"}, "said", "is not a date"),
    ({"said": "0000"}, "said", "is not a date"),
    ({"about": "12/09/2017"}, "about", "more than one way"),
    ({"quote": ""}, "quote", "Give the words that the source puts in quotation marks"),
    ({"form": "mixed", "quote": ""}, "quote", "or say that it is a paraphrase"),
    ({"form": "indirect"}, "quote", "A paraphrase holds no quoted words."),
    ({"form": "indirect", "quote": ""}, "passage", "A paraphrase needs the passage"),
    ({"form": "mixed"}, "passage", "A paraphrase needs the passage"),
    ({"quote": "  \n "}, "quote", "Give the words"),
    ({"quote": "He said\x00 it"}, "quote", "NUL"),
    ({"note": "a\x00"}, "note", "NUL"),
    ({"speaker_name": ""}, "speaker_name", "Name the speaker"),
    ({"language": "klingon!"}, "language", "It is not a language tag"),
    ({"language": "English"}, "language", "It is not a language tag (BCP 47): write en, fr"),
    ({"language": "Deutsch"}, "language", "It is not a language tag"),
    ({"topics": "Syria, a\x00b"}, "topics", "NUL"),
    ({"source_title": ""}, "source_title", "This is needed."),
    ({"source_url": "javascript:alert(1)"}, "source_url", "It is not a web address"),
    ({"source_url": "http://"}, "source_url", "It is not a web address"),
    ({"source_url": "https://[evil"}, "source_url", "It is not a web address"),
    ({"source_archived_url": "data:text/html,x"}, "source_archived_url", "It is not a web address"),
    ({"source_published": "soon"}, "source_published", "is not a date"),
    ({"relays-0-verb": "told"}, "relays-0-name", "This is needed."),
]
CRAFTED = [
    ({"speaker_id": "999"}, "There is no speaker 999; name a known one, or a new one."),
    ({"speaker_id": "nobody"}, "This has to be a number."),
    ({"speaker_id": str(2**31)}, "or less."),
    ({"speaker_id": "9" * 5000}, "whole number"),
    ({"source_id": "999"}, "There is no source 999; name one that is known."),
    ({"capture_id": "999"}, "There is no capture “999”"),
    ({"form": "shouted"}, "Choose one of the list."),
    ({"heard": "dreamt"}, "Choose one of the list."),
    ({"speaker_kind": "robot"}, "Choose one of the list."),
    ({"source_type": "scroll"}, "“scroll” is not a CSL item type"),
    ({"start": "5"}, "A place in the text has a start and an end"),
    ({"start": "9", "end": "5"}, "A place in the text starts before it ends."),
    ({"start": "-1", "end": "5"}, "Give 0 or more."),
    ({"relays-0-name": "Reuters", "relays-0-source": "999"}, "There is no source 999"),
]


@pytest.mark.parametrize(("typed", "field", "words"), WRONG)
def test_what_cannot_be_logged_is_refused_at_its_field_and_stays_typed(
    typed: dict[str, str], field: str, words: str, checker: FlaskClient, engine: Engine
) -> None:
    sent = {**SAID, **SOURCE, "claim": "" if field in BARE else "Typed.", **typed}
    with nothing_stored(engine):
        answer = submit(checker, "/statements/new", **sent)
    assert answer.status_code == 422
    page = Page.of(answer)
    assert words in page.fault(field)
    values = page.form().values
    kept = {name: value.strip().replace("\x00", "�") for name, value in sent.items()}
    assert {name: values.get(name, "").replace("\x00", "�") for name in kept} == kept


@pytest.mark.parametrize(("sent", "words"), CRAFTED)
def test_what_no_form_offers_is_refused_with_a_sentence(
    sent: dict[str, str], words: str, checker: FlaskClient, engine: Engine
) -> None:
    with nothing_stored(engine):
        answer = post(checker)("/statements/new", **{**SAID, **SOURCE, "claim": "Typed.", **sent})
    assert answer.status_code in {404, 422}
    assert words in Page.of(answer).main.text
    if answer.status_code == 422:
        assert QUOTE in Page.of(answer).form().values["quote"]


def test_nothing_at_all_is_refused(checker: FlaskClient, engine: Engine) -> None:
    with nothing_stored(engine):
        answer = submit(checker, "/statements/new")
    assert answer.status_code == 422
    assert Page.of(answer).fault("quote")


def test_without_a_source_there_is_no_statement(checker: FlaskClient, engine: Engine) -> None:
    with nothing_stored(engine):
        answer = submit(checker, "/statements/new", **SAID)
    assert answer.status_code == 422
    assert "Choose the source, or describe a new one." in Page.of(answer).fault("source_id")


@pytest.mark.parametrize("field", ["quote", "claim", "context"])
def test_a_quote_has_an_end(field: str, checker: FlaskClient, engine: Engine) -> None:
    long = "word " * (MEGABYTE // 5) + "and more"
    with nothing_stored(engine):
        answer = submit(checker, "/statements/new", **{**SAID, **SOURCE, field: long})
    assert answer.status_code == 413
    page = Page.of(answer)
    assert "1,000,008 characters; at most 1,000,000 can be kept" in page.fault(field)
    assert page.form().values[field] == long


def test_a_line_has_an_end(checker: FlaskClient, engine: Engine) -> None:
    with nothing_stored(engine):
        answer = submit(checker, "/statements/new", **{**SAID, **SOURCE, "role": "x" * 4001})
    assert answer.status_code == 413
    assert "at most 4,000" in Page.of(answer).fault("role")


def test_a_quote_of_a_megabyte_is_kept_whole(checker: FlaskClient, engine: Engine) -> None:
    long = "wörd " * (MEGABYTE // 5 - 1) + "enden"
    answer = submit(checker, "/statements/new", **{**SAID, **SOURCE, "quote": long})
    assert answer.status_code == 303
    assert last(engine, "statement")["quote"] == long
    assert checker.get(answer.location).status_code == 200
    assert checker.get("/statements/").status_code == 200


def test_a_body_beyond_all_bounds_is_refused(checker: FlaskClient, engine: Engine) -> None:
    with nothing_stored(engine):
        answer = post(checker)("/sources/new", title="Long", text="x" * (22 * 1024 * 1024 + 1))
    assert answer.status_code == 413
    page = Page.of(answer)
    assert page.heading == "Too large"
    assert "At most 20 MB" in page.text


def test_an_article_beyond_its_bounds_is_refused_at_the_field(
    checker: FlaskClient, engine: Engine
) -> None:
    with nothing_stored(engine):
        answer = post(checker)("/sources/new", title="Long", text="x" * 20_000_001)
    assert answer.status_code == 413
    assert "at most 20,000,000" in Page.of(answer).fault("text")


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"text": ""}, "text", "Give a web address"),
        ({"text": "PK\x03\x04\x00\x00"}, "text", "NUL"),
        ({"title": " ", "text": "“No,” he said."}, "title", "This is needed."),
        ({"published": "2017-13-40"}, "published", "is not a date"),
        ({"accessed": "today"}, "accessed", "only beside another date"),
        ({"url": "javascript:alert(1)"}, "url", "It is not a web address"),
        ({"url": "ftp://example.org/x"}, "url", "It is not a web address"),
        ({"archived_url": "//example.org"}, "archived_url", "It is not a web address"),
        ({"language": "English, please"}, "language", "It is not a language tag"),
    ],
)
def test_an_article_that_cannot_be_kept_says_why_at_the_field(
    typed: dict[str, str], field: str, words: str, checker: FlaskClient, engine: Engine
) -> None:
    sent = {"title": "Outpost closed", "text": ARTICLE, **typed}
    with nothing_stored(engine):
        answer = submit(checker, "/sources/new", **sent)
    assert answer.status_code == 422
    page = Page.of(answer)
    assert words in page.fault(field)
    if field != "text":
        assert page.form().values["text"] == sent["text"]
        assert page.form().values[field] == typed[field].strip()


def test_half_a_character_is_never_stored(checker: FlaskClient, engine: Engine) -> None:
    token = token_of(checker.get("/statements/new").text)
    body = f"csrf_token={token}&quote=%ED%A0%80+torn&speaker_name=Ada&source_title=Torn".encode()
    kind = "application/x-www-form-urlencoded"
    answer = checker.post("/statements/new", data=body, content_type=kind)
    assert answer.status_code in {303, 400, 422}
    assert not any("\ud800" in row["quote"] for row in rows(engine, "statement"))


@pytest.mark.parametrize("body", [b"\xff\xfe\x00", b"%", b"=&=&;", b"a" * 10_000, b"&" * 5000])
def test_a_body_that_is_no_form_is_refused(
    body: bytes, checker: FlaskClient, engine: Engine
) -> None:
    with nothing_stored(engine):
        for kind in (
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "text/x",
        ):
            assert checker.post("/statements/new", data=body, content_type=kind).status_code == 400


def test_what_was_selected_stays_when_a_log_is_refused(
    checker: FlaskClient, engine: Engine
) -> None:
    address = paste(checker)
    spot = {"passage": "A spokesman said", "start": "5", "end": "21"}
    with nothing_stored(engine):
        answer = submit(checker, address, said="2017-13-40", speaker_name="A spokesman", **spot)
    page = Page.of(answer)
    assert answer.status_code == 422
    assert {name: page.form().values[name] for name in spot} == spot
    assert page.with_id("article").raw == ARTICLE


def test_all_faults_are_told_at_once(checker: FlaskClient, engine: Engine) -> None:
    with nothing_stored(engine):
        answer = submit(
            checker, "/statements/new", said="soon", about="later", source_url="javascript:x"
        )
    page = Page.of(answer)
    for field in ("quote", "said", "about", "source_url", "source_title"):
        assert page.fault(field), field
    assert "Nothing was stored yet. Please look at:" in page.alerts


def test_a_chain_has_twenty_hops_at_most(checker: FlaskClient, engine: Engine) -> None:
    hops = {f"relays-{place}-name": f"Relay {place}" for place in range(300)}
    answer = post(checker)("/statements/new", **SAID, **SOURCE, **hops)
    assert answer.status_code == 422
    assert "“Relay 20” is one too many" in Page.of(answer).text
    assert rows(engine, "relay") == []
