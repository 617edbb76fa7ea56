"""Asks a desk for its pages as a browser would that is signed in, and counts what they cost.

The application is the real one, asked by WSGI within this process: neither a socket nor a client
takes part. Steps are those of SQLite's virtual machine, which are the same on every machine.
"""

from __future__ import annotations

import time
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from sqlalchemy import event
from werkzeug.test import EnvironBuilder

from bench.corpus.accounts import ADMIN_EMAIL
from bench.corpus.building import application
from bench.visiting import signed_in
from views.context import EXTENSION

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from sqlalchemy import Engine

STEPS = 1
"""How many steps are counted as one: with more, what a query leaves over is lost."""
_UNASKED = ("BEGIN", "SET LOCAL", "SAVEPOINT", "RELEASE", "ROLLBACK")
"""What no page asks: the driver sends it."""
_SESSION, _FIRST = "session", "/account"
_GOOD = {"GET": "200", "POST": "303"}


class UnansweredError(RuntimeError):
    """A page was not answered as it is when all is well."""


@dataclass(frozen=True)
class Effort:
    """What the database does for one request."""

    steps: int
    queries: int


class Desk:
    """A desk with somebody signed in: who may do everything, if nobody else is named."""

    def __init__(self, url: str, instance: Path, email: str = ADMIN_EMAIL) -> None:
        self.app = application(url, instance)
        self.client = signed_in(self.app, email)
        # From the first page on a browser holds what forms are signed with; without it each page
        # would make another one, and send it.
        self.client.get(_FIRST)
        cookie = self.client.get_cookie(_SESSION)
        self.cookie = f"{_SESSION}={cookie.value}" if cookie else ""

    @property
    def engine(self) -> Engine:
        """The database of the desk."""
        engine: Engine = self.app.extensions[EXTENSION].engine
        return engine

    def close(self) -> None:
        """Let go of the database."""
        self.engine.dispose()

    def get(self, address: str) -> bytes:
        """Return a page as the first since the last deed; raises UnansweredError where there is none."""
        self.forget()
        return self.answered(self._environ(address, "GET"))

    def forget(self) -> None:
        """Have the application forget what it has read of the record, as each deed does."""
        self.app.extensions[EXTENSION].kept.forget()

    def post(self, address: str, fields: dict[str, str]) -> bytes:
        """Send a form, which leads to another page; raises UnansweredError where it is refused."""
        return self.answered(self.form(address, fields))

    def form(self, address: str, fields: dict[str, str]) -> dict[str, Any]:
        """Return the request that sends a form."""
        body = urlencode(fields).encode()
        environ = self._environ(address, "POST")
        environ["CONTENT_TYPE"] = "application/x-www-form-urlencoded"
        environ["CONTENT_LENGTH"] = str(len(body))
        environ["wsgi.input"] = BytesIO(body)
        return environ

    def answered(self, environ: dict[str, Any]) -> bytes:
        """Return the answer to a request; raises UnansweredError where it is none.

        What is asked for is to be there; what is sent leads on to another page.
        """
        told: list[str] = []

        def start(status: str, _headers: object, _fault: object = None) -> Any:  # noqa: ANN401
            told.append(status)

        pieces = self.app(environ, start)
        body = b"".join(pieces)
        if hasattr(pieces, "close"):
            pieces.close()
        if told[0][:3] != _GOOD[environ["REQUEST_METHOD"]]:
            message = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}: {told[0]}"
            raise UnansweredError(message)
        return body

    def seconds(self, address: str, *, again: bool = False) -> float:
        """Return the CPU seconds of this process that a page takes as the first since the last deed.

        Or asked for `again`.
        """
        if not again:
            self.forget()
        environ = self._environ(address, "GET")
        began = time.process_time()
        self.answered(environ)
        return time.process_time() - began

    def effort(self, address: str) -> Effort:
        """Return what the database does for a page."""
        with counted(self.engine) as counts:
            self.get(address)
        return counts.effort

    def _environ(self, address: str, method: str) -> dict[str, Any]:
        path, _mark, query = address.partition("?")
        headers = [("Cookie", self.cookie)]
        builder = EnvironBuilder(path=path, query_string=query, method=method, headers=headers)
        # From the same browser at the same place: else each page would note that it is another one.
        environ: dict[str, Any] = builder.get_environ() | self.client.environ_base
        return environ


class _Counts:
    def __init__(self) -> None:
        self.ticks = self.queries = 0

    @property
    def effort(self) -> Effort:
        return Effort(self.ticks * STEPS, self.queries)

    def tick(self) -> int:
        self.ticks += 1
        return 0

    def ask(self, _connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        self.queries += not statement.startswith(_UNASKED)

    def watch(self, connection: Any, *_rest: object) -> None:  # noqa: ANN401 -- of either driver
        if hasattr(connection, "set_progress_handler"):
            connection.set_progress_handler(self.tick, STEPS)

    @staticmethod
    def leave(connection: Any, *_rest: object) -> None:  # noqa: ANN401 -- of either driver
        if hasattr(connection, "set_progress_handler"):
            connection.set_progress_handler(None, STEPS)


@contextmanager
def counted(engine: Engine) -> Iterator[_Counts]:
    """Count what the database does meanwhile, on every connection that is taken from the engine."""
    counts = _Counts()
    heard = (
        ("checkout", counts.watch),
        ("checkin", counts.leave),
        ("before_cursor_execute", counts.ask),
    )
    for name, note in heard:
        event.listen(engine, name, note)
    try:
        yield counts
    finally:
        for name, note in heard:
            event.remove(engine, name, note)
