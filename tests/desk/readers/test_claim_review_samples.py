"""ClaimReview as it is found: a page of a news site, a feed of the markup tool, a prefixed list."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from desk.readers.formats import read_file
from models.terms import Form, SpeakerKind

SAMPLES = Path(__file__).parent / "claimreviews"
BUREAU = {"organisation": "Fact Bureau", "date": "2024-03-05"} | {
    "url": "https://bureau.example/2024/03/valley/"
}
CHECK = {"organisation": "Check Point"}
WANTED: dict[str, list[dict[str, Any]]] = {
    "article.html": [
        {
            "form": Form.DIRECT,
            "quote": "Nobody has ever crossed the valley on foot.",
            "speaker": {"name": "Ada Berg", "wikidata": "Q4242"},
            "role": "Mayor of Lowdale",
            "said": "2024-03-01",
            "sources": ["herald.example", "Unfordable", "A leaflet of the town hall"],
            "reviews": ({"word": "False", "value": 1, "best": 5, "worst": 1, **BUREAU},),
        },
        {
            "form": Form.INDIRECT,
            "claim": "A picture shows the valley under water last week",
            "note": "The words are those of Fact Bureau.",
            "speaker": {"name": "Viral post"},
            "said": "2024-02-28",
            "sources": ["posts.example"],
            "reviews": ({"word": "Miscaptioned", **BUREAU},),
        },
    ],
    "feed.json": [
        {
            "form": Form.INDIRECT,
            "claim": "Unemployment in Lowdale is at -1 percent",
            "note": "The words are those of Check Point.",
            "speaker": {"name": "Lowdale First", "kind": SpeakerKind.ORGANISATION},
            "said": "2017-05-29",
            "sources": ["video.example"],
            "reviews": (
                {"word": "Four Noses", "url": "https://checkpoint.example/unemployment", **CHECK}
                | {"date": "2017-05-31"},
            ),
        },
        {
            "form": Form.INDIRECT,
            "claim": "The earth is flat",
            "note": "The words are those of Check Point.",
            "speaker": {"name": "Square World Society", "kind": SpeakerKind.ORGANISATION},
            "said": "2016-06-20",
            "sources": ["We know that the world is flat"],
            "reviews": (
                {"word": "False", "value": 1, "best": 5, "worst": 1, "date": "2016-06-22"}
                | {"url": "https://checkpoint.example/flat", **CHECK},
            ),
        },
    ],
    "list.jsonld": [
        {
            "form": Form.DIRECT,
            "quote": "Le pont tient.",
            "language": "fr",
            "speaker": {"name": "Mairie de Lowdale", "kind": SpeakerKind.ORGANISATION},
            "sources": ["Conseil municipal du 30 octobre 2023"],
            "reviews": (
                {"word": "Plutôt vrai", "value": 4, "best": 5, "worst": 1, "date": "2023-11-02"}
                | {"url": "https://vrai.example/42", "organisation": "Vrai ou pas"}
                | {"summary": "Le pont tient depuis 1903."},
            ),
        },
    ],
}


@pytest.mark.parametrize("name", list(WANTED))
def test_a_sample_is_read_as_a_person_reads_it(name: str) -> None:
    read = read_file((SAMPLES / name).read_bytes(), name)
    assert read.faults == []
    told = [line.draft.model_dump(exclude_defaults=True) for line in read.lines]
    for one in told:
        one["sources"] = [found["source"]["title"] for found in one.pop("appearances")]
    assert told == WANTED[name]


def test_every_sample_is_looked_at() -> None:
    assert {path.name for path in SAMPLES.iterdir()} == set(WANTED)
