"""Invented articles, each with the statements that a careful reader finds in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reading.proposing import propose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reading.proposing import Proposal

ARTICLES = Path(__file__).parents[1] / "articles"
#: The articles that are not read right as yet, and what of them: any other mistake is a red test.
MISREAD = json.loads((ARTICLES / "misread.json").read_text(encoding="utf-8"))
USUAL = {"kind": "person", "heard": "unstated"}


def test_articles_are_read_as_a_careful_reader_does() -> None:
    articles = sorted(ARTICLES.glob("[0-9]*.json"))
    wrong = [line for one in articles for line in _differing(one) if one.stem not in MISREAD]
    assert not wrong, "\n".join(wrong)


def _differing(expected: Path) -> Iterator[str]:
    """Yield each field that is not read as expected, with the number of its article."""
    article = json.loads(expected.read_text(encoding="utf-8"))
    text = expected.with_suffix(".txt").read_text(encoding="utf-8")
    found = propose(text, article.get("published"), article.get("outlet")).proposals
    for one in found:
        assert one.passage == text[one.start : one.end]
    rows = {row["passage"]: row for row in map(_row, found)}
    wanted = {row["passage"]: row for row in article["statements"]}
    for passage in [*wanted, *(one for one in rows if one not in wanted)]:
        yield from _fields(expected.stem, passage, wanted.get(passage), rows.get(passage))


def _fields(
    number: str, passage: str, wanted: dict[str, Any] | None, found: dict[str, Any] | None
) -> Iterator[str]:
    if wanted is None or found is None:
        yield f"{number}: {'too much' if wanted is None else 'missing'}: {passage}"
        return
    for field in sorted(wanted.keys() | found.keys()):
        if wanted.get(field) != found.get(field):
            yield f"{number}: {field}: {passage}: {found.get(field)!r}, not {wanted.get(field)!r}"


def _row(one: Proposal) -> dict[str, Any]:
    row = {
        "passage": " ".join(one.passage.split()),
        "form": one.form,
        "quote": one.quote,
        "speaker": one.speaker,
        "kind": one.speaker_kind,
        "plural": one.plural,
        "role": one.role,
        "told": one.told,
        "heard": one.heard,
        "relays": [list(relay) for relay in one.relays],
        "said": one.said,
        "said_text": one.said_text,
    }
    return {name: value for name, value in row.items() if value and USUAL.get(name) != value}
