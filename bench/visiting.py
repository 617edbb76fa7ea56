"""Who asks for pages: somebody signed in at a made-up desk, through the page for it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bench.corpus.accounts import ADMIN_EMAIL, PASSWORD

if TYPE_CHECKING:
    from flask import Flask
    from flask.testing import FlaskClient

_TOKEN = re.compile(r'name="csrf_token"[^>]*value="([^"]+)"')
_SEE_OTHER = 303


def signed_in(app: Flask, email: str = ADMIN_EMAIL) -> FlaskClient:
    """Return a visitor who is signed in; raises RuntimeError where nobody is let in."""
    visitor = app.test_client()
    form = {"csrf_token": token_of(visitor.get("/sign-in").text), "email": email}
    answer = visitor.post("/sign-in", data={**form, "password": PASSWORD})
    if answer.status_code != _SEE_OTHER:
        message = f"{email} is not let in: {answer.status}"
        raise RuntimeError(message)
    return visitor


def token_of(page: str) -> str:
    """Return the token against forgery that a page's forms hold."""
    found = _TOKEN.search(page)
    return found[1] if found else ""
