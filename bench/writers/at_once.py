"""How quickly eight are answered who write at once, and that none of them overwrites another."""

from __future__ import annotations

import os
import sqlite3
import statistics
import threading
import time
from contextlib import closing
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from bench.corpus.building import application, build
from bench.figures import Figure
from bench.serving import processes, served
from bench.visiting import signed_in, token_of
from bench.writers.plain import TABLES
from views.context import EXTENSION

if TYPE_CHECKING:
    from collections.abc import Iterator

WRITERS, SECONDS, IDLE, STATEMENTS = 8, 10.0, 40, 1_000
_SEE_OTHER = 303
#: Contradictions of one named speaker, as a reviewer judges them.
_LINKS = f"""
SELECT l.id, l.version FROM link l
JOIN statement a ON a.id = l.from_id JOIN statement b ON b.id = l.to_id
JOIN speaker s ON s.id = a.speaker_id
WHERE l.relation = 'contradicts' AND l.status = 'confirmed' AND NOT l.recheck
AND a.speaker_id = b.speaker_id AND s.kind <> 'unnamed' ORDER BY l.id LIMIT {WRITERS}
"""  # noqa: S608 -- a number of ours


@dataclass
class Writer:
    """Somebody who judges a link again and again, from the version they were told last."""

    link: int
    version: int
    headers: dict[str, str]
    form: dict[str, str]
    seconds: list[float] = field(default_factory=list)
    faults: int = 0

    def write(self, port: int, *, times: int | None = None, until: float = 0) -> None:
        """Write so often, or until a moment."""
        with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as asked:
            while len(self.seconds) < times if times else time.monotonic() < until:
                told = {"outcome": "explained", "outcome_why": f"{self.version} times."}
                body = urlencode({**self.form, **told, "version": str(self.version)})
                began = time.monotonic()
                asked.request("POST", f"/links/{self.link}/judge", body, self.headers)
                answer = asked.getresponse()
                answer.read()
                self.seconds.append(time.monotonic() - began)
                self.faults += answer.status != _SEE_OTHER
                self.version += answer.status == _SEE_OTHER


@dataclass(frozen=True)
class Run:
    """What eight did in ten seconds: the middle time of one alone, and then theirs."""

    idle: float
    seconds: list[float]
    faults: int
    lost: int
    #: What the processes that serve took of the CPU meanwhile, in seconds.
    cpu: float

    @property
    def deeds(self) -> float:
        """How many deeds were done in a second of the CPU."""
        return self.done / self.cpu

    @property
    def done(self) -> int:
        """How many deeds were done."""
        return len(self.seconds) - self.faults

    @property
    def slowest(self) -> float:
        """The time within which 99 of a hundred were answered."""
        return statistics.quantiles(self.seconds, n=100)[98]


def figures(*, quick: bool) -> Iterator[Figure]:
    """Yield what writing at once costs; in a quick run nothing, since that takes half a minute."""
    if quick:
        return
    with TemporaryDirectory() as folder:
        ours, plain = _ours(Path(folder)), _plain(Path(folder))
    yield Figure(
        "8 who write at once: p99 beside one alone (p50)", ours.slowest / ours.idle, "x", 20
    )
    yield Figure("8 who write at once: answers other than done", ours.faults, "answers", 0)
    yield Figure("8 who write at once: updates lost", ours.lost, "updates", 0)
    beside, ratio = ours.done / plain.done, ours.deeds / plain.deeds
    plainly = plain.slowest / plain.idle
    yield Figure(
        "8 who write at once: deeds beside an app of 20 lines", beside, "x", 0.5, at_least=True
    )
    yield Figure("8 who write at once: p99 beside p50, of an app of 20 lines", plainly, "x")
    yield Figure("8 who write at once: deeds a CPU second beside that app", ratio, "x")
    yield Figure("8 who write at once: deeds a CPU second", ours.deeds, "deeds")


def _ours(folder: Path) -> Run:
    file = folder / "gainsay.db"
    url = f"sqlite:///{file}"
    build(url, STATEMENTS, folder)
    app = application(url, folder)
    visitor = signed_in(app)
    form = {"csrf_token": token_of(visitor.get("/statements/new").text)}
    cookie = visitor.get_cookie("session")
    if cookie is None:
        message = "nobody is signed in"
        raise RuntimeError(message)
    headers = {"Cookie": f"session={cookie.value}"}
    app.extensions[EXTENSION].engine.dispose()
    settings = {
        "DATABASE_URL": url,
        "SECRET_KEY": app.config["SECRET_KEY"],
        "INSTANCE": str(folder),
    }
    env = {f"GAINSAY_{name}": value for name, value in settings.items()}
    with served("app:create_app()", env) as (port, server):
        return _run(port, server, file, headers, form, _LINKS)


def _plain(folder: Path) -> Run:
    file = folder / "plain.db"
    with closing(sqlite3.connect(file)) as made:
        made.execute("PRAGMA journal_mode=WAL")
        made.executescript(TABLES)
        made.executemany("INSERT INTO link VALUES (?, 1, NULL)", [(one,) for one in range(WRITERS)])
        made.commit()
    with served("bench.writers.plain:create_app()", {"PLAIN_FILE": str(file)}) as (port, server):
        return _run(port, server, file, {}, {}, "SELECT id, version FROM link")


def _run(
    port: int, server: int, file: Path, headers: dict[str, str], form: dict[str, str], links: str
) -> Run:
    told = {"Content-Type": "application/x-www-form-urlencoded", **headers}
    writers = [Writer(*row, told, form) for row in _rows(file, links)]
    writers[0].write(port, times=IDLE)
    idle = statistics.median(writers[0].seconds)
    writers[0].seconds.clear()
    end, cpu = time.monotonic() + SECONDS, _cpu(server)
    threads = [
        threading.Thread(target=one.write, args=(port,), kwargs={"until": end}) for one in writers
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    cpu = _cpu(server) - cpu
    kept = dict(_rows(file, "SELECT id, version FROM link"))
    lost = sum(abs(kept[one.link] - one.version) for one in writers)
    seconds = [each for one in writers for each in one.seconds]
    return Run(idle, seconds, sum(one.faults for one in writers), lost, cpu)


def _cpu(server: int) -> float:
    """Return what a process and its children took of the CPU so far, in seconds."""
    ticks = 0
    for number in processes(server):
        # The name of a program, in brackets, may hold spaces; user and system time stand 12 fields on.
        after = Path(f"/proc/{number}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        ticks += int(after[11]) + int(after[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def _rows(file: Path, asked: str) -> list[tuple[int, int]]:
    with closing(sqlite3.connect(file)) as held:
        return held.execute(asked).fetchall()
