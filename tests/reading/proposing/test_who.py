"""Who a speaker is taken for: never a day, a place or a description, and the one who spoke last."""

from __future__ import annotations

import pytest

from reading.proposing import propose


@pytest.mark.parametrize(
    ("text", "speaker", "kind"),
    [
        ("Mayor Teodor Brask, on Sunday: “It is a scandal.”", "Teodor Brask", "person"),
        ("Mayor Jane Roe left.\n\nRoe, yesterday: “We stay.”", "Jane Roe", "person"),
        (
            "Merriport, 21 March 2017 – Blue Meridian today announced that the pier was mended.",
            "Blue Meridian",
            "organisation",
        ),
        ("Jane Roe left. Another added: “The swings are closed.”", "another", "unnamed"),
        (
            "Sam Reddy writes: There is a strong smell here. A policeman told me to go home."
            " He said: “There is nothing to see.”",
            "a policeman",
            "unnamed",
        ),
        (
            "Tracey Milburn left. Chief executive Gary “The Axe” Plimpton knew.\n\n"
            "She told the council: “I rang him.”",
            "Tracey Milburn",
            "person",
        ),
        (
            "Chief executive Gary “The Axe” Plimpton knew.\n\nPlimpton, 51, insisted that he had"
            " “done nothing wrong”.",
            "Gary “The Axe” Plimpton",
            "person",
        ),
        ("Ackworth, 51, insisted that he had “done nothing wrong”.", "Ackworth", "person"),
        (
            "“It is done,” commented Captain Luis Ferro of the Norland Coast Guard.",
            "Luis Ferro",
            "person",
        ),
        ("“So are we,” said Hugh Hill of the University of Kelm.", "Hugh Hill", "person"),
        ("“So are we,” said the Ruvian Bank of Norland.", "Ruvian Bank of Norland", "organisation"),
        (
            "Superintendent Frank De Luca left.\n\nDe Luca said that Moreno was late.",
            "Frank De Luca",
            "person",
        ),
        (
            "DANA HOLLIS, PRESS SECRETARY\n\nMS. HOLLIS: The plan is sound.\n\nQ: Is it?\n\n"
            "MS. HOLLIS: It is sound.",
            "Dana Hollis",
            "person",
        ),
    ],
)
def test_the_last_words_are_those_of(text: str, speaker: str, kind: str) -> None:
    last = propose(text, "2017-06-20").proposals[-1]
    assert (last.speaker, last.speaker_kind) == (speaker, kind)


@pytest.mark.parametrize("words", ["Last Tuesday", "On Sunday"])
def test_a_day_is_nobody(words: str) -> None:
    found = propose(f"{words}: “We stay, and we pay for all of it.”", "2017-06-20").proposals
    assert [one.speaker for one in found if one.speaker] == []


def test_an_office_is_not_taken_from_the_sentence_before() -> None:
    (one,) = propose("A man knew her boss. Tracey Milburn said: “He lied!”").proposals
    assert (one.speaker, one.role) == ("Tracey Milburn", None)


def test_what_a_label_says_of_the_day_is_no_part_of_the_name() -> None:
    text = "Mayor Jane Roe left.\n\nRoe, yesterday: “We stay.”"
    (one,) = propose(text, "2017-06-20").proposals
    assert one.mention
    assert one.mention.of(text) == "Roe"
    assert one.said == "2017-06-19"
    assert "“Roe” is “Jane Roe”" in one.reason


def test_a_station_is_told_by_its_name() -> None:
    (one,) = propose("Jane Roe told ABC affiliate WXYZ that no warning had come.").proposals
    assert one.told == "ABC affiliate WXYZ"


def test_a_full_name_has_its_office_and_body() -> None:
    (one,) = propose("“It is done,” said Captain Luis Ferro of the Norland Guard.").proposals
    assert (one.role, one.affiliation) == ("Captain", "Norland Guard")
