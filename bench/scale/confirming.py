"""What one confirmed contradiction costs, beside raw SQL that writes the same rows.

The deed writes the link, its event and all that is held ready beside the record, in one
transaction. An equal desk is told the same rows by hand, link by link in turn.
"""

from __future__ import annotations

import shutil
import time
from contextlib import closing
from dataclasses import dataclass
from statistics import median
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from bench.corpus.shape import REVIEWER
from bench.figures import Figure
from bench.scale.asking import counted
from bench.scale.by_hand import ByHand
from desk import decisions
from desk.actors import Actor
from desk.history.audit import writing_session
from desk.link_drafts import DecisionDraft
from models import Link, Role, Statement, for_writing, open_engine
from models.terms import Face, LinkStatus, Relation, StatementStatus

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine

COUNTED, TIMED = 8, 24
"""Of so many confirmations the steps are counted, and so many more are timed."""
MORE, GROWTH = 2.0, 1.5


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
    yield Figure(f"{name}: CPU of raw SQL", 1000 * raw.cpu, "ms")


def confirming(file: Path) -> tuple[Cost, Cost]:
    """Return what the deed costs on a copy of a desk, and what raw SQL does for the same rows."""
    with TemporaryDirectory(dir=file.parent) as folder:
        ours, raw = (shutil.copyfile(file, f"{folder}/{name}.db") for name in ("ours", "raw"))
        engine = for_writing(open_engine(f"sqlite:///{ours}"))
        with closing(ByHand(ours, raw)) as by_hand:
            return _beside(engine, by_hand)


def _beside(engine: Engine, by_hand: ByHand) -> tuple[Cost, Cost]:
    # What is done first finds nothing compiled yet.
    waiting = _waiting(engine)
    steps = [(_steps(engine, link), by_hand.steps(link[0])) for link in waiting[:COUNTED]]
    timed = [(_timed(engine, link), by_hand.seconds(link[0])) for link in waiting[COUNTED:]]
    engine.dispose()
    by_hand.refuse_others()
    seconds, counts = zip(*timed, strict=True), zip(*steps, strict=True)
    ours, raw = (Cost(*map(median, both)) for both in zip(seconds, counts, strict=True))
    return ours, raw


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
        .limit(COUNTED + TIMED)
    )
    with Session(engine) as session:
        return [(row.id, row.version) for row in session.execute(chosen)]


def _timed(engine: Engine, link: tuple[int, int]) -> float:
    began = time.process_time()
    _confirm(engine, link)
    return time.process_time() - began


def _steps(engine: Engine, link: tuple[int, int]) -> int:
    with counted(engine) as counts:
        _confirm(engine, link)
    return counts.effort.steps


def _confirm(engine: Engine, link: tuple[int, int]) -> None:
    by = Actor(REVIEWER, Role.ADMIN, Face.PAGE)
    with writing_session(engine) as session:
        decisions.confirm_link(session, *link, DecisionDraft(), by)
        session.commit()
