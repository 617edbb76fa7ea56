"""Dates of schema.org as EDTF: days and moments of ISO 8601, and the words of our own export."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desk.readers.work_dates import edtf_of_words, readable

if TYPE_CHECKING:
    from desk.readers.linked_nodes import Node

_SHORT = 60
#: A moment: the day on which it was, where it was told, counts.
_MOMENT = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9:.,]+ *(?:Z|UTC|[+-][0-9:]+)?")


def date_of(node: Node, name: str) -> tuple[str | None, list[str]]:
    """Return the date of a property, else that of `temporal`; and what cannot be read of it."""
    text = node.text(name)
    if text is None:
        words = node.text("temporal") or ""
        return edtf_of_words(words) if words else None, []
    found = _MOMENT.fullmatch(text)
    date = readable(found[1] if found else text)
    return date, [] if date else [f"{name} “{text[:_SHORT]}”"]
