"""What reading costs an export: ours beside sqlite3 alone and beside entities of the ORM."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from sqlalchemy.orm import Session

from bench.figures import Figure
from bench.orm_reading import OrmDesk
from bench.raw_reading import RawDesk
from bench.scale.desks import desk_of
from bench.streaming import Leaving
from citations.formats import FORMATS
from desk.chosen import Chosen
from models import open_engine

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from sqlalchemy import Engine

    from citations.exported import Exported

    Reader = Callable[[Session], Exported]

COMPARED = ("csv", "jsonl", "csl-json", "bibtex", "ris")
AS_FAST, AS_ENTITIES = 0.5, 2.0
READ, QUICK_READ = 10_000, 1_000
OFTEN = 2
"""How often each is measured, one after the other; the least counts."""


def figures(*, quick: bool) -> Iterator[Figure]:
    """Yield how many rows a CPU second are exported beside other readers with the same encoder."""
    file = desk_of(QUICK_READ if quick else READ)
    engine = open_engine(f"sqlite:///{file}")
    formats = COMPARED[:1] if quick else COMPARED
    for name in formats:
        ours, raw = _least(engine, name, _ours, lambda _session: RawDesk(str(file)))
        told = f"export as {name}: beside sqlite3 and the same encoder"
        yield Figure(told, raw / ours, "x as fast", AS_FAST, at_least=True)
    ours, entities = _least(engine, "csv", _ours, _entities)
    told = "export as csv: beside entities of the ORM"
    yield Figure(told, entities / ours, "x as fast", AS_ENTITIES, at_least=True)
    engine.dispose()


def _ours(session: Session) -> Exported:
    return Leaving(session, Chosen())


def _entities(session: Session) -> Exported:
    return OrmDesk(session)


def _least(engine: Engine, name: str, *readers: Reader) -> list[float]:
    """Return the least CPU seconds that each reader takes, measured in turn."""
    rounds = [[_seconds(engine, name, reader) for reader in readers] for _ in range(OFTEN)]
    return [min(each) for each in zip(*rounds, strict=True)]


def _seconds(engine: Engine, name: str, reader: Reader) -> float:
    with Session(engine) as session:
        began = time.process_time()
        for _piece in FORMATS[name].written(reader(session)):
            pass
        return time.process_time() - began
