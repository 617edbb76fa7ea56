"""How many answers a second our report gives beside Datasette's view of the same pairs, by wrk.

Both are served as they come: ours by gunicorn with two processes of four threads, Datasette as its one
process; four ask at once. Only answers count that are the page.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.figures import Figure
from bench.peers.beside import PYTHON, REPORTS, SEVERAL, readable
from bench.scale.asking import Desk
from bench.scale.desks import desk_of
from bench.scale.loaded import asked, serving
from bench.serving import running

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.scale.loaded import Load

GOAL = 20


def figures(*, quick: bool) -> Iterator[Figure]:
    """Yield how many times Datasette's answers a second ours are; not where time is short."""
    if quick:
        return
    with TemporaryDirectory() as folder, readable(SEVERAL) as file:
        theirs, ours = _theirs(file, Path(folder)), _ours(Path(folder))
    name = f"{SEVERAL:,}: report beside Datasette's view of pairs, answers a second"
    times = good(ours) / good(theirs) if ours and theirs and good(theirs) else None
    yield Figure(name, times, "times theirs", GOAL, at_least=True)


def good(load: Load) -> float:
    """Return how many answers a second were the page."""
    return load.pace * (1 - load.faults / max(load.requests, 1))


def _theirs(file: Path, folder: Path) -> Load | None:
    if not PYTHON.exists():
        return None
    command = [str(PYTHON), "-m", "datasette", "serve", str(file), "--port", "{port}"]
    with running(command, {}) as (port, _server):
        return asked(port, REPORTS[0].address, "", folder)


def _ours(folder: Path) -> Load | None:
    url = f"sqlite:///{desk_of(SEVERAL)}"
    desk = Desk(url, folder)
    desk.close()
    with serving(desk, url, folder) as (port, _server):
        return asked(port, REPORTS[0].ours, desk.cookie, folder)
