"""CSL-JSON: a list of works; those of our own export hold their statements, whole."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from desk.readers.csl_shapes import in_csl
from desk.readers.entries import take_entry
from desk.readers.faults import Fault, faults_of
from desk.readers.jsonl import broken_json, statement_line, whole_json
from desk.readers.keys import with_keys
from desk.readers.notes import as_one
from desk.readers.reading import FileRead, Left, NumberedLine, counted, silent, too_many
from desk.readers.texts import text_of
from models.keys import is_key

if TYPE_CHECKING:
    from desk.readers.reading import Progress

_NOTES = ("annote", "note")


def read_csl_json(content: bytes, progress: Progress = silent) -> FileRead:
    """Return the works of a CSL-JSON file as sources, numbered by the line on which an item begins.

    Where several begin on one line they are counted as entries. Items of our own export hold their statements under `custom`:
    these are taken instead; where `custom` got lost, the notes in `annote` tell them. Raises
    ImportRefusedError when the file is no text in UTF-8.
    """
    text = text_of(content)
    read = FileRead()
    items = _items(text, read)
    read.faults += too_many(len(items))
    if read.faults:
        return read
    if len({line for line, _item in items}) < len(items):
        read.unit, items = "entry", [(n, item) for n, (_line, item) in enumerate(items, 1)]
    seen: set[str] = set()
    for line, item in counted(items, progress):
        _take(read, line, item, seen)
    read.faults = [replace(fault, unit=read.unit) for fault in read.faults]
    noted = [line for line in read.lines if line.noted]
    read.lines = [line for line in read.lines if not line.noted]
    return as_one(with_keys(read), noted)


def _items(text: str, read: FileRead) -> list[tuple[int, Any]]:
    """Return the items with the lines they begin on, or note the fault of the file."""
    try:
        whole = whole_json(text)
    except ValueError as error:
        read.faults.append(broken_json(text, str(error)))
        return []
    if isinstance(whole, dict) and isinstance(whole.get("items"), list):
        # As the programs of managers answer.
        return [(1, item) for item in whole["items"]]
    items = whole if isinstance(whole, list) else [whole]
    return list(zip(_beginnings(text, len(items)), items, strict=True))


def _beginnings(text: str, count: int) -> list[int]:
    """Return the line on which each item of the list begins."""
    decoder = json.JSONDecoder()
    at = text.find("[") + 1 if text.lstrip().startswith("[") else 0
    lines, line, counted_to = [], 1, 0
    for _item in range(count):
        at = _skipped(text, at)
        line += text.count("\n", counted_to, at)
        counted_to = at
        lines.append(line)
        _value, at = decoder.raw_decode(text, at)
    return lines


def _skipped(text: str, at: int) -> int:
    while text[at : at + 1] in {" ", "\t", "\r", "\n", ","}:
        at += 1
    return at


def _take(read: FileRead, line: int, item: Any, seen: set[str]) -> None:  # noqa: ANN401
    if not isinstance(item, dict):
        read.faults.append(Fault(line, "", "an item is a JSON object: a work", work=True))
        return
    custom = item.get("custom")
    ours = custom.get("gainsay") if isinstance(custom, dict) else None
    if isinstance(ours, dict) and isinstance(ours.get("link"), dict):
        # The pair of our export: its statements stand under the works that follow.
        read.dropped += (f"the pair “{item.get('title')}”",)
        return
    told = ours.get("statements") if isinstance(ours, dict) else None
    if isinstance(told, list) and told:
        _take_statements(read, line, told, seen)
    else:
        told = in_csl(item)
        texts = {name: [(line, str(told.pop(name)))] for name in _NOTES if told.get(name)}
        take_entry(read, line, _keyed(told), Left(), texts)


def _keyed(item: dict[str, Any]) -> dict[str, Any]:
    """Return the item under its citation key where its id is an address within a manager."""
    given = item.get("id")
    key = item.get("citation-key")
    return item | {"id": key} if isinstance(key, str) and not is_key(str(given)) else item


def _take_statements(read: FileRead, line: int, told: list[Any], seen: set[str]) -> None:
    """Add the statements of a work; one that stands under another work too is taken once."""
    for one in told:
        text = json.dumps(one)
        if text in seen:
            continue
        seen.add(text)
        try:
            read.lines.append(NumberedLine(line, statement_line(text)))
        except ValidationError as error:
            read.faults.extend(faults_of(line, error))
        except ValueError as error:
            read.faults.append(Fault(line, "custom.gainsay.statements", str(error)))
