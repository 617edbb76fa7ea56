"""Imports that are only tried: long ones in a copy, so that nobody waits for them to write."""

from __future__ import annotations

import fcntl
import os
import shutil
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from flask import current_app

from desk.history.audit import RecordedSession
from models import for_writing, open_engine
from models.copies import copy_to
from views.context import desk, finish_reading, same_viewer, trying

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy.orm import Session

FEW = 100
"""So many lines are tried in the desk itself: that is over before anybody has waited for long."""
_PREFIX = "trial-"


@contextmanager
def trying_lines(count: int) -> Iterator[Session]:
    """Open a session in which so many lines are tried; leaving it takes everything back.

    On SQLite one alone may write at a time, so that many lines are tried in a copy of the desk. It
    takes as much room as the desk, until the trial is over.
    """
    if desk().engine.dialect.name != "sqlite" or count <= FEW:
        with trying() as session:
            yield session
        return
    finish_reading()
    with _folder(Path(current_app.instance_path)) as folder:
        copy = folder / "desk.db"
        copy_to(desk().engine, copy)
        engine = open_engine(f"sqlite:///{copy}")
        try:
            with RecordedSession(for_writing(engine)) as session:
                same_viewer(session)
                yield session
        finally:
            engine.dispose()


@contextmanager
def _folder(place: Path) -> Iterator[Path]:
    """Make a folder that goes when the trial ends; those of processes that were killed go now."""
    with _alone_in(place):
        _sweep(place)
        kept = TemporaryDirectory(prefix=_PREFIX, dir=place)
        held = os.open(kept.name, os.O_RDONLY)
        fcntl.flock(held, fcntl.LOCK_EX)
    try:
        with kept as name:
            yield Path(name)
    finally:
        os.close(held)


def _sweep(place: Path) -> None:
    for folder in place.glob(f"{_PREFIX}*"):
        # One that is over goes by itself, perhaps while it is looked at.
        with suppress(FileNotFoundError):
            if not _is_held(folder):
                shutil.rmtree(folder)


def _is_held(folder: Path) -> bool:
    """Tell whether a process that lives tries something there; its lock goes when it does."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


@contextmanager
def _alone_in(place: Path) -> Iterator[None]:
    """Have folders of trials be made and swept by one process at a time."""
    handle = os.open(place, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
