"""The addresses of one-time links, as the console prints them and a page shows them."""

from __future__ import annotations

from flask import current_app, has_request_context, url_for

from views.desk_address import below_the_desk, desk_address

LOCAL = "http://127.0.0.1:5000"


def join_address(secret: str, base: str | None = None) -> str:
    """Return the address at which a one-time link is used up.

    `base` is where the desk that prints it is just being served.
    """
    if base is None:
        return (desk_address() or LOCAL) + _path(secret)
    return (current_app.config["BASE_URL"] or base).rstrip("/") + _path(secret)


def _path(secret: str) -> str:
    if has_request_context():
        return below_the_desk(url_for("accounts.join", secret=secret))
    with current_app.test_request_context():
        return url_for("accounts.join", secret=secret)
