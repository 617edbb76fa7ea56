"""A disk of a few megabytes, which is soon full."""

from __future__ import annotations

import subprocess
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from tests.needs import missed

if TYPE_CHECKING:
    from collections.abc import Iterator

SIZE = 4 * 1024**2
_FILLER = "filler"


@contextmanager
def small_disk(owner: int) -> Iterator[Path | None]:
    """Give a disk in memory that belongs to a user; None where this machine lets nobody mount one."""
    with tempfile.TemporaryDirectory(prefix="gainsay-disk-") as folder:
        told = f"size={SIZE},uid={owner},mode=0700"
        mounted = subprocess.run(  # noqa: S603 -- a program of the system
            ["mount", "-t", "tmpfs", "-o", told, "tmpfs", folder],  # noqa: S607
            capture_output=True,
            check=False,
        )
        if mounted.returncode:
            missed.add("a full disk under PostgreSQL: mounting a disk in memory takes root")
            yield None
            return
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", folder], check=True)  # noqa: S603, S607 -- as above


def fill(disk: Path) -> None:
    """Leave no room on a disk."""
    with suppress(OSError), (disk / _FILLER).open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))


def make_room(disk: Path) -> None:
    """Take away what fills a disk."""
    (disk / _FILLER).unlink()
