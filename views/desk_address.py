"""Where this desk is found: what leaves it leads back to it."""

from __future__ import annotations

from flask import current_app, has_request_context, request

from desk.settings import settings
from views.context import reading


def desk_address() -> str:
    """Return the address of this desk without a slash at its end, or nothing if nobody knows it.

    As its settings have it, else as it was started with, else as it was called.
    """
    known = settings(reading()).base_url or current_app.config["BASE_URL"]
    return str(known or (request.url_root if has_request_context() else "")).rstrip("/")
