"""The addresses of one-time links, as the console prints them."""

from __future__ import annotations

from flask import current_app

LOCAL = "http://127.0.0.1:5000"


def join_address(secret: str, base: str | None = None) -> str:
    """Return the address at which a one-time link is used up."""
    root = current_app.config["BASE_URL"] or base or LOCAL
    with current_app.test_request_context():
        path = current_app.url_for("accounts.join", secret=secret)
    return root.rstrip("/") + path
