"""Markdown (CommonMark): every text stays the text it is, whatever signs it holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from views.documents.tree import (
    Address,
    Heading,
    Items,
    NoteMark,
    Paragraph,
    Quote,
    Together,
    Words,
    clean,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from views.documents.tree import Block, Document, Run

# What starts markup in CommonMark or in a dialect of it, wherever it stands.
_SIGNS = re.compile(r"[\\`*_\[\]<>&~^$|#{}@]|:(?=/|[\w+-]+:)|(?<=www)\.", re.IGNORECASE)
# What starts a list, a rule or an underline where a line begins.
_BEGINNING = re.compile(r"^([-+=:%]|[0-9]+(?=[.)]))")
# What lies around the core of a text, which begins and ends with a letter or digit.
_EDGE, _END = re.compile(r"^[\W_]+"), re.compile(r"[\W_]+$")
_UNSAFE = re.compile("[\x00-\x20<>\\\\\x7f]")


def write_markdown(document: Document) -> str:
    """Write a document as CommonMark: UTF-8, a paragraph a line; notes are a numbered list."""
    blocks = [*_parts(document), *_notes(document)]
    return "\n\n".join(block for block in blocks if block) + "\n"


def escaped(text: str) -> str:
    """Return a text that CommonMark reads as itself, wherever in a line it stands."""
    return _SIGNS.sub(lambda sign: f"\\{sign[0]}", text)


def _parts(document: Document) -> Iterator[str]:
    for part in document.parts:
        blocks = part.blocks if isinstance(part, Together) else (part,)
        yield from map(_block, blocks)


def _notes(document: Document) -> Iterator[str]:
    if document.notes:
        yield _block(Heading(2, document.notes_title))
        noted = enumerate(document.notes, start=1)
        yield "\n".join(f"{number}. {_line(runs)}" for number, runs in noted)


def _block(block: Block) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {_line([Words(block.text)])}"
    if isinstance(block, Items):
        return "\n".join(f"- {_line(runs)}" for runs in block.items)
    if isinstance(block, Quote):
        said = (_line(paragraph.runs) for paragraph in block.paragraphs)
        return "\n>\n".join(f"> {one}" for one in said)
    return _paragraph(block)


def _paragraph(paragraph: Paragraph) -> str:
    return _line(paragraph.runs)


def _line(runs: Iterable[Run]) -> str:
    """Return runs as one line that does not begin as a list, a rule or an underline would."""
    text = "".join(map(_run, runs)).strip(" \t")
    return _BEGINNING.sub(_held_back, text)


def _held_back(start: re.Match[str]) -> str:
    begun = start[1]
    return f"{begun}\\" if begun.isdecimal() else f"\\{begun}"


def _run(run: Run) -> str:
    if isinstance(run, NoteMark):
        return rf" \[{run.number}\]"
    if isinstance(run, Address):
        return f"<{_UNSAFE.sub(lambda sign: f'%{ord(sign[0]):02X}', run.url)}>"
    text = clean(run.text)
    return _strong(text) if run.strong or run.marked else escaped(text)


def _strong(text: str) -> str:
    """Mark the core of a text: beside a letter or a digit the marks are sure to be read as marks."""
    start = len(text) - len(_EDGE.sub("", text, count=1))
    core = _END.sub("", text[start:])
    if not core:
        return escaped(text)
    return f"{escaped(text[:start])}**{escaped(core)}**{escaped(text[start + len(core) :])}"
