"""Dates of reference files as EDTF: CSL dates, `2017/09/18/` of RIS, year and month of BibTeX."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from models.date_words import words
from models.dated import SEASONS, dated
from models.dates import UnreadableDateError, read_edtf

if TYPE_CHECKING:
    from collections.abc import Sequence

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS, _FIRST_SEASON = 4, 21
_ABOUT, _UNCERTAIN = "about ", " (uncertain)"
_OPEN = re.compile("(.+) or (later|earlier)")


def edtf_of_csl(date: Any) -> str | None:  # noqa: ANN401 -- whatever a file holds
    """Return the EDTF date that a CSL date says; None when it says it in words we do not read."""
    if not isinstance(date, dict):
        return None
    points = date.get("date-parts")
    if not points:
        return readable(str(date.get("raw") or date.get("literal") or ""))
    try:
        written = [_point(point) for point in points]
        season = int(date.get("season") or 0)
    except (TypeError, ValueError):
        return None
    if len(written) == 1 and 0 < season <= _SEASONS:
        written = [f"{written[0][:4]}-{20 + season}"]
    mark = "~" if date.get("circa") else ""
    return readable("/".join(f"{point}{mark}" for point in written))


def csl_of_edtf(text: str | None) -> dict[str, Any] | None:
    """Return an EDTF date as a CSL date with its parts; None where it has none."""
    date = dated(text) if text else None
    if date is None or not (date.first and date.last) or not (date.first.parts and date.last.parts):
        return None
    points = [date.first] if date.single else [date.first, date.last]
    circa = {"circa": True} if any(point.approximate for point in points) else {}
    season = {"season": date.first.season} if date.single and date.first.season else {}
    return {"date-parts": [list(point.parts) for point in points]} | season | circa


def edtf_of_words(text: str) -> str | None:
    """Return the EDTF date that our export tells in these words: "between 2 and 4 January 2001"."""
    if found := _OPEN.fullmatch(text):
        point = _point_of_words(found[1])
        told = f"{point}/.." if found[2] == "later" else f"../{point}"
    elif text.startswith("between "):
        told = _between(text)
    else:
        told = _point_of_words(text)
    return told if readable(told) and words(told) == text else None


def edtf_of_parts(year: str, month: str, day: str) -> str | None:
    """Return the EDTF date of year, month and day as reference files write them; never padded."""
    number = _month(month)
    parts = [year.strip().zfill(4)] if year.strip() else []
    # Some write a month they do not know as 0.
    if parts and number.strip("0"):
        parts.append(number)
        parts += [day.strip().zfill(2)] if day.strip() else []
    return readable("-".join(parts))


def readable(text: str) -> str | None:
    """Return a text that is an EDTF date already, else None."""
    try:
        return read_edtf(text.strip()).text
    except UnreadableDateError:
        return None


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


def _month(month: str) -> str:
    word = month.strip().casefold()
    if word.isascii() and word.isdecimal():
        return word.zfill(2)
    named = (place for place, name in enumerate(_MONTHS, 1) if word.startswith(name))
    return f"{next(named, 0):02}" if word[:3] in _MONTHS else ""


def _point(parts: Sequence[Any]) -> str:
    numbers = [int(part) for part in parts]
    return "-".join(f"{number:0{4 if not place else 2}}" for place, number in enumerate(numbers))
