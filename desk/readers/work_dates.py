"""Dates of reference files as EDTF: CSL dates, `2017/09/18/` of RIS, year and month of BibTeX."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from models.date_words import words
from models.dated import SEASONS, dated
from models.dates import UnreadableDateError, bounds, read_edtf

if TYPE_CHECKING:
    from collections.abc import Sequence

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS, _FIRST_SEASON = 4, 21
_PARTS = ("year", "month", "day")
_ABOUT, _UNCERTAIN = "about ", " (uncertain)"
_SPAN = re.compile("the ([0-9]{3})0s|the years ([0-9]{2})00 to [0-9]{4}")
_OPEN = re.compile("(.+) or (later|earlier)")


@dataclass(frozen=True)
class DateRead:
    """A date as far as it could be read, and the names of the parts that could not."""

    text: str | None
    unread: tuple[str, ...] = ()


def edtf_of_csl(date: Any) -> str | None:  # noqa: ANN401 -- whatever a file holds
    """Return the EDTF date that a CSL date says; None when it says it in words we do not read."""
    return read_csl(date).text


def read_csl(date: Any) -> DateRead:  # noqa: ANN401 -- whatever a file holds
    """Read a CSL date; of one whose month or day does not exist, what stands before it.

    A year has four figures: a number from 1000, or a text such as "0476". Nobody knows which
    century 24 means.
    """
    if not isinstance(date, dict):
        return DateRead(None, _PARTS if date else ())
    points = date.get("date-parts")
    if not points:
        told = readable(str(date.get("raw") or date.get("literal") or ""))
        return DateRead(told, () if told else _PARTS)
    try:
        written = [_point(point) for point in points]
        season = int(date.get("season") or 0)
    except (TypeError, ValueError):
        return DateRead(None, _PARTS)
    mark = "~" if date.get("circa") else ""
    if len(written) > 1:
        told = readable("/".join(f"{'-'.join(point)}{mark}" for point in written))
        return DateRead(told, () if told else _PARTS)
    [point] = written
    if point and 0 < season <= _SEASONS:
        point = [point[0], str(_FIRST_SEASON + season - 1)]
    return _longest(point, _PARTS, mark)


def csl_of_edtf(text: str | None) -> dict[str, Any] | None:
    """Return an EDTF date as a CSL date with its parts; None where it has none."""
    date = dated(text) if text else None
    if date is None or not (date.first and date.last) or not (date.first.parts and date.last.parts):
        return None
    points = [date.first] if date.single else [date.first, date.last]
    circa = {"circa": True} if any(point.approximate for point in points) else {}
    season = {"season": date.first.season} if date.single and date.first.season else {}
    return {"date-parts": [point.csl_parts for point in points]} | season | circa


def edtf_of_words(text: str) -> str | None:
    """Return the EDTF date that our export tells in these words: "between 2 and 4 January 2001"."""
    if found := _OPEN.fullmatch(text):
        point = _point_of_words(found[1])
        told = f"{point}/.." if found[2] == "later" else f"../{point}"
    elif text.startswith("between "):
        told = _between(text)
    elif found := _SPAN.fullmatch(text):
        told = f"{found[1]}X" if found[1] else f"{found[2]}XX"
    else:
        told = _point_of_words(text)
    return told if readable(told) and words(told) == text else None


def read_parts(year: str, month: str, day: str) -> DateRead:
    """Read year, month and day as reference files write them, as far as they can be read.

    Nothing is padded, and a year of two figures is none.
    """
    # Some write a month or a day they do not know as 0.
    given = [
        name for name, part in zip(_PARTS, (year, month, day), strict=True) if part.strip(" 0")
    ]
    told = {"year": year.strip(), "month": _month(month), "day": day.strip().zfill(2)}
    known = [name for place, name in enumerate(given) if name == _PARTS[place]]
    read = _longest([told[name] for name in known], known)
    return DateRead(read.text, (*read.unread, *(name for name in given if name not in known)))


def readable(text: str) -> str | None:
    """Return a text that is an EDTF date already, else None."""
    try:
        return read_edtf(text.strip()).text
    except UnreadableDateError:
        return None


def _longest(parts: Sequence[str], names: Sequence[str], mark: str = "") -> DateRead:
    """Read as many of the parts as make a date."""
    for count in range(len(parts), 0, -1):
        if told := readable("-".join(parts[:count]) + mark):
            return DateRead(told, tuple(names[count : len(parts)]))
    return DateRead(None, tuple(names[: len(parts)]))


def _between(text: str) -> str:
    """Return an interval; what both ends share is told at the last alone."""
    first, _, last = text.removeprefix("between ").partition(" and ")
    shared = last.removesuffix(_UNCERTAIN).split()
    tried = (" ".join([first, *shared[place:]]) for place in range(len(shared) + 1))
    dates = (f"{_point_of_words(one)}/{_point_of_words(last)}" for one in tried)
    return next((date for date in dates if readable(date) and words(date) == text), "")


def _point_of_words(text: str) -> str:
    about, uncertain = text.startswith(_ABOUT), text.endswith(_UNCERTAIN)
    *parts, year = text.removeprefix(_ABOUT).removesuffix(_UNCERTAIN).split(" ")
    numbers = [year.zfill(4)]
    if parts:
        season = parts[-1].casefold() in SEASONS
        name = parts[-1].casefold()
        numbers.append(str(_FIRST_SEASON + SEASONS.index(name)) if season else _month(name))
    numbers += [day.zfill(2) for day in parts[:-1]]
    mark = {(True, True): "%", (True, False): "~", (False, True): "?"}.get((about, uncertain), "")
    return "-".join(numbers) + mark


def is_within(published: str | None, read: str | None) -> bool:
    """Tell whether a date is one that an entry may have left less exact."""
    if not published or not read:
        return bool(published)
    try:
        (first, last), (lower, upper) = bounds(published), bounds(read)
    except UnreadableDateError:
        return False
    return (
        first is not None
        and last is not None
        and (lower or first) <= first
        and last <= (upper or last)
    )


def _month(month: str) -> str:
    word = month.strip().casefold()
    if word.isascii() and word.isdecimal():
        return word.zfill(2)
    named = (place for place, name in enumerate(_MONTHS, 1) if word.startswith(name))
    return f"{next(named, 0):02}" if word[:3] in _MONTHS else ""


def _point(parts: Sequence[Any]) -> list[str]:
    """Return year, month and day of a CSL date as EDTF has them; a year as it stands."""
    return [str(part) if not place else f"{int(part):02}" for place, part in enumerate(parts)]
