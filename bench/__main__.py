"""Measure all of it, print the figures and write them to bench/results.json: `make bench`."""

from __future__ import annotations

import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from bench import exporting, formatting, reading, reading_rows
from bench.figures import spent
from bench.importing import measuring
from bench.peers import beside, raced
from bench.scale import growth, loaded, postgresql
from bench.writers import at_once

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.figures import Figure

MEASURES = (
    growth.figures,
    postgresql.figures,
    loaded.figures,
    beside.figures,
    raced.figures,
    measuring.figures,
    at_once.figures,
    formatting.figures,
    exporting.figures,
    reading_rows.figures,
    reading.figures,
)
"""What is measured, a module a subject: each yields its figures."""
RESULTS = Path(__file__).with_name("results.json")


def main() -> None:
    """Measure; with QUICK among the arguments with fewer records.

    Exits with 1 where a figure is beyond its goal and, unless it is to be quick, where one was not
    measured; each of these is named at the end.
    """
    quick, began, cpu = "QUICK" in sys.argv[1:], time.monotonic(), spent()
    figures = list(_measured(quick=quick))
    told = [figure.told for figure in figures]
    RESULTS.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    missed = [figure.name for figure in figures if figure.ok is False]
    unknown = [figure.name for figure in figures if figure.ok is None]
    for words, names in (("beyond their goal", missed), ("not measured", unknown)):
        sys.stdout.write("".join(f"{words}: {name}\n" for name in names))
    sys.stdout.write(
        f"{len(told)} figures, {len(missed)} beyond their goal, {len(unknown)} not measured:"
        f" {RESULTS}\n"
        f"It took {time.monotonic() - began:.0f} s, and {spent() - cpu:.0f} s of the CPU.\n"
    )
    sys.exit(1 if missed or (unknown and not quick) else 0)


def _measured(*, quick: bool) -> Iterator[Figure]:
    """Yield the figures of every subject, each printed as soon as it is known."""
    for measure in MEASURES:
        for figure in measure(quick=quick):
            sys.stdout.write(f"{_line(figure)}\n")
            sys.stdout.flush()
            yield figure


def _line(figure: Figure) -> str:
    mark = "MISSED" if figure.ok is False else ""
    return f"{figure.name:72} {figure.measured:19} {figure.bound:15} {mark}".rstrip()


if __name__ == "__main__":
    main()
