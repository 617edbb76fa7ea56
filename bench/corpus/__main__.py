"""Make a desk of very many statements: `python -m bench.corpus --n 10000 sqlite:////tmp/10k.db`."""

from __future__ import annotations

import argparse
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.corpus.building import build


def main() -> None:
    """Make the desk that the arguments name."""
    asked = argparse.ArgumentParser(prog="python -m bench.corpus", description=__doc__)
    asked.add_argument("url", help="of an empty database")
    asked.add_argument("--n", type=int, default=10_000, help="how many statements")
    chosen = asked.parse_args()
    with TemporaryDirectory() as instance:
        build(chosen.url, chosen.n, Path(instance))


if __name__ == "__main__":
    main()
