"""RIS: one record a work, from TY to ER; every tag with its line."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from desk.readers.entries import take_entry
from desk.readers.faults import Fault
from desk.readers.names import csl_name
from desk.readers.notes import all_noted
from desk.readers.reading import MOST_LINES, FileRead, Left, counted, of_works, silent, too_many
from desk.readers.ris_tags import HOSTS, NAMES, TEXTS, UNREAD, knows_type, type_of
from desk.readers.texts import text_of
from desk.readers.work_dates import DateRead, edtf_of_words, read_parts, readable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from desk.readers.reading import Progress

_TAG = re.compile(r"([A-Z][A-Z0-9](?=  ?-)|[a-z][a-z0-9](?=  -))  ?-(?: (.*))?$")
#: What looks like a tag but is none, as `AU- Browne`.
_NEARLY = re.compile(r"\s*[A-Za-z][A-Za-z0-9]\s*[-–—](?:\s|$)")
#: Long texts that some write over several lines without an indent.
_LONG = frozenset({"AB", "N1", "N2"})
_ISSN = re.compile(r"[0-9]{4}-?[0-9]{3}[0-9Xx]")
_PARTS = 3
_DATES = ("DA", "PY", "Y1", "Y2")
_YEAR = re.compile(r"\b[0-9]{4}\b")
_LINE_END = re.compile(r"\r\n|\r|\n")


@dataclass
class _Record:
    line: int
    tags: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    #: The lines on which the notes begin.
    noted: list[int] = field(default_factory=list)
    #: The lines of the value that stands last, joined once when the next one begins.
    parts: list[str] = field(default_factory=list)
    last: str = ""
    broken: bool = False

    def whole(self) -> _Record:
        """Return the record once the value that stands last is put together."""
        if self.last:
            self.tags[self.last].append(" ".join(self.parts))
        self.last, self.parts = "", []
        return self


def read_ris(content: bytes, progress: Progress = silent) -> FileRead:
    """Return the works of a RIS file as sources, and the statements that notes of ours tell.

    Other notes stay notes: no prose is read.
    Raises ImportRefusedError when the file is no text in UTF-8.
    """
    read = FileRead()
    count = 0
    lines = counted(_LINE_END.split(text_of(content)), progress)
    for record in islice(_records(lines, read), MOST_LINES + 1):
        count += 1
        if not record.broken:
            texts = {"note": list(zip(record.noted, record.tags.get("N1", ()), strict=True))}
            take_entry(read, record.line, _item(record.tags), _left(record.tags), texts)
    read.faults += too_many(count)
    if not read.faults and not count:
        read.faults.append(Fault(0, "", "there is no record in the file; one begins with TY  -"))
    return all_noted(of_works(read))


def _records(lines: Iterable[str], read: FileRead) -> Iterator[_Record]:
    record: _Record | None = None
    for number, line in enumerate(lines, 1):
        tag, value = _tag(line)
        if tag == "TY":
            if record is not None:
                read.faults.append(_not_ended(record, number))
            record = _Record(number)
        elif record is None:
            if line.strip():
                read.faults.append(Fault(number, tag, "it stands in no record; one begins with TY"))
            continue
        elif tag == "ER":
            yield record.whole()
            record = None
            continue
        read.faults += _faults(record, number, line, tag)
        _note(record, tag, value, number)
    if record is not None:
        read.faults.append(_not_ended(record, None))


def _tag(line: str) -> tuple[str, str]:
    """Return the tag and the value of a line; a line without a tag goes on with the one before."""
    found = _TAG.match(line.rstrip())
    return (found[1].upper(), (found[2] or "").strip()) if found else ("", line.strip())


def _note(record: _Record, tag: str, value: str, number: int) -> None:
    if tag:
        record.whole()
        record.noted += [number] if tag == "N1" else []
        record.last, record.parts = tag, [value]
    elif value:
        record.parts.append(value)


def _faults(record: _Record, number: int, line: str, tag: str) -> list[Fault]:
    """Return what is wrong with a line: without a tag, and no text that goes on from the last."""
    goes_on = line[:1].isspace() or record.last in _LONG
    if tag or not line.strip() or (goes_on and not _NEARLY.match(line)):
        return []
    record.broken = True
    reason = (
        "the line has no tag, such as “AU  - ”; one that goes on with the line before is indented"
    )
    return [Fault(number, record.last, reason)]


def _left(tags: dict[str, list[str]]) -> Left:
    """Return the tags that are not read, a type that is none of RIS or has no place, and dates."""
    code = _first(tags, "TY")
    _kind, by_genre = type_of(code, _first(tags, "M3"))
    unknown = [] if by_genre or knows_type(code) else [f"type “{code}”"]
    unknown += [tag for tag in tags if tag in UNREAD or not _is_known(tag)]
    given = ((tag, value) for tag in _DATES for value in tags.get(tag, ())[:1])
    return Left(unknown, [f"{tag} “{value}”" for tag, value in given if _date(value).unread])


def _not_ended(record: _Record, line: int | None) -> Fault:
    where = f"before line {line}" if line else "before the end of the file"
    return Fault(record.line, "ER", f"the record that begins here does not end (ER  -) {where}")


def _is_known(tag: str) -> bool:
    return (
        tag in TEXTS
        or tag in NAMES
        or tag
        in {
            *("TY", "TI", "T1", "CT", "BT", "T2", "JO", "JF", "PY", "Y1", "DA", "Y2", "SP", "EP"),
            *("SN", "UR", "L1", "L2", "M3", "N1", "KW"),
        }
    )


def _item(tags: dict[str, list[str]]) -> dict[str, Any]:
    """Return the CSL item that the tags tell of."""
    genre = _first(tags, "M3")
    kind, said_by_type = type_of(_first(tags, "TY"), genre)
    item: dict[str, Any] = {"type": kind, "genre": "" if said_by_type else genre}
    item["title"] = _first(tags, "TI", "T1", "CT", "BT")
    item["container-title"] = _first(tags, *HOSTS)
    item |= {variable: _first(tags, tag) for tag, variable in TEXTS.items()}
    for tag, usual in NAMES.items():
        variable = "interviewer" if (tag, kind) == ("A2", "interview") else usual
        item.setdefault(variable, [])
        item[variable] += [csl_name(name) for name in tags.get(tag, ()) if name.strip()]
    item |= {"issued": _raw(_issued(tags)), "accessed": _raw(_date(_first(tags, "Y2")).text)}
    item |= {"URL": _first(tags, "UR"), "archive_location": _first(tags, "L2")}
    item["page"] = "-".join(filter(None, (_first(tags, "SP"), _first(tags, "EP"))))
    number = _first(tags, "SN")
    item["ISSN" if _ISSN.fullmatch(number) else "ISBN"] = number
    item["keyword"] = ", ".join(tags.get("KW", ()))
    return {variable: value for variable, value in item.items() if value}


def _first(tags: dict[str, list[str]], *names: str) -> str:
    return next((tags[name][0] for name in names if tags.get(name) and tags[name][0]), "")


def _issued(tags: dict[str, list[str]]) -> str | None:
    """Return the date of publication: the first that is read whole, else as much as there is."""
    dates = [_date(_first(tags, *names)) for names in (("DA",), ("PY", "Y1"))]
    told = [date for date in dates if date.text]
    return next((date.text for date in told if not date.unread), told[0].text if told else None)


def _raw(date: str | None) -> dict[str, str]:
    return {"raw": date} if date else {}


def _date(value: str) -> DateRead:
    """Read a date `YYYY/MM/DD/words`; words alone are read as ours."""
    year, month, day, *told = (*value.split("/"), *[""] * _PARTS)
    if date := readable(value) or _in_words(value if year else "/".join(told).strip("/"), year):
        return DateRead(date)
    read = read_parts(year, month, day)
    return read if year or not value.strip("/ ") else DateRead(None, ("year",))


def _in_words(text: str, year: str) -> str | None:
    """Return the date in words; a year of two figures in others than ours is in doubt."""
    return edtf_of_words(text) if not year or _YEAR.search(text) else None
