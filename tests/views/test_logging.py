from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

import pytest

from models.terms import Form, Heard, QuoteCheck, SpeakerKind
from tests.views.conftest import post
from tests.views.pages import Page, submit
from tests.views.stored import last, nothing_stored, rows
from tests.views.typed import ARTICLE, QUOTE, ROUTINE, SAID, SOURCE, log, paste, place

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine


def test_a_pasted_article_is_kept_as_it_is(checker: FlaskClient, engine: Engine) -> None:
    address = paste(
        checker, ARTICLE, url="https://cnn.example/outpost", authors="Starr, Barbara; CNN"
    )
    kept = last(engine, "capture")
    assert (kept["text"], kept["content"]) == (ARTICLE, ARTICLE.encode())
    assert last(engine, "source")["authors"] == [
        {"family": "Starr", "given": "Barbara"},
        {"literal": "CNN"},
    ]
    assert last(engine, "event")["tag"] == "capture:keep"
    assert Page.of(checker.get(address)).with_id("article").raw == ARTICLE


def test_the_same_article_pasted_twice_is_one_capture(checker: FlaskClient, engine: Engine) -> None:
    url = "https://cnn.example/outpost"
    assert paste(checker, url=url) == paste(checker, url=url)
    assert len(rows(engine, "capture")) == len(rows(engine, "source")) == 1


def test_line_ends_of_a_browser_are_folded(checker: FlaskClient, engine: Engine) -> None:
    paste(checker, ARTICLE.replace("\n", "\r\n"))
    assert last(engine, "capture")["text"] == ARTICLE


def test_a_quote_is_logged_from_the_words_selected(checker: FlaskClient, engine: Engine) -> None:
    passage = ARTICLE.splitlines()[2]
    spot = place(ARTICLE, passage)
    answer = submit(checker, paste(checker), **SAID, **spot)
    assert answer.status_code == 303
    [statement], [found] = rows(engine, "statement"), rows(engine, "appearance")
    assert (statement["form"], statement["quote"]) == (Form.DIRECT, QUOTE)
    assert ARTICLE[found["start"] : found["end"]] == found["exact"] == passage
    assert (found["prefix"].strip(), found["check"]) == (spot["prefix"].strip(), QuoteCheck.FOUND)
    assert last(engine, "event")["tag"] == "statement:log"
    page = Page.of(checker.get(answer.location))
    assert f"“{QUOTE}”" in page.text
    assert "matches CNN’s text" in page.text


def test_what_is_logged_already_is_marked_in_the_article(
    checker: FlaskClient,
) -> None:
    address = paste(checker)
    shown = submit(
        checker,
        address,
        speaker_name="a spokesman",
        speaker_kind="unnamed",
        **place(ARTICLE, ROUTINE),
    ).location
    [mark] = Page.of(checker.get(address)).with_id("article").of_class("done")
    [link] = mark.every("a")
    assert (mark.raw, link.attributes["href"]) == (ROUTINE, shown)
    assert Page.of(checker.get(address)).with_id("article").raw == ARTICLE


def test_a_paraphrase_needs_no_choice_of_form(checker: FlaskClient, engine: Engine) -> None:
    submit(
        checker,
        paste(checker),
        speaker_name="a spokesman",
        speaker_kind="unnamed",
        **place(ARTICLE, ROUTINE),
    )
    assert last(engine, "statement")["form"] == Form.INDIRECT
    assert last(engine, "appearance")["check"] == QuoteCheck.FOUND


def test_a_place_that_does_not_hold_the_passage_is_found_anew(
    checker: FlaskClient, engine: Engine
) -> None:
    wrong = {**place(ARTICLE, ROUTINE), "start": "3", "end": "9"}
    submit(checker, paste(checker), speaker_name="a spokesman", speaker_kind="unnamed", **wrong)
    found = last(engine, "appearance")
    assert ARTICLE[found["start"] : found["end"]] == ROUTINE


def test_a_statement_is_logged_by_hand_with_all_that_is_known(
    checker: FlaskClient, engine: Engine
) -> None:
    typed = {
        "form": "mixed",
        "quote": "ceded",
        "claim": "No ground was given up.",
        "passage": "He denied that ground had been “ceded”.",
        "speaker_name": "a US official",
        "speaker_kind": "unnamed",
        "role": "official",
        "said": "2017-09-18~",
        "said_text": "Monday",
        "told": "reporters",
        "in_answer_to": "Is ground being ceded?",
        "heard": "via",
        "relays-0-name": "Reuters",
        "relays-0-verb": "told",
        "relays-0-source": "stub",
        "topics": "Syria, At Tanf, Syria",
        "where": "Washington",
        "about": "2017-09-16/2017-09-17",
        "language": "en",
        "page": "4",
        "note": "Heard twice.",
    }
    address = log(checker, **typed)
    [statement], [found] = rows(engine, "statement"), rows(engine, "appearance")
    kept = ("form", "quote", "claim", "role", "said", "told", "where", "about", "language", "note")
    assert {name: statement[name] for name in kept} == {name: typed[name] for name in kept}
    assert (found["page"], found["heard"]) == ("4", Heard.VIA)
    assert {topic["name"] for topic in rows(engine, "topic")} == {"At Tanf", "Syria"}
    assert last(engine, "speaker")["kind"] == SpeakerKind.UNNAMED
    page = Page.of(checker.get(address))
    assert "CNN, citing Reuters (original not consulted)" in page.text
    assert "about 18 September 2017" in page.text
    assert "unnamed" in page.text


