"""Days, months and years as EDTF text: the one before, the one after, marks and ranges."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date, timedelta

YEAR, MONTH, DAY = len("2017"), len("2017-09"), len("2017-09-18")
MARKS = "~?%"
OPEN = ".."
_PLAIN = re.compile(r"[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?)?")
_DECADE = re.compile(r"[0-9]{3}X")
_MONTHS = 12


class NoSuchDayError(ValueError):
    """A day, month or year that no calendar has."""


class CannotCombineError(ValueError):
    """Two parts of a date that make no sense together, such as “before some day in May”."""


def point(year: int, month: int | None = None, day: int | None = None) -> str:
    """Return a year, month or day of the calendar; raises NoSuchDayError."""
    try:
        real = date(year, month or 1, day or 1)
    except (ValueError, OverflowError) as error:
        raise NoSuchDayError from error
    return real.isoformat()[: DAY if day is not None else MONTH if month is not None else YEAR]


def stepped(text: str, step: int) -> str:
    """Return the year, month or day that lies so many years, months or days away."""
    if len(text) == DAY:
        return later(date.fromisoformat(text), step)
    if len(text) == MONTH:
        months = int(text[:YEAR]) * _MONTHS + int(text[YEAR + 1 :]) - 1 + step
        return point(months // _MONTHS, months % _MONTHS + 1)
    return point(int(text) + step)


def later(day: date, days: int) -> str:
    """Return the day so many days later; raises NoSuchDayError at the ends of the calendar."""
    try:
        return (day + timedelta(days=days)).isoformat()
    except OverflowError as error:
        raise NoSuchDayError from error


def last_day(text: str) -> date | None:
    """Return the last day of a year, month or day, marked or not; None for all else."""
    plain = text.rstrip(MARKS)
    if not _PLAIN.fullmatch(plain):
        return None
    year, month, day = (*map(int, plain.split("-")), _MONTHS, 0)[:3]
    return date(year, month, day or monthrange(year, month)[1])


def marked(text: str, mark: str) -> str:
    """Mark a date, a range at each of its ends: `~` about, `?` uncertain, `%` both."""
    if _DECADE.fullmatch(text):
        text = f"{text[:3]}0/{text[:3]}9"
    if "X" in text:
        raise CannotCombineError
    return "/".join(end if end == OPEN else _marked(end, mark) for end in text.split("/"))


def _marked(text: str, mark: str) -> str:
    plain = text.rstrip(MARKS)
    had = text[len(plain) :]
    return plain + ("%" if had and had != mark else mark)


def until(text: str, step: int = 0) -> str:
    """Return everything up to a date, which is included, or up to so many steps from it."""
    return f"{OPEN}/{_away(text, step)}"


def since(text: str, step: int = 0) -> str:
    """Return everything from a date on, which is included, or from so many steps after it."""
    return f"{_away(text, step)}/{OPEN}"


def _away(text: str, step: int) -> str:
    if "/" in text:
        raise CannotCombineError
    if step == 0:
        return text
    if _DECADE.fullmatch(text):
        return stepped(text[:3] + ("0" if step < 0 else "9"), step)
    plain = text.rstrip(MARKS)
    if not _PLAIN.fullmatch(plain):
        raise CannotCombineError
    return stepped(plain, step) + text[len(plain) :]


def joined(first: str, last: str) -> str:
    """Return the range from one date to another; the same one twice is that date."""
    if first == last:
        return first
    ends = [*first.split("/"), *last.split("/")]
    if OPEN in ends:
        raise CannotCombineError
    return f"{ends[0]}/{ends[-1]}"


def spanned(first: str, last: str) -> str:
    """Return all that a date can mean of which two readings are the earliest and the latest."""
    if first.startswith(OPEN):
        return last
    return first if first.endswith(OPEN) else joined(first, last)
