"""The fields of an entry that are CSL variables, each written as its field wants it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from citations.canon import told_between
from citations.isbn import is_isbn, is_issn
from citations.tex.latex import safe_url
from citations.tex.names import listed, names_field
from citations.tex.signs import BREAK
from citations.untold import variable_sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Mapping

    from citations.canon import JSON
    from citations.tex.bibtex_entries import Entry
    from models.records import SourceRecord

    Escaped = Callable[[str], str]
    #: By the fields' names: a text, or the paragraphs of one.
    Fields = Mapping[str, str | Iterable[str]]

_DASH = " *[-–—]+ *"
_RANGE = f"[0-9A-Za-z.]+(?:{_DASH}[0-9A-Za-z.]+)?"
_WANTED: dict[str, Callable[[str], object]] = {
    "volume": re.compile("[0-9]+").fullmatch,
    "ISBN": is_isbn,
    "ISSN": is_issn,
    "page": re.compile(f"{_RANGE}(?:, *{_RANGE})*").fullmatch,
}
#: Lists of names to BibLaTeX, and corporate ones may hold " and ", which would make them two.
_LISTS = frozenset({"publisher", "institution", "organization", "school", "address", "location"})


def enclosed(
    name: str, key: str, fields: Fields, *, bare: Container[str] = frozenset()
) -> Iterator[str]:
    """Write an entry of the fields that have a value, each of them written as TeX already.

    A field may be given as its paragraphs, which are written one at a time, without those that are
    empty; those that are `bare` stand in no braces.
    """
    yield f"@{name}{{{key},\n"
    for field, value in fields.items():
        texts = [value] if isinstance(value, str) else value
        before, after = ("", "") if field in bare else ("{", "}")
        yield from told_between(f"  {field} = {before}", texts, BREAK, f"{after},\n")
    yield "}\n"


def fits(item: JSON, entry: Entry, escaped: Escaped) -> bool:
    """Tell whether an item has what an entry type cannot do without."""
    return all(_whole(item, needed, escaped) for needed in entry.needs)


def fields_of(item: JSON, entry: Entry, escaped: Escaped) -> dict[str, str]:
    """Return the entry's fields that the item has a fitting value for."""
    apart, given = unfit(item), defaultdict(list)
    for variable, field in entry.variables.items():
        if item.get(variable) and variable not in apart:
            given[field].append(item[variable])
    return entry.fixed | {field: _written(field, each, escaped) for field, each in given.items()}


def unfit(item: JSON) -> dict[str, str]:
    """Return the variables whose values no field takes."""
    given = {name: str(item[name]) for name in _WANTED if item.get(name)}
    return {name: value for name, value in given.items() if not _WANTED[name](value)}


def untold(item: JSON, entry: Entry, source: SourceRecord) -> Iterator[str]:
    """Yield a sentence a variable that the entry has no field for, so that nothing is lost."""
    yield from variable_sentences(item, set(entry.variables) - set(unfit(item)), source)


def _whole(item: JSON, needed: str, escaped: Escaped) -> bool:
    """Tell whether any of the alternatives, parted by a bar, is there."""
    return any(_kept(item.get(variable), escaped) for variable in needed.split("|"))


def _kept(value: object, escaped: Escaped) -> str:
    return names_field(value, escaped) if isinstance(value, list) else escaped(str(value or ""))


def _written(field: str, values: list[object], escaped: Escaped) -> str:
    first = values[0]
    if isinstance(first, list):
        return names_field(first, escaped)
    if field == "doi":
        return safe_url(str(first))
    if field == "pages":
        return re.sub(_DASH, "--", str(first))
    return listed(map(str, values), escaped) if field in _LISTS else escaped(str(first))
