"""What a format spells otherwise than the record, as notes from which a reader takes it again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from citations.csl import SERIALS
from citations.kinds import TYPE_WORDS
from citations.words import names_words
from models.csl import NAMES
from models.notes.recorded import recorded

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterator

    from citations.canon import JSON
    from models.records import SourceRecord

_PARTICLES = frozenset({"dropping-particle", "non-dropping-particle"})
_ADDRESSES = ("URL", "archive_location", "DOI")


@dataclass(frozen=True)
class Spelling:
    """How a format spells: which names it parts as the record does, addresses, days of access."""

    parts_name: Callable[[JSON], bool]
    day: Callable[[str | None], str]
    address: Callable[[str], str] = str


def in_the_record(
    item: JSON, source: SourceRecord, fields: Container[str], spelling: Spelling
) -> list[str]:
    """Return a note a variable that would come back otherwise from the format's own fields.

    What has none of the `fields` stands in a sentence, which ends in a full stop of its own.
    """
    told: list[tuple[str, str | list[JSON]]] = [
        *_texts(item, fields),
        *_names(item, fields, spelling),
    ]
    told += [
        (name, item[name])
        for name in _ADDRESSES
        if item.get(name) and spelling.address(item[name]) != item[name]
    ]
    if source.accessed and spelling.day(source.accessed) != source.accessed:
        told.append(("accessed", source.accessed))
    if source.type in SERIALS and source.publisher and not source.container_title:
        told.append(("publisher", source.publisher))
    return [recorded(name, value) for name, value in told]


def is_plain(name: JSON) -> bool:
    """Tell whether a name is one with family and given name alone, none of them with a comma."""
    split = bool(name.get("family") and name.get("given")) and not _PARTICLES & set(name)
    return split and not any("," in text for text in name.values() if isinstance(text, str))


def _texts(item: JSON, fields: Container[str]) -> Iterator[tuple[str, str]]:
    for name, value in item.items():
        dashed = name == "page" and "–" in str(value)
        is_word = name == "genre" and value.casefold() in TYPE_WORDS
        stopped = name not in fields and isinstance(value, str) and value.endswith(".")
        if name not in _APART and (dashed or is_word or stopped):
            yield name, value


def _names(
    item: JSON, fields: Container[str], spelling: Spelling
) -> Iterator[tuple[str, list[JSON]]]:
    for name in sorted(NAMES & set(item)):
        names = item[name]
        if name not in fields or not all(map(spelling.parts_name, names)):
            yield name, [_of_texts(each) for each in names]


def _of_texts(name: JSON) -> JSON:
    parts = {part: text for part, text in name.items() if isinstance(text, str)}
    # No author of a record is a given name alone.
    return parts if {"family", "literal"} & set(parts) else {"literal": names_words([name])}


#: What is told elsewhere, or what a note is itself.
_APART = frozenset({"id", "type", "title", "URL", "annote", "note", "archive", "archive_location"})
