"""The history in words: deeds, the records they changed, fields by their names on the forms."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from flask import url_for

from desk.history.names import referred_table
from models.terms import Face
from views.catalogue import gettext as _
from views.date_words import when
from views.deed_words import deeds
from views.history_names import field_names, record_names, value_names
from views.scripts import language_words
from views.words import type_named

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Flask

    from desk.history.field_changes import FieldChange, RecordChange
    from desk.history.histories import EventLine

    Names = Mapping[tuple[str, str], str]

DATES = frozenset(
    {"said", "about", "published", "accessed", "since", "until", "date", "asked", "deadline"}
)
#: The parts of a CSL name, in the order in which they are said.
_NAME_PARTS = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
_NAME = frozenset({*_NAME_PARTS, "literal"})
#: The records that have a page of their own.
PAGES = {"statement": "statements", "speaker": "speakers", "source": "sources", "link": "links"}


def deed_words(event: EventLine) -> str:
    """Say what was done; a deed done to another record names its kind."""
    told = deeds().get(event.tag, event.tag)
    if event.own or event.file:
        return told
    return str(_("%(record)s: %(deed)s", record=_numbered(event), deed=told))


def face_words(face: Face) -> str:
    """Say through which face a deed was done."""
    words = {
        Face.PAGE: _("on a page"),
        Face.COMMAND: _("on the command line"),
        Face.API: _("through the API"),
        Face.JOB: _("by a job"),
    }
    return str(words[face])


def record_words(record: RecordChange) -> str:
    """Name a record that a deed changed: "Source 3"."""
    return f"{record_names().get(record.table, record.table.replace('_', ' '))} {record.id}"


def record_address(table: str, number: int | str) -> str | None:
    """Return the address of a record's page, None where it has none."""
    place = PAGES.get(table)
    return url_for(f"{place}.show", id=int(number)) if place and str(number).isdecimal() else None


def field_words(table: str, name: str) -> str:
    """Name a field as its form does."""
    names = field_names()
    return names.get((table, name)) or names.get(("", name)) or name.replace("_", " ").capitalize()


def is_prose(table: str, field: FieldChange) -> bool:
    """Tell whether a field holds what somebody wrote, to be told word by word."""
    sides = [side for side in (field.before, field.after) if side is not None]
    return bool(field.runs) and all(
        value_words(table, field.name, side, {}) == side for side in sides
    )


def value_words(table: str, name: str, value: Any, names: Names) -> str:  # noqa: ANN401
    """Say a value of a field: dates and terms in words, other records by name."""
    if value is None:
        return "–"
    referred = referred_table(table, name)
    if isinstance(value, list):
        between = "; " if name == "authors" else ", "
        return between.join(_one(name, one, names, referred) for one in value) or "–"
    return _one(name, value, names, referred)


def _one(name: str, value: Any, names: Names, referred: str | None) -> str:  # noqa: ANN401
    if referred is not None:
        return names.get((referred, str(value)), str(value))
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    if isinstance(value, dict):
        return _pairs(value)
    readers = {"language": language_words, "type": type_named, **dict.fromkeys(DATES, when)}
    text = str(value)
    return readers[name](text) if name in readers else value_names().get((name, text), text)


def _pairs(value: dict[str, Any]) -> str:
    if value.keys() == {"word", "value"}:
        return f"{value['value']} {value['word']}"
    if value.keys() <= _NAME and value:
        return _author(value)
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _author(name: dict[str, Any]) -> str:
    """Say a CSL name as people write it, the family name last."""
    parts = (name.get(part) for part in _NAME_PARTS)
    return str(name.get("literal") or " ".join(str(part) for part in parts if part))


def _numbered(event: EventLine) -> str:
    kind = record_names().get(event.subject_type, event.subject_type)
    return f"{kind} {event.subject_id}"


def register(app: Flask) -> None:
    """Give templates these words."""
    for word in _WORDS:
        app.jinja_env.globals[word.__name__] = word


_WORDS = (
    deed_words,
    face_words,
    record_words,
    record_address,
    referred_table,
    field_words,
    is_prose,
    value_words,
)
