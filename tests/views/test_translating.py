"""Translating on the pages: beside the original, with whose it is, from right to left."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.views.conftest import post
from tests.views.pages import Element, Page, submit
from tests.views.stored import last, nothing_stored, rows
from tests.views.typed import log

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

HEBREW, SPEAKER = "לא ויתרנו על שטח (כלל)!", "משה כהן"
ENGLISH = "We gave up no ground (at all)!"


def _logged(visitor: FlaskClient) -> str:
    return log(visitor, quote=HEBREW, speaker_name=SPEAKER, language="he", source_title="ידיעה")


def _translate(visitor: FlaskClient, address: str, **typed: str) -> Page:
    known = {"language": "en", "text": ENGLISH}
    answer = submit(visitor, f"{address}/translations/new", **{**known, **typed})
    assert answer.status_code == 303, answer.text
    return Page.of(visitor.get(address))


def _one(page: Page, name: str) -> Element:
    [found] = page.main.of_class(name)
    return found


def test_the_original_comes_first_and_the_translation_says_that_it_is_ours(
    checker: FlaskClient,
) -> None:
    page = _translate(checker, _logged(checker))
    original, ours = _one(page, "said"), _one(page, "translation")
    assert (original.attributes["lang"], original.attributes["dir"]) == ("he", "rtl")
    assert original.text == f"“{HEBREW}”"
    assert ours.text == f"Our translation into English {ENGLISH}"
    assert page.main.text.index(HEBREW) < page.main.text.index(ENGLISH)
    assert "“We gave" not in page.main.text


def test_published_words_may_stand_in_quotation_marks(checker: FlaskClient) -> None:
    page = _translate(checker, _logged(checker), kind="published", by="CNN")
    told = _one(page, "translation").text
    assert told == f"Translation published by CNN, into English “{ENGLISH}”"


def test_a_date_is_written_as_people_write_it(checker: FlaskClient, engine: Engine) -> None:
    page = _translate(checker, _logged(checker), date="18 Sep 2017", by="Ada")
    assert last(engine, "translation")["date"] == "2017-09-18"
    assert "by Ada, into English, 18 September 2017" in page.main.text


def test_a_translation_is_as_long_as_a_quote(checker: FlaskClient, engine: Engine) -> None:
    text = "We gave up no ground. " * 20_000
    _translate(checker, _logged(checker), text=text)
    assert last(engine, "translation")["text"] == text.strip()


def test_lists_and_pairs_show_it_too(checker: FlaskClient) -> None:
    address = _logged(checker)
    _translate(checker, address)
    other = log(checker, quote="Nothing of the kind.")
    for shown in ("/statements/", f"{address}/link", f"{other}/link?q=ground", "/speakers/1"):
        assert ENGLISH in Page.of(checker.get(shown)).main.text, shown


def test_names_from_right_to_left_are_isolated(checker: FlaskClient) -> None:
    tree = Page.of(checker.get(_logged(checker))).tree
    assert SPEAKER in {one.text for one in tree.every("bdi")}
    [title] = tree.every("title")
    assert f"\u2068{SPEAKER}\u2069" in title.text


def test_a_name_cannot_turn_the_page_around(checker: FlaskClient) -> None:
    address = log(checker, speaker_name="Ada\u202e Turner\u2066")
    assert "\u202e" not in Page.of(checker.get(address)).text
    assert "\u202e" not in Page.of(checker.get("/speakers/1")).heading


def test_a_translation_is_changed_and_removed(checker: FlaskClient, engine: Engine) -> None:
    address = _logged(checker)
    _translate(checker, address)
    edit = f"{address}/translations/1"
    assert submit(checker, edit, text="We gave up nothing.").status_code == 303
    assert last(engine, "translation")["text"] == "We gave up nothing."
    told = Page.of(checker.get(f"{address}/history")).main.text
    assert "translation revised" in told
    assert "removed: no ground (at all)!" in told
    assert submit(checker, edit, f"{edit}/remove").status_code == 303
    assert rows(engine, "translation") == []
    assert "translation removed" in Page.of(checker.get(f"{address}/history")).main.text


@pytest.mark.parametrize(
    ("typed", "field", "words"),
    [
        ({"text": ""}, "text", "This is needed."),
        ({"language": "English, please"}, "language", "not a language tag"),
        ({"language": "he"}, "language", "The statement itself is in “he”"),
        ({"date": "soon"}, "date", "soon"),
        ({"kind": "published"}, "by", "Say who published it"),
    ],
)
def test_a_wrong_field_is_told_and_keeps_what_was_typed(
    typed: dict[str, str], field: str, words: str, checker: FlaskClient, engine: Engine
) -> None:
    address = _logged(checker)
    with nothing_stored(engine):
        answer = submit(
            checker,
            f"{address}/translations/new",
            **{"language": "en", "text": ENGLISH, "by": ""} | typed,
        )
    page = Page.of(answer)
    assert answer.status_code == 422
    assert words in page.fault(field)
    sent = page.form().values
    assert {name: sent[name] for name in typed} == typed


def test_whoever_comes_second_sees_both_versions(checker: FlaskClient, engine: Engine) -> None:
    address = _logged(checker)
    _translate(checker, address)
    edit = f"{address}/translations/1"
    long = "We have given up none of the ground that we have taken from anybody, {}."
    stale = Page.of(checker.get(edit)).form().filled(text=long.format("mine"))
    assert submit(checker, edit, text=long.format("theirs")).status_code == 303
    with nothing_stored(engine):
        answer = checker.post(edit, data=stale)
    page = Page.of(answer)
    assert answer.status_code == 409
    assert page.form().values["text"] == long.format("mine")
    [clash] = page.main.of_class("clash")
    assert [mark.text for mark in clash.every("mark")] == ["theirs.", "mine."]
    assert checker.post(edit, data=page.form().values).status_code == 303
    assert last(engine, "translation")["text"] == long.format("mine")


def test_a_stale_removal_takes_nothing_away(checker: FlaskClient, engine: Engine) -> None:
    address = _logged(checker)
    _translate(checker, address)
    with nothing_stored(engine):
        answer = post(checker)(f"{address}/translations/1/remove", page="/account", version="1")
    assert answer.status_code == 409
