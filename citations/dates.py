"""EDTF dates as CSL dates and as English words, never more exact than they are."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from citations.dated import SEASONS, Dated, Point, dated

if TYPE_CHECKING:
    from citations.canon import JSON

_DAY = 3


def words(text: str | None) -> str:
    """Return a date in English: "about 18 September 2017", "spring 2017"; "" if unknown."""
    if not text:
        return ""
    date = dated(text)
    if date.first and date.last:
        return date.first.words() if date.single else _between(date.first, date.last)
    known = date.first or date.last
    return f"{known.words()} or {'later' if date.first else 'earlier'}" if known else ""


def when(text: str | None) -> str:
    """Return a date with its preposition: "on 18 September 2017", "in 2018"; "" if unknown."""
    said = words(text)
    date = dated(text) if text else None
    if not date or not date.first or not date.single or date.first.approximate:
        return said
    return f"{'on' if len(date.first.parts) == _DAY else 'in'} {said}"


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
    parts = [list(point.parts) for point in (points[:1] if date.single else points)]
    season = {"season": points[0].season} if points[0].season else {}
    circa = {"circa": True} if any(point.approximate for point in points) else {}
    return {"date-parts": parts} | season | circa


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


def _has_parts(point: Point, date: Dated) -> bool:
    return bool(point.parts) and not point.uncertain and (date.single or not point.season)


def _unit(point: Point) -> str:
    if point.season:
        return "season"
    return ("span", "year", "month", "day")[len(point.parts)]


def _between(first: Point, last: Point) -> str:
    shared = 0
    if not first.season and not last.season and first.mark != "%" and not first.uncertain:
        pairs = zip(first.parts, last.parts, strict=False)
        shared = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
    if shared >= min(len(first.parts), len(last.parts)):
        shared = 0
    return f"between {first.words(shared)} and {last.words()}"
