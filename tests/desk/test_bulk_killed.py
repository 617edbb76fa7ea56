"""kill -9 in the middle of an import: nothing of it stands there, and it can be had once more."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select, text

from desk.history import chain
from models import Event, Source, Statement
from tests.desk.both_ways import in_bulk
from tests.desk.importing import a_file, a_line

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

LINES = 1_200
#: Dies at the second block of a thousand, when the first one is written.
IMPORT = """
import os, signal, sys
from desk.actors import named_actor
from desk.history.audit import writing_session
from desk.importing.files import import_opened, open_file
from desk.importing.imports import ImportOptions
from models import for_writing, open_engine
from models.terms import Face

def die(done, total):
    if 1000 <= done:
        os.kill(os.getpid(), signal.SIGKILL)

url, path = sys.argv[1:]
with open(path, "rb") as stream:
    opened = open_file(stream, "many.jsonl", options=ImportOptions())
    with writing_session(for_writing(open_engine(url))) as session:
        by = named_actor(session, None, Face.COMMAND)
        import_opened(session, opened, by, ImportOptions(progress=die))
        session.commit()
"""


def test_an_import_that_is_killed_leaves_nothing_and_is_had_once_more(
    engine: Engine, database_url: str, writing: Session, tmp_path: Path
) -> None:
    content = a_file(*(a_line(f"s{number}") for number in range(LINES)))
    file = tmp_path / "many.jsonl"
    file.write_bytes(content)
    killed = subprocess.run(  # noqa: S603 -- a script of ours
        (sys.executable, "-c", IMPORT, database_url, str(file)),
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert killed.returncode == -signal.SIGKILL
    assert _counts(writing) == (0, 0, 0)
    writing.rollback()
    assert len(in_bulk(writing, content, "many.jsonl").made) == LINES
    assert _counts(writing) == (LINES, 1, 1)
    assert list(chain.faults(writing)) == []
    if engine.dialect.name == "sqlite":
        assert writing.scalar(text("PRAGMA integrity_check")) == "ok"


def _counts(session: Session) -> tuple[int | None, ...]:
    kinds = (Statement, Source, Event)
    return tuple(session.scalar(select(func.count()).select_from(kind)) for kind in kinds)
