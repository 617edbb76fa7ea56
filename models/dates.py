"""Dates as far as they are known: EDTF text with strict bounds."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from edtf import EDTFParseException, parse_edtf


class UnreadableDateError(ValueError):
    """The text is not a date in the EDTF profile that Gainsay keeps."""


class NoSuchDayError(UnreadableDateError):
    """The text is written as a date, of a day that the calendar does not have."""


class BackwardsError(UnreadableDateError):
    """The text is a range that ends before it begins."""


@dataclass(frozen=True)
class Edtf:
    """A date of EDTF level 0 or 1, with the first and last day that it can mean.

    `approximate` is the `~` of the standard; it is shown but does not widen the bounds.
    """

    text: str
    earliest: date
    latest: date
    approximate: bool

    @property
    def exact(self) -> bool:
        """Whether the text names one day and does not call it approximate or uncertain."""
        return self.earliest == self.latest and not set("~?%") & set(self.text)

    def before(self, other: Edtf) -> bool:
        """Whether this date surely lies before the other: their bounds do not overlap."""
        return self.latest < other.earliest


_OPEN_START, _OPEN_END = "../", "/.."
# The library also takes dates without meaning for us (times of day, sets, half-empty intervals).
_MONTH = "(?:0[1-9]|1[0-2])"
_SEASON = "2[1-4]"
SEASONS, WINTER = ("21", "22", "23", "24"), "24"
_DAY = "(?:0[1-9]|[12][0-9]|3[01])"
_POINT = (
    rf"(?:[0-9]{{4}}(?:-(?:{_SEASON}|{_MONTH}(?:-{_DAY})?))?[~?%]?"
    rf"|[0-9]{{3}}X|[0-9]{{2}}XX|[0-9]{{4}}(?:-{_MONTH})?-XX)"
)
# The common forms; the library takes a hundredth of a second for each.
_PLAIN = re.compile(rf"[0-9]{{4}}(?:-{_MONTH}(?:-{_DAY})?)?")
_CLOSED = rf"{_POINT}(?:/{_POINT})?"
_KEPT = re.compile(_CLOSED)
EDTF_PATTERN = rf"^(?:\.\./)?{_CLOSED}(?:/\.\.)?$"
"""What a date looks like (ECMA 262); that its days exist, and in their order, no pattern can say."""


@lru_cache(maxsize=16_384)
def read_edtf(text: str) -> Edtf:
    """Read an EDTF date (levels 0 and 1, years 1 to 9999).

    Raises UnreadableDateError for anything else: NoSuchDayError for days that do not exist,
    BackwardsError for a range that ends before it begins.
    """
    try:
        earliest, latest = _bounds(text)
    except UnreadableDateError:
        raise
    except (EDTFParseException, ValueError, TypeError) as error:
        raise NoSuchDayError(text) from error
    if latest < earliest:
        raise BackwardsError(text)
    return Edtf(text, earliest, latest, approximate=bool({"~", "%"} & set(text)))


def _bounds(text: str) -> tuple[date, date]:
    if text.startswith(_OPEN_START):
        return date.min, _closed(text.removeprefix(_OPEN_START))[1]
    if text.endswith(_OPEN_END):
        return _closed(text.removesuffix(_OPEN_END))[0], date.max
    return _closed(text)


def _closed(text: str) -> tuple[date, date]:
    if _KEPT.fullmatch(text) is None:
        raise UnreadableDateError(text)
    first, _, last = text.partition("/")
    return _point(first)[0], _point(last or first)[1]


def _point(text: str) -> tuple[date, date]:
    if _PLAIN.fullmatch(text):
        return _plain_bounds(*map(int, text.split("-")))
    if text[5:7] in SEASONS:
        return _season_bounds(int(text[:4]), text[5:7])
    parsed = parse_edtf(text)
    return date(*parsed.lower_strict()[:3]), date(*parsed.upper_strict()[:3])


def _plain_bounds(year: int, month: int | None = None, day: int | None = None) -> tuple[date, date]:
    if month and day is not None:
        return date(year, month, day), date(year, month, day)
    if month:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    return date(year, 1, 1), date(year, 12, 31)


def _season_bounds(year: int, season: str) -> tuple[date, date]:
    """Bound a season by its year: which months it means depends on the hemisphere."""
    if season == WINTER and year < date.max.year:
        return date(year, 1, 1), date(year + 1, 3, 31)
    return date(year, 1, 1), date(year, 12, 31)


def bounds(text: str | None) -> tuple[date | None, date | None]:
    """Return the first and last day an EDTF text can mean, or two Nones for an unknown date."""
    if text is None:
        return None, None
    known = read_edtf(text)
    return known.earliest, known.latest
