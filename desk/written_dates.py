"""Dates as people write them, on every face: EDTF as it is, figures and words read into EDTF."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NoReturn

from desk.refusals import DeskError
from models.dates import Edtf, UnreadableDateError, read_edtf
from reading.dates.written_dates import Published, UnreadDateError, read_date

WRITE = (
    "Write 18 September 2017, September 2017, about 2020, between 3 and 5 May 2023, "
    "or 2017-09-18, 2017-09, 2017."
)
_REASONS = {
    UnreadDateError.NOT_A_DATE: "“{text}” is not a date that we can read. {write}",
    UnreadDateError.NO_SUCH_DAY: "“{text}” is not a date of the calendar. {write}",
    UnreadDateError.COMBINED: "“{text}” is not a date that can be kept. {write}",
    UnreadDateError.SHORT_YEAR: "Write the year of “{text}” in four figures: 2017, not 17.",
    UnreadDateError.UNDATED: (
        "“{text}” is counted from the day the source was published, which is not known. "
        "Say when it was published, or write the whole date."
    ),
}
#: What is not of a source has no day of publication to be counted from.
_ALONE = "“{text}” names a day only beside another date, and there is none here. {write}"
_MOST_SHOWN = 40
#: A source dated less closely than to a year says nothing of what “Monday” is.
_MOST_DAYS = 366


class UnclearDateError(DeskError):
    """A text that is not read as a date; the reason names what can be written."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True)
class WrittenDate:
    """A date as somebody wrote it, and the EDTF texts it can mean; mostly one.

    `relative`: counted from the source's publication. `wider`: “early 2020”, kept as 2020.
    `in_words`: written in words, which are worth keeping beside the EDTF.
    """

    text: str
    choices: tuple[str, ...]
    relative: bool = False
    wider: bool = False
    in_words: bool = False

    @property
    def edtf(self) -> str | None:
        """What it means, None while a person has to choose."""
        return self.choices[0] if len(self.choices) == 1 else None

    @property
    def asks(self) -> bool:
        """Whether a person has to see how it was understood before it is stored."""
        return self.edtf is None or self.relative or self.wider


def read_written(text: str, published: str | None = None, *, alone: bool = False) -> WrittenDate:
    """Read a date; “Monday” is counted back from an EDTF date of publication.

    `alone` for what no source tells, such as the dates of an office. EDTF goes through unchanged. Raises UnclearDateError, and nothing else.
    """
    plain = text.strip()
    try:
        return WrittenDate(text, (read_edtf(plain).text,))
    except UnreadableDateError:
        return _read(plain, _published(published), alone=alone)


def _read(text: str, published: Published | None, *, alone: bool) -> WrittenDate:
    try:
        found = read_date(text, published)
    except UnreadDateError as error:
        undated = alone and error.kind == UnreadDateError.UNDATED
        _refuse(text, _ALONE if undated else _REASONS[error.kind])
    kept = tuple(choice for choice in found.choices if _is_kept(choice))
    if not kept:
        _refuse(text, _REASONS[UnreadDateError.COMBINED])
    words = any(letter.isalpha() for letter in text)
    return WrittenDate(text, kept, found.relative, found.wider, in_words=words)


def _is_kept(edtf: str) -> bool:
    try:
        read_edtf(edtf)
    except UnreadableDateError:
        return False
    return True


def _published(edtf: str | None) -> Published | None:
    try:
        known = read_edtf(edtf) if edtf else None
    except UnreadableDateError:
        known = None
    if known is None or (known.latest - known.earliest).days > _MOST_DAYS:
        return None
    return Published(known.earliest, known.latest, _mark(known))


def _mark(known: Edtf) -> str:
    marks = set(known.text) & set("~?%")
    return next(iter(marks)) if len(marks) == 1 else "%" if marks else ""


def _refuse(text: str, reason: str) -> NoReturn:
    shown = text if len(text) <= _MOST_SHOWN else f"{text[:_MOST_SHOWN]}…"
    raise UnclearDateError(reason.format(text=shown, write=WRITE))
