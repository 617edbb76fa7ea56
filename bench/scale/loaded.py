"""How quickly pages are answered while four ask at once, by wrk, and what memory serving them takes.

Wall clock: it tells of this machine, and of what else it did meanwhile. Nothing is held against a goal.
"""

from __future__ import annotations

import json
import shutil
import subprocess
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from bench.figures import Figure
from bench.scale.asking import Desk
from bench.scale.desks import desk_of
from bench.scale.pages import PAGES
from bench.scale.places import Places
from bench.serving import processes, served

if TYPE_CHECKING:
    from collections.abc import Iterator

STATEMENTS = 1_000_000
AT_ONCE, SECONDS = 4, 5
LOADED = ("report", "statements", "search for a word, newest first", "statement", "top speaker")
"""The pages that are asked for, by their names."""
_MEBIBYTE = 1024
_TELL = """
done = function(summary, latency, requests)
  io.write(string.format(
    '{"requests": %d, "seconds": %f, "middle": %f, "late": %f, "faults": %d}',
    summary.requests, summary.duration / 1e6, latency:percentile(50) / 1e3,
    latency:percentile(95) / 1e3, summary.errors.status + summary.errors.timeout))
end
"""


class Load(NamedTuple):
    """What wrk tells of a page: requests a second, milliseconds of the middle one and of the 95th."""

    pace: float
    middle: float
    late: float
    faults: int
    requests: int


def figures(*, quick: bool, statements: int = STATEMENTS) -> Iterator[Figure]:
    """Yield how quickly each page is answered, and the memory of the server; not where time is short."""
    if quick:
        return
    with TemporaryDirectory() as folder:
        yield from _loaded(f"sqlite:///{desk_of(statements)}", Path(folder), f"{statements:,}")


def _loaded(url: str, folder: Path, name: str) -> Iterator[Figure]:
    desk = Desk(url, folder)
    places, pages = Places.of(desk.engine), [page for page in PAGES if page.name in LOADED]
    addresses = {page.name: page.at(places) for page in pages}
    desk.close()
    with serving(desk, url, folder) as (port, server):
        for page, address in addresses.items():
            yield from told(f"{name}, {page}", asked(port, address, desk.cookie, folder))
        taken = sum(map(_memory, processes(server))) if shutil.which("wrk") else None
        yield Figure(f"{name}: memory of two processes that serve it", taken, "MiB")


@contextmanager
def serving(desk: Desk, url: str, folder: Path) -> Iterator[tuple[int, int]]:
    """Serve a desk for who is signed in there; gives the port and the process of the server."""
    settings = {
        "DATABASE_URL": url,
        "SECRET_KEY": desk.app.config["SECRET_KEY"],
        "INSTANCE": folder,
    }
    env = {f"GAINSAY_{key}": str(value) for key, value in settings.items()}
    with served("app:create_app()", env) as told:
        yield told


def told(name: str, load: Load | None) -> Iterator[Figure]:
    """Yield what wrk tells of a page; without it nothing of that was measured."""
    yield Figure(f"{name}: answers a second, {AT_ONCE} at once", load and load.pace, "a second")
    yield Figure(f"{name}: p50", load and load.middle, "ms")
    yield Figure(f"{name}: p95", load and load.late, "ms")
    yield Figure(f"{name}: answers other than the page", load and load.faults, "answers", 0)


def asked(port: int, address: str, cookie: str, folder: Path) -> Load | None:
    """Have wrk ask for a page for some seconds; None where it is not installed, or not answered."""
    program = shutil.which("wrk")
    if program is None:
        return None
    script = folder / "tell.lua"
    script.write_text(_TELL, encoding="ascii")
    run = [program, "-t2", f"-c{AT_ONCE}", f"-d{SECONDS}s", "-s", str(script)]
    run += ["-H", f"Cookie: {cookie}", f"http://127.0.0.1:{port}{address}"]
    done = subprocess.run(run, check=True, capture_output=True, text=True)  # noqa: S603 -- wrk
    found = json.loads(done.stdout[done.stdout.index("{") :])
    if not found["requests"]:
        return None
    pace = found["requests"] / found["seconds"]
    return Load(pace, found["middle"], found["late"], found["faults"], found["requests"])


def _memory(process: int) -> float:
    """Return what a process holds in memory, its share of what it holds with others, in MiB."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text(encoding="ascii").splitlines()
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / _MEBIBYTE
