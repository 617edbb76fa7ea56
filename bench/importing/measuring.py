"""What an import costs: rows a CPU second beside raw SQL and beside sqlite-utils, memory, growth."""

from __future__ import annotations

import os
import resource
import shutil
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench.corpus.building import application
from bench.figures import Figure, seconds
from bench.importing.files import write_files
from bench.importing.floor import Floor
from bench.peers.beside import PYTHON
from bench.scale.desks import desk_of
from desk.actors import named_actor
from desk.history.audit import writing_session
from desk.importing.files import import_opened, open_file
from desk.importing.imports import ImportOptions
from models import for_writing, open_engine
from models.terms import Face
from views.context import EXTENSION

if TYPE_CHECKING:
    from collections.abc import Iterator

FEW, MANY, VERY_MANY = 2_000, 100_000, 1_000_000
SMALL = 10_000
_FOUND_BY = ("quote", "claim", "passage", "speaker", "title")


def figures(*, quick: bool) -> Iterator[Figure]:
    """Yield the figures of files of 100,000 lines, with QUICK of 2,000."""
    count = FEW if quick else MANY
    with TemporaryDirectory() as folder:
        place = Path(folder)
        empty = _empty(place)
        files = write_files(place, count)
        yield from _beside(count, empty, files, sqlite_utils=not quick and PYTHON.exists())
        if not quick:
            yield _into_many(place, empty, files[0])
            yield _memory(place, empty)


def _beside(
    count: int, empty: Path, files: tuple[Path, Path], *, sqlite_utils: bool
) -> Iterator[Figure]:
    """Yield how many rows a second are imported, how many times the floor, and sqlite-utils."""
    jsonl, table = files
    floor = count / seconds(lambda: Floor(_copy(empty)).load(table))
    yield Figure(f"import, floor: rows of {count:,} by raw SQL", floor, "rows/CPU s")
    peer = count / seconds(lambda: _by_sqlite_utils(table)) if sqlite_utils else None
    for file in (jsonl, table):
        kind = "JSON Lines" if file == jsonl else "CSV"
        checked, ours = _imported(file, _copy(empty), count)
        yield Figure(f"import, {kind}: rows of {count:,}", ours, "rows/CPU s")
        yield Figure(f"import, {kind}: of it reading and checking", checked, "us/row")
        yield Figure(f"import, {kind}: times the floor", ours / floor, "times", 0.25, at_least=True)
        if peer:
            ratio = ours / peer
            yield Figure(f"import, {kind}: times sqlite-utils", ratio, "times", 0.8, at_least=True)


def _into_many(place: Path, empty: Path, jsonl: Path) -> Figure:
    many = place / "many.db"
    shutil.copy(desk_of(VERY_MANY), many)
    _, into_empty = _imported(jsonl, _copy(empty), MANY)
    _, into_many = _imported(jsonl, many, MANY)
    name = f"import into {VERY_MANY:,} statements: times into none"
    return Figure(name, into_many / into_empty, "times", 0.5, at_least=True)


def _memory(place: Path, empty: Path) -> Figure:
    """Return how much more memory an import of a million lines takes than one of ten thousand."""
    taken = []
    for count in (SMALL, VERY_MANY):
        jsonl, table = write_files(place, count, f"of-{count}")
        table.unlink()
        told = subprocess.run(  # noqa: S603 -- this module
            (sys.executable, "-m", "bench.importing.measuring", str(jsonl), str(_copy(empty))),
            check=True,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parents[2])},
        )
        taken.append(float(told.stdout))
        jsonl.unlink()
    name = f"import of {VERY_MANY:,} rows: memory beyond that of {SMALL:,}"
    return Figure(name, taken[1] - taken[0], "MiB", 100)


def _imported(file: Path, database: Path, count: int) -> tuple[float, float]:
    """Import a file; return microseconds a row for reading it, and rows a CPU second in all."""
    began = time.process_time()
    with file.open("rb") as stream:
        opened = open_file(stream, file.name, options=ImportOptions(), folder=file.parent)
        read = time.process_time() - began
        engine = open_engine(f"sqlite:///{database}")
        with writing_session(for_writing(engine)) as session:
            by = named_actor(session, None, Face.COMMAND)
            import_opened(session, opened, by, ImportOptions())
            session.commit()
        engine.dispose()
    database.unlink()
    return read / count * 1e6, count / (time.process_time() - began)


def _by_sqlite_utils(table: Path) -> None:
    database = table.with_name("peer.db")
    program = (str(PYTHON.with_name("sqlite-utils")),)
    steps = (
        ("insert", str(database), "statement", str(table), "--csv", "--silent"),
        ("enable-fts", str(database), "statement", *_FOUND_BY),
        ("create-index", str(database), "statement", "key"),
    )
    for step in steps:
        subprocess.run((*program, *step), check=True, stdout=subprocess.DEVNULL)  # noqa: S603 -- ours
    database.unlink()


def _empty(place: Path) -> Path:
    """Return an empty desk."""
    database = place / "empty.db"
    app = application(f"sqlite:///{database}", place)
    done = app.test_cli_runner().invoke(args=["upgrade"], catch_exceptions=False)
    app.extensions[EXTENSION].engine.dispose()
    if done.exit_code:
        raise RuntimeError(done.output)
    return database


def _copy(empty: Path) -> Path:
    return Path(shutil.copy(empty, empty.with_name("desk.db")))


def main() -> None:
    """Import a file into a desk and print the most memory that took, in MiB."""
    file, database = map(Path, sys.argv[1:3])
    _imported(file, database, 1)
    sys.stdout.write(f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}\n")


if __name__ == "__main__":
    main()
