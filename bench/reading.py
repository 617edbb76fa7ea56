"""What reading costs: CPU and memory of an article, of the loaded model, and of very long texts.

Each cost is measured in a process of its own, which alone knows how much memory it took at most.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.figures import Figure

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
ARTICLE = 760
"""How many words a longer newspaper article has."""
MOST_SECONDS, MOST_MEMORY, GROWTH = 0.45, 350e6 / 2**20, 11.5
FEW, MANY = 10_000, 100_000
OFTEN = 12
"""How many articles are read for the mean of one."""


def figures(*, quick: bool) -> Iterator[Figure]:
    """Yield the figures; not where there is little time: five programs load the model."""
    if quick:
        return
    one = _measured("article", ARTICLE, OFTEN)
    yield Figure("reading: the English model is loaded", one["loading"], "CPU s")
    name = f"reading: an article of {ARTICLE} words"
    yield Figure(name, one["seconds"] / OFTEN, "CPU s", MOST_SECONDS)
    yield Figure(f"{name}, at most in memory", one["memory"], "MiB", MOST_MEMORY)
    yield Figure(f"{name}, by patterns alone", _patterns(), "CPU s")
    served = _measured("desk", ARTICLE, 1)
    yield Figure("reading: a desk that has read an article", served["memory"], "MiB")
    short, long = (_measured("article", words, 1) for words in (FEW, MANY))
    growth = long["seconds"] / short["seconds"]
    yield Figure(f"reading: {MANY:,} words beside {FEW:,}", growth, "ratio", GROWTH)
    yield Figure(f"reading: {MANY:,} words, at most in memory", long["memory"], "MiB")


def _patterns() -> float:
    return _measured("patterns", ARTICLE, OFTEN)["seconds"] / OFTEN


def _measured(what: str, words: int, often: int) -> dict[str, float]:
    run = [sys.executable, "-m", "bench.articles", what, str(words), str(often)]
    with TemporaryDirectory() as folder:
        env = {**os.environ, "GAINSAY_INSTANCE": folder}
        done = subprocess.run(run, cwd=ROOT, env=env, check=True, capture_output=True)  # noqa: S603
    told: dict[str, float] = json.loads(done.stdout)
    return told
