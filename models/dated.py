"""The parts of an EDTF date: one point or two, each as far as it is known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import takewhile

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)
SEASONS = ("spring", "summer", "autumn", "winter")
_FIRST_SEASON, _LAST_SEASON, _MONTHS_IN_YEAR = 21, 24, 12
_MONTH, _PARTS = 2, 3
_FIRST_YEAR = 1000
_POINT = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{2}|XX))?(?:-(?P<day>[0-9]{2}|XX))?(?P<mark>[~?%]?)"
)
_LOOSE = {
    re.compile(r"([0-9]{3})X"): "the {0}0s",
    re.compile(r"([0-9]{2})XX"): "the years {0}00 to {0}99",
}


@dataclass(frozen=True)
class Point:
    """One end of a date: as much of year, month and day as is known, or words for a wider span."""

    text: str
    parts: tuple[int, ...] = ()
    season: int | None = None
    mark: str = ""

    @property
    def approximate(self) -> bool:
        """Whether the date is only about right."""
        return self.mark in {"~", "%"}

    @property
    def uncertain(self) -> bool:
        """Whether the date may be wrong."""
        return self.mark in {"?", "%"}

    @property
    def numbers(self) -> list[str]:
        """The English words for what is known, the year first."""
        if self.season:
            return [str(self.parts[0]), SEASONS[self.season - 1]]
        year, month, day = (*self.parts, None, None, None)[:_PARTS]
        named = (year, month and MONTHS[month - 1], day)
        return [str(part) for part in named if part]

    @property
    def csl_parts(self) -> list[int | str]:
        """The parts as CSL has them; a year below 1000 as text, so that none takes 24 for 2024."""
        return [
            f"{part:04}" if part < _FIRST_YEAR and not place else part
            for place, part in enumerate(self.parts)
        ]

    def words(self, shared: int = 0) -> str:
        """Return it in English, without the first parts that it shares with another date."""
        return self.qualified(" ".join(reversed(self.numbers[shared:])) or self.text)

    def qualified(self, words: str) -> str:
        """Return the words marked as approximate or uncertain, if the date is."""
        about = f"about {words}" if self.approximate else words
        return f"{about} (uncertain)" if self.uncertain else about


@dataclass(frozen=True)
class Dated:
    """A date of one or two points; an open end is None."""

    first: Point | None
    last: Point | None

    @property
    def known(self) -> tuple[int, ...]:
        """As much of year, month and day as both ends share; nothing of an open or unsure date."""
        if not (self.first and self.last) or self.first.uncertain or self.last.uncertain:
            return ()
        pairs = zip(self.first.parts, self.last.parts, strict=False)
        return tuple(one for one, _ in takewhile(lambda pair: pair[0] == pair[1], pairs))

    @property
    def single(self) -> bool:
        """Whether it is one point."""
        return self.first is self.last


@lru_cache(maxsize=4096)
def dated(text: str) -> Dated:
    """Read an EDTF date in the profile of models.dates; what is not understood stays as text."""
    if "/" not in text:
        point = _point(text)
        return Dated(point, point)
    first, last = text.split("/", 1)
    return Dated(*(None if end == ".." else _point(end) for end in (first, last)))


def _point(text: str) -> Point:
    for loose, named in _LOOSE.items():
        if found := loose.fullmatch(text):
            return Point(named.format(found[1]))
    found = _POINT.fullmatch(text)
    return _known_point(found) if found else Point(text)


def _known_point(found: re.Match[str]) -> Point:
    numbers = takewhile(lambda part: part and part.isdigit(), found.group("year", "month", "day"))
    parts, mark = tuple(map(int, numbers)), found["mark"]
    if len(parts) < _MONTH or parts[1] <= _MONTHS_IN_YEAR:
        return Point(found[0], parts, None, mark)
    if _FIRST_SEASON <= parts[1] <= _LAST_SEASON:
        return Point(found[0], parts[:1], parts[1] - _FIRST_SEASON + 1, mark)
    return Point(found[0], mark=mark)
