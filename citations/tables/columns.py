"""The table of statements: one row a statement, each column with how it reads its cell."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from citations import words
from citations.canon import kept, ordered
from citations.corrections import correction_words
from citations.dates import precision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from citations.canon import JSON
    from models.records import (
        AppearanceRecord,
        SourceRecord,
        StatementRecord,
        TranslationRecord,
    )

_PARTS = ("literal", "family", "given", "suffix")
_TOLD = ({"family", "given"}, {"family", "given", "suffix"})
#: What parts names in a line, or would be lost at the ends of one; a list begins with a bracket.
_PARTING = re.compile(r"[,;\r\n]|^[\s\[]|\s$")


def _title(source: SourceRecord) -> str:
    """Return the title, one of ours in square brackets, as a list where that would be taken wrongly.

    One that was published in square brackets is a list of itself; one of ours that then looks like such
    a list is a list in a list.
    """
    told = words.title_words(source)
    if source.title_supplied:
        return _list([[source.title]]) if told.startswith(('["', "[[")) else told
    return _list([source.title]) if told.startswith("[") and told.endswith("]") else told


STATEMENT: dict[str, Callable[[StatementRecord], str | None]] = {
    "key": lambda statement: statement.key,
    "form": lambda statement: statement.form,
    "quote": lambda statement: statement.quote,
    "claim": lambda statement: statement.claim,
    "passage": lambda statement: statement.passage,
    "language": lambda statement: statement.language,
    "translations": lambda statement: _translations(statement.translations),
    "speaker": lambda statement: statement.speaker.name,
    "speaker_kind": lambda statement: statement.speaker.kind,
    "role": lambda statement: statement.role,
    "said": lambda statement: statement.said,
    "said_precision": lambda statement: precision(statement.said),
    "said_text": lambda statement: statement.said_text,
    "told": lambda statement: statement.told,
    "in_answer_to": lambda statement: statement.in_answer_to,
    "where": lambda statement: statement.where,
    "about": lambda statement: statement.about,
    "context": lambda statement: statement.context,
    "note": lambda statement: statement.note,
    "topics": lambda statement: _list(sorted(statement.topics)),
    "status": lambda statement: statement.status,
}
APPEARANCE: dict[str, Callable[[AppearanceRecord], str | None]] = {
    "chain": words.chain_words,
    "relays": lambda found: _list([relay.name for relay in found.relays]),
    "page": lambda found: found.page,
    "time": lambda found: found.time,
    "consulted": lambda found: "yes" if found.source.seen else "no",
}
SOURCE: dict[str, Callable[[SourceRecord], str | None]] = {
    "source": lambda source: source.key,
    "source_type": lambda source: source.type,
    "title": _title,
    "authors": lambda source: _authors(source.authors),
    "outlet": lambda source: source.container_title or source.publisher,
    "published": lambda source: source.published,
    "published_precision": lambda source: precision(source.published),
    "url": lambda source: source.url,
    "archived_url": lambda source: source.archived_url,
    "accessed": lambda source: source.accessed,
}
COLUMNS = (*STATEMENT, *APPEARANCE, *SOURCE, "also_in", "corrections")


def cells_of(statement: StatementRecord) -> list[str]:
    """Return the cells of a statement's row as they are said: lists are JSON, dates EDTF."""
    return [cell or "" for cell in _row(statement)]


def _row(statement: StatementRecord) -> Iterator[str | None]:
    yield from (read(statement) for read in STATEMENT.values())
    found = _first(statement)
    yield from (read(found) if found else None for read in APPEARANCE.values())
    yield from (read(found.source) if found else None for read in SOURCE.values())
    yield _list([each.source.key for each in statement.appearances if each is not found])
    yield _list(list(correction_words(statement)))


def _first(statement: StatementRecord) -> AppearanceRecord | None:
    """Return the first appearance in a source consulted, else the first of all."""
    consulted = [found for found in statement.appearances if found.source.seen]
    return next(iter(consulted or statement.appearances), None)


def _authors(names: Sequence[JSON]) -> str:
    """Return names as people write them, “Family, Given; Name as a whole”, else as a CSL list."""
    lines = [_line(name) for name in names]
    return "; ".join(filter(None, lines)) if all(lines) else _list(names)


def _line(name: JSON) -> str | None:
    """Return a name on a line; None where it could not be told from others there."""
    parts = [str(name[part]) for part in _PARTS if name.get(part)]
    whole = name.keys() == {"literal"} or name.keys() in _TOLD
    return ", ".join(parts) if whole and not any(map(_PARTING.search, parts)) else None


def _translations(told: Sequence[TranslationRecord]) -> str:
    shown = ("language", "text", "by", "date", "kind")
    return _list([kept({name: getattr(one, name) for name in shown}) for one in told])


def _list(values: Sequence[str] | Sequence[JSON] | Sequence[Sequence[str]]) -> str:
    return json.dumps(ordered(values), ensure_ascii=False) if values else ""
