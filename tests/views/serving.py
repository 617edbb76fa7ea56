"""Runs the real command in a process of its own, and visits the desk it serves."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, ProxyHandler, build_opener

from tests.views.conftest import PASSWORD
from tests.views.pages import Page

if TYPE_CHECKING:
    from collections.abc import Iterator

GAINSAY = str(Path(sys.executable).parent / "gainsay")
PATIENCE = 30


@dataclass
class Server:
    """A desk that is served: its process, its address, and what it has printed so far."""

    process: subprocess.Popen[str]
    address: str
    printed: str


@dataclass
class Visit:
    """A browser without a window: it keeps cookies and follows where it is led."""

    address: str
    opener: OpenerDirector = field(init=False)
    cookies: CookieJar = field(default_factory=CookieJar, init=False)

    def __post_init__(self) -> None:
        """Begin without cookies, and without the proxy that a machine may name."""
        self.opener = build_opener(ProxyHandler({}), HTTPCookieProcessor(self.cookies))

    def get(self, path: str) -> tuple[int, str]:
        """Return status and text of a page."""
        return self._ask(path, None)

    def submit(self, path: str, **typed: str) -> tuple[int, str]:
        """Fill in the form of a page and send it; returns the page it leads to."""
        data = Page.read(self.get(path)[1]).form().filled(**typed)
        return self._ask(path, urlencode(data).encode())

    def send(self, page: str, address: str, **typed: str) -> tuple[int, str]:
        """Send the form of a page that was answered to the address it names."""
        data = Page.read(page).form(address).filled(**typed)
        return self._ask(address, urlencode(data).encode())

    def sign_in(self, email: str) -> str:
        """Sign in as an account of the tests; returns the page that this leads to."""
        status, text = self.submit("/sign-in", email=email, password=PASSWORD)
        assert status == 200, text
        return text

    def _ask(self, path: str, body: bytes | None) -> tuple[int, str]:
        try:
            with self.opener.open(self.address + path, body, timeout=PATIENCE) as answer:
                # What is no text, such as a workbook, is only asked whether it is there.
                return answer.status, answer.read().decode(errors="replace")
        except HTTPError as error:
            with error:
                return error.code, error.read().decode()


def environment(instance: Path, **settings: str) -> dict[str, str]:
    """Return the environment of a desk that knows nothing but these settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("GAINSAY_")}
    return {**kept, "GAINSAY_INSTANCE": str(instance), **settings}


def gainsay(env: dict[str, str], *args: str) -> subprocess.CompletedProcess[str]:
    """Run a command to its end."""
    return subprocess.run(  # noqa: S603 -- our own command
        [GAINSAY, *args], env=env, capture_output=True, text=True, timeout=PATIENCE, check=False
    )


@contextmanager
def served(env: dict[str, str], *args: str, port: int | None = None) -> Iterator[Server]:
    """Serve a desk until the block ends, or until somebody kills it."""
    number = port or free_port()
    process = subprocess.Popen(  # noqa: S603 -- our own command
        [GAINSAY, "run", "--port", str(number), *args],
        env={**env, "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    with process:
        try:
            server = Server(process, f"http://127.0.0.1:{number}", "")
            _wait(server)
            yield server
        finally:
            process.kill()


@contextmanager
def working(env: dict[str, str]) -> Iterator[subprocess.Popen[str]]:
    """Work off what waits in the queue of a desk, until the block ends."""
    process = subprocess.Popen(  # noqa: S603 -- our own command
        [GAINSAY, "work"], env=env, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, text=True
    )
    with process:
        try:
            yield process
        finally:
            process.kill()


def free_port() -> int:
    """Return a port that nobody serves at."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])


def _wait(server: Server) -> None:
    """Read what is printed up to the address; the rest is printed with it."""
    Visit(server.address)
    assert server.process.stdout is not None
    server.printed = server.process.stdout.readline()
    assert server.printed.startswith("Gainsay is at"), server.printed
