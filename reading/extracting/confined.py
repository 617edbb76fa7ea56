"""Reads hostile bytes in a process of its own: little memory, little time, nothing to write to.

The process is handed its task on standard input, a line of JSON and then the bytes, and answers in
JSON. It knows neither the desk's secrets nor its database.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reading.extracting.texts import MOST_TEXT, Extracted
from reading.refusals import UnreadableError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Reader = Callable[[bytes, str | None], Extracted]

ROOT = Path(__file__).parents[2]
MEMORY = 1536 * 2**20
CPU_SECONDS = 40
WALL_SECONDS = 60
#: What may be written to standard output: the longest text, each character escaped.
MOST_ANSWER = 6 * MOST_TEXT
#: How many readers run beside one another, and how long another waits for its turn, in seconds.
AT_ONCE, WAIT_SECONDS = 2, 20
_TURNS = threading.BoundedSemaphore(AT_ONCE)
TOO_MUCH = (
    "It takes more time or memory to read than it may: it is damaged, or made to do harm. "
    "Copy the part that you need and paste it."
)
BUSY = "Other files are being read just now. Wait a minute, then send it again."
NO_TEXT = "No text could be found in it. Copy the text and paste it."
TOO_LONG = (
    f"It unfolds into more than {MOST_TEXT // 1_000_000} million characters of text, which is the "
    "most that is kept. Paste the part that you need."
)


def run(module: str, content: bytes, charset: str | None) -> Extracted:
    """Let a reader of ours read bytes in its own process, two at once; raises UnreadableError."""
    task = json.dumps({"charset": charset}).encode() + b"\n" + content
    with _turn(), tempfile.TemporaryFile() as answer:
        try:
            done = subprocess.run(  # noqa: S603 -- our own program
                [sys.executable, "-P", "-X", "utf8", "-m", module],
                input=task,
                stdout=answer,
                stderr=subprocess.DEVNULL,
                cwd="/",
                env={"PYTHONPATH": str(ROOT), "PATH": os.defpath},
                timeout=WALL_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired as late:
            raise UnreadableError(TOO_MUCH) from late
        answer.seek(0)
        return _answered(answer.read(MOST_ANSWER), done.returncode)


@contextmanager
def _turn() -> Iterator[None]:
    """Wait for a turn, not for ever; raises UnreadableError."""
    if not _TURNS.acquire(timeout=WAIT_SECONDS):
        raise UnreadableError(BUSY)
    try:
        yield
    finally:
        _TURNS.release()


def _answered(answer: bytes, status: int) -> Extracted:
    try:
        told: dict[str, Any] = json.loads(answer)
    except ValueError as error:
        raise UnreadableError(TOO_MUCH if status else NO_TEXT) from error
    if "refused" in told:
        raise UnreadableError(str(told["refused"]))
    return Extracted.of(told)


def answer(read: Reader) -> None:
    """Do one task from standard input within the limits; what is refused is told as a sentence."""
    confine()
    task, content = sys.stdin.buffer.readline(), sys.stdin.buffer.read()
    try:
        told: dict[str, Any] = asdict(whole(read(content, json.loads(task)["charset"])))
    except UnreadableError as refused:
        told = {"refused": str(refused)}
    except (MemoryError, RecursionError):
        told = {"refused": TOO_MUCH}
    json.dump(told, sys.stdout)


def confine() -> None:
    """Take from this process all but a little memory and time, and every way to write a file."""
    for kind, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, CPU_SECONDS),
        (resource.RLIMIT_FSIZE, MOST_ANSWER),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (most, most))


def whole(found: Extracted) -> Extracted:
    """Return what was read if it is a text that can be kept; raises UnreadableError."""
    if not found.text.strip():
        raise UnreadableError(NO_TEXT)
    if len(found.text) > MOST_TEXT:
        raise UnreadableError(TOO_LONG)
    return found
