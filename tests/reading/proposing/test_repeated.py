"""What a headline says and the article says again: one proposal."""

from __future__ import annotations

import pytest

from reading.proposing import propose

_BODY = "Harbour closure will last until Friday, the transport ministry said on Tuesday.\n"


@pytest.mark.parametrize(
    ("headline", "passages"),
    [
        ("Harbour closure to last until Friday, ministry says", 1),
        ("Harbour closure to last until Monday, ministry says", 2),
        ("Harbour closure to last until Friday, union says", 2),
        ("Harbour closure is to last until Friday, the ministry says.", 2),
    ],
)
def test_what_a_headline_says_is_proposed_once(headline: str, passages: int) -> None:
    found = propose(f"{headline}\n\n{_BODY}", "2017-03-21").proposals
    assert len(found) == passages
    assert found[-1].passage == "Harbour closure will last until Friday"


def test_words_said_twice_below_the_headline_are_proposed_twice() -> None:
    text = f"Harbour news\n\n{_BODY}\nHarbour closure lasts until Friday, the transport ministry said.\n"
    assert len(propose(text).proposals) == 2
