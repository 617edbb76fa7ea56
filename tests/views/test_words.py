"""The wording of pages: what they say of a statement, its source and its history."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from time import process_time
from typing import TYPE_CHECKING

import pytest
from flask import render_template_string

from citations.words import title_words
from models.records import (
    AppearanceRecord,
    RelayRecord,
    SourceRecord,
    SpeakerRecord,
    StatementRecord,
)
from models.terms import Form, QuoteCheck, SpeakerKind, StatementStatus
from tests.views.english import english
from views import quote_words, words

if TYPE_CHECKING:
    from collections.abc import Iterator


CNN = SourceRecord(id=1, key="cnn", type="article-newspaper", title="An outpost", publisher="CNN")
REPORT = SourceRecord(id=2, key="wire", type="article-newspaper", title="Wire", seen=False)
REBELS = SpeakerRecord(
    id=1, key="rebels", name="local rebel groups", kind=SpeakerKind.UNNAMED, plural=True
)
MATTIS = SpeakerRecord(id=2, key="mattis", name="James Mattis", kind=SpeakerKind.PERSON)
NOON = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _speaking_english() -> Iterator[None]:
    with english():
        yield


def said(form: Form, **given: object) -> StatementRecord:
    """A statement of a form, found in CNN."""
    bare = StatementRecord(
        id=1,
        key="o1",
        version=1,
        form=form,
        speaker=MATTIS,
        status=StatementStatus.LOGGED,
        created_at=NOON,
        appearances=(AppearanceRecord(id=1, source=CNN),),
    )
    return replace(bare, **given)  # type: ignore[arg-type]


def found(**given: object) -> AppearanceRecord:
    """An appearance in CNN."""
    return replace(AppearanceRecord(id=1, source=CNN), **given)  # type: ignore[arg-type]


def test_a_chain_names_the_last_relay_first_and_says_what_was_not_consulted() -> None:
    reuters = RelayRecord(name="Reuters", source=REPORT)
    plain = RelayRecord(name="a local radio")
    assert words.chain_words(found()) == "CNN"
    assert (
        words.chain_words(found(relays=(reuters,)))
        == "CNN, citing Reuters (original not consulted)"
    )
    assert words.chain_words(found(relays=(plain, reuters))) == (
        "CNN, citing Reuters (original not consulted), citing a local radio"
    )


def test_a_relay_that_was_consulted_stands_bare() -> None:
    seen = RelayRecord(name="Reuters", source=replace(REPORT, seen=True))
    assert words.chain_words(found(relays=(seen,))) == "CNN, citing Reuters"


def test_a_source_without_an_outlet_is_named_by_its_kind() -> None:
    assert words.outlet_words(replace(CNN, publisher=None, type="webpage")) == "web page"
    assert words.outlet_words(replace(CNN, publisher=None, type="legal_case")) == "court case"


def test_a_supplied_title_stands_in_brackets() -> None:
    assert title_words(CNN) == "An outpost"
    assert title_words(replace(CNN, title_supplied=True)) == "[An outpost]"


def test_a_quote_is_shown_without_a_heading() -> None:
    direct = said(Form.DIRECT, quote="Not ceded", claim="No ground was given up.")
    assert words.form_words(direct) is None
    assert words.shown(direct) == "Not ceded"


def test_a_paraphrase_says_whose_words_it_is_in() -> None:
    passage = (found(exact="the closure was routine"),)
    ours = said(Form.INDIRECT, claim="It was routine.", appearances=passage)
    theirs = replace(ours, claim=None)
    assert (words.form_words(ours), words.shown(ours)) == (
        "Paraphrase, in our words",
        "It was routine.",
    )
    assert (words.form_words(theirs), words.shown(theirs)) == (
        "Paraphrase, in CNN’s words",
        "the closure was routine",
    )


def test_the_possessive_follows_the_name() -> None:
    reuters = replace(CNN, publisher="Reuters")
    nobody = replace(CNN, publisher=None)
    named = said(Form.INDIRECT, appearances=(found(source=reuters, exact="x"),))
    nameless = said(Form.INDIRECT, appearances=(found(source=nobody, exact="x"),))
    assert words.form_words(named) == "Paraphrase, in Reuters’ words"
    assert words.form_words(nameless) == "Paraphrase, in the source’s words"


def test_a_mixed_form_shows_the_passage_around_its_quoted_words() -> None:
    mixed = said(Form.MIXED, quote="hold", claim="It cannot be held.")
    passage = (found(exact="unable to “hold” areas"),)
    assert words.form_words(mixed) == "Paraphrase with quoted words, in our words"
    assert words.shown(mixed) == "It cannot be held."
    assert words.shown(replace(mixed, appearances=passage)) == "unable to “hold” areas"


@pytest.mark.parametrize(
    ("form", "check", "expected"),
    [
        (Form.DIRECT, QuoteCheck.FOUND, ("✓", "matches CNN’s text", "ok")),
        (Form.INDIRECT, QuoteCheck.FOUND, ("✓", "passage found in source", "ok")),
        (Form.DIRECT, QuoteCheck.ELLIPSIS, ("✓", "found with ellipsis or brackets", "ok")),
        (Form.DIRECT, QuoteCheck.DIFFERS, ("!", "differs from the source", "bad")),
        (Form.DIRECT, QuoteCheck.CHANGED, ("!", "source changed since capture", "warn")),
        (Form.DIRECT, QuoteCheck.NOT_FOUND, ("!", "not found in source", "bad")),
        (Form.DIRECT, QuoteCheck.NOT_CHECKED, ("–", "not checked", "")),
    ],
)
def test_a_check_has_sign_words_and_class(
    form: Form, check: QuoteCheck, expected: tuple[str, str, str]
) -> None:
    assert quote_words.check_words(said(form), found(check=check)) == expected


def test_an_unnamed_speaker_is_called_so() -> None:
    assert words.speaker_words(said(Form.DIRECT)) is None
    assert words.speaker_words(said(Form.DIRECT, speaker=REBELS)) == "unnamed, plural"
    alone = replace(REBELS, plural=False)
    assert words.speaker_words(said(Form.DIRECT, speaker=alone)) == "unnamed"
    assert [words.kind_words(each) for each in (MATTIS, REBELS, alone)] == [
        "person",
        "unnamed, plural",
        "unnamed",
    ]


def test_clashing_words_are_told_apart_whatever_their_case_and_spacing() -> None:
    text = "We have not ceded\nany ground"
    assert words.marked_parts(text, "NOT ceded any") == [
        ("We have ", False),
        ("not ceded\nany", True),
        (" ground", False),
    ]
    assert words.marked_parts(text, "we have") == [
        ("We have", True),
        (" not ceded\nany ground", False),
    ]


@pytest.mark.parametrize("marked", [None, "", "  ", "elsewhere", "(", "<b>"])
def test_words_that_do_not_occur_mark_nothing(marked: str | None) -> None:
    assert words.marked_parts("We have <i>not</i>", marked) == [("We have <i>not</i>", False)]


def test_a_long_text_is_cut_between_words_and_says_so() -> None:
    cut = words.shortened("word " * 200)
    assert cut.endswith("word […]")
    assert len(cut) < words.SHORT_CHARACTERS + 50
    assert words.shortened("short") == "short"
    assert words.shortened("x" * 900) == "x" * words.SHORT_CHARACTERS + " […]"


def test_a_cut_never_loses_the_marked_words() -> None:
    text = "word " * 200 + "the clash " + "word " * 200
    assert words.shortened(text, "the clash").endswith("the clash […]")


def test_an_article_is_split_at_its_logged_passages() -> None:
    assert words.article_parts("abcdef", [(1, 3, 7)]) == [("a", None), ("bc", 7), ("def", None)]
    assert words.article_parts("abc", []) == [("abc", None)]


def test_overlapping_passages_lose_and_double_nothing() -> None:
    parts = words.article_parts("abcdefgh", [(2, 5, 8), (1, 3, 7), (1, 2, 9)])
    assert "".join(part for part, _ in parts) == "abcdefgh"
    assert parts[1] == ("b", 9)


def test_every_word_is_given_to_templates() -> None:
    assert render_template_string("{{ none|when }}, {{ page_language() }}") == "date unknown, en"


@pytest.mark.parametrize(
    ("text", "marked", "found"),
    [
        ("İstanbul fell", "FELL", "fell"),
        ("Die Straße\n\n war frei", "straße WAR", "Straße\n\n war"),
        ("ΟΔΟΣ", "οδός", None),
        ("ΟΔΟΣ ΑΒ", "οδος αβ", "ΟΔΟΣ ΑΒ"),
        ("\u3000underground ", "ground", "ground"),
    ],
)
def test_words_are_marked_letter_for_letter(text: str, marked: str, found: str | None) -> None:
    parts = words.marked_parts(text, marked)
    assert "".join(part for part, _marked in parts) == text
    assert [part for part, is_marked in parts if is_marked] == ([found] if found else [])


def test_no_words_take_long_to_mark() -> None:
    begun = process_time()
    words.marked_parts("a " + " " * 200_000 + "b", "a " * 1000 + "c")
    words.marked_parts("ab " * 200_000, "ab " * 100_000 + "c")
    assert process_time() - begun < 3
