"""A pgbouncer in front of the tests' own PostgreSQL: each transaction takes whichever connection is free."""

from __future__ import annotations

import os
import socket
import subprocess
import tempfile
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import make_url

from tests.needs import needed
from tests.views.serving import PATIENCE, free_port

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import URL

CONNECTIONS = 2
_SETTINGS = """
[databases]
{database} = {place}
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = {port}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = {connections}
"""


@contextmanager
def bounced(url: str) -> Iterator[str]:
    """Give the URL by which a database is reached through a pgbouncer, until the block ends."""
    place = make_url(url)
    port = free_port()
    with tempfile.TemporaryDirectory(prefix="gainsay-bouncer-") as folder:
        # It does not run as root, and has to read its settings as whoever it runs.
        Path(folder).chmod(0o755)
        settings = Path(folder) / "bouncer.ini"
        settings.write_text(
            _SETTINGS.format(
                database=place.database, place=_told(place), port=port, connections=CONNECTIONS
            )
        )
        running = subprocess.Popen(  # noqa: S603 -- a program of the system
            [needed("pgbouncer"), "--quiet", str(settings)],
            user=_runner(place),
        )
        with running:
            try:
                _await(port)
                here = place.set(host="127.0.0.1", port=port, query={})
                yield here.render_as_string(hide_password=False)
            finally:
                running.kill()


def _runner(place: URL) -> str | int | None:
    """Return as whom to run it where the tests run as root: as whoever may reach the server."""
    if os.geteuid():
        return None
    host = str(place.query.get("host", ""))
    return Path(host).stat().st_uid if host.startswith("/") else "nobody"


def _told(place: URL) -> str:
    """Return where the server is, as pgbouncer reads it."""
    host = place.query.get("host", place.host)
    told = {"host": host, "port": place.port, "user": place.username, "password": place.password}
    return " ".join(f"{name}={value}" for name, value in told.items() if value)


def _await(port: int) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.02)
    message = "pgbouncer does not answer"
    raise TimeoutError(message)
