"""A bare Flask application whose pages are the raw floors, asked as ours is: by WSGI, in-process.

It routes, renders and answers, as the least that serves a page does. It knows no visitor, session,
layout or permission, and keeps one connection open.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from flask import Flask
from werkzeug.test import EnvironBuilder, run_wsgi_app

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable
    from datetime import date

    from bench.scale.places import Places

    Render = Callable[[sqlite3.Connection, Places, date], str]


class Bare:
    """The application, over one file."""

    def __init__(self, database: sqlite3.Connection, places: Places, today: date) -> None:
        self.app = Flask(__name__, static_folder=None)
        self._given = database, places, today

    def serve(self, address: str, render: Render) -> None:
        """Have an address answer with what is rendered."""
        self.app.add_url_rule(address, address, lambda: render(*self._given))

    def get(self, address: str) -> str:
        """Return a page."""
        pieces, status, _headers = run_wsgi_app(self.app, _environ(address), buffered=True)
        if not status.startswith("200"):
            raise LookupError(address)
        return b"".join(pieces).decode()

    def seconds(self, address: str) -> float:
        """Return the CPU seconds of this process that a page takes."""
        environ = _environ(address)
        began = time.process_time()
        pieces = self.app(environ, _begin)
        b"".join(pieces)
        return time.process_time() - began


def _begin(_status: str, _headers: object, _fault: object = None) -> Any:  # noqa: ANN401 -- as WSGI has it
    return None


def _environ(address: str) -> dict[str, Any]:
    environ: dict[str, Any] = EnvironBuilder(path=address).get_environ()
    return environ
