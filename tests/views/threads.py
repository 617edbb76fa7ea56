"""Serves a desk by threads of the tests' own process."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from werkzeug.serving import WSGIRequestHandler, make_server

from app import create_app
from views.context import EXTENSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from config import Config


class _Quiet(WSGIRequestHandler):
    """Keeps connections, and writes no line for each request."""

    protocol_version = "HTTP/1.1"

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        """Write nothing: the application does."""


@contextmanager
def served_by_threads(config: Config) -> Iterator[str]:
    """Serve a desk by threads of this process until the block ends; give its address."""
    made = create_app(config)
    server = make_server("127.0.0.1", 0, made, threaded=True, request_handler=_Quiet)
    serving = threading.Thread(target=server.serve_forever)
    serving.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        serving.join()
        server.server_close()
        made.extensions[EXTENSION].engine.dispose()
