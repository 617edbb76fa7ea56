"""Numbers from an address or a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, request

if TYPE_CHECKING:
    from werkzeug.datastructures import MultiDict

BIGGEST = 2**31 - 1


def number(name: str, values: MultiDict[str, str] | None = None) -> int | None:
    """Return a number by its name, None when it is not there; anything else is a 400."""
    text = (request.args if values is None else values).get(name)
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()) or not 0 < int(text) <= BIGGEST:
        abort(400, f"“{name}” has to be a number.")
    return int(text)
