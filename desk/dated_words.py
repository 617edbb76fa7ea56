"""A date in the words of a reason or question that is kept: "on 19 September 2017"."""

from __future__ import annotations

import calendar
import re

_PLAIN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?")
_ON, _IN = "on", "in"


def on_date(text: str | None) -> str:
    """Return an EDTF date with its preposition, "" for none; what is no plain day stays EDTF."""
    if not text:
        return ""
    plain = _PLAIN.fullmatch(text)
    if plain is None:
        return f"({text})"
    return f"{_ON if plain[3] else _IN} {_named(plain)}"


def dated(text: str) -> str:
    """Return an EDTF date in words: "about 18 September 2017"; what is no plain day stays EDTF."""
    first, ranged, last = text.partition("/")
    if ranged and _PLAIN.fullmatch(first) and _PLAIN.fullmatch(last):
        return f"between {dated(first)} and {dated(last)}"
    plain = _PLAIN.fullmatch(text.removesuffix("~"))
    if plain is None:
        return text
    return f"about {_named(plain)}" if text.endswith("~") else _named(plain)


def _named(plain: re.Match[str]) -> str:
    year, month, day = (int(part) if part else None for part in plain.groups())
    return " ".join(str(part) for part in (day, month and calendar.month_name[month], year) if part)
