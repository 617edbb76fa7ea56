"""Dates as biber takes them: EDTF of levels 0 and 1 (ISO 8601-2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from citations.canon import JSON

_SEASONS = 20


def biber_date(text: str | None) -> str:
    """Return a date of the record for biber: an unknown month or day is left out, not written XX."""
    return (text or "").replace("-XX", "")


def edtf_of(date: JSON | None) -> str:
    """Return a CSL date as EDTF; nothing of one that is in words alone."""
    points = (date or {}).get("date-parts", [])
    whole = all(str(part).isdigit() for point in points for part in point)
    if date is None or not points or not whole:
        return ""
    mark = "~" if date.get("circa") else ""
    return "/".join(_point(point, date) + mark for point in points)


def _point(parts: list[int | str], date: JSON) -> str:
    season = str(date.get("season") or "")
    told = [*parts[:1], _SEASONS + int(season)] if season in {"1", "2", "3", "4"} else parts
    year, *rest = map(int, told)
    return "-".join([f"{year:04}", *(f"{part:02}" for part in rest)])
