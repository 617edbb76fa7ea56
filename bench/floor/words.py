"""Dates and texts in English words, for the raw floor alone: without catalogue or locale."""

from __future__ import annotations

from calendar import day_name, month_name, monthrange
from datetime import date
from functools import lru_cache
from typing import NamedTuple

SHORT = 420
_DAYS_A_MONTH, _DAYS_A_YEAR = 30.44, 365.25
_IN_DAYS, _IN_MONTHS = 60, 3 * _DAYS_A_YEAR


class Bounds(NamedTuple):
    """The first and the last day that a date can mean, and whether it is one day, surely."""

    first: date
    last: date
    exact: bool


@lru_cache(maxsize=4096)
def when(edtf: str | None, *, weekday: bool = False) -> str:
    """Say an EDTF date in words: a day, a month, a year, about one, or between two days."""
    if edtf is None:
        return "date unknown"
    first, slash, last = edtf.partition("/")
    if slash:
        return f"between {_beginning(first, last)} and {_point(last)}"
    return f"about {_point(first[:-1], weekday)}" if first[-1] == "~" else _point(first, weekday)


def _beginning(first: str, last: str) -> str:
    if first[:7] == last[:7]:
        return str(int(first[8:]))
    return _point(first).rpartition(" ")[0] if first[:4] == last[:4] else _point(first)


def _point(text: str, weekday: bool = False) -> str:  # noqa: FBT001, FBT002 -- within this file
    parts = [int(part) for part in text.split("-")]
    year = f"{parts[0]}"
    if len(parts) == 1:
        return year
    words = f"{month_name[parts[1]]} {year}"
    if len(parts) == 2:  # noqa: PLR2004 -- year and month
        return words
    day = f"{day_name[date(*parts).weekday()]} " if weekday else ""
    return f"{day}{parts[2]} {words}"


@lru_cache(maxsize=4096)
def bounds(edtf: str) -> Bounds:
    """Return what an EDTF date can mean."""
    first, _slash, last = edtf.partition("/")
    start, end = _edge(first, last=False), _edge(last or first, last=True)
    return Bounds(start, end, start == end and "~" not in edtf)


def _edge(text: str, *, last: bool) -> date:
    parts = [int(part) for part in text.rstrip("~").split("-")]
    year, month = parts[0], parts[1] if len(parts) > 1 else 12 if last else 1
    whole = len(parts) == 3  # noqa: PLR2004 -- a day
    return date(year, month, parts[2] if whole else monthrange(year, month)[1] if last else 1)


def apart(one: Bounds, other: Bounds) -> str:
    """Say how far apart two dates are, or that their order is not known."""
    forth, back = (other.first - one.last).days, (one.first - other.last).days
    if forth <= 0 and back <= 0:
        return "order not known"
    least = max(forth, back)
    if one.exact and other.exact:
        return f"{least} day{'' if least == 1 else 's'} apart"
    most = max((other.last - one.first).days, (one.last - other.first).days)
    if most < _IN_DAYS:
        return _between(least, most, "day")
    if most < _IN_MONTHS:
        return _between(int(least / _DAYS_A_MONTH), int(most / _DAYS_A_MONTH), "month")
    return _between(int(least / _DAYS_A_YEAR), int(most / _DAYS_A_YEAR), "year")


def _between(least: int, most: int, unit: str) -> str:
    if least == most:
        return f"about {most} {unit}{'' if most == 1 else 's'} apart"
    return f"{least} to {most} {unit}s apart"


def shortened(text: str) -> str:
    """Cut a text for a list, at a space."""
    if len(text) <= SHORT + len(" […]"):
        return text
    cut = text.find(" ", SHORT, SHORT + 40)
    return f"{text[: cut if cut > 0 else SHORT]} […]"
