"""Imports that are tried: others write meanwhile, and nothing of them stays, even when they are killed."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from models import Speaker
from tests.factories import a_speaker
from views.context import writing
from views.trials import FEW, trying_lines

if TYPE_CHECKING:
    from flask import Flask

#: Holds a folder as a trial does, and is killed over it.
KILLED = """
import os, signal, sys
from pathlib import Path
from views.trials import _folder
with _folder(Path(sys.argv[1])) as folder:
    (folder / "desk.db").write_bytes(b"much")
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("count", [FEW, FEW + 1])
def test_what_is_tried_is_taken_back(app: Flask, count: int) -> None:
    with app.app_context():
        with trying_lines(count) as session:
            a_speaker(session, name="Tried")
            session.flush()
            assert _named(session.scalar(_COUNT)) == 1
        with writing() as session:
            assert _named(session.scalar(_COUNT)) == 0
    assert not list(Path(app.instance_path).glob("trial-*"))


def test_others_write_while_many_lines_are_tried(app: Flask) -> None:
    with app.app_context(), trying_lines(FEW + 1) as tried:
        a_speaker(tried, name="Tried")
        tried.flush()
        with writing() as session:
            a_speaker(session, name="Meanwhile")
            session.rollback()


@pytest.mark.sqlite
def test_the_copy_of_a_trial_that_was_killed_is_swept_away(app: Flask) -> None:
    place = Path(app.instance_path)
    place.mkdir(exist_ok=True)
    killed = subprocess.run(  # noqa: S603 -- a script of ours
        (sys.executable, "-c", KILLED, str(place)), check=False, cwd=Path(__file__).parents[2]
    )
    assert killed.returncode == -signal.SIGKILL
    [left] = place.glob("trial-*")
    with app.app_context(), trying_lines(FEW + 1):
        assert left not in set(place.glob("trial-*"))


_COUNT = select(func.count()).select_from(Speaker).where(Speaker.name == "Tried")


def _named(count: int | None) -> int:
    return count or 0
