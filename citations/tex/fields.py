"""The fields of a BibTeX entry that are CSL variables, each written as its field wants it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from citations.isbn import is_isbn
from citations.kinds import COMMON, MISC, Entry, kind_of
from citations.tex.latex import latex, safe_url

if TYPE_CHECKING:
    from collections.abc import Callable

    from citations.canon import JSON

_DASH = " *[-–—]+ *"
_RANGE = f"[0-9A-Za-z.]+(?:{_DASH}[0-9A-Za-z.]+)?"
_WANTED: dict[str, Callable[[str], object]] = {
    "volume": re.compile("[0-9]+").fullmatch,
    "ISBN": is_isbn,
    "page": re.compile(f"{_RANGE}(?:, *{_RANGE})*").fullmatch,
}


def entry_of(item: JSON) -> Entry:
    """Return the entry type; one that would lack a field it cannot do without becomes @misc."""
    entry = kind_of(item["type"]).entry
    needed = (latex(str(item.get(variable) or "")) for variable in entry.needs)
    return entry if all(needed) else MISC


def fields_of(item: JSON, entry: Entry) -> dict[str, str]:
    """Return the entry's fields that the item has a fitting value for."""
    names, apart = {**entry.fields, **COMMON}, unfit(item)
    given = {
        field: _written(field, str(item[name]))
        for name, field in names.items()
        if item.get(name) and name not in apart
    }
    return ({"type": "Report"} if entry.name == "techreport" else {}) | given


def unfit(item: JSON) -> dict[str, str]:
    """Return the variables whose values BibTeX's field does not take."""
    given = {name: str(item[name]) for name in _WANTED if item.get(name)}
    return {name: value for name, value in given.items() if not _WANTED[name](value)}


def _written(field: str, value: str) -> str:
    if field == "doi":
        return safe_url(value)
    if field == "pages":
        return re.sub(_DASH, "--", value)
    # Corporate names may hold " and ", which would make them two.
    lists = {"publisher", "institution", "organization", "school", "address"}
    return f"{{{latex(value)}}}" if field in lists else latex(value)
