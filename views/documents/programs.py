"""Programs that write what is not text: each in a process of its own, with limits on time and memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

SECONDS = 30
"""How long a program may take."""
MEMORY = "512M"
"""How much memory pandoc may take."""
AT_ONCE = BoundedSemaphore(2)
"""So many programs run at once, of one process of Gainsay; who comes then is told to come back."""
MOST_CHARACTERS = 2_000_000
"""How long the HTML is that a program is given: with as much text a pair as most have, it never is."""
_PRINTING = Path(__file__).with_name("printing.py")


class NotWrittenError(Exception):
    """A program did not write the document; the message says why, for people."""


def docx_of(html: str) -> bytes:
    """Return HTML as a Word document, its first heading as the title; raises NotWrittenError.

    In its sandbox pandoc reads and writes no other file, and knows no clock: the same HTML gives
    the same bytes.
    """
    # It takes as long to load as all of a page.
    import pypandoc  # noqa: PLC0415

    limits = ["+RTS", f"-M{MEMORY}", "-RTS"]
    formats = ["--from", "html", "--to", "docx", "--shift-heading-level-by=-1", "--output", "-"]
    return _written([pypandoc.get_pandoc_path(), "--sandbox", *formats, *limits], html)


def pdf_of(html: str) -> bytes:
    """Return HTML as PDF, from a process that fetches nothing; raises NotWrittenError."""
    return _written([sys.executable, "-I", str(_PRINTING)], html)


def _written(command: Sequence[str], html: str) -> bytes:
    if len(html) > MOST_CHARACTERS:
        message = "The report is too long for this format. Narrow it, or choose another format."
        raise NotWrittenError(message)
    if not AT_ONCE.acquire(blocking=False):
        message = "Other documents are being written just now. Try again in a minute."
        raise NotWrittenError(message)
    try:
        return _run(command, html)
    finally:
        AT_ONCE.release()


def _run(command: Sequence[str], html: str) -> bytes:
    # Of our own environment the program gets what it needs to find fonts and itself: no secrets.
    kept = {name: os.environ[name] for name in ("PATH", "HOME", "SYSTEMROOT") if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 -- a program of ours; what is hostile comes on stdin
            command,
            input=html.encode(),
            capture_output=True,
            env={"LANG": "C.UTF-8", **kept},
            timeout=SECONDS,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        message = f"The document took longer than {SECONDS} seconds to write. Narrow the report."
        raise NotWrittenError(message) from error
    except (subprocess.CalledProcessError, OSError) as error:
        message = "The document could not be written. Narrow the report, or choose another format."
        raise NotWrittenError(message) from error
    return done.stdout
