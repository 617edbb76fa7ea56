"""Dates in figures alone: 2017/9/18, 18.9.2017, 04/05/2024, 9/2017."""

from __future__ import annotations

import re
from typing import NoReturn

from reading.dates.days import NoSuchDayError, point

_SEPARATOR = r"\s*[-./]\s*"
_YEAR_FIRST = re.compile(rf"([0-9]{{4}}){_SEPARATOR}([0-9]{{1,2}}){_SEPARATOR}([0-9]{{1,2}})")
_YEAR_LAST = re.compile(rf"([0-9]{{1,2}}){_SEPARATOR}([0-9]{{1,2}}){_SEPARATOR}([0-9]{{4}})")
_MONTH_YEAR = re.compile(rf"([0-9]{{1,2}}){_SEPARATOR}([0-9]{{4}})")
_YEAR_MONTH = re.compile(r"([0-9]{4})[./]([0-9]{1,2})")
_BASIC = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_SHORT_YEAR = re.compile(rf"[0-9]{{1,2}}{_SEPARATOR}[0-9]{{1,2}}{_SEPARATOR}[0-9]{{2}}")


class ShortYearError(ValueError):
    """A year of two digits: nobody can know the century."""


class AmbiguousFiguresError(ValueError):
    """Day and month in an order that cannot be told: the figures, and what they can mean."""

    def __init__(self, figures: str, readings: tuple[str, ...]) -> None:
        super().__init__(figures)
        self.figures = figures
        self.readings = readings


def figures_of(text: str) -> str | None:
    """Return a date in figures as EDTF, None when the text is none.

    Raises AmbiguousFiguresError, ShortYearError and NoSuchDayError.
    """
    if found := (_YEAR_FIRST.fullmatch(text) or _BASIC.fullmatch(text)):
        return point(*map(int, found.groups()))
    if found := _YEAR_LAST.fullmatch(text):
        return _day_and_month(text, *map(int, found.groups()))
    if found := _MONTH_YEAR.fullmatch(text):
        return point(int(found[2]), int(found[1]))
    if found := _YEAR_MONTH.fullmatch(text):
        return point(int(found[1]), int(found[2]))
    if _SHORT_YEAR.fullmatch(text):
        raise ShortYearError
    return None


def _day_and_month(text: str, one: int, other: int, year: int) -> str:
    readings = sorted({*_real(year, other, one), *_real(year, one, other)})
    if not readings:
        raise NoSuchDayError
    if len(readings) > 1:
        _ask(text, tuple(readings))
    return readings[0]


def _real(year: int, month: int, day: int) -> list[str]:
    try:
        return [point(year, month, day)]
    except NoSuchDayError:
        return []


def _ask(text: str, readings: tuple[str, ...]) -> NoReturn:
    raise AmbiguousFiguresError(text, readings)
