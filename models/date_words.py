"""EDTF dates as English words, never more exact than they are."""

from __future__ import annotations

from itertools import takewhile

from models.dated import Point, dated

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


def _between(first: Point, last: Point) -> str:
    shared = 0
    if not first.season and not last.season and first.mark != "%" and not first.uncertain:
        pairs = zip(first.parts, last.parts, strict=False)
        shared = len(list(takewhile(lambda pair: pair[0] == pair[1], pairs)))
    if shared >= min(len(first.parts), len(last.parts)):
        shared = 0
    return f"between {first.words(shared)} and {last.words()}"
