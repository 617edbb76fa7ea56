"""Every deed of the desk has its words in the history, and names are told as people write them."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from desk.redacting.redactable import PARTS
from tests.views.english import english
from views.deed_words import deeds
from views.history_words import value_words

if TYPE_CHECKING:
    from collections.abc import Iterator

DESK = Path(__file__).parents[2] / "desk"
TAG = re.compile(r"[a-z_]+:[a-z_]+")


@pytest.fixture(autouse=True)
def _speaking_english() -> Iterator[None]:
    with english():
        yield


def _tags() -> Iterator[str]:
    """Yield every text in the desk that is the tag of an event."""
    for file in DESK.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield from [node.value] if TAG.fullmatch(node.value) else []


def test_every_deed_of_the_desk_has_words() -> None:
    tags = {*_tags(), *(f"{subject}:redact" for subject in PARTS)}
    assert {"statement:log", "import:file", "source:open"} <= tags
    assert set(deeds()) == tags


@pytest.mark.parametrize(
    ("authors", "told"),
    [
        ([{"family": "Starr", "given": "Barbara"}, {"literal": "CNN"}], "Barbara Starr; CNN"),
        ([{"family": "Gogh", "non-dropping-particle": "van", "given": "V."}], "V. van Gogh"),
        ([], "–"),
    ],
)
def test_authors_are_told_by_name(authors: list[dict[str, str]], told: str) -> None:
    assert value_words("source", "authors", authors, {}) == told
