"""What a structured export costs in time and in memory, of few statements and of very many.

Each export runs in a process of its own, which alone knows how much memory it took at most.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from bench.scale.desks import desk_of
from citations.exported import NAMELESS
from citations.formats import FORMATS
from desk.chosen import Chosen
from desk.exporting import Selected
from models import open_engine

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = frozenset({"html", "markdown", "rtf", "docx"})
STREAMED = tuple(name for name in FORMATS if name not in DOCUMENTS)
"""The formats that no program writes."""
FEW, MANY = 10_000, 100_000
QUICK_FEW, QUICK_MANY = 1_000, 10_000
_KIBIBYTES = 1024


@dataclass(frozen=True)
class Cost:
    """CPU seconds (user and system) of writing, the most memory in MiB, and the bytes written."""

    seconds: float
    memory: float
    length: int


@dataclass(frozen=True)
class Growth:
    """What a format costs for few statements and for many."""

    name: str
    few: Cost
    many: Cost
    times: float

    @property
    def memory(self) -> float:
        """How many MiB more the many take."""
        return self.many.memory - self.few.memory

    @property
    def pace(self) -> float:
        """How much longer one statement takes among many; 1.0 where cost is linear."""
        return self.many.seconds / self.few.seconds / self.times


class Leaving(Selected):
    """A selection as the formats read it."""

    desk = NAMELESS
    pair = None


def growths(*, quick: bool = False, formats: Sequence[str] = STREAMED) -> Iterator[Growth]:
    """Yield what each of these formats costs, of made-up desks on SQLite."""
    few, many = (QUICK_FEW, QUICK_MANY) if quick else (FEW, MANY)
    small, large = (f"sqlite:///{desk_of(size)}" for size in (few, many))
    for name in formats:
        yield Growth(name, _measured(small, name), _measured(large, name), many / few)


def _measured(url: str, name: str) -> Cost:
    run = [sys.executable, "-m", "bench.streaming", url, name]
    told = subprocess.run(run, cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S603
    return Cost(**json.loads(told.stdout))


def write(url: str, name: str) -> Cost:
    """Write every logged statement in a format, and throw it away."""
    engine = open_engine(url)
    with Session(engine) as session:
        began, length = time.process_time(), 0
        for piece in FORMATS[name].written(Leaving(session, Chosen())):
            length += len(piece)
        seconds = time.process_time() - began
    engine.dispose()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / _KIBIBYTES
    return Cost(seconds, most, length)


def main() -> None:
    """Print what an export costs, for the process that asked; or all growths, for people."""
    if len(sys.argv) > 2:  # noqa: PLR2004 -- a database and a format
        sys.stdout.write(json.dumps(asdict(write(*sys.argv[1:3]))))
        return
    for one in growths(quick="QUICK" in sys.argv):
        sys.stdout.write(
            f"{one.name:14} {one.many.seconds:7.2f} s {one.many.memory:6.0f} MiB"
            f" (+{one.memory:.0f} MiB, pace {one.pace:.2f})\n"
        )


if __name__ == "__main__":
    main()
