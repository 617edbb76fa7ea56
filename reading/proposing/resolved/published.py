"""The day of publication, from its EDTF text, as far as days can be counted from it."""

from __future__ import annotations

import re
from datetime import date

from reading.dates.days import MARKS, last_day
from reading.dates.written_dates import Published

#: A wider one tells no day from which to count.
_MOST_DAYS = 366
_STARTS = {4: "-01-01", 7: "-01", 10: ""}
_POINT = re.compile(r"[0-9]{4}(?:-[0-9]{2}){0,2}")


def published_on(edtf: str | None) -> Published | None:
    """Return what can be counted from, None without a date or where it is too wide or no date."""
    first, _slash, last = (edtf or "").strip().partition("/")
    ends = [_bounds(end) for end in (first, last or first)]
    if None in ends:
        return None
    (earliest, _), (_, latest) = (end for end in ends if end)
    if not 0 <= (latest - earliest).days <= _MOST_DAYS:
        return None
    marks = set(edtf or "") & set(MARKS)
    return Published(earliest, latest, "%" if len(marks) > 1 else "".join(marks))


def _bounds(text: str) -> tuple[date, date] | None:
    plain = text.rstrip(MARKS)
    if not _POINT.fullmatch(plain):
        return None
    try:
        return date.fromisoformat(plain + _STARTS[len(plain)]), last_day(plain) or date.max
    except ValueError:
        return None
