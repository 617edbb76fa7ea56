"""A desk as a team runs it: gunicorn with two processes of four threads, on a port that stays."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import URLError

from tests.views.serving import PATIENCE, Visit, free_port

GUNICORN = (sys.executable, "-m", "gunicorn")
PROCESSES, THREADS = 2, 4


@dataclass
class Team:
    """Processes that serve one address, started and killed at will."""

    env: dict[str, str]
    port: int = field(default_factory=free_port)
    master: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Where they serve."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start the processes unless they run, and wait until one is ready."""
        if self.master is None:
            self.master = subprocess.Popen(  # noqa: S603 -- our own command
                [*GUNICORN, "app:create_app()", *self._options()],
                env=self.env,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )
        end = time.monotonic() + PATIENCE
        while not self._is_ready():
            assert time.monotonic() < end, "nobody serves"
            time.sleep(0.1)

    def kill_all(self) -> None:
        """Kill the master and its workers, all at once."""
        if self.master is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.master.pid, signal.SIGKILL)
            self.master.wait(PATIENCE)
            self.master = None

    def kill_one(self) -> None:
        """Kill one worker; the master starts another."""
        assert self.master is not None
        told = Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children").read_text()
        os.kill(int(told.split()[0]), signal.SIGKILL)

    def _is_ready(self) -> bool:
        with suppress(URLError, OSError):
            return Visit(self.address).get("/readyz")[0] == 200
        return False

    def _options(self) -> list[str]:
        counts = ["--workers", str(PROCESSES), "--threads", str(THREADS)]
        place = ["--bind", f"127.0.0.1:{self.port}", "--no-control-socket"]
        return [*counts, "--worker-class", "gthread", *place]
