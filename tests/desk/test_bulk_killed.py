"""kill -9 in the middle of an import: nothing of it stands there, and it can be had once more."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select, text

from desk.history import chain
from desk.read_models.checking import differences
from models import Event, Source, Statement
from tests.desk.both_ways import in_bulk
from tests.desk.importing import a_file, a_line

if TYPE_CHECKING:
    from sqlalchemy import Engine
    from sqlalchemy.orm import Session

LINES = 1_200
#: Dies where it is told to, at the earliest after so many steps of that stage.
IMPORT = """
import os, signal, sys
from functools import partial
from desk.actors import named_actor
from desk.history.audit import writing_session
from desk.importing.files import import_opened, open_file
from desk.importing.imports import ImportOptions
from models import for_writing, open_engine
from models.terms import Face

def die(now, done, total):
    if now == stage and done >= int(steps):
        os.kill(os.getpid(), signal.SIGKILL)

url, path, stage, steps = sys.argv[1:]
with open(path, "rb") as stream:
    opened = open_file(stream, "many.jsonl", options=ImportOptions(progress=partial(die, "reading")))
    with writing_session(for_writing(open_engine(url))) as session:
        by = named_actor(session, None, Face.COMMAND)
        options = ImportOptions(progress=partial(die, "storing"))
        import_opened(session, opened, by, options)
        session.commit()
    die("stored", 1, 1)
"""


#: While bytes are read; at the second block of a thousand; when it is indexed, before the commit.
@pytest.mark.parametrize(
    ("stage", "steps"), [("reading", 1_000), ("storing", 1_000), ("storing", LINES + 1)]
)
def test_an_import_that_is_killed_leaves_nothing_and_is_had_once_more(
    engine: Engine, database_url: str, writing: Session, tmp_path: Path, stage: str, steps: int
) -> None:
    content = _killed(database_url, tmp_path, stage, steps)
    assert _counts(writing) == (0, 0, 0)
    writing.rollback()
    assert len(in_bulk(writing, content, "many.jsonl").made) == LINES
    _is_whole(writing, engine)


def test_what_was_stored_before_it_was_killed_is_whole_and_had_once(
    engine: Engine, database_url: str, writing: Session, tmp_path: Path
) -> None:
    _killed(database_url, tmp_path, "stored", 1)
    _is_whole(writing, engine)


def _killed(url: str, folder: Path, stage: str, steps: int) -> bytes:
    content = a_file(*(a_line(f"s{number}") for number in range(LINES)))
    file = folder / "many.jsonl"
    file.write_bytes(content)
    killed = subprocess.run(  # noqa: S603 -- a script of ours
        (sys.executable, "-c", IMPORT, url, str(file), stage, str(steps)),
        check=False,
        cwd=Path(__file__).parents[2],
    )
    assert killed.returncode == -signal.SIGKILL
    return content


def _is_whole(session: Session, engine: Engine) -> None:
    assert _counts(session) == (LINES, 1, 1)
    assert list(chain.faults(session)) == []
    assert not any(differences(session).values())
    if engine.dialect.name == "sqlite":
        assert session.scalar(text("PRAGMA integrity_check")) == "ok"
        session.execute(
            text(
                "INSERT INTO statement_words (statement_words, rank) VALUES ('integrity-check', 1)"
            )
        )
        triggers = text("SELECT count(*) FROM sqlite_master WHERE name LIKE 'statement_text_%ed'")
        assert session.scalar(triggers) == 3


def _counts(session: Session) -> tuple[int | None, ...]:
    kinds = (Statement, Source, Event)
    return tuple(session.scalar(select(func.count()).select_from(kind)) for kind in kinds)
