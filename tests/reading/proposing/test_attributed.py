"""Who said what in single sentences: one for each construction of English that attributes words."""

from __future__ import annotations

import pytest

from reading.proposing.attributed import attributed
from reading.proposing.language_model import english
from reading.proposing.marks import folded
from reading.proposing.parsing import paragraphs, parsed
from reading.proposing.quotations import quotations


def _read(text: str) -> list[tuple[str | None, str]]:
    """Return each speaker of a text with the words said, their pieces joined by a stroke."""
    model, marked = english(), folded(text)
    assert model is not None
    found = attributed(list(parsed(model, marked, paragraphs(marked))), quotations(marked))
    return [
        (
            one.speaker.of(text) if one.speaker else None,
            " | ".join(piece.of(text) for piece in one.content),
        )
        for one in found
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "content"),
    [
        (
            "The mayor said the old bridge would close in May.",
            "The mayor",
            "the old bridge would close in May",
        ),
        (
            "The old bridge will close in May, the mayor said on Tuesday.",
            "the mayor",
            "The old bridge will close in May",
        ),
        (
            "“We will close the bridge,” said Ada Munro, the mayor of Harrow Bay.",
            "Ada Munro, the mayor of Harrow Bay",
            "We will close the bridge",
        ),
        (
            "“We will close the bridge,” Munro said. “It is too old.”",
            "Munro",
            "We will close the bridge | It is too old.",
        ),
        (
            "According to the harbour board, the ferry carried 900 people last year.",
            "the harbour board",
            "the ferry carried 900 people last year",
        ),
        (
            "The ministry promised to publish the figures in June.",
            "The ministry",
            "to publish the figures in June",
        ),
        (
            "Munro accused the ferry company of hiding its losses.",
            "Munro",
            "the ferry company of hiding its losses",
        ),
        (
            "Munro called for an inquiry into the fire.",
            "Munro",
            "an inquiry into the fire",
        ),
        (
            "Opponents criticised the mayor for her silence.",
            "Opponents",
            "the mayor for her silence",
        ),
        (
            "Munro described the report as a disgrace.",
            "Munro",
            "the report as a disgrace",
        ),
        (
            "Munro called the plan of the harbour board “a bad joke” on Monday.",
            "Munro",
            "the plan of the harbour board “a bad joke",
        ),
        (
            "The bridge, said Ada Munro, the mayor of Harrow Bay, is older than the town hall.",
            "Ada Munro, the mayor of Harrow Bay",
            "The bridge | is older than the town hall",
        ),
        (
            "“The bridge,” she said, “is a danger to us all.”",
            "she",
            "The bridge | is a danger to us all.",
        ),
        (
            "Ada Munro: “We will close the bridge in May.”",
            "Ada Munro",
            "We will close the bridge in May.",
        ),
        (
            "HARROW BAY, May 3 (Northern Wire) — Ada Munro said the bridge was safe.",
            "Ada Munro",
            "the bridge was safe",
        ),
        (
            "Few people believe her claim that the bridge is safe.",
            "her",
            "that the bridge is safe",
        ),
    ],
)
def test_a_construction_gives_speaker_and_words(text: str, speaker: str, content: str) -> None:
    assert _read(text) == [(speaker, content)]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor did not say when the bridge would close.",
        "If the mayor says the bridge is safe, the ferry will stop.",
        "The mayor would say nothing.",
        "She believes the bridge is safe and hopes it will stay open.",
        "He wore a “vintage” coat to the opening of “The Lighthouse”.",
    ],
)
def test_what_nobody_said_is_no_attribution(text: str) -> None:
    assert _read(text) == []


def test_what_a_speaker_adds_is_another_statement() -> None:
    said = "Munro said the bridge was safe, adding that it would close for repairs in May."
    assert _read(said) == [
        ("Munro", "the bridge was safe"),
        ("Munro", "that it would close for repairs in May"),
    ]


def test_a_quotation_of_many_paragraphs_is_one_statement() -> None:
    text = "“The bridge is old,” Munro said. “It was built in 1910.\n\n“It has never been mended.”"
    assert _read(text) == [
        ("Munro", "The bridge is old | It was built in 1910. | It has never been mended.")
    ]


def test_a_quotation_in_the_paragraph_below_is_of_who_is_named_above() -> None:
    text = "Munro went further in her speech:\n\n“The bridge is a danger to all of us.”"
    assert _read(text) == [("Munro", "The bridge is a danger to all of us.")]
