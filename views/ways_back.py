"""Where somebody was, so that a deed can lead back there."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from flask import request, url_for

#: A path: a second slash, a backslash or what browsers pass over could lead to another site.
_OURS = re.compile(r"/(?![/\\])[^\\\x00-\x1f\x7f]*")


def safe(address: str | None) -> str:
    """Return an address of ours, or the desk when somebody slipped in another one."""
    return address if address and _OURS.fullmatch(address) else url_for("desk.index")


def here() -> str:
    """Return the address of the page that is shown, to come back to.

    Of a page that answers a form it is the one from which the form was sent.
    """
    if request.method == "GET":
        return request.full_path.rstrip("?")
    try:
        told = urlsplit(request.referrer or "")
    except ValueError:  # such as http://[
        return safe(None)
    return safe(f"{told.path}?{told.query}".rstrip("?"))
