"""Entries that take from another one what they do not say themselves: the field `crossref`."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
_TITLE, _OF_PARTS = "title", {"article": "journal", "suppperiodical": "journal"}


def inherit(entries: Sequence[Entry]) -> None:
    """Give entries the fields of the larger works that they refer to.

    A reference to no entry of the file stays, and is named as what could not be kept.
    """
    known = {entry.key.casefold(): entry for entry in entries}
    for entry in entries:
        of = next((one for one in entry.fields if one.key.casefold() == "crossref"), None)
        larger = known.get(str(of.value).strip().casefold()) if of else None
        if of is not None and larger is not None and larger is not entry:
            entry.fields.remove(of)
            _take_over(entry, larger)


def _take_over(entry: Entry, larger: Entry) -> None:
    said = {field.key.casefold() for field in entry.fields}
    for field in larger.fields:
        name = _called(field, entry)
        if name not in said and name not in _OWN:
            entry.set_field(_renamed(field, name))


def _called(field: Field, entry: Entry) -> str:
    name = field.key.casefold()
    return _OF_PARTS.get(entry.entry_type.casefold(), "booktitle") if name == _TITLE else name


def _renamed(field: Field, name: str) -> Field:
    renamed = type(field)(name, field.value, field.start_line)
    renamed.enclosing = field.enclosing
    return renamed
