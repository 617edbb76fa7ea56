"""Transcripts, interviews, posts and signed quotations: what the make-up of a text attributes."""

from __future__ import annotations

import pytest

from reading.proposing import propose
from reading.proposing.layout import laid_out
from reading.proposing.marks import folded
from reading.proposing.quotations import quotations

HEARING = (
    "Mara Oduya, the harbour master, answered the board on Tuesday.\n\n"
    "MS. ODUYA: We closed it. The board said “never” to us.\n\n"
    "And it stays closed.\n\n"
    "The board has no money for a new pier and has said so in every one of its letters since the "
    "year in which the old harbour master retired to the islands.\n\n(LAUGHTER)\n\n"
    "MR. LINDQVIST: “Who paid?”\n\nMS. ODUYA: Nobody did."
)


def attributed(text: str) -> list[tuple[str, str, list[str]]]:
    marked = folded(text)
    return [
        (one.frame, place.of(text), [it.of(text) for it in one.content])
        for one in laid_out(marked, quotations(marked)).attributions
        if (place := one.named or one.speaker)
    ]


def test_each_turn_is_a_statement_of_its_speaker_by_the_fullest_name() -> None:
    found = attributed(HEARING)
    assert [(speaker, len(places)) for _, speaker, places in found] == [
        ("Mara Oduya", 2),
        ("Mara Oduya", 1),
        ("MR. LINDQVIST", 1),
        ("Mara Oduya", 1),
    ]
    assert found[0][2] == ["We closed it. The board said “never” to us.", "And it stays closed."]


def test_what_a_speaker_cites_is_not_the_speakers_quote() -> None:
    forms = {one.passage: (one.form, one.quote) for one in propose(HEARING).proposals}
    assert forms["Nobody did."] == ("indirect", None)
    assert forms["Who paid?"] == ("direct", "Who paid?")
    assert all(quote != "never" for _, quote in forms.values())


def test_answers_are_those_of_whom_the_lead_in_names_and_questions_no_statements() -> None:
    found = attributed(
        "The harbour master Mara Oduya talks to us. Oduya came to New Bay in March.\n\n"
        "Q: Who paid?\n\nA: Nobody did.\n\nQ: And now?\n\nA: Ask the board."
    )
    assert found == [
        ("turn", "Mara Oduya", ["Nobody did."]),
        ("turn", "Mara Oduya", ["Ask the board."]),
    ]


def test_a_post_was_said_on_the_day_beside_it() -> None:
    found = propose("@mara: We closed it.\nMar 3, 2031\n\n@jonl: Who paid?", "2031-03-08").proposals
    assert [(one.speaker, one.said, one.said_text) for one in found] == [
        ("@mara", "2031-03-03", "Mar 3, 2031"),
        ("@jonl", None, None),
    ]


def test_two_people_of_one_name_are_not_told_apart_by_the_name() -> None:
    text = "Mara Oduya met Jon Oduya.\n\nMS. ODUYA: We closed it.\n\nMR. ODUYA: I did not."
    assert [speaker for _, speaker, _ in attributed(text)] == ["MS. ODUYA", "MR. ODUYA"]


@pytest.mark.parametrize(
    ("text", "frame", "speaker", "words"),
    [
        (
            "“We closed it.” –Commissioner Mara Oduya",
            "signed",
            "Commissioner Mara Oduya",
            "We closed it.",
        ),
        (
            "“We closed it.”\n\n— Mara Oduya, harbour master",
            "signed",
            "Mara Oduya, harbour master",
            "We closed it.",
        ),
        (
            "From the desk of Mara Oduya:\n\n“We closed it.”",
            "headed",
            "Mara Oduya",
            "We closed it.",
        ),
        (
            "And from Chairwoman Oduya:\n“We closed it.”",
            "headed",
            "Chairwoman Oduya",
            "We closed it.",
        ),
        ("@maraoduya: We closed it.", "post", "@maraoduya", "We closed it."),
        (
            "“We closed it.” — Mara Oduya (@mara) March 4, 2031",
            "post",
            "Mara Oduya",
            "We closed it.",
        ),
    ],
)
def test_the_line_beside_a_quotation_names_its_speaker(
    text: str, frame: str, speaker: str, words: str
) -> None:
    assert attributed(text) == [(frame, speaker, [words])]


@pytest.mark.parametrize(
    "text",
    [
        "She said: “We closed it” — and left the room.",
        "“We closed it” – “They did”",
        "The board confirmed that, writing:\n“We closed it.”",
    ],
)
def test_a_dash_or_a_colon_alone_names_nobody(text: str) -> None:
    assert attributed(text) == []


def test_labels_in_capitals_are_names_and_short_ones_those_of_the_longer() -> None:
    text = "JON LINDQVIST, HARBOUR NEWS HOST: Who paid?\n\nMARA ODUYA: Nobody.\n\nLINDQVIST: Oh.\n"
    assert [one.speaker for one in propose(text).proposals] == [
        "Jon Lindqvist",
        "Mara Oduya",
        "Jon Lindqvist",
    ]


def test_a_heading_names_the_speaker_of_all_the_quotations_under_it() -> None:
    text = "From the desk of Mara Oduya:\n\n“We closed it.\n\n“It was time.”\n\n“Nobody paid.”\n\nIt rained."
    assert attributed(text) == [
        ("headed", "Mara Oduya", ["We closed it.", "It was time."]),
        ("headed", "Mara Oduya", ["Nobody paid."]),
    ]
