"""Numbers from an address or a form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort, request
from werkzeug.routing import IntegerConverter

if TYPE_CHECKING:
    from flask import Flask
    from werkzeug.datastructures import MultiDict
    from werkzeug.routing import Map

BIGGEST = 2**31 - 1
DIGITS = len(str(BIGGEST))


def _up_to(most: str) -> str:
    """Return a pattern of the numbers from one up to this one."""
    rest = len(most) - 1
    below = [
        rf"{most[:place]}[0-{int(digit) - 1}][0-9]{{{rest - place}}}"
        for place, digit in enumerate(most)
        if digit != "0"
    ]
    shorter = rf"[0-9]{{1,{rest}}}"
    return rf"(?!0+(?![0-9]))(?:{'|'.join((shorter, *below, most))})"


class RecordNumber(IntegerConverter):
    """The number of a record in an address; one that no record can have is not found.

    The pattern alone tells: a number that is refused later is taken for an address where the
    method is wrong.
    """

    regex = _up_to(str(BIGGEST))

    def __init__(self, rules: Map) -> None:
        super().__init__(rules, min=1, max=BIGGEST)


def register(app: Flask) -> None:
    """Read every number in an address as the number of a record."""
    app.url_map.converters["int"] = RecordNumber


def number(name: str, values: MultiDict[str, str] | None = None) -> int | None:
    """Return a number by its name, None when it is not there; anything else is a 400."""
    text = (request.args if values is None else values).get(name)
    return needed_number(name, text) if text else None


def needed_number(name: str, text: str) -> int:
    """Return the number that a text is; anything else is a 400 that names it."""
    found = number_in(text)
    if found is None:
        abort(400, f"“{name}” has to be a number.")
    return found


def number_in(text: str | None) -> int | None:
    """Return the number of a record that a text is, or None when it cannot be one."""
    if not text or not (text.isascii() and text.isdecimal()) or len(text) > DIGITS:
        return None
    return int(text) if 0 < int(text) <= BIGGEST else None
