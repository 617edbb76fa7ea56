"""When something was said: mostly a day, at times less, at times nothing."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from random import Random

_FIRST, _DAYS = date(2000, 1, 1), 9_800
_LATER = 0.6
"""More is said in later years: the share of days gone by is drawn to this power."""
_UNKNOWN, _YEAR, _MONTH, _ABOUT, _SPAN = 0.04, 0.06, 0.11, 0.14, 0.16


class Said(NamedTuple):
    """An EDTF date with its bounds, as both engines read them; Nones where it is unknown."""

    text: str | None
    earliest: str | None
    latest: str | None


UNKNOWN = Said(None, None, None)


def said(random: Random) -> Said:
    """Draw a date."""
    day = _FIRST + timedelta(int(_DAYS * random.random() ** _LATER))
    drawn = random.random()
    if drawn < _UNKNOWN:
        return UNKNOWN
    if drawn < _MONTH:
        return _year(day) if drawn < _YEAR else _month(day)
    if drawn < _ABOUT:
        return Said(f"{day}~", f"{day}", f"{day}")
    if drawn < _SPAN:
        last = day + timedelta(3)
        return Said(f"{day}/{last}", f"{day}", f"{last}")
    return Said(f"{day}", f"{day}", f"{day}")


def _year(day: date) -> Said:
    return Said(f"{day.year}", f"{day.year}-01-01", f"{day.year}-12-31")


def _month(day: date) -> Said:
    month = f"{day:%Y-%m}"
    return Said(month, f"{month}-01", f"{month}-{monthrange(day.year, day.month)[1]}")
