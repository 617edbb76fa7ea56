"""Names that are taken for each other, and such as are not."""

from __future__ import annotations

import pytest

from models.looks import looks_of

NAME = "Gainsay Clinic"


@pytest.mark.parametrize(
    "other",
    [
        "gainsay clinic",
        "GAlNSAY C1INIC",
        "G\u0430insay Clini\u0441",
        "\u050cainsay Clinic",
        "Ga\u03b9nsay Clinic",
        "\u13c0ainsay Clinic",
        "Ｇａｉｎｓａｙ Ｃｌｉｎｉｃ",
        "𝐆𝐚𝐢𝐧𝐬𝐚𝐲 𝐂𝐥𝐢𝐧𝐢𝐜",
        "Gain\u200bsay\u00a0Clinic",
        "Gáinsay-Clinic.",
        "G\u04d3insay Clinic",
        "Gainsay Dinic",
    ],
)
def test_what_is_taken_for_a_name_looks_like_it(other: str) -> None:
    assert looks_of(other) == looks_of(NAME)


@pytest.mark.parametrize(
    "other",
    ["Gainsay", "Gainsay Clinics", "Gain Clinic", "Клиника", "", "!", "Gainsay Clinic 2"],
)
def test_another_name_does_not(other: str) -> None:
    assert looks_of(other) != looks_of(NAME)


def test_the_letters_rn_are_taken_for_an_m() -> None:
    assert looks_of("Modem Desk") == looks_of("Modern Desk")
