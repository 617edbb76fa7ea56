"""The example of docs/: records made up in the manner of Factopolis, in our exchange format."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from desk.readers.jsonl import read_jsonl

if TYPE_CHECKING:
    from pathlib import Path as Folder

SCRIPT = Path(__file__).parents[2] / "docs" / "examples" / "factopolis_to_jsonl.py"
PEOPLE = {
    "jane-roe": {
        "title": "Jane Roe",
        "offices": [
            {"title": "Mayor of Springfield", "from": "2010-01-01", "thru": "2015-01-01"},
            {"title": "Senator", "from": "2015-01-02"},
        ],
    }
}
CLAIMS = {"moon": {"title": "the moon is cheese", "topics": ["astronomy", "dairy-farming"]}}
CHECKERS = {"desk": {"title": "Example Desk"}}
ROE: dict[str, Any] = {
    "speaker_id": "jane-roe",
    "speaker": "Jane Roe",
    "type": "assertion",
    "date": "2016-05-04",
    "claims": ["moon"],
}
ASSERTIONS = [
    {
        **ROE,
        "id": "jane-roe/2016-05-04",
        "quote": "The [#moon](https://example.org/moon) is **cheese**.",
        "where": "rally",
        "sources": [
            {"type": "youtube", "id": "abc", "start": 1608, "duration": 6},
            {"type": "transcipt", "url": "https://Example.org/Remarks"},
            {"type": "transcript", "url": "https://example.org/Remarks"},
            {"type": "video | audio", "id": "x"},
        ],
        "checks": [
            {"checker": "desk", "rating": "pants-on-fire", "source": "https://example.org/check"},
            {"checker": "other", "source": "https://example.org/other"},
        ],
        "retraction": {"type": "clarification", "date": "2016-05-05"},
    },
    {**ROE, "id": "jane-roe/2016-06", "quote": "No.", "sources": [{"type": "web", "url": None}]},
    {**ROE, "id": "jane-roe/2016-07", "quote": "“Oui”…", "sources": [{"type": "twitter", "id": 7}]},
]


@pytest.fixture
def done(tmp_path: Folder) -> subprocess.CompletedProcess[str]:
    """The example, run as somebody would run it."""
    for name, value in (("people", PEOPLE), ("claims", CLAIMS), ("checkers", CHECKERS)):
        (tmp_path / f"{name}.json").write_text(json.dumps(value), encoding="utf-8")
    lines = "\n".join(map(json.dumps, ASSERTIONS))
    (tmp_path / "assertions.jsonl").write_text(lines, encoding="utf-8")
    return subprocess.run(  # noqa: S603 -- our own example
        [sys.executable, SCRIPT, tmp_path], capture_output=True, text=True, check=True
    )


def test_what_it_writes_is_read(done: subprocess.CompletedProcess[str]) -> None:
    read = read_jsonl(done.stdout.encode())
    assert read.faults == []
    assert [line.draft.key for line in read.lines] == ["jane-roe.2016-05-04", "jane-roe.2016-07"]


def test_a_record_is_carried_over(done: subprocess.CompletedProcess[str]) -> None:
    line = json.loads(done.stdout.splitlines()[0])
    assert line["quote"] == "The #moon is cheese."
    assert (line["role"], line["said"], line["where"]) == ("Senator", "2016-05-04", "rally")
    assert line["topics"] == ["astronomy", "dairy farming"]
    assert [found["source"]["url"] for found in line["appearances"]] == [
        "https://www.youtube.com/watch?v=abc",
        "https://example.org/Remarks",
    ]
    assert line["appearances"][0]["locator"] == {"time": "0:26:48"}
    assert [review["word"] for review in line["reviews"]] == ["pants on fire"]
    assert line["note"].splitlines() == [
        "Checked by other, without a rating: https://example.org/other",
        "Clarification, 2016-05-05",
    ]


def test_what_is_not_carried_over_is_said(done: subprocess.CompletedProcess[str]) -> None:
    assert done.stderr.splitlines() == [
        "jane-roe/2016-05-04: a source of unknown type “video | audio”",
        "jane-roe/2016-06: a source (web) without an address",
        "jane-roe/2016-06: left out: none of its sources has an address",
        "2 of 3 assertions are carried over",
    ]
