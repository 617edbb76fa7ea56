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
KEPT = 0.02
"""So many seconds a process keeps its turn for more of its threads, if others wait or not."""
_TURN, _NEXT = 0, 1
"""The bytes of a file that are locked: by whoever has the turn, and by whoever is next."""


class Turns:
    """The turns of one process among all who write to a database."""

    def __init__(self, engine: Engine) -> None:
        """Take turns on a SQLite file; elsewhere everybody goes at once, and the server sees to it."""
        self._is_taken = engine.dialect.name == "sqlite"
        self._database = _file_of(engine) if self._is_taken else None
        self._held: int | None = None
        self._free = threading.Condition()
        self._is_busy, self._waiting = False, 0
        #: On which file this process has its turn, and until when it keeps that for all its threads.
        self._turn: int | None = None
        self._kept_until = 0.0

    @contextmanager
    def taken(self, seconds: float) -> Iterator[bool]:
        """Wait for this process's turn, and this thread's in it, and tell whether it came.

        After so many seconds whoever waits goes ahead without it.
        """
        end = time.monotonic() + seconds
        if not self._is_taken or not self._come_up(seconds):
            yield False
            return
        try:
            if self._turn is None:
                self._turn = self._await_turn(end)
                self._kept_until = time.monotonic() + KEPT
            yield self._turn is not None
        finally:
            self._step_down()

    def _come_up(self, seconds: float) -> bool:
        """Wait until no other thread is at it."""
        with self._free:
            self._waiting += 1
            is_mine = self._free.wait_for(lambda: not self._is_busy, seconds)
            self._waiting -= 1
            self._is_busy = self._is_busy or is_mine
            return is_mine

    def _step_down(self) -> None:
        """Let the next thread come up, or the next process if there is none, or it is time."""
        with self._free:
            self._is_busy = False
            # Who waits comes up now, or finds that another thread has: that one steps down as well.
            is_kept = self._waiting and time.monotonic() < self._kept_until
            if self._turn is not None and not is_kept:
                lockf(self._turn, LOCK_UN, 1, _TURN)
                self._turn = None
            self._free.notify()

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
