"""Print what each page costs on some desks: `python -m bench.scale sqlite:////tmp/10k.db …`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.scale.asking import Desk
from bench.scale.growth import Seen, costs


def main() -> None:
    """Print steps, queries and CPU milliseconds of pages, a page a line, a desk a column."""
    asked = argparse.ArgumentParser(prog="python -m bench.scale", description=__doc__)
    asked.add_argument("url", nargs="+", help="of a made-up desk: see bench.corpus")
    asked.add_argument("--often", type=int, default=5, help="how often each page is timed")
    asked.add_argument("--page", default="", help="only pages whose names hold this")
    chosen = asked.parse_args()
    with TemporaryDirectory() as instance:
        desks = [Desk(url, Path(instance)) for url in chosen.url]
        for page, told in costs(desks, chosen.often, chosen.page):
            line = " | ".join(map(_column, told))
            sys.stdout.write(f"{page.name:45} {line}\n")
            sys.stdout.flush()


def _column(seen: Seen) -> str:
    return f"{seen.effort.steps:9,} steps {seen.effort.queries:3} q {1000 * seen.cpu:8.1f} ms"


if __name__ == "__main__":
    main()
