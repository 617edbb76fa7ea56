"""What one confirmed contradiction costs, beside raw SQL that writes the same rows.

The deed writes the link, its event and all that is held ready beside the record, in one
transaction. What it sends to write is noted, and sent again to an equal desk without the program.
"""

from __future__ import annotations

import shutil
import sqlite3
import time
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, select
from sqlalchemy.orm import Session

from bench.corpus.shape import REVIEWER
from bench.figures import Figure
from bench.scale.asking import STEPS, counted
from desk import decisions
from desk.actors import Actor
from desk.history.audit import writing_session
from desk.link_drafts import DecisionDraft
from models import Link, Role, Statement, for_writing, open_engine
from models.engines import PRAGMAS
from models.terms import Face, LinkStatus, Relation, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

    Writes = list[tuple[str, Any]]

TIMED = COUNTED = 12
"""So many are confirmed and timed, and as many more are counted: counting takes time."""
MORE, GROWTH = 2.0, 1.5
_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE", "WITH")


@dataclass(frozen=True)
class Cost:
    """What a deed takes: CPU seconds, and steps of the database."""

    cpu: float
    steps: float


def figures(few: Path, many: Path, beside: str) -> Iterator[Figure]:
    """Yield what confirming costs on two desks, of which copies are written."""
    (small, _raw), (large, raw) = confirming(few), confirming(many)
    name = "a contradiction confirmed"
    yield Figure(f"{name}: steps, {beside}", large.steps / small.steps, "ratio", GROWTH)
    yield Figure(f"{name}: CPU, {beside}", large.cpu / small.cpu, "ratio", GROWTH)
    yield Figure(f"{name}: steps beside raw SQL", large.steps / raw.steps, "ratio", MORE)
    yield Figure(f"{name}: CPU beside raw SQL", large.cpu / raw.cpu, "ratio", MORE)
    yield Figure(f"{name}: CPU", 1000 * large.cpu, "ms")


def confirming(file: Path) -> tuple[Cost, Cost]:
    """Return what the deed costs on a copy of a desk, and what raw SQL does for the same rows."""
    with TemporaryDirectory(dir=file.parent) as folder:
        ours, raw = Path(folder) / "ours.db", Path(folder) / "raw.db"
        shutil.copyfile(file, ours)
        done, sent = _confirmed(ours)
        ours.unlink()
        shutil.copyfile(file, raw)
        return done, _repeated(raw, sent)


def _confirmed(file: Path) -> tuple[Cost, list[Writes]]:
    engine = open_engine(f"sqlite:///{file}")
    waiting = _waiting(engine)
    sent: list[Writes] = []
    seconds: list[float] = []
    steps: list[int] = []
    for link in waiting[:TIMED]:
        noted: Writes = []
        with _noting(engine, noted):
            began = time.process_time()
            _confirm(engine, link)
            seconds.append(time.process_time() - began)
        sent.append(noted)
    for link in waiting[TIMED:]:
        noted = []
        with counted(engine) as counts, _noting(engine, noted):
            _confirm(engine, link)
        steps.append(counts.effort.steps)
        sent.append(noted)
    engine.dispose()
    return Cost(median(seconds), median(steps)), sent


def _waiting(engine: Engine) -> list[tuple[int, int]]:
    """Return proposed contradictions between logged statements, with their versions."""
    start, end = Statement.__table__.alias(), Statement.__table__.alias()
    chosen = (
        select(Link.id, Link.version)
        .join(start, start.c.id == Link.from_id)
        .join(end, end.c.id == Link.to_id)
        .where(Link.relation == Relation.CONTRADICTS, Link.status == LinkStatus.PROPOSED)
        .where(start.c.status == StatementStatus.LOGGED, end.c.status == StatementStatus.LOGGED)
        .order_by(Link.id)
        .limit(TIMED + COUNTED)
    )
    with Session(engine) as session:
        return [(row.id, row.version) for row in session.execute(chosen)]


def _confirm(engine: Engine, link: tuple[int, int]) -> None:
    by = Actor(REVIEWER, Role.ADMIN, Face.PAGE)
    with writing_session(for_writing(engine)) as session:
        decisions.confirm_link(session, *link, DecisionDraft(), by)
        session.commit()


@contextmanager
def _noting(engine: Engine, noted: Writes) -> Iterator[None]:
    def note(_connection: object, _cursor: object, told: str, values: Any, *rest: Any) -> None:  # noqa: ANN401
        if told.lstrip().upper().startswith(_WRITES):
            noted.extend((told, one) for one in (values if rest[-1] else [values]))

    event.listen(engine, "before_cursor_execute", note)
    try:
        yield
    finally:
        event.remove(engine, "before_cursor_execute", note)


def _repeated(file: Path, sent: list[Writes]) -> Cost:
    with closing(sqlite3.connect(file, isolation_level=None)) as database:
        for pragma in PRAGMAS:
            database.execute(f"PRAGMA {pragma}")
        seconds = [_sent(database, writes) for writes in sent[:TIMED]]
        ticks: list[None] = []
        database.set_progress_handler(lambda: ticks.append(None), STEPS)
        steps = [_ticked(database, writes, ticks) for writes in sent[TIMED:]]
        return Cost(median(seconds), median(steps))


def _ticked(database: sqlite3.Connection, writes: Writes, ticks: list[None]) -> int:
    before = len(ticks)
    _sent(database, writes)
    return len(ticks) - before


def _sent(database: sqlite3.Connection, writes: Writes) -> float:
    began = time.process_time()
    database.execute("BEGIN IMMEDIATE")
    for told, values in writes:
        database.execute(told, values)
    database.execute("COMMIT")
    return time.process_time() - began
