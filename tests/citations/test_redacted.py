"""Words that were redacted: told as such, and never as what somebody said."""

from __future__ import annotations

import json

import pytest

from citations.formats import FORMATS
from citations.pairs import CitedPair
from desk.readers.ris import read_ris
from models.records import TranslationRecord
from models.terms import Form, Relation, TranslationKind
from models.tombstone import TOMBSTONE, WITHHELD
from tests.citations.records import a_link, a_source, a_statement, an_appearance
from tests.citations.writing import text_of

SENTENCES = ("text", "ris", "bibtex", "biblatex", "markdown", "html", "claimreview")
PUBLISHED = TranslationRecord(language="en", text=TOMBSTONE, kind=TranslationKind.PUBLISHED)
STATEMENTS = [
    a_statement(
        key=form,
        form=form,
        quote=TOMBSTONE,
        claim="They stayed.",
        translations=(PUBLISHED,),
        appearances=(an_appearance(a_source(url="https://cnn.example/", container_title="CNN")),),
    )
    for form in (Form.DIRECT, Form.MIXED)
]


@pytest.mark.parametrize("name", [name for name, each in FORMATS.items() if not each.binary])
def test_redacted_words_stand_in_no_quotation_marks(name: str) -> None:
    told = text_of(name, STATEMENTS).replace("\\", "")
    assert not any(f"{mark}redacted" in told for mark in ("“[", "“&#91;", "“{["))
    assert WITHHELD in told or name not in SENTENCES


def test_redacted_words_are_no_quote_and_nothing_to_be_selected() -> None:
    assert "quote" not in text_of("wikipedia", STATEMENTS)
    assert "TextQuoteSelector" not in text_of("webannotation", STATEMENTS)
    assert f'"text": "{WITHHELD}"' in text_of("claimreview", STATEMENTS)


def test_redacted_words_are_read_again_as_redacted() -> None:
    read = read_ris(text_of("ris", STATEMENTS).encode())
    assert [one.draft.quote for one in read.lines] == [TOMBSTONE, TOMBSTONE]
    (item,) = json.loads(text_of("csl-json", STATEMENTS))
    told = item["custom"]["gainsay"]["statements"]
    assert [one["quote"] for one in told] == [TOMBSTONE, TOMBSTONE]


def test_a_pair_names_no_redacted_words() -> None:
    link = a_link("direct", "mixed", Relation.SUPPORTS)
    pair = CitedPair(link, STATEMENTS[0], STATEMENTS[1])
    assert pair.title.startswith(f"James Mattis: {WITHHELD} and James")
    assert pair.wordings[0] == f"James Mattis: {WITHHELD}"
