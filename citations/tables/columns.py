"""The table of statements: one row a statement, each column with how it reads its cell."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from citations import words
from citations.corrections import correction_words
from citations.dates import precision

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from models.records import AppearanceRecord, SourceRecord, StatementRecord

STATEMENT: dict[str, Callable[[StatementRecord], str | None]] = {
    "key": lambda statement: statement.key,
    "form": lambda statement: statement.form,
    "quote": lambda statement: statement.quote,
    "claim": lambda statement: statement.claim,
    "passage": lambda statement: statement.passage,
    "language": lambda statement: statement.language,
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
    "topics": lambda statement: _list(sorted(statement.topics)),
    "status": lambda statement: statement.status,
}
APPEARANCE: dict[str, Callable[[AppearanceRecord], str | None]] = {
    "chain": words.chain_words,
    "relays": lambda found: _list([relay.name for relay in found.relays]),
    "consulted": lambda found: "yes" if found.source.seen else "no",
}
SOURCE: dict[str, Callable[[SourceRecord], str | None]] = {
    "source": lambda source: source.key,
    "source_type": lambda source: source.type,
    "title": words.title_words,
    "outlet": lambda source: source.container_title or source.publisher,
    "published": lambda source: source.published,
    "published_precision": lambda source: precision(source.published),
    "url": lambda source: source.url,
    "archived_url": lambda source: source.archived_url,
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


def _list(values: list[str]) -> str:
    return json.dumps(values, ensure_ascii=False) if values else ""
