"""Programs that write what is not text: each in a process of its own, with limits on time and memory."""

from __future__ import annotations

import json
import os
import subprocess
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SECONDS = 30
"""How long a program may take, and for each million bytes that it is given so much again."""
MEMORY = "1G"
"""How much memory pandoc may take."""
AT_ONCE = BoundedSemaphore(2)
"""So many programs run at once, of one process of Gainsay; who comes then is told to come back."""
WAIT = 2.0
"""How many seconds something of a page waits for its turn: a thread of the server waits with it."""
_MILLION = 1_000_000


class NotWrittenError(Exception):
    """A program did not write what was asked for; the message says why, for people."""


def pandoc(arguments: Sequence[str], given: bytes, *, wait: float = 0.0) -> bytes:
    """Return what pandoc writes of what it is given; raises NotWrittenError.

    In its sandbox it reads no file but those named on its command line, writes none, and knows no
    clock: the same input gives the same bytes. `wait`: how many seconds it may wait for its turn.
    """
    limits = ["+RTS", f"-M{MEMORY}", "-RTS"]
    return run([_pandoc(), "--sandbox", *arguments, *limits], given, wait=wait)


@cache
def pandoc_version() -> list[int]:
    """Return the version of pandoc's JSON, which it asks for; raises NotWrittenError."""
    empty = json.loads(pandoc(["--from=markdown", "--to=json"], b"", wait=WAIT))
    return [int(part) for part in empty["pandoc-api-version"]]


def run(command: Sequence[str], given: bytes, *, wait: float = 0.0) -> bytes:
    """Return what a program writes of what it is given; raises NotWrittenError."""
    if not AT_ONCE.acquire(blocking=wait > 0, timeout=wait or None):
        message = "Other documents are being written just now. Try again in a minute."
        raise NotWrittenError(message)
    try:
        return _run(command, given)
    finally:
        AT_ONCE.release()


@cache
def _pandoc() -> str:
    """Return where pandoc is: in the wheel, else on the path; raises NotWrittenError."""
    # The wheel is not imported: that takes as long as all of a page, and starts pandoc to ask it.
    wheel = find_spec("pypandoc")
    inside = Path(wheel.origin).parent / "files" / "pandoc" if wheel and wheel.origin else None
    found = str(inside) if inside and inside.is_file() else which("pandoc")
    if found is None:
        message = "pandoc, which writes this, is not installed here. Choose another format."
        raise NotWrittenError(message)
    return found


def _run(command: Sequence[str], given: bytes) -> bytes:
    # Of our own environment the program gets what it needs to find fonts and itself: no secrets.
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    seconds = SECONDS * (1 + len(given) / _MILLION)
    try:
        done = subprocess.run(  # noqa: S603 -- a program of ours; what is hostile comes on stdin
            command,
            input=given,
            capture_output=True,
            env={"LANG": "C.UTF-8", **kept},
            timeout=seconds,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        message = f"Writing it took longer than {seconds:.0f} seconds. Narrow what you ask for."
        raise NotWrittenError(message) from error
    except (subprocess.CalledProcessError, OSError) as error:
        message = "It could not be written. Narrow what you ask for, or choose another format."
        raise NotWrittenError(message) from error
    return done.stdout
