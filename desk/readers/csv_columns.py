"""The columns of a CSV file: those of our own export, further ones, and other names for them."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from desk.name_lists import names_in
from desk.readers.names import authors_in

Read = Callable[[str], Any]


@dataclass(frozen=True)
class Column:
    """A column: where its value stands in a line of the exchange format, and how it is read."""

    path: tuple[str, ...]
    read: Read = str
    others: tuple[str, ...] = ()


def _names(cell: str) -> list[str]:
    """Return the names of a cell: a JSON list as our export writes it, or as the form parts them."""
    return _list(cell) if cell.startswith("[") else names_in(cell)


def _hops(cell: str) -> list[str]:
    """Return the relays of a cell: a JSON list as our export writes it, or parted by semicolons."""
    parts = _list(cell) if cell.startswith("[") else [name.strip() for name in cell.split(";")]
    return [name for name in parts if name]


def titled(cell: str) -> tuple[str, bool]:
    """Return a title, and whether it is ours: in square brackets, or a list in a list.

    One that was published in square brackets is a list of itself, as our export writes it.
    """
    if not (cell.startswith("[") and cell.endswith("]")):
        return cell, False
    with suppress(ValueError):
        match _read(cell):
            case [str(title)]:
                return title, False
            case [[str(title)]]:
                return title, True
    return cell[1:-1], True


def _list(cell: str) -> list[str]:
    names = _read(cell)
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise ValueError(cell)
    return names


def _authors(cell: str) -> list[dict[str, str]]:
    """Return the CSL names of a cell: a list of them, or as people write them."""
    return (_objects(cell) if cell.startswith("[{") else None) or authors_in(cell)


def _translations(cell: str) -> list[dict[str, Any]]:
    told = _objects(cell)
    if told is None:
        raise ValueError(cell)
    return told


def _objects(cell: str) -> list[dict[str, Any]] | None:
    """Return a JSON list of objects, or None where a cell is something else."""
    try:
        told = _read(cell)
    except ValueError:
        return None
    listed = isinstance(told, list) and all(isinstance(one, dict) for one in told)
    return told if listed else None


def _read(cell: str) -> Any:  # noqa: ANN401 -- any JSON
    """Return the JSON of a cell; raises ValueError, also for what is nested too deep to be read."""
    try:
        return json.loads(cell)
    except RecursionError as error:
        raise ValueError(cell[:40]) from error


def _yes(cell: str) -> bool:
    answer = {"yes": True, "no": False}.get(cell.strip().casefold())
    if answer is None:
        raise ValueError(cell)
    return answer


def _folded(cell: str) -> str:
    return cell.strip().casefold()


def _plain(*names: str) -> dict[str, Column]:
    return {name: Column((name,)) for name in names}


COLUMNS: dict[str, Column] = {
    "key": Column(("key",), others=("id", "statement")),
    "form": Column(("form",), _folded),
    "quote": Column(("quote",), others=("quotation", "words", "text")),
    "claim": Column(("claim",), others=("assertion", "paraphrase")),
    "passage": Column(("locator", "exact"), others=("excerpt", "exact")),
    "language": Column(("language",)),
    "translations": Column(("translations",), _translations),
    "speaker": Column(("speaker", "name"), others=("speaker_name", "name", "who")),
    "speaker_kind": Column(("speaker", "kind"), _folded),
    "speaker_key": Column(("speaker", "key")),
    "role": Column(("role",), others=("office", "position")),
    "said": Column(("said",), others=("date", "date_said", "said_on", "when")),
    **_plain("said_text", "told"),
    "in_answer_to": Column(("in_answer_to",), others=("question", "asked")),
    "where": Column(("where",), others=("place", "location", "venue")),
    **_plain("about", "about_text", "context"),
    "note": Column(("note",), others=("notes", "comment", "remark")),
    "topics": Column(("topics",), _names, others=("topic", "tags")),
    "status": Column(("status",), _folded),
    "status_reason": Column(("status_reason",)),
    "page": Column(("locator", "page")),
    "time": Column(("locator", "time")),
    "relays": Column(("relays",), _hops, others=("citing", "via")),
    "consulted": Column(("source", "seen"), _yes),
    "source": Column(("source", "key"), others=("source_key",)),
    "source_type": Column(("source", "type"), _folded),
    "title": Column(("source", "title"), others=("headline", "source_title")),
    "authors": Column(("source", "authors"), _authors, others=("author", "by", "byline")),
    "outlet": Column(
        ("source", "container_title"), others=("publication", "newspaper", "container_title")
    ),
    "publisher": Column(("source", "publisher")),
    "published": Column(
        ("source", "published"), others=("publication_date", "date_published", "published_on")
    ),
    "accessed": Column(("source", "accessed")),
    "url": Column(("source", "url"), others=("link", "source_url", "web_address")),
    "archived_url": Column(("source", "archived_url"), others=("archive", "archived")),
}
"""Every column that is read, under the name that our export gives it or would give it."""

DERIVED = frozenset({"said_precision", "published_precision", "chain", "corrections"})
"""Columns of our export that follow from others; they are not read."""

_NAMES = {
    **{name: name for name in COLUMNS},
    **{other: name for name, column in COLUMNS.items() for other in column.others},
}


def column_named(header: str) -> str | None:
    """Return the column that a header names, whatever its case, spaces and dashes."""
    return _NAMES.get(_snake(header))


def is_derived(header: str) -> bool:
    """Tell whether a column follows from others."""
    return _snake(header) in DERIVED


def _snake(header: str) -> str:
    return "_".join(header.casefold().replace("-", " ").replace("_", " ").split())
