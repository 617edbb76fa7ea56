"""When something was said: by the words of whoever attributes it, never by what is said."""

from __future__ import annotations

import pytest

from reading.proposing import propose


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "De Luca said that Moreno told him the vote would be held in May. “Be patient,” he said.",
            [None, None],
        ),
        ("Jane Roe spoke to reporters about a vote on Monday. “It stands,” she said.", [None] * 2),
        ("Jane Roe spoke to reporters on Monday. “It stands,” she said.", ["2017-06-19"]),
        (
            "The pier stays shut, the transport ministry said on Monday, and a union leader accused"
            " the operator of waste.",
            ["2017-06-19", None],
        ),
        (
            "Jane Roe wrote on Monday that the vote stood and said the mayor knew it.",
            ["2017-06-19", "2017-06-19"],
        ),
    ],
)
def test_a_day_is_taken_from_nothing_that_is_said(text: str, said: list[str | None]) -> None:
    assert [one.said for one in propose(text, "2017-06-20").proposals] == said
