"""Which way a text runs, and names that keep to themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records import TranslationRecord
from models.terms import TranslationKind
from tests.views.english import english
from views.scripts import calm, direction, isolated, language_words, translation_words

OVERRIDE, ISOLATE, POP = "\u202e", "\u2068", "\u2069"


@pytest.mark.parametrize(
    ("language", "text", "expected"),
    [
        ("ar", "لم نتنازل", "rtl"),
        ("he", "CNN: לא ויתרנו", "rtl"),
        ("fa-AF", "سلام", "rtl"),
        ("az-Arab", "سلام", "rtl"),
        ("ar-Latn", "salam", "ltr"),
        ("en", "We said שלום", "ltr"),
        ("en", "שלום", "auto"),
        ("ar", "salam", "auto"),
        ("ar", "…", "auto"),
        ("tlh", "nuqneH", "auto"),
        (None, "שלום", "auto"),
        ("ar", None, "rtl"),
    ],
)
def test_a_text_runs_as_its_language_does_if_its_letters_do(
    language: str | None, text: str | None, expected: str
) -> None:
    assert direction(language, text) == expected


@given(st.text())
def test_a_calm_text_keeps_every_other_character(text: str) -> None:
    controls = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    assert calm(text) == "".join(letter for letter in text if letter not in controls)


def test_a_name_from_right_to_left_is_isolated_and_others_stay_as_they_are() -> None:
    assert isolated("Reuters") == "Reuters"
    assert isolated("الجزيرة") == f"{ISOLATE}الجزيرة{POP}"
    assert isolated(f"{OVERRIDE}Reuters") == "Reuters"
    assert isolated(f"الجزيرة{POP}{OVERRIDE}") == f"{ISOLATE}الجزيرة{POP}"


@pytest.mark.parametrize(
    ("by", "kind", "expected"),
    [
        (None, "ours", "Our translation into English"),
        ("Ada", "ours", "Our translation, by Ada, into English"),
        ("CNN", "published", "Translation published by CNN, into English"),
        (None, "published", "Published translation into English"),
    ],
)
def test_a_translation_says_whose_it_is(by: str | None, kind: str, expected: str) -> None:
    one = TranslationRecord(language="en", text="Yes.", by=by, kind=TranslationKind(kind))
    with english():
        assert translation_words(one) == expected


@pytest.mark.parametrize(
    ("tag", "name"), [("pt-BR", "Portuguese (Brazil)"), ("xx", "xx"), ("x", "x"), ("he", "Hebrew")]
)
def test_a_language_is_named_or_stays_a_tag(tag: str, name: str) -> None:
    with english():
        assert language_words(tag) == name
