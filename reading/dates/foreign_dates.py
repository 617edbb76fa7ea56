"""Dates in other languages, by month names that dateparser knows: “18 septembre 2017”."""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache
from typing import Any

LANGUAGES = ("fr", "de", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "ar", "en")
# All that is asked of the library: a year of four figures, a name of a month, perhaps a day.
_SHAPE = re.compile(r"[^\W\d_][\w\s.'،-]*[0-9]{4}|[0-9]{1,2}[\w\s.'،-]*[^\W\d_][\w\s.'،-]*[0-9]{4}")
_FIGURES = re.compile(r"[0-9]+")
_LENGTHS = {"day": 10, "month": 7}
_MOST_FIGURES = 2
#: “quarta-feira, 27 de setembro de 2017” has seven words; the library tries its languages on every one.
_MOST_WORDS, _MOST_CHARACTERS = 7, 60
_WORDS = re.compile(r"\w+")


def foreign_date(text: str) -> str | None:
    """Return a day or month of a year as EDTF, None for what cannot be read surely.

    The library fills what is missing from today's date; its `period` says what was written.
    """
    if len(text) > _MOST_CHARACTERS or len(_WORDS.findall(text)) > _MOST_WORDS:
        return None
    figures = [int(one) for one in _FIGURES.findall(text)]
    if not _SHAPE.fullmatch(text) or len(figures) > _MOST_FIGURES:
        return None
    found = _parser().get_date_data(text)
    if found.date_obj is None or found.period not in _LENGTHS:
        return None
    read = found.date_obj.date()
    written = [read.day, read.year] if found.period == "day" else [read.year]
    return read.isoformat()[: _LENGTHS[found.period]] if figures == written else None


@cache
def _parser() -> Any:  # noqa: ANN401 -- the library is untyped
    # Imported late: it takes a fifth of a second that no other command should wait for.
    from dateparser.date import DateDataParser  # noqa: PLC0415

    settings = {
        "PARSERS": ["absolute-time"],
        "REQUIRE_PARTS": ["month", "year"],
        "DATE_ORDER": "DMY",
        "RELATIVE_BASE": datetime(2000, 1, 1),  # noqa: DTZ001 -- never shown: it is only filler
        "RETURN_AS_TIMEZONE_AWARE": False,
    }
    return DateDataParser(languages=list(LANGUAGES), settings=settings)
