"""Dates and spans in words, as precise as the record and no more."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Protocol

from flask_babel import format_date, format_datetime

from views.catalogue import gettext as _
from views.catalogue import here, ngettext

if TYPE_CHECKING:
    from datetime import datetime

    from desk.written_dates import WrittenDate
    from views.catalogue import Catalogue

_POINT = re.compile(r"(?P<date>[0-9X]{4}(?:-[0-9X]{2}){0,2})(?P<mark>[~?%]?)")
_WHOLE = {4: "y", 7: "MMMM y", 10: "d MMMM y"}
_YEARLESS = {7: "MMMM", 10: "d MMMM"}
_OPEN = ".."
_DECEMBER = 12
_DAYS_A_MONTH, _DAYS_A_YEAR = 30.44, 365.25
_LONGEST_IN_DAYS, _LONGEST_IN_MONTHS = 60, 3 * _DAYS_A_YEAR


class Span(Protocol):
    """The least and the most days between two dates."""

    @property
    def min(self) -> int:
        """The least days."""

    @property
    def max(self) -> int:
        """The most days."""


class Spaced(Protocol):
    """Two statements with what is known of the time between them."""

    @property
    def order_known(self) -> bool:
        """Whether one was surely said before the other."""

    @property
    def gap_days(self) -> int | None:
        """The days between two exact days."""

    @property
    def gap(self) -> Span | None:
        """The least and the most days between two dates that are not both exact."""


def when(edtf: str | None, *, weekday: bool = False) -> str:
    """Say an EDTF date in words: "about 18 September 2017", "spring 2017", "date unknown"."""
    return str(_("date unknown")) if edtf is None else _when(here(), edtf, weekday)


@lru_cache(maxsize=4096)
def _when(_catalogue: Catalogue, edtf: str, weekday: bool) -> str:  # noqa: FBT001 -- keys
    """Say a date in the language of the catalogue, which is that of the page: lists repeat them."""
    first, slash, last = edtf.partition("/")
    return _interval(first, last) if slash else _point(first, "EEEE " if weekday else "")


def moment(at: datetime) -> str:
    """Say a moment in UTC to the minute."""
    return f"{format_datetime(at, 'd MMMM y, HH:mm', rebase=False)} UTC"


def gap_words(pair: Spaced) -> str:
    """Say how far apart two statements were made, or that their order is not known."""
    if not pair.order_known:
        return str(_("order not known"))
    if pair.gap_days is not None:
        return str(ngettext("%(num)d day apart", "%(num)d days apart", pair.gap_days))
    return _span(pair.gap) if pair.gap else ""


def date_note(found: WrittenDate) -> str:
    """Say what a reader should know of how a date was understood; mostly nothing."""
    if found.edtf is None:
        return str(_("Which one is meant?"))
    if found.relative:
        return str(_("counted from the day the source was published"))
    return str(_("your words are kept beside it")) if found.wider else ""


def _interval(first: str, last: str) -> str:
    # An open end includes the day it names, so that "before" would say too much.
    if first == _OPEN:
        return str(_("%(date)s or earlier", date=_point(last)))
    if last == _OPEN:
        return str(_("%(date)s or later", date=_point(first)))
    start = _point(first, pattern=_shared(first, last))
    return str(_("between %(first)s and %(last)s", first=start, last=_point(last)))


def _shared(first: str, last: str) -> str | None:
    """Return the pattern that leaves out what the end of an interval says again."""
    start, end = first.rstrip("~?%"), last.rstrip("~?%")
    if start[:4] != end[:4] or not (_in_months(start) and _in_months(end)):
        return None
    same_month, both_alike = start[:7] == end[:7], len(start) == len(end)
    if same_month and not both_alike:
        # "13 January and January 2000" would leave the day before the month it lies in.
        return None
    return "d" if same_month and len(start) == len("2017-09-18") else _YEARLESS[len(start)]


def _in_months(text: str) -> bool:
    # "1 January and spring 2000" would leave the day without its year: a season has no month.
    return len(text) in _YEARLESS and "X" not in text and int(text[5:7]) <= _DECEMBER


def _point(text: str, weekday: str = "", pattern: str | None = None) -> str:
    read = _POINT.fullmatch(text)
    if read is None:
        return text
    return _qualified(_plain(read["date"], weekday, pattern), read["mark"])


def _qualified(words: str, mark: str) -> str:
    if not mark:
        return words
    forms = {
        "~": _("about %(date)s", date=words),
        "?": _("%(date)s (uncertain)", date=words),
        "%": _("about %(date)s (uncertain)", date=words),
    }
    return str(forms[mark])


def _plain(text: str, weekday: str, pattern: str | None) -> str:
    if "X" in text:
        return _unspecified(text)
    year, month, day = (*map(int, text.split("-")), 1, 1)[:3]
    if month > _DECEMBER:
        return _seasons(year)[month]
    chosen = pattern or (weekday if len(text) == len("2017-09-18") else "") + _WHOLE[len(text)]
    return str(format_date(date(year, month, day), chosen))


def _seasons(year: int) -> dict[int, str]:
    return {
        21: _("spring %(year)s", year=year),
        22: _("summer %(year)s", year=year),
        23: _("autumn %(year)s", year=year),
        24: _("winter %(year)s", year=year),
    }


def _unspecified(text: str) -> str:
    year = text[:4]
    if year.endswith("XX"):
        first, last = year.replace("X", "0"), year.replace("X", "9")
        return str(_("between %(first)s and %(last)s", first=first, last=last))
    if year.endswith("X"):
        return str(_("%(decade)ss", decade=year.replace("X", "0")))
    return str(_("some day in %(date)s", date=_plain(text.partition("-XX")[0], "", None)))


def _span(gap: Span) -> str:
    if gap.max < _LONGEST_IN_DAYS:
        about = ngettext("about %(num)d day apart", "about %(num)d days apart", gap.max)
        return _between(gap, 1, str(about), _("%(least)s to %(most)s days apart"))
    if gap.max < _LONGEST_IN_MONTHS:
        most = int(gap.max / _DAYS_A_MONTH)
        about = ngettext("about %(num)d month apart", "about %(num)d months apart", most)
        return _between(gap, _DAYS_A_MONTH, about, _("%(least)s to %(most)s months apart"))
    most = int(gap.max / _DAYS_A_YEAR)
    about = ngettext("about %(num)d year apart", "about %(num)d years apart", most)
    return _between(gap, _DAYS_A_YEAR, about, _("%(least)s to %(most)s years apart"))


def _between(gap: Span, days: float, about: str, span: str) -> str:
    least, most = int(gap.min / days), int(gap.max / days)
    return about if least == most else span % {"least": least, "most": most}
