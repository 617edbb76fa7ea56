"""Whole dates as English words put them: about, before, since, between two days, early in 2020."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from reading.dates.days import (
    DAY,
    MARKS,
    CannotCombineError,
    joined,
    last_day,
    marked,
    point,
    since,
    until,
)
from reading.dates.english_days import DAY_NUMBER, MONTH_NAME, NotADateError, day_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

#: Words that name a part of a time; it is kept whole, since nobody can say where the part ends.
PART = re.compile(r"\b(?:early|mid|middle|late|beginning|start|end)\b")
_PARTS = r"(?:early|mid|middle|late|beginning|start|end)"
_ABOUT = r"about|around|approximately|approx|circa|ca|c|roughly"
_MAYBE = r"possibly|probably|perhaps|maybe"
_TIME = re.compile(
    r"(?:(?<=[0-9])t|\s+(?:at\s+)?)[0-9]{1,2}(?:(?:[:h][0-9]{2}){1,2}(?:\.[0-9]+)?(?:\s*[ap]m)?"
    r"|\s*[ap]m)(?:\s*(?:z|utc|gmt|bst|cest|cet|[ecmp][sd]?t|[+-][0-9]{2}:?[0-9]{2}))?$"
)
_HOURS = re.compile(r"(?<=[a-z]day) (?:morning|afternoon|evening|night)$")
_HYPHENS = re.compile(r"([0-9]{4}-[0-9]{1,2}-[0-9]{1,2}|[0-9]{4}-[0-9]{2}(?![0-9]))|\s*-\s*")
_FIGURES_AND_HYPHENS = re.compile(r"[0-9~?%x./-]+")
_SMALL = re.compile(r"^(?:(?:on|in|at|during|over|dated|sometime|the|of) +)+|\b(?:the|of) +")
_MONTH_DAY = re.compile(rf"{MONTH_NAME} {DAY_NUMBER}")
_DAY_YEAR = re.compile(rf"{DAY_NUMBER}(?: (?P<y>[0-9]{{4}}))?")
_ONLY_DAY = re.compile(DAY_NUMBER)


def english_date(text: str, base: date | None) -> str:
    """Return the EDTF of a date in English; what is relative is counted from the base.

    Raises what `day_of` raises, and CannotCombineError.
    """
    return _whole(_plain(text), base)


def _plain(text: str) -> str:
    """Fold what does not matter: commas, small words, times of day, how hyphens are set."""
    clock = re.sub(r"(?<=[0-9]) ?([ap])\. ?m\b\.?", r"\1m", text)
    words = re.sub(r"(?<=[a-z])\.", " ", clock.replace(",", " "))
    words = _HOURS.sub("", _TIME.sub("", " ".join(words.split())))
    words = re.sub(r"\b([0-9]{1,2})-([a-z]{3,9})-([0-9]{4})\b", r"\1 \2 \3", words)
    words = re.sub(r"\b(mid|early|late)-", r"\1 ", words)
    words = re.sub(r"^([0-9]{4})-([0-9]{4})$", r"\1 to \2", words)
    if not _FIGURES_AND_HYPHENS.fullmatch(words):
        words = _HYPHENS.sub(lambda found: found[1] or " to ", words)
    return _SMALL.sub("", words).strip()


def _whole(text: str, base: date | None) -> str:
    for pattern, rule in _RULES:
        found = pattern.fullmatch(text)
        if found:
            return rule(found, base)
    return _kept(text) or day_of(text, base)


def _kept(text: str) -> str | None:
    """Return a day, month or year that is written in EDTF with a mark."""
    plain = text.rstrip(MARKS)
    if plain == text or last_day(plain) is None or len(text) - len(plain) > 1:
        return None
    parts = [int(part) for part in plain.split("-")]
    return point(*parts) + text[len(plain) :]


def _inside(step: Callable[[str], str]) -> Callable[[re.Match[str], date | None], str]:
    def rule(found: re.Match[str], base: date | None) -> str:
        return step(_whole(_SMALL.sub("", found["rest"]).strip(), base))

    return rule


def _range(found: re.Match[str], base: date | None) -> str:
    """Read a range from its end: the end says which “3 May”, or which “3”, it begins with."""
    first, last = found["first"].strip(), found["last"].strip()
    if any(_is_range(part) for part in (first, last)):
        raise CannotCombineError
    last = _with_month_of(first, last)
    end = _whole(last, base)
    before = last_day(end.split("/")[-1])
    return joined(_start(first, before or base, whole=before), end)


def _is_range(text: str) -> bool:
    return any(rule is _range and pattern.fullmatch(text) for pattern, rule in _RULES)


def _with_month_of(first: str, last: str) -> str:
    month, day = _MONTH_DAY.fullmatch(first), _DAY_YEAR.fullmatch(last)
    if month and day:
        return f"{day['d']} {month['m']} {day['y'] or ''}".strip()
    return last


def _start(first: str, base: date | None, whole: date | None) -> str:
    plain = re.sub(rf"^(?:{_ABOUT}) |\s*(?:\?|\(uncertain\))$", "", first)
    only = _ONLY_DAY.fullmatch(plain)
    if only is None or whole is None:
        return _whole(first, base)
    day = point(whole.year, whole.month, int(only["d"]))
    return _whole(first.replace(plain, day), base)


def _uncertain(text: str) -> str:
    return marked(text, "?")


def _about(text: str) -> str:
    return marked(text, "~")


def _unless_day(text: str) -> str:
    if len(text.rstrip(MARKS)) >= DAY:
        raise NotADateError
    return text


_AND, _TO = r"\s+and\s+", r"\s+(?:to|until|till|through|thru)\s+"
_RULES = tuple(
    (re.compile(pattern), rule)
    for pattern, rule in (
        (rf"between (?P<first>.+?){_AND}(?P<last>.+)", _range),
        (rf"(?:from )?(?P<first>.+?){_TO}(?P<last>.+)", _range),
        (r"(?P<rest>.+?)(?:\s*\(uncertain\)|\s*\?)", _inside(_uncertain)),
        (rf"(?:{_ABOUT}) (?P<rest>.+)", _inside(_about)),
        (rf"(?:{_MAYBE}) (?P<rest>.+)", _inside(_uncertain)),
        (r"before (?P<rest>.+)", _inside(lambda text: until(text, -1))),
        (r"after (?P<rest>.+)", _inside(lambda text: since(text, 1))),
        (r"(?:until|till|by|no later than) (?P<rest>.+)", _inside(until)),
        (r"(?:since|from|no earlier than) (?P<rest>.+?)(?: on(?:wards?)?)?", _inside(since)),
        (r"(?P<rest>.+?) (?:or earlier|or before)", _inside(until)),
        (r"(?P<rest>.+?) (?:or later|or after|onwards?)", _inside(since)),
        (rf"{_PARTS} (?P<rest>.+)", _inside(_unless_day)),
    )
)
