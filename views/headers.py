"""Headers that keep a page to itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, request

if TYPE_CHECKING:
    from flask import Flask, Response

POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
#: Their addresses hold the secret of a one-time link, of a feed, or of a guest link.
SECRET_ADDRESSES = frozenset({"accounts.join", "feeds.atom", "shared.show", "shared.file"})
HTTPS_ALONE = "max-age=31536000"
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "X-Frame-Options": "DENY",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
    # Pages, captures and exports alike: what took a sign-in stays out of caches.
    "Cache-Control": "no-store",
}


def guard(response: Response) -> Response:
    """Set the headers that the response does not set itself."""
    if request.endpoint in SECRET_ADDRESSES:
        response.headers.setdefault("Referrer-Policy", "no-referrer")
        response.headers.setdefault("X-Robots-Tag", "noindex, nofollow")
    if (current_app.config["BASE_URL"] or "").startswith("https://"):
        response.headers.setdefault("Strict-Transport-Security", HTTPS_ALONE)
    told = {name.lower() for name, _value in response.headers}
    response.headers.extend((name, HEADERS[name]) for name in HEADERS if name.lower() not in told)
    return response


def register(app: Flask) -> None:
    """Guard every response."""
    app.after_request(guard)
