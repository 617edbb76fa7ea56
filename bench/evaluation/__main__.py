"""Read marked articles as `gainsay read --batch` does and print how well: `make eval GOLD=path`."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, TYPE_CHECKING, Any

from bench.evaluation.scores import Scores

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.evaluation.scores import Rate

GAINSAY = Path(sys.executable).with_name("gainsay")


def main() -> None:
    """Score the articles of the file named on the command line; exits with 1 if one is unread."""
    if len(sys.argv) != 2:  # noqa: PLR2004 -- the program and the file
        sys.exit("Name a file of marked articles, in JSON Lines: make eval GOLD=path")
    gold = Path(sys.argv[1])
    scores = scored(gold)
    spent = resource.getrusage(resource.RUSAGE_CHILDREN)
    for line in table(scores):
        sys.stdout.write(f"{line}\n")
    per_second = scores.articles / (spent.ru_utime + spent.ru_stime)
    sys.stdout.write(f"{'articles per CPU second':24} {per_second:6.2f}\n")


def scored(gold: Path) -> Scores:
    """Read every article of a file anew and score what is proposed."""
    scores = Scores()
    with TemporaryFile() as articles, TemporaryFile() as answers:
        for article in _lines(gold):
            articles.write(json.dumps(_asked(article)).encode() + b"\n")
        articles.seek(0)
        _read(articles, answers)
        answers.seek(0)
        for article, answer in zip(_lines(gold), map(json.loads, answers), strict=True):
            scores.add(article, answer["statements"])
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


def _read(articles: IO[bytes], answers: IO[bytes]) -> None:
    run = [str(GAINSAY), "read", "--batch", "-"]
    subprocess.run(run, stdin=articles, stdout=answers, check=True)  # noqa: S603 -- our own command


if __name__ == "__main__":
    main()
