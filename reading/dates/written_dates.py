"""Dates as people write them, read into EDTF: never more precise than what was written."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reading.dates.days import CannotCombineError, NoSuchDayError, marked, spanned
from reading.dates.english_dates import PART, english_date
from reading.dates.english_days import NeedsDayError, NotADateError
from reading.dates.foreign_dates import foreign_date
from reading.dates.numeric_dates import AmbiguousFiguresError, ShortYearError

if TYPE_CHECKING:
    from datetime import date

MOST_CHARACTERS = 200
#: Each figure that can mean two days doubles the readings; a range has two ends.
MOST_AMBIGUOUS = 2
_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_WRAPPED = re.compile(r"""^[\s"'“”‘’«»(\[]+|[\s"'“”‘’«»\])]+$""")
_UNFINISHED = re.compile(r"[\s,;:.!]+$")


@dataclass(frozen=True)
class Published:
    """When the source was published: the first and last day it can mean, and its EDTF mark."""

    earliest: date
    latest: date
    mark: str = ""

    @property
    def exact(self) -> bool:
        """Whether it is one day and sure."""
        return self.earliest == self.latest and not self.mark


@dataclass(frozen=True)
class Reading:
    """What a written date means: one EDTF text, or several of which a person has to choose.

    `relative` tells that it was counted from the publication, `wider` that it says less than the
    words: “early 2020” is kept as 2020.
    """

    choices: tuple[str, ...]
    relative: bool = False
    wider: bool = False


class UnreadDateError(ValueError):
    """A text that cannot be read as a date: the kind of fault, for whoever words the refusal."""

    NOT_A_DATE, NO_SUCH_DAY, SHORT_YEAR = "not_a_date", "no_such_day", "short_year"
    UNDATED, COMBINED = "undated", "combined"

    def __init__(self, kind: str) -> None:
        super().__init__(kind)
        self.kind = kind


def read_date(text: str, published: Published | None = None) -> Reading:
    """Read a date in figures or words; raises UnreadDateError and nothing else.

    “Monday” and its like are counted back from the publication, and are about as sure as that is.
    """
    plain = folded(text)
    if not plain or len(plain) > MOST_CHARACTERS:
        raise UnreadDateError(UnreadDateError.NOT_A_DATE)
    try:
        return _read(plain, published, MOST_AMBIGUOUS)
    except NeedsDayError as error:
        raise UnreadDateError(UnreadDateError.UNDATED) from error
    except NoSuchDayError as error:
        raise UnreadDateError(UnreadDateError.NO_SUCH_DAY) from error
    except ShortYearError as error:
        raise UnreadDateError(UnreadDateError.SHORT_YEAR) from error
    except CannotCombineError as error:
        raise UnreadDateError(UnreadDateError.COMBINED) from error
    except NotADateError as error:
        raise UnreadDateError(UnreadDateError.NOT_A_DATE) from error


def folded(text: str) -> str:
    """Fold case, width, dashes, digits of other scripts, and what stands around a date."""
    if len(text) > MOST_CHARACTERS:
        return text
    plain = _DASHES.sub("-", unicodedata.normalize("NFKC", text).casefold())
    figures = "".join(_digit(letter) for letter in plain).replace("’", "'")
    bare = _UNFINISHED.sub("", _WRAPPED.sub("", figures) if "(unc" not in figures else figures)
    return " ".join(bare.split())


def _digit(letter: str) -> str:
    number = unicodedata.decimal(letter, None)
    return letter if number is None else str(number)


def _read(text: str, published: Published | None, ambiguous: int) -> Reading:
    try:
        return _once(text, published)
    except AmbiguousFiguresError as several:
        if not ambiguous:
            raise NotADateError from several
        readings = [
            choice
            for one in several.readings
            for choice in _read(
                text.replace(several.figures, one), published, ambiguous - 1
            ).choices
        ]
        return Reading(tuple(dict.fromkeys(readings)))


def _once(text: str, published: Published | None) -> Reading:
    wider = bool(PART.search(text))
    try:
        return Reading((_absolute(text),), wider=wider)
    except NeedsDayError:
        if published is None:
            raise
    first, last = (english_date(text, day) for day in (published.earliest, published.latest))
    counted = spanned(first, last)
    if not published.exact:
        counted = marked(counted, published.mark or "~")
    return Reading((counted,), relative=True, wider=wider)


def _absolute(text: str) -> str:
    try:
        return english_date(text, None)
    except NotADateError:
        found = foreign_date(text)
        if found is None:
            raise
        return found
