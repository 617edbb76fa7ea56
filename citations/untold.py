"""Variables that a format has no field for, as sentences, so that nothing is lost in silence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from citations.dates import edtf_of, words
from citations.words import names_words
from models.notes.sentences import opened

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from citations.canon import JSON
    from models.records import SourceRecord

#: What every format tells in its own way, or what is nothing to tell.
_ELSEWHERE = frozenset(
    [
        "id",
        "type",
        "title",
        "author",
        "issued",
        "accessed",
        "language",
        "URL",
        "annote",
        "note",
        "custom",
        "archive",
        "archive_location",
        "categories",
        "citation-key",
        "citation-label",
        "citation-number",
        "keyword",
    ]
)


def variable_sentences(item: JSON, told: Container[str], source: SourceRecord) -> Iterator[str]:
    """Yield "Number: H.R. 2810." for each variable of an item that is not among those told.

    Dates are told in words: "Original date: September 1999."; that of an event which we have from
    its statements alone stands in their notes.
    """
    noted = set() if "event-date" in source.csl else {"event-date"}
    for name, value in item.items():
        if name not in {*_ELSEWHERE, *noted} and name not in told:
            yield from _sentence(name, value)


def _words(value: Any) -> object:  # noqa: ANN401 -- the value of any CSL variable
    if isinstance(value, list):
        return names_words(value)
    if isinstance(value, dict):
        return words(edtf_of(value)) or value.get("literal") or value.get("raw")
    return value


def _sentence(name: str, value: object) -> Iterator[str]:
    told = _words(value)
    if isinstance(told, str | int | float) and told != "":
        label = name if name.isupper() else opened(re.sub("[-_]", " ", name))
        # The stop is ours even behind an abbreviation, so that "U.S." is read again as it was.
        yield f"{label}: {told}."
