"""A day, month, year, season or decade as English words put it, counted from a day if need be."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from reading.dates.days import DAY, NoSuchDayError, later, marked, point, stepped
from reading.dates.numeric_dates import AmbiguousFiguresError, ShortYearError, figures_of

if TYPE_CHECKING:
    from collections.abc import Callable

    Rule = Callable[[re.Match[str], "date | None"], str]

_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_WEEKDAYS = (
    "mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r(?:s(?:day)?)?)?"
    "|fri(?:day)?|sat(?:urday)?|sun(?:day)?"
)
_MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_NAMES = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_SEASONS = {"spring": "21", "summer": "22", "autumn": "23", "fall": "23", "winter": "24"}
_COUNTS = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_NUMBERS = {word: number for number, word in enumerate(_COUNTS)} | {"a": 1, "an": 1}
_SATURDAY = 5

DAY_NUMBER = r"(?P<d>[0-9]{1,2})(?:st|nd|rd|th)?"
MONTH_NAME = rf"(?P<m>{_MONTHS})"
_YEAR = "(?P<y>[0-9]{4})"


class NotADateError(ValueError):
    """Words that are no date we know how to read."""


class NeedsDayError(ValueError):
    """Words such as “Monday”, which mean a day only when counted from another one."""


def day_of(text: str, base: date | None) -> str:
    """Return a day, month, year, season or decade as EDTF; “Monday” is counted from the base.

    Raises NotADateError, NeedsDayError without a base, NoSuchDayError, ShortYearError and
    AmbiguousFiguresError.
    """
    figures = figures_of(text)
    if figures is not None:
        return figures
    for pattern, rule in _RULES:
        found = pattern.fullmatch(text)
        if found:
            return rule(found, base)
    raise NotADateError


def _counted(base: date | None) -> date:
    if base is None:
        raise NeedsDayError
    return base


def _month(found: re.Match[str]) -> int:
    return _MONTH_NAMES.index(found["m"][:3]) + 1


def _full(found: re.Match[str], _base: date | None) -> str:
    return point(int(found["y"]), _month(found), int(found["d"]))


def _month_year(found: re.Match[str], _base: date | None) -> str:
    return point(int(found["y"]), _month(found))


def _year(found: re.Match[str], _base: date | None) -> str:
    return point(int(found["y"]))


def _decade(found: re.Match[str], _base: date | None) -> str:
    return found["decade"] + "X"


def _season(found: re.Match[str], _base: date | None) -> str:
    return f"{point(int(found['y']))}-{_SEASONS[found['season']]}"


def _short_year(_found: re.Match[str], _base: date | None) -> str:
    raise ShortYearError


def _some_day(found: re.Match[str], base: date | None) -> str:
    whole = day_of(found["rest"], base)
    if len(whole) >= DAY or not whole.replace("-", "").isdecimal():
        raise NotADateError
    return f"{whole}-XX"


def _on_weekday(found: re.Match[str], base: date | None) -> str:
    """Read “Monday 18 September 2017”; a weekday that is another one is refused."""
    wanted = _DAY_NAMES.index(found["w"][:3])
    try:
        readings: tuple[str, ...] = (day_of(found["rest"], base),)
    except AmbiguousFiguresError as several:
        readings = several.readings
    fitting = [day for day in readings if len(day) == DAY and _weekday(day) == wanted]
    if len(fitting) != 1:
        raise NoSuchDayError
    return fitting[0]


def _weekday(day: str) -> int:
    return date.fromisoformat(day).weekday()


def _yearless(found: re.Match[str], base: date | None) -> str:
    """Return the last such day on or before the base; 29 February is looked for in leap years."""
    today = _counted(base)
    for year in range(today.year, max(today.year - 8, 0), -1):
        try:
            day = point(year, _month(found), int(found["d"]))
        except NoSuchDayError:
            continue
        if day <= today.isoformat():
            return day
    raise NoSuchDayError


def _month_alone(found: re.Match[str], base: date | None) -> str:
    today, month = _counted(base), _month(found)
    this = month < today.month or (month == today.month and found["which"] != "last ")
    return point(today.year - (0 if this else 1), month)


def _weekday_alone(found: re.Match[str], base: date | None) -> str:
    """Return the last such weekday on or before the base; “last Monday” is not the base itself."""
    today = _counted(base)
    back = (today.weekday() - _DAY_NAMES.index(found["w"][:3])) % 7
    return later(today, -(back or 7) if found["which"] == "last " else -back)


def _weekday_last_week(found: re.Match[str], base: date | None) -> str:
    today = _counted(base)
    return later(today, _DAY_NAMES.index(found["w"][:3]) - today.weekday() - 7)


def _days_back(days: int) -> Rule:
    def back(_found: re.Match[str], base: date | None) -> str:
        return later(_counted(base), -days)

    return back


def _ago(found: re.Match[str], base: date | None) -> str:
    """Count back: days are exact, of the longer ones people say “two weeks ago” for about two."""
    today, count = _counted(base).isoformat(), _NUMBERS.get(found["n"])
    number = int(found["n"]) if count is None else count
    unit = found["unit"]
    if unit in {"day", "week"}:
        day = later(_counted(base), -number * (1 if unit == "day" else 7))
        return day if unit == "day" else marked(day, "~")
    return marked(stepped(today[: 7 if unit == "month" else 4], -number), "~")


def _period(found: re.Match[str], base: date | None) -> str:
    today, back = _counted(base), 0 if found["which"] == "this" else 1
    if found["unit"] == "week":
        return _week(today, back)
    length = 7 if found["unit"] == "month" else 4
    return stepped(today.isoformat()[:length], -back)


def _week(today: date, back: int) -> str:
    monday = later(today, -today.weekday() - 7 * back)
    sunday = later(date.fromisoformat(monday), 6)
    last = min(sunday, today.isoformat())
    return monday if monday == last else f"{monday}/{last}"


def _weekend(_found: re.Match[str], base: date | None) -> str:
    today = _counted(base)
    saturday = later(today, -((today.weekday() - _SATURDAY) % 7))
    sunday = min(date.fromisoformat(saturday) + timedelta(days=1), today).isoformat()
    return saturday if saturday == sunday else f"{saturday}/{sunday}"


_TABLE: tuple[tuple[str, Rule], ...] = (
    (_YEAR, _year),
    (rf"year {_YEAR}", _year),
    ("(?P<decade>[0-9]{3})0'?s", _decade),
    (rf"{DAY_NUMBER} {MONTH_NAME} {_YEAR}", _full),
    (rf"{MONTH_NAME} {DAY_NUMBER} {_YEAR}", _full),
    (rf"{_YEAR} {MONTH_NAME} {DAY_NUMBER}", _full),
    (rf"{_YEAR} {DAY_NUMBER} {MONTH_NAME}", _full),
    (rf"{MONTH_NAME} {_YEAR}", _month_year),
    (rf"{_YEAR} {MONTH_NAME}", _month_year),
    (rf"(?P<season>{'|'.join(_SEASONS)}) {_YEAR}", _season),
    (r"(?:some|one) day in (?P<rest>.+)", _some_day),
    (rf"{DAY_NUMBER} {MONTH_NAME}", _yearless),
    (rf"{MONTH_NAME} {DAY_NUMBER}", _yearless),
    (rf"{DAY_NUMBER} {MONTH_NAME} '?[0-9]{{2}}", _short_year),
    (rf"{MONTH_NAME} {DAY_NUMBER} '?[0-9]{{2}}", _short_year),
    (r"'?[0-9]0s", _short_year),
    (rf"(?P<which>last |this )?{MONTH_NAME}", _month_alone),
    (rf"(?P<which>last |this |past )?(?P<w>{_WEEKDAYS})", _weekday_alone),
    (rf"(?P<w>{_WEEKDAYS}) last week", _weekday_last_week),
    (rf"last week(?: on)? (?P<w>{_WEEKDAYS})", _weekday_last_week),
    (rf"(?P<w>{_WEEKDAYS}) (?P<rest>.+)", _on_weekday),
    (r"(?:earlier )?today|tonight|this (?:morning|afternoon|evening)|overnight", _days_back(0)),
    (r"yesterday|last (?:night|evening)", _days_back(1)),
    (r"day before yesterday", _days_back(2)),
    (
        rf"(?P<n>[0-9]{{1,3}}|{'|'.join(_NUMBERS)}) (?P<unit>day|week|month|year)s?"
        r" (?:ago|earlier|before|previously|prior)",
        _ago,
    ),
    (
        r"(?:earlier |later )?(?P<which>this|last|past|previous) (?P<unit>week|month|year)",
        _period,
    ),
    (r"(?:this |last )?weekend", _weekend),
)
_RULES = tuple((re.compile(pattern), rule) for pattern, rule in _TABLE)
