"""Measure all of it, print the figures and write them to bench/results.json: `make bench`."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from bench import exporting, formatting, reading, reading_rows
from bench.importing import measuring
from bench.peers import beside
from bench.scale import growth, postgresql
from bench.writers import at_once

if TYPE_CHECKING:
    from bench.figures import Figure

MEASURES = (
    growth.figures,
    postgresql.figures,
    beside.figures,
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

    Exits with 1 where a figure is beyond its goal.
    """
    quick = "QUICK" in sys.argv[1:]
    told = []
    for measure in MEASURES:
        for figure in measure(quick=quick):
            sys.stdout.write(f"{_line(figure)}\n")
            sys.stdout.flush()
            told.append(figure.told)
    RESULTS.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    missed = sum(not each["ok"] for each in told)
    sys.stdout.write(f"{len(told)} figures, {missed} beyond their goal: {RESULTS}\n")
    sys.exit(1 if missed else 0)


def _line(figure: Figure) -> str:
    mark = "" if figure.ok else "MISSED"
    return f"{figure.name:72} {figure.measured:19} {figure.bound:15} {mark}".rstrip()


if __name__ == "__main__":
    main()
