"""BibTeX and BibLaTeX: entries as sources, LaTeX as text."""

from __future__ import annotations

import logging
import re
from typing import TYPE_CHECKING, Any

from desk.readers.bibtex_crossrefs import inherit
from desk.readers.bibtex_fields import (
    FIELDS,
    IGNORED,
    NAMES,
    PLAIN_TYPES,
    SAID_BY_TYPE,
    entry_type,
    variable_of,
)
from desk.readers.bibtex_notes import NOTES, REPEATED, archived_in, notes_of
from desk.readers.entries import take_entry
from desk.readers.faults import Fault
from desk.readers.languages import language_tag
from desk.readers.latex_text import names as latex_names
from desk.readers.latex_text import plain
from desk.readers.notes import all_noted
from desk.readers.reading import FileRead, Left, counted, of_works, silent, too_many
from desk.readers.texts import text_of
from desk.readers.work_dates import csl_of_edtf, read_parts, readable

if TYPE_CHECKING:
    from bibtexparser.library import Library
    from bibtexparser.model import Block, Entry, ParsingFailedBlock

    from desk.readers.reading import Progress

_BARE = re.compile(r"[0-9]+|[A-Za-z]{3,9}")
_BARE_ENCLOSING = "no-enclosing"
NESTED = "braces or commands are nested too deeply to be read"


def read_bibtex(content: bytes, progress: Progress = silent) -> FileRead:
    """Return the entries of a BibTeX file as sources, and the statements that notes of ours tell.

    Values joined by `#` are left out. Raises ImportRefusedError when the file is no text in UTF-8.
    """
    try:
        library = _parsed(text_of(content))
    except RecursionError:
        return FileRead(faults=[Fault(0, "", NESTED)])
    entries, failed = _entries(library)
    read = FileRead(faults=[_fault(block) for block in failed])
    if refused := too_many(len(entries)) or inherit(entries):
        read.faults += refused
        return of_works(read)
    if not read.faults and not entries:
        read.faults.append(Fault(0, "", "there is no entry in the file; one begins with @article{"))
    for entry in counted(entries, progress):
        _take(read, entry)
    return all_noted(of_works(read))


def _parsed(text: str) -> Library:
    # Imported here: no command but this one waits for it.
    from bibtexparser.entrypoint import parse_string  # noqa: PLC0415

    # Its warnings are our faults; it would write them on the terminal.
    logging.getLogger("bibtexparser").setLevel(logging.CRITICAL)
    return parse_string(text)


def _take(read: FileRead, entry: Entry) -> None:
    line = (entry.start_line or 0) + 1
    try:
        item, left = _item(entry)
        texts = notes_of(entry)
    except RecursionError:
        read.faults.append(Fault(line, "", NESTED))
    else:
        take_entry(read, line, item, left, texts)


def _entries(library: Library) -> tuple[list[Entry], list[ParsingFailedBlock]]:
    """Return the entries, and what is none; notes alone may stand several times in an entry."""
    from bibtexparser.model import DuplicateFieldKeyBlock, Entry  # noqa: PLC0415

    entries, failed = list(library.entries), []
    for block in library.failed_blocks:
        entry = block.ignore_error_block
        is_noted = isinstance(block, DuplicateFieldKeyBlock) and block.duplicate_keys <= REPEATED
        if is_noted and isinstance(entry, Entry):
            entries.append(entry)
        else:
            failed.append(block)
    return sorted(entries, key=lambda entry: entry.start_line or 0), failed


def _fault(block: Block) -> Fault:
    from bibtexparser.model import DuplicateBlockKeyBlock, DuplicateFieldKeyBlock  # noqa: PLC0415

    line = (block.start_line or 0) + 1
    if isinstance(block, DuplicateBlockKeyBlock):
        return Fault(line, "key", f"“{block.key}” is the key of an earlier entry already")
    if isinstance(block, DuplicateFieldKeyBlock):
        twice = ", ".join(sorted(block.duplicate_keys))
        return Fault(line, twice, "the field stands twice in the entry; keep one")
    reason = getattr(getattr(block, "error", None), "abort_reason", "it is not BibTeX")
    return Fault(line, "", f"the entry that begins here cannot be read: {_told(reason)}")


def _told(reason: str) -> str:
    return reason.replace("`", "").strip()[:1].lower() + reason.replace("`", "").strip()[1:]


def _item(entry: Entry) -> tuple[dict[str, Any], Left]:
    """Return the CSL item that an entry tells of, and what is left of it."""
    fields = {field.key.casefold(): field for field in entry.fields}
    texts, left = {}, Left()
    for name, field in fields.items():
        value = str(field.value)
        joined = field.enclosing == _BARE_ENCLOSING and not _BARE.fullmatch(value)
        if joined or (name not in FIELDS and name not in NAMES and name not in IGNORED):
            left.dropped.append(name)
        else:
            texts[name] = value
    item: dict[str, Any] = {"id": entry.key, "type": entry_type(entry.entry_type, texts)}
    for name, value in texts.items():
        if name in FIELDS and name not in NOTES:
            item.setdefault(variable_of(name, entry.entry_type), _text(name, value))
        elif name in NAMES:
            item.setdefault(NAMES[name], latex_names(value))
    item["issued"], unread = _issued(texts)
    item["accessed"] = _raw(texts.get("urldate", ""))
    unread += _unread(texts, "urldate")
    left.unread = [f"{name} “{plain(texts[name])}”" for name in unread]
    item |= _rest(item, texts)
    return {name: value for name, value in item.items() if value}, left


def _text(name: str, value: str) -> str:
    if name in {"url", "doi"}:
        return _address(value)
    if name == "pages":
        return plain(value).replace("–", "-")
    return language_tag(plain(value)) if name in {"language", "langid"} else plain(value)


def _rest(item: dict[str, Any], texts: dict[str, str]) -> dict[str, Any]:
    """Return the archived copy, the day of an event, and what else the work is called."""
    genre = plain(texts.get("type", ""))
    word = genre.casefold()
    said = word in PLAIN_TYPES or SAID_BY_TYPE.get(word) == item["type"]
    return {
        "archive_location": archived_in(texts),
        "event-date": csl_of_edtf(readable(texts.get("eventdate", ""))),
        "genre": "" if said else genre,
    }


def _address(value: str) -> str:
    return value.strip().removeprefix(r"\url{").removesuffix("}").replace("\\", "")


def _issued(texts: dict[str, str]) -> tuple[dict[str, str] | None, list[str]]:
    """Return the date of publication, and the fields of it that could not be read."""
    dated = _raw(texts.get("date", ""))
    if dated:
        return dated, []
    day = texts.get("day", "")
    found = read_parts(plain(texts.get("year", "")), plain(texts.get("month", "")), day)
    unread = [*_unread(texts, "date"), *found.unread]
    return ({"raw": found.text} if found.text else None), unread


def _unread(texts: dict[str, str], name: str) -> list[str]:
    return [name] if name in texts and not _raw(texts[name]) else []


def _raw(text: str) -> dict[str, str] | None:
    date = readable(text)
    return {"raw": date} if date else None
