"""A Redis of the tests' own, which can go away and come back."""

from __future__ import annotations

import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.needs import needed
from tests.views.serving import PATIENCE, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass
class Redis:
    """A server that keeps nothing on a disk."""

    folder: str
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """Where it is reached."""
        return f"redis://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        settings = {"bind": "127.0.0.1", "save": "", "appendonly": "no", "dir": self.folder}
        told = [word for name, value in settings.items() for word in (f"--{name}", value)]
        self.process = subprocess.Popen(  # noqa: S603 -- a program of the system
            [needed("redis-server"), "--port", str(self.port), *told], stdout=subprocess.DEVNULL
        )
        end = time.monotonic() + PATIENCE
        while not self._answers():
            assert time.monotonic() < end, "redis does not answer"
            time.sleep(0.02)

    def kill(self) -> None:
        """Take it away, with all it held."""
        if self.process is not None:
            self.process.kill()
            self.process.wait(PATIENCE)
            self.process = None

    def _answers(self) -> bool:
        with suppress(OSError), socket.create_connection(("127.0.0.1", self.port), 1) as asked:
            asked.sendall(b"PING\r\n")
            return asked.recv(7) == b"+PONG\r\n"
        return False


@contextmanager
def redis_served() -> Iterator[Redis]:
    """Give a server until the block ends."""
    with tempfile.TemporaryDirectory(prefix="gainsay-redis-") as folder:
        server = Redis(folder)
        server.start()
        try:
            yield server
        finally:
            server.kill()
