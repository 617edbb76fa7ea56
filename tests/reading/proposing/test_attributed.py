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
