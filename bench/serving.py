"""Serves an application as a team has it served: by gunicorn, in a process of its own."""

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
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = int(free.getsockname()[1])
    counts = ["--workers", "2", "--threads", "4", "--worker-class", "gthread"]
    place = ["--bind", f"127.0.0.1:{port}", "--no-control-socket", "--log-level", "error"]
    server = subprocess.Popen(  # noqa: S603 -- our own command
        [sys.executable, "-m", "gunicorn", app, *counts, *place],
        env={**os.environ, **env},
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
