"""Those who write to one SQLite file, taking turns: threads of a process, and processes.

SQLite lets one write at a time. Whoever finds another at it looks again now and then, in longer and
longer steps, and so is overtaken by all who come at the right moment. Here whoever is next keeps
that place: one process after the other has its turn. SQLite's own lock still decides.
"""

from __future__ import annotations

import os
import threading
import time
import weakref
from contextlib import contextmanager
from fcntl import LOCK_EX, LOCK_NB, LOCK_UN, lockf
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Engine

LOOK_AGAIN = 0.001
"""After so many seconds a process looks again whether it is its turn."""
_TURN, _NEXT = 0, 1
"""The bytes of a file that are locked: by whoever has the turn, and by whoever is next."""


class Turns:
    """The turns of one process among all who write to a database."""

    def __init__(self, engine: Engine) -> None:
        """Take turns on a SQLite file; elsewhere everybody goes at once, and the server sees to it."""
        self._is_taken = engine.dialect.name == "sqlite"
        self._own = threading.Lock()
        self._database = _file_of(engine) if self._is_taken else None
        self._held: int | None = None

    @contextmanager
    def taken(self, seconds: float) -> Iterator[bool]:
        """Wait for this process's turn, and this thread's in it, and tell whether it came.

        After so many seconds whoever waits goes ahead without it.
        """
        end = time.monotonic() + seconds
        if not self._is_taken or not self._own.acquire(timeout=seconds):
            yield False
            return
        try:
            turn = self._await_turn(end)
            try:
                yield turn is not None
            finally:
                if turn is not None:
                    lockf(turn, LOCK_UN, 1, _TURN)
        finally:
            self._own.release()

    def _await_turn(self, end: float) -> int | None:
        """Return the file on which this process has its turn; None where it came to none."""
        file = self._file()
        if file is None or not _locked(file, _NEXT, end):
            return None
        try:
            return file if _locked(file, _TURN, end) else None
        finally:
            lockf(file, LOCK_UN, 1, _NEXT)

    def _file(self) -> int | None:
        # Only one thread of a process comes here at a time.
        if self._held is None and self._database is not None:
            try:
                mode = self._database.stat().st_mode & 0o777
                self._held = os.open(f"{self._database}-turn", os.O_RDWR | os.O_CREAT, mode)
            except OSError:
                # Somebody else's file, or a full disk: SQLite's own lock does without.
                return None
            weakref.finalize(self, os.close, self._held)
        return self._held


def _file_of(engine: Engine) -> Path | None:
    told = engine.url.database
    return Path(told) if told and told != ":memory:" and not told.startswith("file:") else None


def _locked(file: int, place: int, end: float) -> bool:
    """Lock a byte of a file until `end`; the system lets go of it when the process dies."""
    while True:
        try:
            lockf(file, LOCK_EX | LOCK_NB, 1, place)
        except (BlockingIOError, PermissionError):
            if time.monotonic() >= end:
                return False
            time.sleep(LOOK_AGAIN)
        except OSError:
            # A file system that knows no such locks.
            return False
        else:
            return True
