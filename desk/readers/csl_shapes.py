"""CSL-JSON as managers write it, in the shapes that CSL 1.0.2 has."""

from __future__ import annotations

import html
import re
from typing import Any

from models.csl import COLUMNS, DATES, csl_faults

Item = dict[str, Any]

#: The markup that CSL allows in a text; the record holds plain text.
_MARKUP = re.compile(r"</?(?:i|b|sub|sup|sc|span)(?:\s[^<>]*)?>", re.IGNORECASE)
_MARKED = ("title", "title-short", "container-title", "collection-title", "publisher")
_NAMED = {"first_name": "given", "last_name": "family", "name": "literal"}
#: A variable that Zotero keeps in its field Extra, and exports in the note.
_EXTRA = re.compile(r"([A-Za-z][A-Za-z ()-]*): +(\S.*)")
_CITATION_KEY = "citation-key"


def in_csl(item: Item) -> Item:
    """Return an item with names, dates and texts as CSL has them, and Extra put in its place."""
    told = {name: _value(name, value) for name, value in item.items()}
    note = told.get("note")
    if isinstance(note, str):
        rest = [line for line in note.split("\n") if not _put(told, line)]
        told["note"] = "\n".join(rest).strip()
    return {name: value for name, value in told.items() if value not in ("", None)}


def _value(name: str, value: Any) -> Any:  # noqa: ANN401 -- whatever a file holds
    if name in DATES:
        return _date(value)
    if name in _MARKED:
        text = value[0] if isinstance(value, list) and value else value
        return html.unescape(_MARKUP.sub("", text)) if isinstance(text, str) else text
    return _names(value) if name in {"author", "editor"} else value


def _date(value: Any) -> Any:  # noqa: ANN401 -- whatever a file holds
    if isinstance(value, str | int) and not isinstance(value, bool):
        return {"raw": str(value)}
    if isinstance(value, dict) and "year" in value:
        parts = [value.get(part) for part in ("year", "month", "day")]
        return {"date-parts": [[part for part in parts if part is not None]]}
    return value


def _names(value: Any) -> Any:  # noqa: ANN401 -- whatever a file holds
    people = [value] if isinstance(value, str | dict) else value
    return list(map(_name, people)) if isinstance(people, list) else []


def _name(person: Any) -> Any:  # noqa: ANN401 -- whatever a file holds
    if isinstance(person, str):
        return {"literal": person}
    if not isinstance(person, dict):
        return person
    return {_NAMED.get(part, part): value for part, value in person.items()}


def _put(item: Item, line: str) -> bool:
    """Take a line of Extra as the variable it names, if it names one that the item lacks."""
    found = _EXTRA.fullmatch(line.strip())
    if found is None:
        return False
    name = found[1].strip().casefold().replace(" ", "-")
    name = name.upper() if name in {"doi", "isbn", "issn", "pmid", "pmcid"} else name
    if name == _CITATION_KEY:
        item.setdefault(name, found[2])
        return True
    value: Any = {"raw": found[2]} if name in DATES else found[2]
    if name in item or name in COLUMNS or csl_faults({name: value}):
        return False
    item[name] = value
    return True
