"""What stories ask for: Gainsay served as a newsroom serves it, and a real Chromium before it."""

from __future__ import annotations

import os
import re
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests.needs import needed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, ConsoleMessage, Page

ROOT = Path(__file__).parents[2]
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
PATIENCE_MS = 20_000
START_SECONDS = 60
_LINK = re.compile(r"http://\S+/join/\S+")


@dataclass
class Served:
    """A running desk: its address, and the one-time link it printed."""

    address: str
    first_admin: str


@pytest.fixture
def served(database_url: str, tmp_path: Path) -> Iterator[Served]:
    """Run `gainsay run` on the test's database."""
    port = _free_port()
    environment = os.environ | {
        "GAINSAY_DATABASE_URL": database_url,
        "GAINSAY_INSTANCE": str(tmp_path),
        "PYTHONUNBUFFERED": "1",
    }
    command = [sys.executable, "-c", "from app import main; main()", "run", "--port", str(port)]
    with subprocess.Popen(  # noqa: S603 -- our own program
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True
    ) as process:
        try:
            yield Served(f"http://127.0.0.1:{port}", _link(process))
        finally:
            process.kill()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start one Chromium for the run."""
    path = needed("chromium")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, served: Served) -> Iterator[Page]:
    """Open a tab on the desk; a word of the content security policy fails the story."""
    context = browser.new_context(base_url=served.address)
    tab = context.new_page()
    tab.set_default_timeout(PATIENCE_MS)
    complaints: list[str] = []
    tab.on("console", lambda message: _note(message, complaints))
    tab.on("pageerror", lambda error: complaints.append(str(error)))
    yield tab
    context.close()
    assert complaints == []


def _note(message: ConsoleMessage, complaints: list[str]) -> None:
    # A refused form answers 4xx, and Chromium says so; that is the story, not a fault of ours.
    if message.type == "error" and "Failed to load resource" not in message.text:
        complaints.append(message.text)


def _link(process: subprocess.Popen[str]) -> str:
    assert process.stdout is not None
    printed = []
    for line in process.stdout:
        printed.append(line)
        found = _LINK.search(line)
        if found:
            _wait_for(found.group(0))
            return found.group(0)
    pytest.fail(f"gainsay run printed no link: {printed}")


def _wait_for(address: str) -> None:
    end = time.monotonic() + START_SECONDS
    while time.monotonic() < end:
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310 -- loopback
        except OSError:
            time.sleep(0.1)
        else:
            return
    pytest.fail(f"nothing answers at {address}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
