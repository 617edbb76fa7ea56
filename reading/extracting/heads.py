"""What stands at the head of an article in words: title, byline, day, dateline. Read, never trusted."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from reading.dates.written_dates import UnreadDateError, read_date

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST_CHARACTERS, MOST_LINES = 3_000, 12
#: A line beyond this is prose: what it says of days and people is the story's.
LONG_LINE = 160
#: What parts the letters of a name is obligatory: else a long word could be read in 2^n ways.
_NAME = r"[A-Z\u00c0-\u00de][^\W\d_]*(?:(?:\.['’-]?|['’-])[^\W\d_]+)*\.?"
_PARTICLE = r"(?:de|del|della|den|der|di|al|bin|la|le|van|von|ten|y)"
_PERSON = rf"{_NAME}(?:\s(?:{_PARTICLE}\s){{0,2}}{_NAME}){{1,3}}"
_BYLINE = re.compile(
    rf"(?:By|BY|Von|VON|Par|PAR|Por|POR)[:\s]\s*"
    rf"(?P<people>{_PERSON}(?:(?:,\s{_PERSON}){{0,8}},?\s(?:and|AND|&|und|et|y)\s{_PERSON})?)"
    r"(?=\s*$|\s*[,|•·–—(-]|\s+(?:in|for|at)\s)"
)
_BETWEEN = re.compile(r",?\s(?:and|AND|&|und|et|y)\s|,\s")
_DAY = re.compile(
    r"\b\d{4}-\d{2}-\d{2}\b"
    r"|\b\d{1,2}(?:st|nd|rd|th|\.)?\s(?:de\s)?[^\W\d_]{3,10}\.?,?\s(?:de\s)?\d{4}\b"
    r"|\b[^\W\d_]{3,10}\.?\s\d{1,2}(?:st|nd|rd|th)?,?\s\d{4}\b"
    r"|\b\d{1,2}[./]\d{1,2}[./]\d{4}\b"
)
_PUBLISHED = re.compile(
    r"\W*(?:first\s|originally\s)?(?:published|posted|issued|released|filed|date)\b", re.IGNORECASE
)
_LATER = re.compile(r"\b(?:updated|modified|edited|printed|accessed|retrieved)\b", re.IGNORECASE)
#: What may stand beside a day that stands alone: its weekday, an hour, a zone.
_BESIDE = re.compile(
    r"\b(?i:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|at|on|[ap]m)\b"
    r"|\b[A-Z]{2,4}\b|\b[ap]\.m\.|\b\d{1,2}(?:[:.]\d{2}){0,2}(?=\W|[ap]m|$)|[\s,.|•·()–—+-]+"
)
_DATELINE = re.compile(
    r"(?P<place>[A-Z\u00c0-\u00de][A-Z\u00c0-\u00de .'’/-]{2,40}(?:,\s[A-Z][\w. ]{1,30}?)??)"
    r"(?:,\s[^()\n–—]{3,40}?)?\s?(?:\((?P<agency>[^()\n]{2,40})\)\s?)?[-–—]{1,2}\s"
)
_NO_TITLE = re.compile(
    r"[.:;,]$|\.\w{2,4}$|^[“\"«„'‘]|^(?-i:[A-Z .’'-]+):\s|^(?:from|to|subject|date)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Head:
    """What the first lines of a text seem to say of it; `published` is EDTF, `site` an agency."""

    title: str | None = None
    authors: tuple[str, ...] = ()
    published: str | None = None
    site: str | None = None


def head_of(text: str) -> Head:
    """Return what the first lines of an article say of it, before the story begins."""
    lines = list(_lines(text))
    dateline = next((found for line in lines if (found := _DATELINE.match(line))), None)
    days = (day for line in lines if not _DATELINE.match(line) and (day := _day_told(line)))
    authors = (people for line in lines if (people := _people(line)))
    agency = dateline["agency"] if dateline else None
    return Head(
        title=_title(lines),
        authors=next(authors, ()),
        published=next(days, None) or _day(dateline[0] if dateline else ""),
        site=agency.strip() if agency else None,
    )


def _lines(text: str) -> Iterator[str]:
    """Yield the first lines, up to the one in which the story begins."""
    # Without the asterisks of Markdown, which pasted notes have around a byline.
    filled = (line.strip("# \t").replace("*", "") for line in text[:MOST_CHARACTERS].split("\n"))
    for line, _ in zip(filter(None, filled), range(MOST_LINES), strict=False):
        yield line[: 2 * LONG_LINE]
        if len(line) > LONG_LINE or _DATELINE.match(line):
            return


def _title(lines: list[str]) -> str | None:
    """Return the first line where more follows and it reads neither as prose nor as anything else."""
    if len(lines) == 1 or not lines or len(lines[0]) > LONG_LINE:
        return None
    first = lines[0]
    other = _people(first) or _day_told(first) or _DATELINE.match(first) or _NO_TITLE.search(first)
    return None if other or not first else first


def _people(line: str) -> tuple[str, ...]:
    found = _BYLINE.match(line.strip("|•·–— "))
    if not found:
        return ()
    names = (name.strip() for name in _BETWEEN.split(found["people"]))
    return tuple(name.title() if name.isupper() else name for name in names)


def _day_told(line: str) -> str | None:
    """Return the day that a line tells as that of publication, or that stands alone in it."""
    found = _DAY.search(line)
    if found is None or len(line) > LONG_LINE:
        return None
    before, beside = line[: found.start()], line[: found.start()] + line[found.end() :]
    if _LATER.search(before):
        return None
    people = _BYLINE.match(line)
    alone = not _BESIDE.sub("", beside[people.end() :] if people else beside)
    return _day(found[0]) if alone or _PUBLISHED.match(line) else None


def _day(words: str) -> str | None:
    """Return the day that stands in words, None where there is none or where it may be several."""
    found = _DAY.search(words)
    try:
        choices = read_date(found[0]).choices if found else ()
    except UnreadDateError:
        return None
    return choices[0] if len(choices) == 1 and len(choices[0]) == len("2017-09-19") else None
