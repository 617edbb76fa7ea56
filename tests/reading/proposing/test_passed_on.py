"""Who passes words on, and who is told: neither has said them."""

from __future__ import annotations

import pytest

from tests.reading.proposing.attributing import attributions_of


@pytest.mark.parametrize(
    ("text", "speaker", "via"),
    [
        (
            "The Harrow Herald quoted Munro as saying that it was safe.",
            "Munro",
            "The Harrow Herald",
        ),
        (
            "Munro was quoted by the Harrow Herald as saying that it was safe.",
            "Munro",
            "the Harrow Herald",
        ),
        ("State media reported that the minister said it was safe.", "the minister", "State media"),
        (
            "The Northern Wire reported that it was safe, citing two officials.",
            "two officials",
            "The Northern Wire",
        ),
        (
            "The Northern Wire said it was safe, quoting a hospital director.",
            "a hospital director",
            "The Northern Wire",
        ),
        ("Reuters, citing two officials, reported that it was safe.", "two officials", "Reuters"),
    ],
)
def test_whoever_passes_words_on_is_not_their_speaker(text: str, speaker: str, via: str) -> None:
    (found,) = attributions_of(text)
    assert found.speaker is not None
    assert found.via is not None
    assert (found.speaker.of(text), found.via.of(text)) == (speaker, via)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("“We are ready,” Munro told the Harrow Herald on Monday.", "the Harrow Herald"),
        ("Reporters were told by Munro that the bridge would close.", "Reporters"),
        ("Munro told the board to publish the figures.", "the board"),
        ("Thousands were told to leave their homes.", "Thousands"),
        ("Residents urged by the ministry to stay indoors", "Residents"),
        ("The board promised the union it would raise wages.", "the union"),
    ],
)
def test_whoever_listens_is_found_beside_the_verb(text: str, told: str) -> None:
    (found,) = attributions_of(text)
    assert found.told is not None
    assert found.told.of(text) == told
