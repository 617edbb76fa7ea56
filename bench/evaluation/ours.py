"""Our own invented articles: how much of what a careful reader finds in them is proposed, and right.

Beside each text stands a JSON file: `published`, `outlet` and the `statements` that are expected, with
`passage` and what else is known of them; what it leaves out is not looked at, nor is `misread.json`.
"""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.evaluation.answers import answers

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

ARTICLES = Path(__file__).resolve().parents[2] / "tests" / "reading" / "articles"
FIELDS = (
    "form",
    "quote",
    "speaker",
    "kind",
    "role",
    "told",
    "heard",
    "relays",
    "said",
    "said_text",
)
_NAMES = {"kind": "speaker_kind"}


def table() -> Iterator[str]:
    """Read every article of ours anew and yield a line for each thing that is expected."""
    expected = [_expected(file) for file in sorted(ARTICLES.glob("[0-9]*.json"))]
    asked = [
        {name: one[name] for name in ("id", "text", "published", "outlet")} for one in expected
    ]
    counts: Counter[tuple[str, str]] = Counter()
    for one, statements in zip(expected, answers(asked), strict=True):
        counts.update(_counted(one["statements"], statements))
    yield f"{'invented articles':24} {len(expected):4}"
    for name in ("statements", *FIELDS):
        yield f"{name:24} {counts[name, 'right']:4} right of {counts[name, 'wanted']:4}"
    yield f"{'proposed beyond these':24} {counts['statements', 'more']:4}"


def _expected(file: Path) -> dict[str, Any]:
    told = json.loads(file.read_text(encoding="utf-8"))
    text = file.with_suffix(".txt").read_text(encoding="utf-8")
    return {"id": file.stem, "text": text, "published": None, "outlet": None, **told}


def _counted(
    wanted: Iterable[dict[str, Any]], proposed: Iterable[dict[str, Any]]
) -> Iterator[tuple[str, str]]:
    """Yield what is wanted and what is right; a field counts where its statement is proposed."""
    found = {" ".join(one["passage"].split()): one for one in proposed}
    for one in wanted:
        yield "statements", "wanted"
        known = found.pop(one["passage"], None)
        if known is None:
            continue
        yield "statements", "right"
        for name in (name for name in FIELDS if name in one):
            yield name, "wanted"
            if _plain(known, name) == one[name]:
                yield name, "right"
    yield from [("statements", "more")] * len(found)


def _plain(proposed: dict[str, Any], name: str) -> Any:  # noqa: ANN401 -- any JSON
    told = proposed.get(_NAMES.get(name, name))
    if name == "relays":
        return [[hop["name"], hop.get("verb")] for hop in told or ()]
    return told
