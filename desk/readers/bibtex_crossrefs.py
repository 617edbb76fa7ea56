"""Entries that take from another one what they do not say themselves: the field `crossref`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desk.readers.bibtex_fields import FIELDS, IGNORED, NAMES
from desk.readers.faults import Fault

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bibtexparser.model import Entry, Field

#: What is the work's own, and what of the larger work is called otherwise in its parts.
_OWN = frozenset(
    {
        "abstract",
        "annote",
        "annotation",
        "crossref",
        "doi",
        "note",
        "pages",
        "shorttitle",
        "url",
        "urldate",
    }
)
#: All that is read of an entry; what else the larger work says is named there as left out.
_KNOWN = {*FIELDS, *NAMES, *IGNORED} - _OWN
#: How long a value is that others take over, in characters, and all that a file's entries take over:
#: few lines of a file could otherwise make work without an end.
LONGEST_VALUE, MOST_TAKEN = 4_000, 20_000_000
_REFERENCE = "crossref"
_TITLE, _OF_PARTS = "title", {"article": "journal", "suppperiodical": "journal"}


def inherit(entries: Sequence[Entry]) -> list[Fault]:
    """Give entries the fields of the larger works that they refer to; return why not all of them.

    A reference to no entry of the file, or to one with a value too long to be taken over, stays,
    and is named as what could not be kept.
    """
    known = {entry.key.casefold(): entry for entry in entries}
    read: dict[int, dict[str, Field]] = {}
    taken = 0
    for entry in entries:
        of = next((one for one in entry.fields if one.key.casefold() == _REFERENCE), None)
        larger = known.get(str(of.value).strip().casefold()) if of else None
        if of is not None and larger is not None and larger is not entry:
            # Read once, not for each of its parts; and again if it takes something over itself.
            if id(larger) not in read:
                read[id(larger)] = _read(larger)
            taken += _take_over(entry, read[id(larger)], of)
            read.pop(id(entry), None)
        if taken > MOST_TAKEN:
            reason = f"its entries take over more than {MOST_TAKEN:,} characters by “crossref”. Split it."
            return [Fault(0, "", reason)]
    return []


def _read(larger: Entry) -> dict[str, Field]:
    named = {field.key.casefold(): field for field in larger.fields}
    return {name: field for name, field in named.items() if name in _KNOWN}


def _take_over(entry: Entry, fields: dict[str, Field], of: Field) -> int:
    """Take over what an entry does not say itself; return how many characters that is."""
    said = {field.key.casefold() for field in entry.fields}
    named = {_called(name, entry): field for name, field in fields.items()}
    taken = [_renamed(field, name) for name, field in named.items() if name not in said | _OWN]
    short = [field for field in taken if len(str(field.value)) <= LONGEST_VALUE]
    entry.fields = [one for one in entry.fields if one is not of or short != taken] + short
    return sum(len(str(field.value)) for field in short)


def _called(name: str, entry: Entry) -> str:
    return _OF_PARTS.get(entry.entry_type.casefold(), "booktitle") if name == _TITLE else name


def _renamed(field: Field, name: str) -> Field:
    renamed = type(field)(name, field.value, field.start_line)
    renamed.enclosing = field.enclosing
    return renamed
