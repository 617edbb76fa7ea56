"""EDTF dates as CSL dates and back, and as English words, never more exact than they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from models.date_words import when, words
from models.dated import SEASONS, Dated, Point, dated

if TYPE_CHECKING:
    from citations.canon import JSON

_SEASONS = 20
__all__ = ["csl_date", "edtf_of", "known_parts", "precision", "unsaid", "when", "words"]


def precision(text: str | None) -> str:
    """Return how exact a date is: day, month, season, year, interval, span; "" if unknown.

    ", approximate" and ", uncertain" follow where they hold.
    """
    if not text:
        return ""
    date = dated(text)
    points = [point for point in (date.first, date.last) if point]
    marks = ", approximate" if any(point.approximate for point in points) else ""
    marks += ", uncertain" if any(point.uncertain for point in points) else ""
    return (_unit(points[0]) if date.single else "interval") + marks


def csl_date(text: str | None) -> JSON | None:
    """Return a date as CSL 1.0.2 has it: parts as far as known, else the words as a literal."""
    if not text:
        return None
    date = dated(text)
    points = [point for point in (date.first, date.last) if point]
    if not all(_has_parts(point, date) for point in points) or not (date.first and date.last):
        return {"literal": words(text)}
    parts = [point.csl_parts for point in (points[:1] if date.single else points)]
    season = {"season": points[0].season} if points[0].season else {}
    circa = {"circa": True} if any(point.approximate for point in points) else {}
    return {"date-parts": parts} | season | circa


def edtf_of(date: JSON | None) -> str:
    """Return a CSL date as EDTF; nothing of one that is in words alone."""
    points = (date or {}).get("date-parts", [])
    whole = all(str(part).isdigit() for point in points for part in point)
    if date is None or not points or not whole:
        return ""
    mark = "~" if date.get("circa") else ""
    return "/".join(_point(point, date) + mark for point in points)


def known_parts(text: str | None) -> tuple[int, ...]:
    """Return as much of year, month and day as the date is sure to lie in.

    For formats that know neither intervals nor approximate dates; `words` says the rest.
    """
    return dated(text).known if text else ()


def unsaid(text: str | None) -> str:
    """Return in English what `known_parts` leaves out of a date: "about", "spring", or all."""
    point = dated(text).first if text and dated(text).single else None
    if point is None or not point.parts or point.uncertain:
        return words(text)
    season = SEASONS[point.season - 1] if point.season else ""
    return " ".join(filter(None, ("about" if point.approximate else "", season)))


def _point(parts: list[int | str], date: JSON) -> str:
    season = str(date.get("season") or "")
    told = [*parts[:1], _SEASONS + int(season)] if season in {"1", "2", "3", "4"} else parts
    year, *rest = map(int, told)
    return "-".join([f"{year:04}", *(f"{part:02}" for part in rest)])


def _has_parts(point: Point, date: Dated) -> bool:
    return bool(point.parts) and not point.uncertain and (date.single or not point.season)


def _unit(point: Point) -> str:
    if point.season:
        return "season"
    return ("span", "year", "month", "day")[len(point.parts)]
