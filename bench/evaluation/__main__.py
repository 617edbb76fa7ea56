"""Read articles as `gainsay read --batch` does and print how well: `make eval [GOLD=path]`."""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.evaluation import ours
from bench.evaluation.answers import answers
from bench.evaluation.scores import Scores

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.evaluation.scores import Rate


def main() -> None:
    """Score the marked articles of the file named on the command line; without one, our own."""
    lines = table(scored(Path(sys.argv[1]))) if sys.argv[1:] else ours.table()
    for line in lines:
        sys.stdout.write(f"{line}\n")
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    sys.stdout.write(f"{'CPU seconds':24} {spent.ru_utime + spent.ru_stime:6.1f}\n")


def scored(gold: Path) -> Scores:
    """Read every article of a file anew and score what is proposed."""
    scores = Scores()
    told = answers(map(_asked, _lines(gold)))
    for article, statements in zip(_lines(gold), told, strict=True):
        scores.add(article, statements)
    return scores


def table(scores: Scores) -> Iterator[str]:
    """Yield the lines of the table: precision, recall and F1 in per cent."""
    yield f"{'':24} {'P':>6} {'R':>6} {'F1':>6}"
    yield _rate("direct, words", scores.direct)
    yield _rate("indirect, contents", scores.indirect)
    yield _rate("content and speaker", scores.whole)
    yield f"{'speaker right':24} {scores.speaker:6.1f}  of {scores.speakers} contents found"
    yield f"{'misplaced passages':24} {scores.misplaced:6}"
    yield f"{'articles':24} {scores.articles:6}"


def _rate(name: str, rate: Rate) -> str:
    return f"{name:24} {rate.precision:6.1f} {rate.recall:6.1f} {rate.f1:6.1f}"


def _asked(article: dict[str, Any]) -> dict[str, Any]:
    told = {"published": article.get("pubdate"), "outlet": article.get("publisher")}
    return {"id": article["id"], "text": article["text"], **told}


def _lines(gold: Path) -> Iterator[dict[str, Any]]:
    with gold.open("rb") as file:
        yield from map(json.loads, file)


if __name__ == "__main__":
    main()
