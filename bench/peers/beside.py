"""Our pages beside those of Datasette and Flask-Admin, of the same file: CPU for a request."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, NamedTuple

from bench.corpus.chance import vocabulary
from bench.figures import Figure
from bench.scale.asking import Desk
from bench.scale.desks import ROOT, desk_of
from bench.scale.places import MID_WORD
from bench.scale.plain import LATER, PAIRS

if TYPE_CHECKING:
    from collections.abc import Iterator

PYTHON = ROOT / ".venv-bench" / "bin" / "python"
"""The environment that holds the peers; without it nothing is measured here."""
OFTEN = 9
SEVERAL, MANY, VERY_MANY = 10_000, 100_000, 1_000_000
ANSWERED = 200
_WORD = vocabulary()[MID_WORD]
_VIEW = f"""
    CREATE VIEW pairs AS SELECT link.id, p.name AS first, a.quote AS said_first,
    q.name AS second, b.quote AS said_second, link.rationale, {LATER} AS later {PAIRS}
"""


class Peer(NamedTuple):
    """A page of another program, and ours that shows the same."""

    name: str
    program: str
    address: str
    ours: str
    least: float | None = None


_REPORT, _LIST = "/reports/contradictions", "/statements/?order=said"
_PAIRS, _ROWS = (
    "/desk/pairs?_sort_desc=later&_size=50",
    "/desk/statement?_sort_desc=said_to&_size=50",
)
_SEARCH = f"/desk/statement_text?_search={_WORD}&_sort_desc=place&_size=50"
_FOUND = f"/statements/?q={_WORD}&order=said"
REPORTS = (
    Peer("report beside Datasette's view of pairs", "datasette", _PAIRS, _REPORT, 20),
    Peer(
        "report beside Datasette's view, _nosuggest", "datasette", f"{_PAIRS}&_nosuggest=1", _REPORT
    ),
)
LISTS = (
    Peer("statements beside Datasette, _nosuggest", "datasette", f"{_ROWS}&_nosuggest=1", _LIST, 2),
    Peer("statements beside Datasette", "datasette", _ROWS, _LIST),
    # Datasette knows the index over words by the table that holds them.
    Peer("search beside Datasette, _nosuggest", "datasette", f"{_SEARCH}&_nosuggest=1", _FOUND, 2),
    Peer("statements beside Flask-Admin", "flask-admin", "/admin/statement/", _LIST, 5),
    Peer(
        "search beside Flask-Admin",
        "flask-admin",
        f"/admin/statement/?search={_WORD}",
        _FOUND,
    ),
)


def figures(*, quick: bool) -> Iterator[Figure]:
    """Yield how many times our CPU the peers take; nothing where there is no time for it."""
    if quick:
        return
    with readable(SEVERAL) as file:
        yield from _compared(SEVERAL, file, (*REPORTS, *LISTS))
    with readable(VERY_MANY) as file:
        yield from _compared(VERY_MANY, file, LISTS)
        status = _status(file, REPORTS[0])
        yield Figure(f"{VERY_MANY:,}: Datasette's view of pairs answers with", status, "status")


def _compared(count: int, file: Path, peers: tuple[Peer, ...]) -> Iterator[Figure]:
    with TemporaryDirectory() as instance:
        desk = Desk(f"sqlite:///{desk_of(count)}", Path(instance))
        for peer in peers:
            first, again = _ratios(desk, file, peer)
            name = f"{count:,}: {peer.name}"
            for told, times in ((f"{name}, first after a deed", first), (name, again)):
                yield Figure(told, times, "times ours", peer.least, at_least=True)
        desk.close()


def _ratios(desk: Desk, file: Path, peer: Peer) -> tuple[float | None, float | None]:
    """Return how many times our CPU a peer takes: of a first page since a deed, and of it again."""
    theirs = asked(peer.program, file, peer.address)
    if theirs is None or theirs["status"] != ANSWERED:
        return None, None
    desk.get(peer.ours)
    timed = [(desk.seconds(peer.ours), desk.seconds(peer.ours, again=True)) for _ in range(OFTEN)]
    first, again = (
        float(median(theirs["seconds"])) / median(one) for one in zip(*timed, strict=True)
    )
    return first, again


def _status(file: Path, peer: Peer) -> int | None:
    answer = asked(peer.program, file, peer.address)
    return None if answer is None else int(answer["status"])


def asked(program: str, file: Path, address: str, python: Path = PYTHON) -> dict[str, Any] | None:
    """Return how a peer answers, and its CPU seconds for each request; None where it is not there."""
    if not python.exists():
        return None
    script = ROOT / "bench" / "peers" / "answering.py"
    run = [str(python), "-I", "-W", "ignore", str(script), program, str(file), str(OFTEN), address]
    done = subprocess.run(run, check=True, capture_output=True, text=True)  # noqa: S603 -- ours
    answers: list[dict[str, Any]] = json.loads(done.stdout)
    return answers[0]


@contextmanager
def readable(count: int) -> Iterator[Path]:
    """Give a copy of a desk that has a view of its pairs, as the peers are shown it."""
    desk = desk_of(count)
    with TemporaryDirectory(dir=desk.parent) as folder:
        file = Path(folder) / "desk.db"
        shutil.copyfile(desk, file)
        with closing(sqlite3.connect(file)) as database:
            database.execute(_VIEW)
            database.commit()
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        yield file
