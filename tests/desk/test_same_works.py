from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from desk.same_works import alike, bare_address, known_at, own_address
from desk.source_drafts import SourceDraft
from desk.sources import make_source

if TYPE_CHECKING:
    from sqlalchemy.orm import Session

KNOWN = {
    "type": "article-newspaper",
    "title": "Mattis: “No ground ceded”",
    "container_title": "CNN",
    "publisher": "Turner",
    "url": "https://www.cnn.com/a/b?id=7",
    "published": "2017-09-19",
}
OWN = json.loads(
    (Path(__file__).parents[1] / "golden" / "own_addresses.json").read_text(encoding="utf-8")
)
BARE = {"url": None}


def _found(session: Session, **described: str | None) -> int:
    make_source(session, SourceDraft.model_validate(KNOWN))
    session.flush()
    return len(alike(session, SourceDraft.model_validate({**KNOWN, **described})))


@pytest.mark.parametrize(
    "described",
    [
        {},
        {"title": "mattis:  “NO ground ceded”", **BARE},
        {"publisher": None, **BARE},
        {"published": None, **BARE},
        {"title": "Other", "url": "http://cnn.com/a/b/?utm_source=x&id=7&fbclid=1#top"},
    ],
)
def test_the_same_work_described_again_is_found(
    session: Session, described: dict[str, str | None]
) -> None:
    assert _found(session, **described) == 1


@pytest.mark.parametrize(
    "described",
    [
        {"title": "Mattis: “No”", **BARE},
        {"container_title": "AP", "publisher": None, **BARE},
        {"published": "2017-09-20", **BARE},
        {"title": "Other", "url": "https://www.cnn.com/a/b?id=8"},
        {"title": "Other", "url": "https://www.cnn.com/a/bc?id=7"},
        {"title": "…", **BARE},
    ],
)
def test_another_work_is_not_taken_for_it(
    session: Session, described: dict[str, str | None]
) -> None:
    assert _found(session, **described) == 0


def test_what_tracks_readers_is_no_part_of_an_address() -> None:
    known = bare_address("https://Example.org/a?q=1")
    assert (
        known
        == bare_address("http://www.example.org/a/?UTM_medium=m&q=1&gclid=2")
        == ("example.org/a?q=1")
    )


def _known_at(session: Session, *urls: str) -> str | None:
    found = known_at(session, urls)
    return found.title if found else None


def test_the_very_address_goes_before_one_that_only_differs_in_looks(session: Session) -> None:
    first, second = "https://www.cnn.com/a?id=7", "http://cnn.com/a?id=7"
    for title, url in (("First", first), ("Second", second)):
        make_source(session, SourceDraft.model_validate(KNOWN | {"title": title, "url": url}))
    assert _known_at(session, first) == "First"
    assert _known_at(session, "https://cnn.com/other", second) == "Second"
    # Both look so; a person says which.
    assert _known_at(session, "https://cnn.com/a?id=7&fbclid=x") is None
    assert _known_at(session, "https://cnn.com/a") is None


@pytest.mark.parametrize("told", OWN, ids=range(len(OWN)))
def test_a_page_speaks_for_its_own_site_alone(told: dict[str, Any]) -> None:
    """The same table is held against what the browser does, in tests/stories/test_capturing.py."""
    believed = told["canonical"] if told["believed"] else told["url"]
    assert own_address(told["url"], told["canonical"]) == believed


def test_a_source_that_was_merged_is_known_as_what_it_was_merged_into(session: Session) -> None:
    gone = make_source(session, SourceDraft.model_validate(KNOWN))
    kept = make_source(session, SourceDraft.model_validate(KNOWN | {"title": "Kept", "url": None}))
    gone.merged_into_id = kept.id
    session.flush()
    assert _known_at(session, "http://cnn.com/a/b/?id=7") == "Kept"
