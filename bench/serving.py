"""Serves an application in processes of its own: ours as a team has it served, by gunicorn."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from contextlib import closing, contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def served(app: str, env: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Serve an app with two processes of four threads, until the block ends."""
    counts = ["--workers", "2", "--threads", "4", "--worker-class", "gthread"]
    place = ["--bind", "127.0.0.1:{port}", "--no-control-socket", "--log-level", "error"]
    with running([sys.executable, "-m", "gunicorn", app, *counts, *place], env) as told:
        yield told


@contextmanager
def running(command: list[str], env: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Run a server at a free `{port}` until the block ends; gives the port and its process."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    server = subprocess.Popen(  # noqa: S603 -- our own command
        [part.format(port=port) for part in command],
        env={**os.environ, **env},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _await(port)
        yield port, server.pid
    finally:
        server.terminate()
        server.wait(60)


def _await(port: int) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end:
        with suppress(OSError), closing(HTTPConnection("127.0.0.1", port, timeout=60)) as asked:
            asked.request("GET", "/healthz")
            asked.getresponse().read()
            return
        time.sleep(0.1)
    message = "nobody serves"
    raise TimeoutError(message)


def processes(server: int) -> list[int]:
    """Return the numbers of a process and its children."""
    told = Path(f"/proc/{server}/task/{server}/children").read_text(encoding="ascii")
    return [server, *map(int, told.split())]