@pytest.mark.parametrize("marks", ["“{}”", '"{}"', "«{}»", "  {}  "])
def test_quotation_marks_around_a_quote_are_not_part_of_it(
    marks: str, checker: FlaskClient, engine: Engine
) -> None:
    log(checker, quote=marks.format(QUOTE))
    assert last(engine, "statement")["quote"] == QUOTE


def test_log_and_next_keeps_source_date_speaker_and_topic(
    checker: FlaskClient, engine: Engine
) -> None:
    typed = {**SAID, **SOURCE, "topics": "Syria", "role": "Secretary", "claim": "Not this."}
    data = Page.of(checker.get("/statements/new")).form().filled(**typed)
    answer = checker.post("/statements/new", data={**data, "next": "again"})
    assert answer.status_code == 303
    values = Page.of(checker.get(answer.location)).form().values
    kept = ("speaker_name", "said", "topics", "role")
    assert {name: values[name] for name in kept} == {name: typed[name] for name in kept}
    assert values["source_id"] == str(last(engine, "source")["id"])
    assert values["quote"] == values["claim"] == ""
    assert submit(checker, answer.location, quote="Another sentence of his").status_code == 303
    assert len(rows(engine, "source")) == len(rows(engine, "speaker")) == 1
    assert len(rows(engine, "statement")) == 2


def test_log_and_next_stays_in_the_article(checker: FlaskClient) -> None:
    address = paste(checker)
    data = Page.of(checker.get(address)).form().filled(**SAID)
    onward = checker.post(address, data={**data, "next": "again"}).location
    kept = parse_qs(urlsplit(onward).query)
    assert kept["capture"] == parse_qs(urlsplit(address).query)["capture"]
    assert kept["speaker_name"] == ["James Mattis"]


def test_a_known_speaker_is_found_and_a_known_source_chosen(
    checker: FlaskClient, engine: Engine
) -> None:
    log(checker)
    source = str(last(engine, "source")["id"])
    assert source in Page.of(checker.get("/statements/new")).form().offers("source_id")
    typed = {"quote": "Another", "speaker_name": "james  MATTIS", "source_id": source}
    assert submit(checker, "/statements/new", **typed).status_code == 303
    assert len(rows(engine, "speaker")) == len(rows(engine, "source")) == 1


def test_a_homonym_is_for_a_person_to_tell_apart(checker: FlaskClient, engine: Engine) -> None:
    unnamed = {"speaker_name": "an official", "speaker_kind": "unnamed"}
    log(checker, **unnamed)
    source = str(last(engine, "source")["id"])
    typed = {"quote": "Another", "source_id": source, **unnamed}
    with nothing_stored(engine):
        answer = submit(checker, "/statements/new", **typed)
    assert answer.status_code == 422
    page = Page.of(answer)
    assert "This source already has “an official”" in page.fault("speaker_id")
    assert page.form().offers("speaker_id") == ["", "1", "new"]
    same = page.form().filled(speaker_id="1")
    another = page.form().filled(speaker_id="new", quote="Something else altogether")
    assert checker.post("/statements/new", data=same).status_code == 303
    assert len(rows(engine, "speaker")) == 1
    assert checker.post("/statements/new", data=another).status_code == 303
    assert len(rows(engine, "speaker")) == 2


def test_said_after_published_is_asked_and_taken_once_confirmed(
    checker: FlaskClient, engine: Engine
) -> None:
    odd = {**SAID, **SOURCE, "said": "2017-09-20"}
    with nothing_stored(engine):
        answer = submit(checker, "/statements/new", **odd)
    page = Page.of(answer)
    assert answer.status_code == 422
    assert "Said 20 September 2017, but the source was published 19 September 2017" in page.alerts
    confirmed = page.form().filled(confirm="y")
    assert confirmed["quote"] == QUOTE
    assert checker.post("/statements/new", data=confirmed).status_code == 303
    assert last(engine, "statement")["said"] == "2017-09-20"


def test_the_form_offers_what_is_known(checker: FlaskClient) -> None:
    log(checker, topics="Syria")
    page = Page.of(checker.get("/statements/new"))
    offered = [
        one.attributes["value"]
        for one in page.tree.every("datalist")
        for one in one.every("option")
    ]
    assert offered == ["James Mattis", "Syria"]


def test_a_statement_may_be_sent_with_no_more_than_is_needed(
    checker: FlaskClient, engine: Engine
) -> None:
    answer = post(checker)(
        "/statements/new", quote=QUOTE, speaker_name="James Mattis", source_title="A briefing"
    )
    assert answer.status_code == 303
    assert last(engine, "statement")["form"] == Form.DIRECT
