"""Dates in the forms that the templates take (MOS:DATEFORMAT, day first)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.dated import dated
from models.notes.sentences import opened

if TYPE_CHECKING:
    from models.dated import Point

_EARLIEST, _DAY = 100, 3


def template_date(text: str | None) -> str:
    """Return "18 September 2017", "c. 2017", "16–18 September 2017", "Spring 2017" and the like.

    "" where the templates have no form for it: an open or unsure date, a decade. A date that is
    about right is so by its year alone, as they know no other.
    """
    date = dated(text) if text else None
    if not date or not date.first or not date.last:
        return ""
    ends = (date.first, date.last)
    if any(not _sayable(point) for point in ends):
        return ""
    if date.single or ends[0].text == ends[1].text:
        return _single(date.first)
    return "" if date.first.approximate or date.last.approximate else _between(*ends)


def whole_day(text: str | None) -> str:
    """Return a date that is one sure day in words; "" if it is not."""
    date = dated(text) if text else None
    point = date.first if date and date.single else None
    return point.words() if point and len(point.parts) == _DAY and not point.mark else ""


def _sayable(point: Point) -> bool:
    return bool(point.parts) and not point.uncertain and point.parts[0] >= _EARLIEST


def _single(point: Point) -> str:
    return f"c. {point.parts[0]}" if point.approximate else _joined(_words(point))


def _between(first: Point, last: Point) -> str:
    """Return a range of two days, months, seasons or years; "" if its ends differ in kind."""
    one, two = _words(first), _words(last)
    if len(one) != len(two) or bool(first.season) != bool(last.season):
        return ""
    shared = 0
    while shared < len(one) and one[shared] == two[shared]:
        shared += 1
    left, right = one[shared:], two[shared:]
    # Parts of several words stand off the dash.
    dash = " – " if len(left) > 1 else "–"
    return (
        _joined([*one[:shared], f"{_joined(left)}{dash}{_joined(right)}"]) if left else _joined(one)
    )


def _words(point: Point) -> list[str]:
    """Return year, month or season, and day, as far as known."""
    year, *rest = point.numbers
    return [year, *map(opened, rest)]


def _joined(parts: list[str]) -> str:
    return " ".join(reversed(parts))
