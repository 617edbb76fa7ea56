"""The notes of a BibTeX entry, paragraph by paragraph, and the archived copy that one may tell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from desk.readers.latex_text import plain

if TYPE_CHECKING:
    from bibtexparser.model import Entry

    from desk.readers.entries import Texts

NOTES = {"note": "note", "addendum": "note", "annote": "annote", "annotation": "annote"}
"""The fields that hold notes, and the CSL variables they are."""

REPEATED = frozenset({"note", "annote", "annotation"})
"""Fields that managers write once a note."""

_PARAGRAPH = re.compile(r"\\(?:par|newline)(?![A-Za-z])|\n\s*\n")
_ARCHIVED = re.compile(r"\s*Archived at \\url\{([^{}]*)\}\.?\s*")
_ESCAPED = re.compile(r"\\([&%$#_{}~^])")


def notes_of(entry: Entry) -> Texts:
    """Return the notes with their lines, by the variable that holds what is none of ours."""
    texts: Texts = {}
    for field in entry.fields:
        variable = NOTES.get(field.key.casefold())
        # What is joined by # is left out, as of every field.
        if variable is not None and field.enclosing != "no-enclosing":
            line = (field.start_line or entry.start_line or 0) + 1
            text = "\n\n".join(map(plain, _paragraphs(str(field.value))))
            texts.setdefault(variable, []).append((line, text))
    return texts


def archived_in(texts: dict[str, str]) -> str:
    """Return the address of the archived copy, where a note says it."""
    told = (_ARCHIVED.fullmatch(part) for name in NOTES for part in _parts(texts.get(name, "")))
    return next((_ESCAPED.sub(r"\1", found[1]) for found in told if found), "")


def _paragraphs(value: str) -> list[str]:
    return [part for part in _parts(value) if part.strip() and not _ARCHIVED.fullmatch(part)]


def _parts(value: str) -> list[str]:
    return _PARAGRAPH.split(value)
