"""Notes of statements: plain to a person, exact to the program, and never half believed."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings

from citations.cited import cited
from citations.notes import note_of, statement_notes
from citations.tex.latex import latex
from desk.readers.latex_text import plain
from models.notes.escapes import UnreadableNoteError, as_written, on_one_line
from models.notes.note import Note
from models.notes.written import is_ours, read_note, without_tail, written
from models.records import RelayRecord, StatementRecord, TranslationRecord
from models.terms import Form, Heard, SpeakerKind, StatementStatus, TranslationKind
from tests.citations.records import a_source, a_speaker, a_statement, an_appearance
from tests.citations.strategies import SELECTIONS, TEXTS

STUB = a_source(key="wire", type="article", title="Wire report", title_supplied=True, seen=False)
CHAIN = (RelayRecord(name="SANA", verb="told"), RelayRecord(name="Reuters", source=STUB))


def _statement(**values: Any) -> StatementRecord:  # noqa: ANN401 -- any field
    known: dict[str, Any] = {
        "quote": "We have not ceded it",
        "role": "Secretary",
        "said": "2017-09-18~",
        "where": "the Pentagon",
        "told": "reporters",
        "in_answer_to": "whether ground was ceded",
        "appearances": (
            an_appearance(a_source(publisher="CNN"), heard=Heard.VIA, relays=CHAIN, page="A4"),
        ),
    }
    return a_statement(**(known | values))


def _text(**values: Any) -> str:  # noqa: ANN401 -- any field
    [work] = cited([_statement(**values)])
    [note] = statement_notes(work)
    return note


def test_a_note_says_who_said_what_when_to_whom_and_through_whom() -> None:
    assert _text() == (
        "James Mattis, Secretary, about 18 September 2017, at the Pentagon, to reporters, when"
        " asked whether ground was ceded: “We have not ceded it” — in CNN, page A4, citing Reuters"
        " (original not consulted), citing SANA."
        " [gainsay 1; key s1; source outpost|article-newspaper; form direct; speaker mattis|person;"
        " name James Mattis; said 2017-09-18~; heard via; page A4;"
        " hop SANA|told; hop Reuters||wire|article|Wire report|bracketed|unseen]"
    )


BARE = {"said": None, "where": None, "told": None, "in_answer_to": None, "role": None}


@pytest.mark.parametrize(
    ("values", "words"),
    [
        (
            {"claim": "It was kept."},
            "James Mattis: “We have not ceded it” In our words: It was kept. — in ",
        ),
        (
            {"form": Form.INDIRECT, "quote": None, "claim": "It is closed."},
            "James Mattis (paraphrase, in our words): It is closed. — in ",
        ),
        (
            {"form": Form.MIXED, "claim": "They may clear it."},
            "James Mattis (paraphrase with quoted words, in our words): They may clear it."
            " Quoted: “We have not ceded it” — in ",
        ),
        (
            {"form": Form.MIXED},
            "James Mattis (paraphrase with quoted words): “We have not ceded it” — in ",
        ),
        (
            {"quote": "One: “two ‘three’”\n\nfour & <b>"},
            "James Mattis: “One: “two ‘three’”¶ ¶ four & ¶3c.b>” — in ",
        ),
        (
            {"speaker": a_speaker(name="a US official", kind=SpeakerKind.UNNAMED)},
            "A US official: “We have not ceded it” — in ",
        ),
        (
            {
                "translations": (
                    TranslationRecord(
                        language="fr", text="Non.", kind=TranslationKind.PUBLISHED, by="AFP"
                    ),
                    TranslationRecord(language="de", text="Nein.", kind=TranslationKind.OURS),
                )
            },
            "James Mattis: “We have not ceded it” Translation (fr, published, by AFP): “Non.”"
            " Translation (de, ours): Nein. — in ",
        ),
    ],
)
def test_a_note_is_plain_and_reads_back(values: dict[str, Any], words: str) -> None:
    text = _text(**(BARE | values))
    assert text.startswith(words)
    assert "doubled" not in text
    [work] = cited([_statement(**(BARE | values))])
    assert read_note(text) == note_of(work.findings[0])


def test_the_passage_is_in_the_words_of_the_source() -> None:
    found = an_appearance(a_source(publisher="CNN"), exact="They closed it.")
    values = BARE | {"form": Form.INDIRECT, "quote": None, "appearances": (found,)}
    assert _text(**values).startswith(
        "James Mattis (paraphrase, in the source’s words): They closed it. — in CNN. ["
    )
    quoted = _text(**(BARE | {"appearances": (found,)}))
    assert "“We have not ceded it” Passage: They closed it. — in CNN. [" in quoted


def test_what_would_be_read_otherwise_stands_in_the_tail_as_well() -> None:
    text = _text(role="Major, at large, to the press")
    assert "doubled lead; role Major, at large, to the press;" in text
    assert read_note(text) is not None
    tricky = _text(quote="It” In our words: no — in CNN. [gainsay 1; aside]")
    assert "doubled all" in tricky
    assert "[gainsay 1; aside] " not in tricky
    told = read_note(tricky)
    assert isinstance(told, Note)
    assert told.quote == "It” In our words: no — in CNN. [gainsay 1; aside]"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("James Mattis, Secretary, about", "Read it! James Mattis, Secretary, about"),
        ("James Mattis, Secretary, about", "Jim Mattis, Secretary, about"),
        ("about 18", "on 18"),
        ("2017-09-18~", "2017-09-18"),
        ("form direct", "form indirect"),
        ("form direct", "form loud"),
        ("Reuters (original not consulted)", "Reuters"),
        ("|unseen]", "]"),
        ("page A4;", "page A5;"),
        ("“We have not ceded it”", "We have not ceded it"),
        ("gainsay 1;", "gainsay 2;"),
        ("key s1; ", ""),
        ("key s1; ", "key s1; key s2; "),
        ("key s1; ", "key s1; mood glad; "),
        ("key s1; ", "key s1; quote Other; "),
        ("mattis|person", "mattis"),
        ("]", ""),
        ("heard via", "heard ¶"),
        ("heard via", "heard ¶110000."),
        ("heard via", "heard ¶d800."),
        ("heard via", "heard ¶dfff."),
        ("heard via", "heard ¶0."),
        (" — in CNN", " in CNN"),
    ],
)
def test_half_an_edit_is_refused(old: str, new: str) -> None:
    edited = _text().replace(old, new)
    assert is_ours(edited)
    with pytest.raises(UnreadableNoteError):
        read_note(edited)


def test_a_whole_edit_is_read() -> None:
    told = read_note(_text().replace("We have not", "We have").replace("the Pentagon", "CNN"))
    assert isinstance(told, Note)
    assert (told.quote, told.where) == ("We have ceded it", "CNN")


def test_who_only_reads_may_do_without_the_tail() -> None:
    assert without_tail(_text()).endswith("citing SANA.")
    assert without_tail("Somebody’s note.") == "Somebody’s note."
    assert not is_ours("Somebody’s note [sic].")


def test_what_is_not_logged_says_so() -> None:
    text = _text(status=StatementStatus.PROPOSED)
    assert "status proposed" in text
    told = read_note(text)
    assert isinstance(told, Note)
    assert told.status is StatementStatus.PROPOSED


@given(TEXTS)
def test_any_text_stands_on_one_line_and_comes_back(text: str) -> None:
    told = on_one_line(text)
    assert as_written(told) == text
    assert " ".join(told.split()) == told


@settings(max_examples=25)
@given(SELECTIONS)
def test_any_note_comes_back_even_through_tex(statements: list[StatementRecord]) -> None:
    for work in cited(statements):
        for finding in work.findings:
            note = note_of(finding)
            assert read_note(written(note)) == note
            assert read_note(plain(latex(written(note)))) == note


def test_spaces_that_a_manager_adds_change_nothing() -> None:
    text = _text()
    folded = text.replace("to reporters", "to\n  reporters").replace("; form", ";\tform")
    assert read_note(f"  {folded} ") == read_note(text)
