"""Who said what by patterns over words, as articles are read without the language model."""

from __future__ import annotations

import pytest

from reading.proposing.layout import laid_out
from reading.proposing.marks import folded
from reading.proposing.patterns import patterns
from reading.proposing.quotations import quotations
from reading.proposing.scare import is_statement, spoken


def read(text: str) -> list[tuple[str | None, list[str]]]:
    marked = folded(text)
    layout = laid_out(marked, quotations(marked))
    return [
        (one.speaker.of(text) if one.speaker else None, [place.of(text) for place in one.content])
        for one in spoken(marked, patterns(marked, layout.read, layout.quoted))
    ]


@pytest.mark.parametrize(
    ("text", "speaker", "words"),
    [
        ("“We closed it,” said Mara Oduya, the harbour master.", "Mara Oduya", ["We closed it"]),
        ("“We closed it,” Oduya told reporters on Monday.", "Oduya", ["We closed it"]),
        ("“Who closed it?” Jon Lindqvist asked.", "Jon Lindqvist", ["Who closed it?"]),
        (
            "“We closed it,” she said, “and it stays closed.”",
            "she",
            ["We closed it", "and it stays closed."],
        ),
        ("Oduya was brief: “We closed it for good.”", "Oduya", ["We closed it for good."]),
        ("Oduya said: “We closed it.”", "Oduya", ["We closed it."]),
        (
            "Oduya, who runs the harbour, said that it was closed.",
            "Oduya, who runs the harbour",
            ["that it was closed"],
        ),
        (
            "On Monday the board said the pier was “not safe” at all.",
            "the board",
            ["the pier was “not safe” at all"],
        ),
        ("The pier is not safe, the board said on Tuesday.", "the board", ["The pier is not safe"]),
        ("The pier is not safe, said Mara Oduya.", "Mara Oduya", ["The pier is not safe"]),
        ("According to the board, the pier is not safe.", "the board", ["the pier is not safe"]),
        ("The pier is not safe, according to the board.", "the board", ["The pier is not safe"]),
        ("The board promised to open it in May.", "The board", ["to open it in May"]),
        ("Oduya stresses that the pier is safe.", "Oduya", ["that the pier is safe"]),
        ("Oduya speculated the pier would stay shut.", "Oduya", ["the pier would stay shut"]),
        ("“It is a shame,” Oduya fumed.", "Oduya", ["It is a shame"]),
        ("Oduya confesses that the pier was shut.", "Oduya", ["that the pier was shut"]),
        ("The board denies that the pier is shut.", "The board", ["that the pier is shut"]),
        ("The minister advises reporters that it is shut.", "The minister", ["that it is shut"]),
        (
            "The minister slams the board of the harbour.",
            "The minister",
            ["the board of the harbour"],
        ),
    ],
)
def test_a_reporting_verb_tells_who_said_what(text: str, speaker: str, words: list[str]) -> None:
    assert read(text) == [(speaker, words)]


def test_the_same_speaker_goes_on_in_the_sentence_and_after_it() -> None:
    assert read(
        "Oduya said it was closed, adding that it would stay so. “Nobody asked us,” she said. "
        "“They never do.”\n\n“They never will.”"
    ) == [
        ("Oduya", ["it was closed"]),
        ("Oduya", ["that it would stay so"]),
        ("she", ["Nobody asked us"]),
        ("she", ["They never do."]),
        ("she", ["They never will."]),
    ]


def test_a_quotation_over_two_paragraphs_is_one_statement() -> None:
    assert read("“We closed it,” she said. “It was time.\n\n“Nobody asked us.”")[1] == (
        "she",
        ["It was time.", "Nobody asked us."],
    )


@pytest.mark.parametrize(
    "text",
    [
        "Oduya did not say that it was closed.",
        "If the board says it is closed, nobody will come.",
        "The reports of the board were long.",
        "The film “The Long Pier” was shown, and the so-called “smart” pipe leaked.",
        "Jon “Shorty” Lindqvist came to the harbour.",
        "She wrote the book titled “Harbours of the North”.",
    ],
)
def test_titles_terms_nicknames_and_what_was_not_said_are_no_statements(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ["“No,” she said.", "Asked about it, she said “never”."])
def test_a_short_reply_is_a_statement_where_a_verb_stands_beside_it(text: str) -> None:
    assert [speaker for speaker, _ in read(text)] == ["she"]


def test_a_sentence_behind_any_preposition_may_be_a_statement() -> None:
    text = folded("There was a vote on “We close the pier.” at noon.")
    assert is_statement(text, quotations(text)[0])
