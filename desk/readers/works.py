"""A CSL item as a source: what the record has a place for, and the names of what it has not."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from desk.readers.faults import faults_of
from desk.readers.languages import language_tag
from desk.readers.reading import NumberedWork
from desk.readers.work_dates import edtf_of_csl, read_csl
from desk.source_drafts import NAME_PARTS, SourceDraft
from models.csl import COLUMNS, ITEM_TYPES, csl_faults
from models.keys import is_key

if TYPE_CHECKING:
    from desk.readers.faults import Fault
    from desk.readers.reading import FileRead, Left

Item = dict[str, Any]
PLAIN = {
    "title": "title",
    "container-title": "container_title",
    "publisher": "publisher",
    "genre": "genre",
    "URL": "url",
    "language": "language",
}
"""The variables that are texts, and the fields of a source that hold them."""

_DATES = {"issued": "published", "accessed": "accessed"}
#: What a source cannot do without; a fault there is a fault of the entry.
_NEEDED = {"title"}
_BROKEN_LINES = re.compile(r"(?<!\s)\s*[\r\n]+\s*")


def take_item(read: FileRead, line: int, item: Item, left: Left) -> None:
    """Add the source that an item describes to what was read, or its faults."""
    try:
        draft, untaken = source_of(item)
    except ValidationError as error:
        read.faults += [_named(fault) for fault in faults_of(line, error)]
    else:
        names = tuple(dict.fromkeys([*left.dropped, *untaken]))
        unread = (*left.unread, *_unread(item))
        read.works.append(NumberedWork(line, draft, names, unread))


def source_of(item: Item) -> tuple[SourceDraft, list[str]]:
    """Return the source that an item describes, and the names of what it has no place for.

    Raises ValidationError where it describes none.
    """
    values, unplaced = _values(item)
    draft, refused = _drafted(values)
    return draft, [*unplaced, *refused]


def _values(item: Item) -> tuple[Item, list[str]]:
    """Return the fields of the source, and the names of the variables that none of them takes."""
    values: Item = {"type": _type(item.get("type")), "key": _key(item.get("id"))}
    for variable, field in PLAIN.items():
        if item.get(variable):
            values[field] = _one_line(item[variable])
    if "language" in values:
        values["language"] = language_tag(values["language"])
    values |= _title(values.get("title"))
    values["authors"] = [_name(name) for name in item.get("author") or [] if _is_name(name)]
    values |= {field: edtf_of_csl(item.get(variable)) for variable, field in _DATES.items()}
    values |= _archived(item)
    other = item.get("type") and not _is_type(item["type"])
    rest, wrong = _further(item)
    return {**values, "csl": rest}, [f"type “{item['type']}”", *wrong] if other else wrong


def _unread(item: Item) -> list[str]:
    """Return the dates of an item that cannot be read whole, in its own words."""
    dates = {variable: item[variable] for variable in _DATES if item.get(variable)}
    return [
        f"{variable} “{_written(date)}”"
        for variable, date in dates.items()
        if read_csl(date).unread
    ]


def _written(date: object) -> str:
    """Return a CSL date as it is written: its words, else its parts."""
    told = date if isinstance(date, dict) else {}
    words = told.get("raw") or told.get("literal")
    return str(words) if words else json.dumps(told.get("date-parts") or date, ensure_ascii=False)


def _drafted(values: Item) -> tuple[SourceDraft, list[str]]:
    """Return the draft without the fields it refuses, and their names.

    Raises ValidationError when it refuses what a source cannot do without.
    """
    try:
        return SourceDraft.model_validate(values), []
    except ValidationError as error:
        refused = {str(fault["loc"][0]) for fault in error.errors() if fault["loc"]}
        if not refused or refused & _NEEDED:
            raise
        kept = {name: value for name, value in values.items() if name not in refused}
        draft, further = _drafted(kept)
        return draft, [*sorted(refused), *further]


def _type(given: object) -> str:
    return str(given) if _is_type(given) else "document"


def _is_type(given: object) -> bool:
    return isinstance(given, str) and given in ITEM_TYPES


def _key(given: object) -> str | None:
    return given if isinstance(given, str) and is_key(given) else None


def _one_line(value: object) -> str:
    return _BROKEN_LINES.sub(" ", str(value)).strip()


def _title(title: str | None) -> Item:
    if title and title.startswith("[") and title.endswith("]") and title[1:-1].strip():
        return {"title": title[1:-1], "title_supplied": True}
    return {}


def _is_name(name: object) -> bool:
    return isinstance(name, dict) and bool(name.get("family") or name.get("literal"))


def _name(name: Item) -> Item:
    return {part: str(value) for part, value in name.items() if part in NAME_PARTS and value}


def _archived(item: Item) -> Item:
    """Return the archived copy, if the archive's location is an address of the web."""
    place = item.get("archive_location")
    is_address = isinstance(place, str) and place.startswith(("http://", "https://"))
    return {"archived_url": place} if is_address else {}


def _further(item: Item) -> tuple[Item, list[str]]:
    """Return the variables kept under `csl`, and the names of those that are none or wrong."""
    archived = {"archive", "archive_location"} if _archived(item) else set()
    rest = {name: value for name, value in item.items() if name not in COLUMNS | archived}
    wrong = [name for name, value in rest.items() if csl_faults({name: value})]
    return {name: value for name, value in rest.items() if name not in wrong}, wrong


def _named(fault: Fault) -> Fault:
    reason = "an entry needs a title" if fault.reason == "this key is missing" else fault.reason
    return type(fault)(fault.line, fault.field, reason, work=True)
