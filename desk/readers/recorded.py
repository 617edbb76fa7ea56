"""What our notes tell of a source as the record has it, back in its place."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from desk.readers.bibtex_fields import SAID_BY_TYPE
from desk.readers.ris_tags import TYPES_BY_GENRE
from desk.readers.work_dates import edtf_of_csl, is_within
from models.csl import csl_faults
from models.notes.recorded import read_recorded

if TYPE_CHECKING:
    from models.notes.recorded import Value

Item = dict[str, Any]
OUR_COLUMNS = frozenset({"container-title", "genre", "publisher"})
"""Variables with a column of their own that a sentence of a note may tell."""

_COLUMNS = OUR_COLUMNS | {"author", "URL"}
_WORD = re.compile(r"\w+")


def put_back(item: Item, asides: list[str]) -> list[str]:
    """Take from the notes how the record spells what an item has; return all other notes.

    What was edited since is kept: a value comes back only where the words of both are the same.
    """
    return [text for text in asides if not _restored(item, text)]


def are_alike(one: Any, other: Any) -> bool:  # noqa: ANN401 -- any CSL value
    """Tell whether two values differ in nothing but signs, or names in how they are parted."""
    return _words(one) == _words(other)


def says_type(genre: str, type_: str) -> bool:
    """Tell whether a genre is but what our exports call a work of the type that has none."""
    word = genre.casefold()
    told = {TYPES_BY_GENRE.get(word), SAID_BY_TYPE.get(word)}
    return bool(word) and (type_ in told or word == re.sub("[-_]", " ", type_))


def _restored(item: Item, text: str) -> bool:
    found = read_recorded(text)
    return found is not None and _fits(*found) and _restore(item, *found)


def _fits(variable: str, value: Value) -> bool:
    known = variable in _COLUMNS or variable == "accessed"
    return known or not csl_faults({variable: value})


def _restore(item: Item, variable: str, value: Value) -> bool:
    if variable == "accessed":
        if is_within(str(value), edtf_of_csl(item.get("accessed"))):
            item["accessed"] = {"raw": value}
        return True
    if variable == "publisher" and item.get("container-title") == value and variable not in item:
        # The publisher of a newspaper stands where its name does.
        item.pop("container-title")
    elif variable == "genre" and variable not in item:
        # It reads as the name of the type.
        item[variable] = value
    elif variable not in item or not are_alike(item[variable], value):
        return False
    item[variable] = value
    return True


def _words(value: Any) -> list[str]:  # noqa: ANN401 -- any CSL value
    if isinstance(value, list):
        names = [text for name in value for text in name.values() if isinstance(text, str)]
        return sorted(_WORD.findall(" ".join(names)))
    return _WORD.findall(unquote(str(value)))
