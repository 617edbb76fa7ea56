"""Lines with very many faults: a few of them are told, and how many there are."""

from __future__ import annotations

import json

import pytest

from desk.readers.jsonl import read_jsonl


def _faults(unknown: int) -> list[str]:
    line: dict[str, object] = {
        "form": "direct",
        "quote": "Yes.",
        "speaker": {"name": "Ann", "kind": "person"},
    }
    line |= {"appearances": [{"source": {"type": "webpage", "title": "A page"}}]}
    line |= {f"unknown{number}": 1 for number in range(unknown)}
    return [str(fault) for fault in read_jsonl(json.dumps(line).encode()).faults]


@pytest.mark.parametrize(
    ("unknown", "told", "last"),
    [
        (20, 20, "line 1, unknown19: this key is unknown; remove it or correct its name"),
        (21, 21, "line 1: and 1 more things are wrong with it"),
        (1_000, 21, "line 1: and 980 more things are wrong with it"),
        (5_000, 1, "line 1: 5,000 things are wrong with it, too many to be listed"),
    ],
)
def test_of_many_faults_of_one_line_some_are_listed(unknown: int, told: int, last: str) -> None:
    faults = _faults(unknown)
    assert (len(faults), faults[-1]) == (told, last)
