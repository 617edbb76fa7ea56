"""Files that are there once they are whole: written beside, synced, then put in their place."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from desk.moving.archives import is_backup
from views import console

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@contextmanager
def kept_safe(output: Path) -> Iterator[IO[bytes]]:
    """Open a file for a backup, for its owner alone; an older backup stays until this one is whole.

    What hinders it is said in a line. Nothing but a backup is ever replaced.
    """
    place = output.resolve()
    if place.exists() and not is_backup(place):
        console.refuse(f"{output} is there already and is no backup; name another file")
    try:
        with _beside(place) as file:
            yield file
    except OSError as error:
        console.refuse(f"{output} cannot be written: {error.strerror or error}")


@contextmanager
def _beside(place: Path) -> Iterator[IO[bytes]]:
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    try:
        with os.fdopen(os.open(part, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600), "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        part.replace(place)
        _sync(place.parent)
    finally:
        part.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    """Have the new name outlive a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
