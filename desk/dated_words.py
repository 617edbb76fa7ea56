"""A date in the words of a reason that is kept: "on 19 September 2017"."""

from __future__ import annotations

import calendar
import re

_PLAIN = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d{2}))?)?")


def on_date(text: str | None) -> str:
    """Return an EDTF date with its preposition, "" for none; what is no plain day stays EDTF."""
    if not text:
        return ""
    plain = _PLAIN.fullmatch(text)
    if plain is None:
        return f"({text})"
    year, month, day = (int(part) if part else None for part in plain.groups())
    if month is None:
        return f"in {year}"
    named = f"{calendar.month_name[month]} {year}"
    return f"on {day} {named}" if day else f"in {named}"
