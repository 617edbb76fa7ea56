"""Words that are rare in forms: pictures, stacked accents, right-to-left names, a whole book."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.views.pages import Page, submit
from tests.views.stored import last, rows
from tests.views.typed import SAID, SOURCE, log

if TYPE_CHECKING:
    from flask.testing import FlaskClient
    from sqlalchemy import Engine

BOOK = " ".join(f"word{number}" for number in range(60_000))


@pytest.mark.parametrize(
    "typed",
    [
        {"quote": "🚧 We closed it 🙂👩🏽‍🚀 today"},
        {"quote": "E\u0301te\u0301 and \u01b0\u0323\u0301 and a\u0308\u0301\u0323"},
        {"quote": "لم نتنازل عن أي أرض", "speaker_name": "جيمس ماتيس", "language": "ar"},
        {"quote": "\u202bשלום\u202c", "speaker_name": "\u202eהדובר\u202c", "role": "דובר"},
        {"quote": BOOK, "context": BOOK[:300_000]},
    ],
)
def test_rare_words_are_stored_as_typed_and_asked_about_when_they_come_again(
    typed: dict[str, str], checker: FlaskClient, engine: Engine
) -> None:
    address = log(checker, **typed)
    stored = last(engine, "statement")
    assert stored["quote"] == typed["quote"]
    assert checker.get(address).status_code == 200
    again = submit(checker, "/statements/new", **SAID | SOURCE | typed)
    assert again.status_code == 422
    assert "The same words" in Page.of(again).with_id("likely").text
    assert checker.post("/statements/new", data=Page.of(again).form().values).status_code == 303
    assert len(rows(engine, "statement")) == 2


def test_a_stale_edit_of_a_book_is_shown_short_and_loses_no_word(
    checker: FlaskClient, engine: Engine
) -> None:
    address = log(checker, quote=BOOK)
    form = Page.of(checker.get(f"{address}/edit")).form()
    submit(checker, f"{address}/edit", quote=BOOK.replace("word7 ", "seven "))
    mine = form.filled(quote=BOOK.replace("word59000", "the end"))
    answer = checker.post(f"{address}/edit", data=mine)
    assert answer.status_code == 409
    [section] = Page.of(answer).main.of_class("clashes")
    assert "seven" in section.text
    assert len(section.text) < 300_000
    data = Page.of(answer).form().filled(**{"pick-quote": "yours"})
    assert checker.post(f"{address}/edit", data=data).status_code == 303
    assert last(engine, "statement")["quote"] == mine["quote"]
